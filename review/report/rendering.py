"""A review as the JSON of `fourcorners review --json` and of `review.json`."""

from typing import Any

from contracts.document import Document
from contracts.findings import Finding, Review
from extraction.rendering import extraction_json, quote_json

Json = dict[str, Any]


def review_json(review: Review, *, seconds: float, outputs: dict[str, str | None]) -> Json:
    """The extraction's JSON with playbook, findings, triage and engine.

    `outputs` are the paths or addresses of `redline`, `report` and `receipt`, None where not written.
    """
    document = review.extraction.document
    return {
        **extraction_json(review.extraction, seconds=seconds),
        "playbook": {
            "id": review.playbook.id,
            "version": review.playbook.version,
            "sha256": review.playbook.sha256,
        },
        "side": review.side,
        "findings": [finding_json(finding, document) for finding in review.findings],
        "triage": review.triage.model_dump(mode="json"),
        "engine": review.engine.model_dump(mode="json"),
        "outputs": {name: outputs.get(name) for name in ("redline", "report", "receipt")},
    }


def finding_json(finding: Finding, document: Document) -> Json:
    """A finding, each quotation with its place."""
    out = finding.model_dump(mode="json", exclude={"quotes", "absent", "checks", "deciding_check"})
    out["quotes"] = [quote_json(quote, document) for quote in finding.quotes]
    out["absent"] = None
    if finding.absent is not None:
        nearest = [quote_json(quote, document) for quote in finding.absent.nearest]
        out["absent"] = {**finding.absent.model_dump(mode="json", exclude={"nearest"}), "nearest": nearest}
    out["deciding_check"] = None
    if finding.deciding_check is not None:
        out["deciding_check"] = finding.deciding_check.model_dump(mode="json", exclude={"quotes"})
    return out
