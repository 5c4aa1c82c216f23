"""The review: an extraction and a playbook in, findings and what to do next out. Pure and deterministic."""

from clause_library.library import Library
from contracts.extraction import Engine, Extraction
from contracts.findings import Finding, PlaybookRef, Review
from playbooks.playbook import Playbook, Side
from review.assess import assess
from review.triage import triage

ENGINE = Engine(name="four-corners-review", version="0.1.0")


def review(extraction: Extraction, playbook: Playbook, *, library: Library, side: Side) -> Review:
    """The whole answer on one contract against one playbook, seen from `side`."""
    findings = assess(extraction, playbook, library=library, side=side)
    what_next = triage(extraction, findings, playbook=playbook)
    if what_next.route == "cannot_review":
        findings = tuple(_unproved(finding) for finding in findings)
    return Review(
        extraction=extraction,
        playbook=PlaybookRef(
            id=playbook.id, title=playbook.title, version=playbook.version, sha256=playbook.sha256
        ),
        side=side,
        findings=findings,
        triage=what_next,
        engine=ENGINE,
    )


def _unproved(finding: Finding) -> Finding:
    """The finding on a contract that could not be reviewed: it claims no absence and proposes nothing."""
    changes: dict[str, object] = {"suggestion": None}
    if finding.verdict == "missing":
        reason = (
            "This was not found, but the contract could not be reviewed, so nothing is said to be missing."
        )
        changes |= {"verdict": "not_evaluated", "reason": reason}
    return finding.model_copy(update=changes)
