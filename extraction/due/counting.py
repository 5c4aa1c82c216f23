"""From a timing and the dates that are known to the day it is due, every step said."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from contracts.due import DueDate, Move, Step, Timing
from contracts.value import Value
from extraction.due.arithmetic import NoSuchDayError, apply
from extraction.due.events import Event, find_event
from extraction.due.openings import WEEKDAYS, OpenDays
from extraction.due.recurrence import days_of, recurrence
from extraction.due.words import day_words, move_words, rhythm_words

_OCCURRENCES = 12
_BEYOND = "the day counted lies outside the calendar of the years 1 to 9999"


class _Start(Value):
    """Where counting begins: the day, or the event it waits for."""

    day: date | None = None
    waits_for: str = ""
    steps: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = ()


def due_date(timing: Timing, events: Sequence[Event] = (), *, open_days: OpenDays | None = None) -> DueDate:
    """The day that `timing` leads to, or what it waits for. Without `open_days` only Saturdays and Sundays
    are no business days. No clock: the same timing and events give the same answer."""
    open_days = open_days or OpenDays()
    doubts = ("the words and the numeral differ; the numeral was taken",) if timing.conflict else ()
    try:
        due = _of_rhythm(timing, events, open_days) if timing.every else _once(timing, events, open_days)
    except NoSuchDayError as missing:
        return DueDate(recurrence=recurrence(timing), ambiguities=(*doubts, str(missing)))
    except OverflowError:
        return DueDate(recurrence=recurrence(timing), ambiguities=(*doubts, _BEYOND))
    return due.model_copy(update={"ambiguities": (*doubts, *due.ambiguities)})


def _once(timing: Timing, events: Sequence[Event], open_days: OpenDays) -> DueDate:
    if timing.vague:
        return DueDate(ambiguities=(f"“{timing.vague}” names no day",))
    start = _start(timing, events, open_days)
    if start.day is None:
        return DueDate(waits_for=start.waits_for, derivation=start.steps, ambiguities=start.doubts)
    day, steps = start.day, [*start.steps]
    for move in timing.moves:
        before, day = day, apply(day, move, open_days=open_days)
        words = move_words(before, move, after=day, open_days=open_days)
        steps.append(Step(words=words, quotes=open_days.defined if _of_business(move) else ()))
    return DueDate(
        date=day, derivation=(*steps, *_weekend(day, timing, open_days)),
        ambiguities=(*start.doubts, *_hours(timing.moves)),
    )  # fmt: skip


def _start(timing: Timing, events: Sequence[Event], open_days: OpenDays) -> _Start:
    if timing.day:
        return _Start(day=timing.day, steps=(Step(words=f"the day is written: {day_words(timing.day)}"),))
    if timing.alternatives:
        return _picked(timing, events, open_days)
    if not timing.event:
        return _Start(doubts=("the words do not say from what to count",))
    match = find_event(timing.event, events)
    if match is None:
        return _Start(waits_for=timing.event, steps=(Step(words=f"waits for: {timing.event}"),))
    event = match.event
    words = f"counted from “{timing.event}”: {day_words(event.date)} ({event.said})"
    doubts = (f"“{timing.event}” was taken for “{event.name}”",) if match.loose else ()
    return _Start(day=event.date, steps=(Step(words=words, quotes=event.quotes),), doubts=doubts)


def _picked(timing: Timing, events: Sequence[Event], open_days: OpenDays) -> _Start:
    each = [_once(one, events, open_days) for one in timing.alternatives]
    steps = tuple(step for one in each for step in one.derivation)
    doubts = tuple(doubt for one in each for doubt in one.ambiguities)
    days = [one.date for one in each if one.date]
    if len(days) < len(each):
        waits = ", ".join(one.waits_for for one in each if one.waits_for)
        return _Start(waits_for=waits, steps=steps, doubts=doubts)
    day = min(days) if timing.pick == "earlier" else max(days)
    step = Step(words=f"the {timing.pick} of them: {day_words(day)}")
    return _Start(day=day, steps=(*steps, step), doubts=doubts)


def _of_rhythm(timing: Timing, events: Sequence[Event], open_days: OpenDays) -> DueDate:
    assert timing.every is not None
    rule = recurrence(timing)
    of_business = any(_of_business(move) for move in (*timing.spots, *timing.moves))
    said = Step(words=rhythm_words(timing), quotes=open_days.defined if of_business else ())
    if not timing.spots and not (timing.event or timing.day):
        return DueDate(
            recurrence=rule, derivation=(said,), ambiguities=("the words name a rhythm and no day of it",)
        )
    anchored = timing if not timing.spots else Timing(event="effective date")
    start = _start(anchored, events, open_days)
    if start.day is None:
        steps = (said, *start.steps)
        return DueDate(waits_for=start.waits_for, derivation=steps, recurrence=rule, ambiguities=start.doubts)
    days = tuple(islice(_first_days(timing, start.day, open_days), _OCCURRENCES))
    first = Step(words=f"the first of them: {day_words(days[0])}")
    doubts = (*start.doubts, *_inexact(timing, rule))
    return DueDate(
        date=days[0],
        derivation=(*start.steps, said, first),
        recurrence=rule,
        occurrences=days,
        ambiguities=doubts,
    )


def _first_days(timing: Timing, start: date, open_days: OpenDays) -> Iterator[date]:
    """A fiscal year's end is itself the first; an anniversary comes after the event."""
    if not timing.spots and timing.event.startswith("end of the "):
        day = start
        for move in timing.moves:
            day = apply(day, move, open_days=open_days)
        yield day
    yield from days_of(timing, start, open_days=open_days)


def _inexact(timing: Timing, rule: str) -> tuple[str, ...]:
    if "BYDAY=MO,TU" in rule:
        return ("the recurrence rule knows no holidays",)
    if timing.spots and timing.moves and "BYMONTHDAY" not in rule:
        return ("no single recurrence rule gives these days; they are listed",)
    return ()


def _of_business(move: Move) -> bool:
    """Whether a move depends on which days are business days."""
    return move.unit == "business_days" or move.kind in ("business_day", "roll_forward", "roll_back")


def _weekend(day: date, timing: Timing, open_days: OpenDays) -> tuple[Step, ...]:
    """That the day is no business day, where the words do not say what then."""
    last = timing.moves[-1] if timing.moves else None
    settled = last and (last.kind.startswith(("roll", "business")) or last.unit == "business_days")
    if settled or open_days.is_open(day):
        return ()
    weekday, why = WEEKDAYS[day.weekday()], open_days.why_closed(day)
    named = weekday if why == weekday else f"{weekday}, {why}"
    return (Step(words=f"{day_words(day)} is a {named}; the words do not move it"),)


def _hours(moves: Sequence[Move]) -> tuple[str, ...]:
    return (
        ("hours were counted in whole days, for dates have no time",)
        if any(move.unit == "hours" for move in moves)
        else ()
    )
