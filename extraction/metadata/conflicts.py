"""Statements of one contract that cannot both hold."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from contracts.document import Document
from contracts.metadata import Conflict, Fact, Metadata
from contracts.spans import locate
from extraction.metadata.calendar import find_dates
from extraction.metadata.durations import find_durations
from extraction.metadata.impossible import impossible_dates
from extraction.metadata.lengths import term_length
from extraction.metadata.mentions import Mention, mentions
from extraction.metadata.money import find_money
from extraction.metadata.rivals import find_rivals, own_end
from extraction.metadata.shares import find_percentages

_FIELDS = (
    "term", "renewal", "notice_period", "payment_term", "confidentiality_period", "warranty_period",
    "liability_cap", "contract_value", "late_interest",
)  # fmt: skip
# Before words that were read only in part: "twenty–eight (28)" with a long dash, "FOURTEEN MILLION, EIGHT
# HUNDRED THOUSAND DOLLARS ($14,800,000)".
_MORE_WORDS = re.compile(
    r"[\w]\s?[–—‐‑-]\s*\Z|\b(?:hundred|thousand|million|billion|and|point|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
    r"\W+\Z",
    re.IGNORECASE,
)
# A figure in brackets is cheap to find; its words stand right before or after it.
_LENGTH = re.compile(r"\(\d{1,4}\)\s+(?:\w+\s+)?(?:day|month|year|week|hour)", re.IGNORECASE)
_AMOUNT = re.compile(r"\(\s*[$£€]\s?\d")
_SHARE = re.compile(r"\(\d[\d.]*\s*(?:%|\)\s*(?:%|per))", re.IGNORECASE)
_MOST = 12
_WHOLE = 100  # a greater share is a slip of whoever recognised "30%" as "3016"
_TERM = re.compile(r"[Tt](?<!\w.)(?:erm|(?<=T)ERM)\b")
# A term often begins with a month and ends with one: only plain contradictions count.
_SLACK_DAYS = 62


def find_conflicts(document: Document, metadata: Metadata) -> tuple[Conflict, ...]:
    """Numbers whose words and figures differ, days that no calendar has, an end that does not fit its term
    or lies before the beginning, and clauses that say different things; at most twelve, in that order."""
    text = document.text
    found = [
        *_numbers(document, metadata), *_impossible(document), *_ends_early(metadata),
        *_ill_reckoned(document, text[: own_end(document)]), *find_rivals(document),
    ]  # fmt: skip
    return tuple(found[:_MOST])


def _numbers(document: Document, metadata: Metadata) -> Iterator[Conflict]:
    """ "thirty (60) days", "ten dollars ($100)" and "five percent (6%)"."""
    readers = ((_LENGTH, find_durations, ""), (_AMOUNT, find_money, "prices"), (_SHARE, find_percentages, ""))
    text = document.text
    for anchor, read, otherwise in readers:
        last = 0
        for match in anchor.finditer(text):
            low, high = max(0, match.start() - 90), min(len(text), match.end() + 30)
            for each in read(text[low:high]):
                start, end = low + each.start, low + each.end
                if not each.conflict or start < last or not start <= match.start() < end:
                    continue
                if isinstance(each.value, Decimal) and each.value > _WHOLE:
                    continue
                last = end
                if not _MORE_WORDS.search(text[max(0, start - 20) : start]):
                    quote = locate(document, (start, end))
                    words = f"The words and the figure of “{' '.join(quote.text.split())}” differ."
                    field = _field_of(metadata, start, each.value) or otherwise
                    yield Conflict(field=field, sentence=f"{words} The figure was taken.", quotes=(quote,))


def _field_of(metadata: Metadata, place: int, value: object) -> str:
    """The field whose sentence stands there and whose value is the one that was taken."""
    for name in _FIELDS:
        fact: Fact[Any] | None = getattr(metadata, name)
        if fact and any(quote.span.start <= place < quote.span.end for quote in fact.quotes):
            parts = {} if isinstance(fact.value, str) else dict(fact.value)
            if value == fact.value or value in parts.values():
                return name
    return ""


_OF_DATE = (
    ("effective_date", re.compile(r"\b(?:effective|commenc\w+)\b[^.;]{0,60}\Z", re.IGNORECASE)),
    (
        "expiry_date",
        re.compile(r"\b(?:expir\w+|until|terminat\w+|end(?:s|ing)?)\b[^.;]{0,40}\Z", re.IGNORECASE),
    ),
    ("agreement_date", re.compile(r"\b(?:dated|made|entered\s+into)\b[^.;]{0,60}\Z", re.IGNORECASE)),
)


def _impossible(document: Document) -> Iterator[Conflict]:
    """ "30 February 2021": no date is read from it, and somebody has to say which day is meant."""
    text = document.text
    for start, end in impossible_dates(text):
        before = text[max(0, start - 90) : start]
        field = next((name for name, cue in _OF_DATE if cue.search(before)), "")
        quote = locate(document, (start, end))
        words = f"“{' '.join(quote.text.split())}” is no day of the calendar, so no date was read from it."
        yield Conflict(field=field, sentence=words, quotes=(quote,))


def _ends_early(metadata: Metadata) -> Iterator[Conflict]:
    """An end that lies before the beginning, both written. The date of an amendment is no beginning."""
    begin, end = metadata.effective_date, metadata.expiry_date
    title = metadata.title.value.lower() if metadata.title else ""
    if begin is None or end is None or end.computed or not (begin.quotes and end.quotes) or "amend" in title:
        return
    if min(begin.confidence, end.confidence) >= 0.8 and end.value <= begin.value:
        words = (
            f"The contract ends on {end.value.isoformat()}, not after it begins on {begin.value.isoformat()}."
        )
        yield Conflict(field="expiry_date", sentence=words, quotes=(begin.quotes[0], end.quotes[0]))


def _ill_reckoned(document: Document, own: str) -> Iterator[Conflict]:
    """ "a term of three years, from 1 January 2020 to 31 December 2024"."""
    for each in mentions(own, _TERM):
        length = term_length(each.words)
        days = [one for one in find_dates(each.words) if not one.ambiguous] if length else []
        if length is None or len(days) != 2 or not _runs(each, days[0].start, days[1].start):
            continue
        reckoned = (days[1].value - days[0].value).days
        if reckoned > 0 and abs(reckoned - length.value.days) > _SLACK_DAYS + length.value.days / 12:
            first, last = days[0].value.isoformat(), days[1].value.isoformat()
            words = f"From {first} to {last} is not the length that the same sentence gives the term."
            yield Conflict(field="term", sentence=words, quotes=each.quote(document))
            return


_FROM = re.compile(r"\b(?:from|commenc\w+|begin\w*|start\w*|effective)\b[^.;]{0,40}\Z", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|until|through|end(?:s|ing)?|expir\w+|terminat\w+)\b[^.;]{0,30}\Z", re.IGNORECASE)


def _runs(each: Mention, first: int, last: int) -> bool:
    return bool(_FROM.search(each.words[:first]) and _TO.search(each.words[:last]))
