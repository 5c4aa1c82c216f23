"""The business days of a contract: as it defines them itself, unless whoever asks names a calendar."""

import re

from contracts.document import Document
from contracts.spans import locate
from contracts.structure import Definition
from extraction.due.jurisdictions import calendars_named
from extraction.due.openings import OpenDays

_TERM = re.compile(r"(?:business|working|banking)\s+days?", re.IGNORECASE)
# What makes the places of a definition those whose holidays count.
_CLOSED = re.compile(r"\bholidays?\b|\bbank|\bclosed?\b|\bopen\b", re.IGNORECASE)
_LONGEST_CHARS = 600


def business_days(document: Document, calendar: str = "") -> OpenDays:
    """The days that count as business days: of the `calendar` that is set, else of the places that the
    contract's own definition names ("a day other than a Saturday, Sunday or public holiday in London"), else
    all but Saturdays and Sundays. A place whose holidays are not known to us is none.

    Of two places a day is open where it is open in both. `InvalidInputError` where there is no such calendar.
    """
    if calendar.strip():
        return OpenDays(calendar)
    found = [each for each in document.definitions if _TERM.fullmatch(" ".join(each.term.split()))]
    if not found:
        return OpenDays()
    first = found[0]
    words = document.text[first.meaning_start : first.meaning_end][:_LONGEST_CHARS]
    codes = calendars_named(words) if _CLOSED.search(words) else ()
    return OpenDays("+".join(codes), defined=(locate(document, _place(document.text, first)),))


def _place(text: str, definition: Definition) -> tuple[int, int]:
    """From the term, with its quotation mark, to the end of its meaning, or the other way round."""
    low = min(definition.start, definition.meaning_start)
    low -= low > 0 and text[low - 1] in '“"'
    high = max(definition.end, min(definition.meaning_end, definition.meaning_start + _LONGEST_CHARS))
    return low, high
