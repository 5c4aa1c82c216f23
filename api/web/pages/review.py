"""A finished review as the review page shows it: cards, facts, obligations, and the marks they point to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.web.pages.dues import shown_dates
from api.web.pages.outline import ClauseRow, outline
from api.web.pages.passages import Mark, Paragraph, TableRows, paragraphs
from contracts.document import Document, Severity
from contracts.due import KeyDate
from contracts.findings import Finding, Review
from contracts.hypotheses import HypothesisAnswer
from contracts.metadata import Fact, Metadata, facts_of
from contracts.spans import Quote
from extraction.export.schedule import make_schedule
from review.carrying import Standing
from review.report.coverage import FurnitureRow, GapRow, furniture_rows, gap_rows, warning
from review.report.difference import Piece, suggestion_pieces
from review.report.duties import Duty, counted_words, due_words, duty_of
from review.report.page import place_words
from review.report.terms import TermRow, terms_of
from review.report.words import ANSWERS, SEVERITIES, VERDICTS, field_words, not_found, told_words

_RANK: dict[Severity, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}


@dataclass(frozen=True)
class Pointer:
    """Quoted words that lead to their passage."""

    key: str
    text: str
    place: str


@dataclass(frozen=True)
class Card:
    """One finding."""

    id: str
    finding: Finding
    verdict: str
    severity: str
    tone: str
    quotes: list[Pointer]
    nearest: list[Pointer]
    pieces: tuple[Piece, ...]
    standing: Standing | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person has still to decide."""
        return self.standing is None or self.standing.holds is None


@dataclass(frozen=True)
class FactRow:
    """One fact the contract states about itself, or one that was counted from them."""

    name: str
    value: str
    quotes: list[Pointer]
    percent: int | None
    source: str


@dataclass(frozen=True)
class DutyRow:
    """One obligation, prohibition, permission or entitlement."""

    shown: Duty
    quote: Pointer


@dataclass(frozen=True)
class StatementRow:
    """One statement about a non-disclosure agreement, whether it holds, and the words it rests on."""

    statement: str
    answer: str
    choice: str
    evidence: list[Pointer]
    exceptions: list[Pointer]


@dataclass(frozen=True)
class TermGroup:
    """Terms or references with the same fault, each with what is wrong and where it stands."""

    title: str
    rows: list[tuple[Pointer, str]]

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class CoverageView:
    """What was not read: the sentence above everything ("" where all was), pages read by OCR, the rest."""

    warning: str
    scans: list[GapRow]
    gaps: list[GapRow]
    furniture: list[FurnitureRow]


@dataclass
class ReviewView:
    """Everything the template needs."""

    review: Review
    deviating: list[Card]
    settled: list[Card]
    aside: list[Card]
    facts: list[FactRow]
    missing: list[str]
    duties: list[DutyRow]
    statements: list[StatementRow]
    clauses: list[ClauseRow[Pointer]]
    terms: list[TermGroup]
    coverage: CoverageView
    body: list[Paragraph | TableRows] = field(default_factory=list)


