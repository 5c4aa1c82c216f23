"""Rhythms as RFC 5545 recurrence rules (section 3.3.10), and the days they fall on."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from contracts.due import Move, Period, PeriodUnit, Timing
from extraction.due.arithmetic import MONTHS_OF, NoSuchDayError, add, apply, start_of
from extraction.due.openings import WEEKDAYS, OpenDays

_FREQUENCY: dict[PeriodUnit, tuple[str, int]] = {
    "days": ("DAILY", 1), "weeks": ("WEEKLY", 1), "months": ("MONTHLY", 1), "quarters": ("MONTHLY", 3),
    "years": ("YEARLY", 1),
}  # fmt: skip
_WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"
# A rule is stated only if it holds over a whole cycle of leap years.
_SAMPLE_START = date(2001, 1, 1)
_SAMPLE_YEARS = 8


def recurrence(timing: Timing) -> str:
    """The rule of a rhythm; "" for what happens once. Where no single rule gives every day ("45 days after
    the end of each quarter"), it is the bare rhythm ("FREQ=MONTHLY;INTERVAL=3")."""
    every = timing.every
    if every is None:
        return ""
    rhythm = _rhythm(every)
    if not timing.spots:
        return rhythm
    if any(move.kind.startswith("roll") or move.unit == "business_days" for move in timing.moves):
        return rhythm
    if timing.moves:
        return _sampled(timing) or rhythm
    return _of_spots(timing.spots, every) or rhythm


def days_of(timing: Timing, start: date, *, open_days: OpenDays) -> Iterator[date]:
    """The days a rhythm falls on, in order, from the first on or after `start`.

    With `spots` these are days of the calendar periods from that of `start` on. Without, they are counted
    anew from `start` for each period, so that a 31st comes back after a short month; `start` is then the
    event itself, and the first day comes one period later.
    """
    every = timing.every or Period(count=1, unit="years")
    if not timing.spots:
        for number in range(1, 100_000):
            yield _moved(add(start, every.count * number, unit=every.unit), timing, open_days)
        return
    base = start_of(start, every.unit)
    for number in range(100_000):
        first = add(base, every.count * number, unit=every.unit)
        spots = (_spot_in(first, spot, open_days) for spot in timing.spots)
        chosen = {_moved(day, timing, open_days) for day in spots if day}
        yield from sorted(day for day in chosen if day >= start)


def _spot_in(first: date, spot: Move, open_days: OpenDays) -> date | None:
    """The day of one period; None in a month that has no fifth Friday."""
    try:
        return apply(first, spot, open_days=open_days)
    except NoSuchDayError:
        return None


def _moved(day: date, timing: Timing, open_days: OpenDays) -> date:
    for move in timing.moves:
        day = apply(day, move, open_days=open_days)
    return day


def _rhythm(every: Period) -> str:
    frequency, factor = _FREQUENCY[every.unit]
    interval = every.count * factor
    if frequency == "MONTHLY" and interval == 12:
        return "FREQ=YEARLY"
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _of_spots(spots: tuple[Move, ...], every: Period) -> str:
    """The rule of days of calendar periods, where one rule can say it."""
    kinds = {spot.kind for spot in spots}
    if len(kinds) != 1 or every.count != 1:
        return ""
    kind = kinds.pop()
    if kind == "month_day":
        return _of_dates(spots)
    if every.unit == "weeks":
        days = ",".join(WEEKDAYS[spot.weekday][:2].upper() for spot in spots)
        return f"FREQ=WEEKLY;BYDAY={days}" if kind == "weekday" else ""
    return _of_months(spots, every)


def _of_months(spots: tuple[Move, ...], every: Period) -> str:
    """The same of months, quarters and years."""
    kind, first = spots[0].kind, spots[0]
    months = _months_of(every.unit, last=kind == "end_of" or (kind != "day" and first.count < 0))
    prefix = f"FREQ=MONTHLY;{months}" if every.unit != "years" else f"FREQ=YEARLY;{months}"
    if kind == "start_of":
        return f"{prefix}BYMONTHDAY=1"
    if kind == "end_of":
        return f"{prefix}BYMONTHDAY=-1"
    if kind == "day" and every.unit != "years":
        return (
            prefix + _month_days([spot.count for spot in spots])
            if _month_days([s.count for s in spots])
            else ""
        )
    if kind == "business_day" and len(spots) == 1:
        return f"{prefix}{_WORKDAYS};BYSETPOS={first.count}" if abs(first.count) <= 20 else ""
    if kind == "weekday" and every.unit == "months":
        return prefix + "BYDAY=" + ",".join(f"{s.count}{WEEKDAYS[s.weekday][:2].upper()}" for s in spots)
    return ""


def _months_of(unit: PeriodUnit, *, last: bool) -> str:
    if unit == "quarters":
        return "BYMONTH=3,6,9,12;" if last else "BYMONTH=1,4,7,10;"
    return ("BYMONTH=12;" if last else "BYMONTH=1;") if unit == "years" else ""


def _month_days(numbers: list[int]) -> str:
    """Days of a month; one that not every month has is its last there."""
    if all(0 < number <= 28 for number in numbers):
        return "BYMONTHDAY=" + ",".join(str(number) for number in sorted(set(numbers)))
    if len(numbers) > 1:
        return ""
    if numbers[0] in (31, -1):
        return "BYMONTHDAY=-1"
    return "BYMONTHDAY=" + ",".join(str(day) for day in range(28, numbers[0] + 1)) + ";BYSETPOS=-1"


_LAST_DAYS = (31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of February none: it changes


def _of_dates(spots: tuple[Move, ...]) -> str:
    months = ",".join(str(month) for month in sorted({spot.month for spot in spots}))
    numbers = {spot.count for spot in spots}
    if len(numbers) == 1 and not any(spot.month == 2 and spot.count == 29 for spot in spots):
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={numbers.pop()}"
    if all(spot.count == _LAST_DAYS[spot.month - 1] for spot in spots):
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=-1"
    return ""


def _sampled(timing: Timing) -> str:
    """The rule of days counted on from calendar periods, where they have one number in every month."""
    every = timing.every
    if every is None or every.count != 1 or every.unit not in MONTHS_OF or len(timing.spots) != 1:
        return ""
    a_year = 12 // MONTHS_OF[every.unit]
    days = list(islice(days_of(timing, _SAMPLE_START, open_days=OpenDays()), _SAMPLE_YEARS * a_year))
    months = sorted({day.month for day in days})
    if len({day.day for day in days}) > 1 or len(months) != a_year:
        return ""
    if a_year == 12:
        return f"FREQ=MONTHLY;BYMONTHDAY={days[0].day}"
    frequency = "YEARLY" if a_year == 1 else "MONTHLY"
    return f"FREQ={frequency};BYMONTH={','.join(map(str, months))};BYMONTHDAY={days[0].day}"
