"""The day a contract ends where nobody wrote it: the day it began, and how long it runs."""

import re
from datetime import date

from contracts.due import PeriodUnit
from contracts.metadata import Fact, Term
from extraction.due.arithmetic import add
from extraction.metadata.calendar import find_dates

_MOST_SURE = 0.7
_LEAST_SURE = 0.5
_UNITS: dict[str, PeriodUnit] = {"days": "days", "weeks": "weeks", "months": "months", "years": "years"}


def computed_expiry(begin: Fact[date] | None, term: Fact[Term] | None) -> Fact[date] | None:
    """The anniversary that the term ends on, with the quotations of both its sources.

    The day is the one of the same number ("two years from 1 March 2020" is 1 March 2022), as parties and
    the annotators of CUAD count, though the last day in force may be the one before. The confidence is the
    product of both, at most 0.7: a computed day is never as sure as a written one. None where the term has
    no end, is counted in business days or hours, or either source is a guess (below 0.5).
    """
    begin = _own_begin(term) or begin
    if begin is None or term is None or term.value.length is None:
        return None
    if min(begin.confidence, term.confidence) < _LEAST_SURE:
        return None
    length = term.value.length
    unit = _UNITS.get(length.unit)
    if unit is None or not length.count:
        return None
    try:
        value = add(begin.value, length.count, unit=unit)
    except OverflowError:
        return None
    confidence = round(min(_MOST_SURE, begin.confidence * term.confidence), 4)
    quotes = (*begin.quotes, *term.quotes)
    return Fact[date](value=value, quotes=quotes, confidence=confidence, source="rules", computed=True)


_BEGINS = re.compile(
    r"\b(?:commenc|begin|start)\w*\s+(?:on|as\s+of|from)?\s*(?:the\s+)?\Z|\bfrom\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)


def _own_begin(term: Fact[Term] | None) -> Fact[date] | None:
    """The day that the sentence of the term itself names: "twenty years, commencing on January 1, 2016"."""
    if term is None:
        return None
    for quote in term.quotes:
        for each in find_dates(quote.text):
            if not each.ambiguous and _BEGINS.search(quote.text[: each.start]):
                return Fact[date](value=each.value, quotes=(), confidence=term.confidence, source="rules")
    return None