class _Marker:
    """Hands out keys for quotes and remembers where they stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.marks: list[Mark] = []

    def point(self, quote: Quote, *, owner: str, tone: str = "") -> Pointer:
        key = f"q{len(self.marks) + 1}"
        self.marks.append(Mark(key, quote.span.start, quote.span.end, tone, owner))
        return Pointer(key, quote.text, place_words(self._document, quote.span.start))


def view_of(review: Review, standings: Mapping[str, Standing] | None = None) -> ReviewView:
    """The view of a review, with where its findings stand, by their ids; findings that need a decision come
    first, the gravest before the others."""
    document = review.extraction.document
    marker = _Marker(document)
    ordered = sorted(
        review.findings,
        key=lambda finding: (not finding.deviates, finding.verdict != "standard", _RANK[finding.severity]),
    )
    stand = standings or {}
    cards = [
        _card(finding, f"f{number}", marker, stand.get(finding.id))
        for number, finding in enumerate(ordered, 1)
    ]
    facts = _fact_rows(review.extraction.metadata, marker)
    schedule = make_schedule(review.extraction)
    facts += [_key_date_row(each, marker) for each in shown_dates(schedule.dates)]
    owed = zip(review.extraction.obligations, schedule.dues, strict=True)
    duties = [
        DutyRow(duty_of(duty, due), marker.point(duty.quote, owner=f"o{number}"))
        for number, (duty, due) in enumerate(owed, 1)
    ]
    return ReviewView(
        review=review,
        deviating=[card for card in cards if card.finding.deviates],
        settled=[card for card in cards if card.finding.verdict == "standard"],
        aside=[card for card in cards if card.finding.verdict == "not_applicable"],
        facts=facts,
        missing=not_found(review.extraction.metadata),
        duties=duties,
        statements=_statement_rows(review.extraction.statements, marker),
        clauses=outline(document, lambda quote: marker.point(quote, owner="tab-clauses")),
        terms=_term_groups(document, marker),
        coverage=_coverage(document),
        body=paragraphs(document, marker.marks),
    )


def _card(finding: Finding, card_id: str, marker: _Marker, standing: Standing | None) -> Card:
    tone = finding.severity if finding.deviates else "good" if finding.verdict == "standard" else "low"
    verdict = VERDICTS[finding.verdict] + (f" {finding.rank}" if finding.rank is not None else "")
    return Card(
        id=card_id,
        finding=finding,
        verdict=verdict,
        severity=SEVERITIES[finding.severity],
        tone=tone,
        quotes=[marker.point(quote, owner=card_id, tone=tone) for quote in finding.quotes],
        nearest=[
            marker.point(quote, owner=card_id) for quote in (finding.absent.nearest if finding.absent else ())
        ],
        pieces=suggestion_pieces(finding.suggestion) if finding.suggestion else (),
        standing=standing,
    )


def _statement_rows(answers: Sequence[HypothesisAnswer], marker: _Marker) -> list[StatementRow]:
    return [
        StatementRow(
            statement=answer.statement,
            answer=ANSWERS[answer.choice],
            choice=answer.choice,
            evidence=[marker.point(each.quote, owner="tab-facts") for each in answer.evidence[:2]],
            exceptions=[
                marker.point(each.quote, owner="tab-facts")
                for each in (answer.exceptions[:1] if answer.choice != "not_mentioned" else ())
            ],
        )
        for answer in answers
    ]


def _term_groups(document: Document, marker: _Marker) -> list[TermGroup]:
    terms = terms_of(document)

    def group(title: str, rows: tuple[TermRow, ...]) -> TermGroup:
        return TermGroup(title, [(marker.point(row.quote, owner="tab-terms"), row.note) for row in rows])

    groups = (
        group("Used and nowhere defined", terms.undefined),
        group("Defined and not used", terms.unused),
        group("References that lead nowhere", terms.dangling),
    )
    return [each for each in groups if each.rows]


def _coverage(document: Document) -> CoverageView:
    rows = gap_rows(document.coverage)
    return CoverageView(
        warning=warning(document.coverage),
        scans=sorted((row for row in rows if row.confidence is not None), key=_pages_of),
        gaps=[row for row in rows if row.confidence is None],
        furniture=furniture_rows(document.coverage),
    )


def _pages_of(row: GapRow) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", row.place)]


def _fact_rows(metadata: Metadata, marker: _Marker) -> list[FactRow]:
    return [
        _fact_row(name, fact, marker) for name in Metadata.model_fields for fact in facts_of(metadata, name)
    ]


def _key_date_row(each: KeyDate, marker: _Marker) -> FactRow:
    """A computed date, with the words of the contract that it was counted from last."""
    quotes = [marker.point(quote, owner="tab-facts") for quote in each.quotes[-1:]]
    value = due_words(each.due) or "not known"
    percent = round(each.confidence * 100) if each.due.date else None
    return FactRow(each.title, value, quotes, percent, f"counting ({counted_words(each.due)})")


def _fact_row(name: str, fact: Fact[Any], marker: _Marker) -> FactRow:
    quotes = [marker.point(quote, owner=f"fact-{name}") for quote in fact.quotes]
    return FactRow(field_words(name), told_words(fact), quotes, round(fact.confidence * 100), fact.source)
