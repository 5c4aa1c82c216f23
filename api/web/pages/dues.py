"""Due dates and key dates in the words of the review page."""

from contracts.due import DueDate, KeyDate
from extraction.due.words import day_words

_SHOWN = ("non_renewal_notice", "term_end")


def due_words(due: DueDate | None) -> str:
    """The day, the first day of a rhythm, or what it waits for; "" where nothing can be counted."""
    if due is None:
        return ""
    if due.date is None:
        return f"waits for: {due.waits_for}" if due.waits_for else ""
    return f"first on {day_words(due.date)}, and again" if due.recurrence else day_words(due.date)


def counted_words(due: DueDate | None) -> str:
    """How the day was counted, for a person who asks."""
    return "; ".join(step.words for step in due.derivation) if due else ""


def shown_dates(dates: tuple[KeyDate, ...]) -> list[KeyDate]:
    """The key dates that stand nowhere in the contract: ends of later terms, and the last days for notice."""
    return [each for each in dates if each.kind in _SHOWN]
