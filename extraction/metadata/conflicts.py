"""Statements of one contract that cannot both hold."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from contracts.document import Document
from contracts.metadata import Conflict, Fact, Metadata
from contracts.spans import locate
from extraction.metadata.calendar import find_dates
from extraction.metadata.durations import find_durations
from extraction.metadata.money import find_money

_LENGTH_FIELDS = (
    "term",
    "renewal",
    "notice_period",
    "payment_term",
    "confidentiality_period",
    "warranty_period",
)
_EFFECTIVE = re.compile(
    r"(?:[\"“]?effective\s+date[\"”]?\s*(?:\)|of\s+this\s+agreement)?\s*(?:means|is|shall\s+be"
    r"|:)\s*(?:on\s+|the\s+)?)\Z"
    r"|\bthis\s+agreement\s+(?:is|shall\s+be|becomes)\s+effective\s+(?:as\s+of|on)\s+\Z",
    re.IGNORECASE,
)
_DASHED = re.compile(r"[\w]\s?[–—‐‑-]\s*\Z|\b(?:hundred|thousand|and)\W+\Z", re.IGNORECASE)
_AMOUNT = re.compile(r"\b(?:dollars|euros|pounds)\b[^.;\n]{0,6}\(\s*[$£€]", re.IGNORECASE)
# A figure in brackets is cheap to find; its words stand right before it.
_WORDS = re.compile(r"[A-Za-z]\s+\(\d{1,4}\)\s+(?:\w+\s+)?(?:day|month|year|week|hour)", re.IGNORECASE)
_MOST = 12
# Terms begin later than contracts and end with a month or a year: only plain contradictions count.
_SLACK_DAYS = 62


def find_conflicts(document: Document, metadata: Metadata) -> tuple[Conflict, ...]:
    """Numbers whose words and figures differ, a second effective date, and an expiry that does not follow
    from the term or lies before the beginning; at most twelve, in that order."""
    found = [*_numbers(document, metadata), *_second_dates(document, metadata), *_expiry(metadata)]
    return tuple(found[:_MOST])


def _numbers(document: Document, metadata: Metadata) -> Iterator[Conflict]:
    """ "thirty (60) days" and "ten dollars ($100)"."""
    text = document.text
    for match in _WORDS.finditer(text):
        low, high = max(0, match.start() - 40), min(len(text), match.end() + 10)
        for each in find_durations(text[low:high]):
            # Of "twenty–eight (28)" with a long dash only the last word was read.
            if each.conflict and not _DASHED.search(text[max(0, low + each.start - 6) : low + each.start]):
                quote = locate(document, (low + each.start, low + each.end))
                field = _field_of(metadata, quote.span.start)
                words = f"The words and the figure of “{quote.text}” differ; the figure was taken."
                yield Conflict(field=field, sentence=words, quotes=(quote,))
    for match in _AMOUNT.finditer(text):
        low, high = max(0, match.start() - 90), min(len(text), match.end() + 30)
        for each in find_money(text[low:high]):
            if each.conflict:
                quote = locate(document, (low + each.start, low + each.end))
                words = f"The words and the figure of “{quote.text}” differ; the figure was taken."
                yield Conflict(field="prices", sentence=words, quotes=(quote,))


def _field_of(metadata: Metadata, place: int) -> str:
    for name in _LENGTH_FIELDS:
        fact: Fact[Any] | None = getattr(metadata, name)
        if fact and any(quote.span.start <= place < quote.span.end for quote in fact.quotes):
            return name
    return ""


def _second_dates(document: Document, metadata: Metadata) -> Iterator[Conflict]:
    own = metadata.effective_date
    if own is None or own.confidence < 0.8:
        return
    text, said = document.text, {own.value}
    for each in find_dates(text):
        cue = _EFFECTIVE.search(text[max(0, each.start - 90) : each.start])
        if cue and not each.ambiguous and each.value not in said:
            said.add(each.value)
            quote = locate(document, (each.start - len(cue[0]), each.end))
            words = f"Two effective dates are given: {own.value.isoformat()} and {each.value.isoformat()}."
            yield Conflict(field="effective_date", sentence=words, quotes=(own.quotes[0], quote))


def _expiry(metadata: Metadata) -> Iterator[Conflict]:
    begin: Fact[date] | None = metadata.effective_date or metadata.agreement_date
    end = metadata.expiry_date
    if begin is None or end is None or min(begin.confidence, end.confidence) < 0.7 or not end.quotes:
        return
    if end.value <= begin.value and begin.quotes:
        words = (
            f"The contract ends on {end.value.isoformat()}, before it begins on {begin.value.isoformat()}."
        )
        yield Conflict(field="expiry_date", sentence=words, quotes=(begin.quotes[0], end.quotes[0]))
        return
    term = metadata.term
    length = term.value.length if term and term.confidence >= 0.8 else None
    if (
        term
        and length
        and length.days
        and abs((end.value - begin.value).days - length.days) > 62 + length.days / 3
    ):
        words = f"The contract ends on {end.value.isoformat()}, which is not the length of its term."
        yield Conflict(field="term", sentence=words, quotes=(term.quotes[0], end.quotes[0]))
