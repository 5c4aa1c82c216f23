"""Finding lengths of time, numbers and amounts in a text, each with the size to compare it by."""

import re
from decimal import Decimal

from contracts.metadata import Duration
from contracts.value import Value
from extraction.metadata.calendar import ORDINALS
from extraction.metadata.durations import find_durations
from extraction.metadata.money import find_money
from extraction.metadata.shares import FoundNumber, find_multiples, find_percentages
from review.wording import in_words, money_in_words, number_in_words

_ENDLESS = re.compile(
    r"\b(?:perpetual(?:ly)?|in perpetuity|indefinite(?:ly)?|forever|without limit(?:ation)? (?:in|of) time"
    r"|for an unlimited (?:time|period)|no expiration|(?:and|at) (?:all times|any time)"
    r" (?:thereafter|after))\b",
    re.IGNORECASE,
)

_ANNIVERSARY = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(ORDINALS)})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th)) anniversary\b",
    re.IGNORECASE,
)


class Measured(Value):
    """A quantity at `[start, end)` of the text: `size` to compare by, `shown` to tell people.

    `conflict` where the words and the numeral differ. `endless` has no end ("in perpetuity").
    """

    start: int
    end: int
    size: Decimal
    shown: str
    currency: str = ""
    conflict: bool = False
    endless: bool = False


def durations(text: str) -> list[Measured]:
    """Lengths of time, and anniversaries as years, in the order of the text. Offsets are code points."""
    anniversaries = [
        Measured(start=hit.start(), end=hit.end(), size=365 * Decimal(years), shown=f"the {hit[0]}")
        for hit in _ANNIVERSARY.finditer(text)
        if (years := ORDINALS.get(hit["ordinal"].lower(), 0) if hit["ordinal"] else int(hit["digits"]))
    ]
    lengths = [
        Measured(start=each.start, end=each.end, size=days_of(each.value), shown=in_words(each.value),
                 conflict=each.conflict)
        for each in find_durations(text)
    ]  # fmt: skip
    return sorted(anniversaries + lengths, key=lambda each: (each.start, each.end))


def endless(text: str) -> list[Measured]:
    """Words for a time without end. Offsets are code points of `text`."""
    return [
        Measured(start=hit.start(), end=hit.end(), size=Decimal(10**9), shown="no end", endless=True)
        for hit in _ENDLESS.finditer(text)
    ]


def percentages(text: str) -> list[Measured]:
    """Percentages, as numbers of per cent. Offsets are code points of `text`."""
    return [_numbered(each, "percent") for each in find_percentages(text)]


def multiples(text: str) -> list[Measured]:
    """Multiples ("two times"). Offsets are code points of `text`."""
    return [_numbered(each, "multiple") for each in find_multiples(text)]


def _numbered(found: FoundNumber, unit: str) -> Measured:
    shown = number_in_words(found.value, unit)
    return Measured(start=found.start, end=found.end, size=found.value, conflict=found.conflict, shown=shown)


_COUNT = re.compile(r"(?<![\w.,$€£])\d{1,6}(?![\w%]|[.,]\d)")


def counts(text: str) -> list[Measured]:
    """Whole numbers that are no part of an amount or a date. Offsets are code points of `text`."""
    return [
        Measured(start=hit.start(), end=hit.end(), size=Decimal(hit[0]), shown=hit[0])
        for hit in _COUNT.finditer(text)
    ]


def amounts(text: str) -> list[Measured]:
    """Amounts of money. Offsets are code points of `text`."""
    return [
        Measured(start=each.start, end=each.end, size=each.value.amount, shown=money_in_words(each.value),
                 currency=each.value.currency, conflict=each.conflict)
        for each in find_money(text)
    ]  # fmt: skip


def days_of(length: Duration) -> Decimal:
    """Approximate days, for comparing."""
    return Decimal(str(length.days))
