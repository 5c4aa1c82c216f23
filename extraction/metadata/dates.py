"""Which date is which: the agreement's, the one it takes effect on, the one it ends on."""

import re
from datetime import date

from contracts.document import Document
from contracts.metadata import Fact
from contracts.value import Value
from extraction.metadata.agreed import agreement_date
from extraction.metadata.around import without_footers
from extraction.metadata.calendar import Order, find_dates
from extraction.metadata.effective import effective_date
from extraction.metadata.expiry import written_expiry
from extraction.metadata.opening import Opening

# The contract is then of the date that it calls its effective one.
_AS_OF_EFFECTIVE = re.compile(
    r"\b(?:executed|made|entered\s+into|signed)\b[^.;]{0,60}\bas\s+of\s+the\s+Effective\s+Date\b"
)
_POINTED_SURE = 0.6


class Dates(Value):
    """The dates found; None where none was, or where the contract leaves it open."""

    agreement: Fact[date] | None = None
    effective: Fact[date] | None = None
    expiry: Fact[date] | None = None


def read_dates(document: Document, opening: Opening) -> Dates:
    """Agreement, effective and expiry date, only where a whole date is written.

    "As of the date of the last signature" gives the latest date beside a signature, where there is one. An
    expiry that nobody wrote is computed elsewhere (`expiry.computed_expiry`). Dates in figures whose order
    nothing tells have a confidence of 0.55 at most.
    """
    text = document.text
    found = without_footers(text, find_dates(text, _order(text)))
    agreement = agreement_date(document, found, opening=opening)
    effective = effective_date(document, found, opening=opening, agreement=agreement)
    if agreement is None and effective and _AS_OF_EFFECTIVE.search(text):
        sure = min(_POINTED_SURE, effective.confidence)
        agreement = effective.model_copy(update={"confidence": sure})
    return Dates(
        agreement=agreement,
        effective=effective,
        expiry=written_expiry(document, found, after=agreement),
    )


def _order(text: str) -> Order:
    """Whether the document writes the day or the month first, by a date that leaves no choice."""
    for match in re.finditer(r"(\d(?<![\d./-]\d)\d?)[/-](\d{1,2})[/-](?:\d\d){1,2}(?![\d/-])", text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            return "day_first"
        if second > 12 >= first:
            return "month_first"
    return "month_first"
