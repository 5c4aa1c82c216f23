"""The due dates of the obligations of a contract."""

from collections.abc import Mapping
from datetime import date

from contracts.due import DueDate, Timing
from contracts.extraction import Extraction
from contracts.obligations import Obligation
from extraction.due.counting import due_date
from extraction.due.events import known_events
from extraction.due.timing import find_timing
from extraction.due.workdays import business_days


def due_dates(
    extraction: Extraction, *, events: Mapping[str, date] | None = None, calendar: str = ""
) -> tuple[DueDate | None, ...]:
    """One for each obligation, in their order; None where it has no deadline. `events` are dates that the
    caller knows by name ("receipt of the invoice"), and count before what was read in the contract. Without a
    `calendar` business days are those that the contract defines."""
    known, open_days = (
        known_events(extraction.metadata, events or {}),
        business_days(extraction.document, calendar),
    )
    timings = [_timing(each) for each in extraction.obligations]
    return tuple(due_date(timing, known, open_days=open_days) if timing else None for timing in timings)


def _timing(obligation: Obligation) -> Timing | None:
    """That of the rules; a deadline that another reader found has only its words."""
    if obligation.deadline is None:
        return None
    if obligation.deadline.timing:
        return obligation.deadline.timing
    found = find_timing(obligation.deadline.text)
    return found.timing if found else None
