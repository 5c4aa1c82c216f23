"""The review: an extraction and a playbook in, findings and what to do next out. Pure and deterministic."""

from clause_library.library import Library
from contracts.extraction import Engine, Extraction
from contracts.findings import Finding, PlaybookRef, Review
from extraction.language import foreign_stretches, proves_absence
from playbooks.playbook import Playbook, Side
from review.addressed import addressed_findings
from review.assess import assess
from review.conflicts import conflict_findings
from review.triage import triage

ENGINE = Engine(name="four-corners-review", version="0.1.0")


def review(extraction: Extraction, playbook: Playbook, *, library: Library, side: Side) -> Review:
    """The whole answer on one contract against one playbook, seen from `side`.

    Findings on the document as such (`position_id` "document.…") come before those on its positions.
    """
    positions = assess(extraction, playbook, library=library, side=side)
    findings = (
        *addressed_findings(extraction, playbook),
        *conflict_findings(extraction, playbook),
        *positions,
    )
    if not proves_absence(extraction.document, foreign_stretches(extraction.document)):
        findings = tuple(_unproved(finding) for finding in findings)
    what_next = triage(extraction, findings, playbook=playbook)
    if what_next.route == "cannot_review":
        findings = tuple(
            _unproved(finding).model_copy(update={"suggestion": None, "waiting": None})
            for finding in findings
        )
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
    """The finding on a contract of which too little was read: it claims no absence and adds no clause."""
    if finding.verdict == "missing":
        reason = "This was not found, but too little of the contract could be read to say that it is missing."
    elif finding.verdict == "standard" and finding.absent is not None and not finding.quotes:
        reason = "Nothing of it was found, but too little could be read to say that it is not there."
    else:
        return finding
    return finding.model_copy(update={"verdict": "not_evaluated", "reason": reason, "suggestion": None})
