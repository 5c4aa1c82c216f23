"""The review: an extraction and a playbook in, findings and what to do next out. Pure and deterministic."""

from clause_library.library import Library
from contracts.extraction import Engine, Extraction
from contracts.findings import PlaybookRef, Review
from playbooks.playbook import Playbook, Side
from review.assess import assess
from review.triage import triage

ENGINE = Engine(name="four-corners-review", version="0.1.0")


def review(extraction: Extraction, playbook: Playbook, *, library: Library, side: Side) -> Review:
    """The whole answer on one contract against one playbook, seen from `side`."""
    findings = assess(extraction, playbook, library=library, side=side)
    return Review(
        extraction=extraction,
        playbook=PlaybookRef(
            id=playbook.id, title=playbook.title, version=playbook.version, sha256=playbook.sha256
        ),
        side=side,
        findings=findings,
        triage=triage(extraction, findings, playbook=playbook),
        engine=ENGINE,
    )
