"""When something is due: how its words count (`Timing`), and the day they lead to (`DueDate`)."""

import datetime
from typing import Literal

from contracts.spans import Quote
from contracts.value import Value

PeriodUnit = Literal["days", "business_days", "hours", "weeks", "months", "quarters", "years"]
MoveKind = Literal[
    "add", "subtract", "start_of", "end_of", "day", "month_day", "weekday", "business_day",
    "roll_forward", "roll_back",
]  # fmt: skip


class Move(Value):
    """One step of counting from a day.

    `add` and `subtract` go `count` units on or back; `inclusive` counts the day itself as the first.
    `start_of` and `end_of` go to the first or last day of the calendar `unit` that the day lies in. The
    others choose a day in the period that begins on the day: `day` the `count`-th of the month,
    `month_day` that of `month`, `weekday` the `count`-th `weekday` (0 Monday … 6 Sunday), `business_day`
    the `count`-th of the `unit`; -1 is the last. `roll_forward` and `roll_back` leave a business day as
    it is and any other for the next or the last one before it.
    """

    kind: MoveKind
    count: int = 1
    unit: PeriodUnit = "days"
    month: int = 0
    weekday: int = 0
    inclusive: bool = False


class Period(Value):
    """A rhythm: every `count` units."""

    count: int
    unit: PeriodUnit


class Timing(Value):
    """How a due date is counted, read from words, before any date is known.

    It counts from a written `day`, from an `event` (its words), or from the earlier or later (`pick`) of
    `alternatives`; then `moves` in order. With `every` it returns: from the event each so often, or, with
    `spots`, on those days of every calendar period. `vague` are words that name no day ("promptly").
    """

    text: str = ""
    day: datetime.date | None = None
    event: str = ""
    alternatives: tuple["Timing", ...] = ()
    pick: Literal["", "earlier", "later"] = ""
    moves: tuple[Move, ...] = ()
    every: Period | None = None
    spots: tuple[Move, ...] = ()
    vague: str = ""
    conflict: bool = False


class Step(Value):
    """One step of a derivation in plain words, with the quotations it rests on."""

    words: str
    quotes: tuple[Quote, ...] = ()


class DueDate(Value):
    """The day something is due, and how it was counted.

    `date` is None where it cannot be told: then `waits_for` names the event that is not known yet, or is
    "" where no event would help ("promptly"). Of a rhythm `date` is the first day, `occurrences` the first
    ones exactly, and `recurrence` an RFC 5545 recurrence rule ("FREQ=MONTHLY;BYMONTHDAY=15"), which knows
    no holidays and of which no single one may give all days: `occurrences` then say what it cannot.
    Dates have no time of day and no time zone.
    """

    date: datetime.date | None = None
    waits_for: str = ""
    derivation: tuple[Step, ...] = ()
    recurrence: str = ""
    occurrences: tuple[datetime.date, ...] = ()
    ambiguities: tuple[str, ...] = ()


KeyDateKind = Literal["agreement_date", "effective_date", "expiry", "term_end", "non_renewal_notice"]


class KeyDate(Value):
    """A date in the life of the contract. `term` is the number of the term it belongs to (1 is the initial
    one). `how` says whether the day was read in the contract, computed from what was read, or given by the
    caller; `confidence` in [0, 1] is never above that of what it rests on."""

    kind: KeyDateKind
    title: str
    due: DueDate
    how: Literal["read", "computed", "given"]
    confidence: float
    term: int | None = None
    quotes: tuple[Quote, ...] = ()
