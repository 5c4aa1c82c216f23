"""Counting days, weeks, months and years on the calendar. Dates only: no time of day, no time zone.

Rules, with their sources: a period that an event sets going does not count the day of the event
(Regulation (EEC, Euratom) 1182/71 art. 3(1); Fed. R. Civ. P. 6(a)(1); BGB § 187(1)); months and years end on
the day of the same number, or the last day of a month that has no such day (Dodds v Walker [1981] UKHL;
Regulation 1182/71 art. 3(2)(c); BGB § 188). docs/decisions/0018-due-dates.md.
"""

from calendar import monthrange
from datetime import date, timedelta

from contracts.due import Move, PeriodUnit
from extraction.due.openings import OpenDays

MONTHS_OF: dict[PeriodUnit, int] = {"months": 1, "quarters": 3, "years": 12}
# A contract counts no further; each business day is looked up, so the bound keeps a slip from costing long.
_MOST_BUSINESS_DAYS = 5_000


class NoSuchDayError(OverflowError):
    """The period has no such day: no fifth Friday, no 23rd business day."""


def apply(day: date, move: Move, *, open_days: OpenDays) -> date:
    """The day that one move leads to; `OverflowError` outside the years 1 to 9999, `NoSuchDayError` where the
    period has none such (a day of the month that it lacks is its last)."""
    if move.kind in ("add", "subtract"):
        sign = 1 if move.kind == "add" else -1
        return _counted(day, move, sign=sign, open_days=open_days)
    if move.kind in ("start_of", "end_of"):
        start = start_of(day, move.unit)
        return start if move.kind == "start_of" else add(start, 1, unit=move.unit) - timedelta(days=1)
    if move.kind in ("roll_forward", "roll_back"):
        return rolled(day, 1 if move.kind == "roll_forward" else -1, open_days=open_days)
    return _chosen(day, move, open_days)


def add(day: date, count: int, *, unit: PeriodUnit) -> date:
    """`count` calendar units on (or back, where negative)."""
    try:
        if unit in MONTHS_OF:
            return add_months(day, count * MONTHS_OF[unit])
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    except ValueError as error:
        raise OverflowError("the calendar has only the years 1 to 9999") from error


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day where it has none such. 31 January and one month:
    28 or 29 February; 28 February and one month: 28 March."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("the calendar has only the years 1 to 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_business_days(day: date, count: int, *, open_days: OpenDays) -> date:
    """The `count`-th business day after `day`, which is not counted; before it, where negative."""
    if abs(count) > _MOST_BUSINESS_DAYS:
        raise OverflowError(f"{abs(count)} business days are more than are counted")
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not open_days.is_open(day):
            day += step
    return day


def rolled(day: date, sign: int, *, open_days: OpenDays) -> date:
    """`day` where it is a business day, else the next one (or the last before it, where `sign` is -1)."""
    while not open_days.is_open(day):
        day += timedelta(days=sign)
    return day


def start_of(day: date, unit: PeriodUnit) -> date:
    """The first day of the calendar week (from Monday), month, quarter or year that `day` lies in."""
    if unit == "weeks":
        return day - timedelta(days=day.weekday())
    if unit == "years":
        return date(day.year, 1, 1)
    if unit in ("months", "quarters"):
        return date(day.year, day.month - (day.month - 1) % MONTHS_OF[unit], 1)
    return day


def _counted(day: date, move: Move, *, sign: int, open_days: OpenDays) -> date:
    if move.unit == "business_days":
        first = move.inclusive and open_days.is_open(day)
        return add_business_days(day, sign * (move.count - first), open_days=open_days)
    if move.unit == "hours":
        # whole days only: 48 hours after some hour of a day end on the second day after it
        return add(day, sign * (move.count // 24), unit="days")
    counted = add(day, sign * move.count, unit=move.unit)
    return counted - timedelta(days=sign) if move.inclusive else counted


def _chosen(day: date, move: Move, open_days: OpenDays) -> date:
    """A day of the period that begins on `day`."""
    if move.kind == "day":
        return _day_of_month(day, move.count)
    if move.kind == "month_day":
        return _day_of_month(date(day.year, move.month, 1), move.count)
    if move.kind == "weekday":
        first = day + timedelta(days=(move.weekday - day.weekday()) % 7)
        if move.count > 0:
            return _within(first + timedelta(weeks=move.count - 1), day, move)
        last = add(day, 1, unit=move.unit) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - move.weekday) % 7)
    begin = day - timedelta(days=1) if move.count > 0 else add(day, 1, unit=move.unit)
    return _within(add_business_days(begin, move.count, open_days=open_days), day, move)


def _within(chosen: date, start: date, move: Move) -> date:
    """`chosen` where it lies in the period that begins on `start`."""
    if start <= chosen < add(start, 1, unit=move.unit):
        return chosen
    unit = move.unit.removesuffix("s")
    raise NoSuchDayError(f"the {unit} that begins on {start.isoformat()} has no such day; none was counted")


def _day_of_month(day: date, number: int) -> date:
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=last if number < 0 else min(number, last))
