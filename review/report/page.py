"""The review as one self-contained HTML page: for our side, to read, print and keep."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from contracts.document import Document, Severity
from contracts.edits import Receipt
from contracts.extraction import Extraction
from contracts.findings import Finding, Review
from contracts.metadata import Fact, Metadata, facts_of
from contracts.spans import Quote
from extraction.export.schedule import Schedule, make_schedule
from review.report.coverage import furniture_rows, gap_rows, warning
from review.report.difference import suggestion_pieces
from review.report.duties import Duty, duty_of
from review.report.summary import summarise
from review.report.terms import TermRow, terms_of
from review.report.words import ROUTES, SEVERITIES, VERDICTS, field_words, not_found, told_words

_RANK: dict[Severity, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
Row = dict[str, Any]


def render_report(review: Review, *, receipt: Receipt | None = None) -> str:
    """The page. `receipt` adds what the redlined file was proved to be and which edits were refused."""
    document = review.extraction.document
    deviating = [finding for finding in review.findings if finding.deviates]
    deviating.sort(key=lambda finding: _RANK[finding.severity])
    settled = [finding for finding in review.findings if not finding.deviates]
    coverage, terms = document.coverage, terms_of(document)
    schedule = make_schedule(review.extraction)
    return _template().render(
        review=review,
        summary=summarise(review, schedule),
        warning=warning(coverage),
        gaps=gap_rows(coverage),
        furniture=furniture_rows(coverage),
        terms=[
            (title, [_term_row(row, document) for row in rows])
            for title, rows in (
                ("Used and nowhere defined", terms.undefined),
                ("Defined and not used", terms.unused),
                ("References that lead nowhere", terms.dangling),
            )
        ],
        document=document,
        route=ROUTES[review.triage.route],
        deviating=[_finding_row(finding, document) for finding in deviating],
        settled=[_finding_row(finding, document) for finding in settled],
        facts=_fact_rows(review.extraction.metadata, document),
        missing=not_found(review.extraction.metadata),
        duties=_duties(review.extraction, schedule),
        receipt=receipt,
    )


@cache
def _template() -> Any:
    loader = PackageLoader("review.report", "templates")
    environment = Environment(
        loader=loader, autoescape=select_autoescape(["html"]), undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html")


def _finding_row(finding: Finding, document: Document) -> Row:
    verdict = VERDICTS[finding.verdict]
    if finding.rank is not None:
        verdict = f"{verdict} {finding.rank}"
    nearest = finding.absent.nearest if finding.absent else ()
    return {
        "finding": finding,
        "verdict": verdict,
        "severity": SEVERITIES[finding.severity],
        "quotes": [_quote_row(quote, document) for quote in finding.quotes],
        "nearest": [_quote_row(quote, document) for quote in nearest],
        "pieces": suggestion_pieces(finding.suggestion) if finding.suggestion else (),
    }


def _term_row(row: TermRow, document: Document) -> Row:
    return {**_quote_row(row.quote, document), "note": row.note}


def _quote_row(quote: Quote, document: Document) -> Row:
    return {"text": quote.text, "place": place_words(document, quote.span.start)}


def place_words(document: Document, offset: int) -> str:
    """Where the code point at `offset` stands, for people: "11.2 Limitation of Liability, page 4".

    The number is of the innermost clause; the heading is its own, else of the nearest clause above.
    """
    clause = document.clause_at(offset)
    label, heading = (clause.label, clause.heading) if clause else ("", "")
    above = {each.id: each for each in document.clauses}
    while clause and not heading and clause.parent:
        clause = above[clause.parent]
        heading = clause.heading
        label = label or clause.label
    page = document.page_at(offset)
    return ", ".join(part for part in (f"{label} {heading}".strip(), f"page {page}" if page else "") if part)


def _duties(extraction: Extraction, schedule: Schedule) -> list[Duty]:
    return [duty_of(duty, due) for duty, due in zip(extraction.obligations, schedule.dues, strict=True)]


def _fact_rows(metadata: Metadata, document: Document) -> list[Row]:
    return [
        _fact_row(field_words(field), fact, document)
        for field in Metadata.model_fields
        for fact in facts_of(metadata, field)
    ]


def _fact_row(name: str, fact: Fact[Any], document: Document) -> Row:
    quote = _quote_row(fact.quotes[0], document) if fact.quotes else None
    confidence = round(fact.confidence * 100)
    return {"field": name, "value": told_words(fact), "quote": quote, "confidence": confidence}
