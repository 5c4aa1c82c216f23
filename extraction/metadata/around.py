"""What stands around a date: words as printed in columns and over rules, made plain enough for patterns."""

import re
from datetime import date

from contracts.document import Document
from contracts.metadata import Fact
from contracts.spans import locate
from extraction.metadata.calendar import FoundDate

_LOOK_BACK_CHARS = 240
_GAPS = re.compile(r"(?:\s|-{3,}|={3,}|(?<=\s)-(?=\s))+")
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\b\.?|o['’]clock|noon"
    r"|midnight)(?:,?\s(?:\w+\s){0,2}time\b)?,?\s?",
    re.IGNORECASE,
)
# The line that a filing agent prints under every page: "Source: ALDER INC, 8-K, 1/20/2009".
_FOOTER = re.compile(r"\bSource:[^\n]{0,90}\Z")
_AMBIGUOUS_SURE = 0.55


def words_before(text: str, place: int) -> str:
    """Up to 240 characters before `place`; runs of blanks and of rules ("-----") are one space each, and
    times of the day are left out."""
    return _CLOCK.sub("", _GAPS.sub(" ", text[max(0, place - _LOOK_BACK_CHARS) : place]))


def without_footers(text: str, found: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    """The dates that are not part of a filing agent's footer."""
    if "Source:" not in text:
        return found
    return tuple(each for each in found if not _FOOTER.search(text, max(0, each.start - 120), each.start))


def date_fact(
    document: Document, each: FoundDate, *, confidence: float, place: tuple[int, int] | None = None
) -> Fact[date]:
    """`each` as a fact that quotes `place`, or the date alone. A date in figures whose order nothing tells
    has a confidence of 0.55 at most."""
    confidence = min(confidence, _AMBIGUOUS_SURE) if each.ambiguous else confidence
    quote = locate(document, place or (each.start, each.end))
    return Fact[date](value=each.value, quotes=(quote,), confidence=confidence, source="rules")


def stands_alone(text: str, each: FoundDate) -> bool:
    """Whether the date has a line of its own, as in a letter or on a cover page."""
    line_start = text.rfind("\n", 0, each.start) + 1
    line_end = text.find("\n", each.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return len(line.strip()) <= each.end - each.start + 8
