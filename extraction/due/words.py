"""Steps of counting in plain words."""

from datetime import date, timedelta

from contracts.due import Move, Period, Timing
from extraction.due.arithmetic import MONTHS_OF
from extraction.due.openings import MONTHS, WEEKDAYS, OpenDays

_MOST_HOLIDAYS = 6


def day_words(day: date) -> str:
    """A date for people, the same in every locale: "2 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def move_words(before: date, move: Move, *, after: date, open_days: OpenDays) -> str:
    """One move: what was done and where it led."""
    return f"{_done(before, move, after, open_days)}: {day_words(after)}"


def rhythm_words(timing: Timing) -> str:
    """How often, and on which of its days."""
    every = timing.every or Period(count=1, unit="years")
    often = f"returns every {_counted(every.count, every.unit)}"
    spots = [_spot(spot) for spot in timing.spots]
    moves = [
        f"{_counted(move.count, move.unit)} {'later' if move.kind == 'add' else 'earlier'}"
        for move in timing.moves
        if move.kind in ("add", "subtract")
    ]
    return ", ".join([often, *spots, *moves])


def _done(before: date, move: Move, after: date, open_days: OpenDays) -> str:
    if move.kind in ("add", "subtract"):
        way = "later" if move.kind == "add" else "earlier"
        said = f"{_counted(move.count, move.unit)} {way}"
        if move.unit == "business_days":
            return f"{said} ({open_days.words}{_holidays(before, after, open_days)})"
        if move.inclusive:
            return f"{said}, the first day counted"
        if move.unit in MONTHS_OF:
            clamped = after.day != before.day
            return (
                f"{said}, the last day of a month without a day {before.day}"
                if clamped
                else f"{said}, same day"
            )
        return said if move.unit == "hours" else f"{said}, the first day not counted"
    if move.kind == "roll_forward":
        return "a business day already" if before == after else "moved to the next business day"
    if move.kind == "roll_back":
        return "a business day already" if before == after else "moved to the last business day before"
    return _spot(move)


def _holidays(before: date, after: date, open_days: OpenDays) -> str:
    """The holidays that were passed over, by name."""
    low, high = min(before, after), max(before, after)
    passed: list[str] = []
    for number in range(1, min((high - low).days, 400)):
        day = low + timedelta(days=number)
        why = open_days.why_closed(day)
        if why and why not in WEEKDAYS:
            passed.append(f"{day_words(day)}, {why}")
    return "; passed over: " + "; ".join(passed[:_MOST_HOLIDAYS]) if passed else ""


def _spot(move: Move) -> str:
    unit = move.unit.removesuffix("s")
    if move.kind == "start_of":
        return f"the first day of the {unit}"
    if move.kind == "end_of":
        return f"the last day of the {unit}"
    if move.kind == "day":
        return f"day {move.count} of the month"
    if move.kind == "month_day":
        return f"{move.count} {MONTHS[move.month - 1]}"
    if move.kind == "weekday":
        return WEEKDAYS[move.weekday] if unit == "week" else f"{WEEKDAYS[move.weekday]} number {move.count}"
    which = "the last business day" if move.count < 0 else f"business day {move.count}"
    return f"{which} of the {unit}"


def _counted(count: int, unit: str) -> str:
    name = unit.replace("_", " ")
    return f"{count} {name.removesuffix('s') if count == 1 else name}"
