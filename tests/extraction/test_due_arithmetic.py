"""Counting on the calendar: laws that hold for every day, and the days that go wrong most easily."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from contracts.due import Move, PeriodUnit
from contracts.errors import InvalidInputError
from extraction.due.arithmetic import add, add_business_days, add_months, apply, rolled, start_of
from extraction.due.openings import OpenDays

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
UNITS: st.SearchStrategy[PeriodUnit] = st.sampled_from(["days", "weeks", "months", "quarters", "years"])
OPEN = OpenDays()
NEW_YORK = OpenDays("US-NY")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 9, 30), 4, date(2027, 1, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2100, 1, 30), 1, date(2100, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(-600, 600))
def test_months_agree_with_dateutil(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


@given(DAYS, DAYS, st.integers(0, 200), UNITS)
def test_a_later_start_is_never_due_earlier(one: date, other: date, count: int, unit: PeriodUnit) -> None:
    first, second = sorted((one, other))
    assert add(first, count, unit=unit) <= add(second, count, unit=unit)
    assert add(first, -count, unit=unit) <= add(second, -count, unit=unit)


@given(DAYS, DAYS, st.integers(0, 60))
def test_nor_in_business_days(one: date, other: date, count: int) -> None:
    first, second = sorted((one, other))
    for open_days in (OPEN, NEW_YORK):
        assert add_business_days(first, count, open_days=open_days) <= add_business_days(
            second, count, open_days=open_days
        )


@given(DAYS, st.integers(-10_000, 10_000))
def test_days_and_weeks_go_there_and_back(day: date, count: int) -> None:
    assert add(add(day, count, unit="days"), -count, unit="days") == day
    assert add(day, count, unit="weeks") - day == timedelta(days=7 * count)


@given(DAYS, st.integers(1, 600))
def test_months_come_back_unless_the_month_was_too_short(day: date, months: int) -> None:
    there = add_months(day, months)
    back = add_months(there, -months)
    assert back == day or (there.day == monthrange(there.year, there.month)[1] and back < day)


@given(DAYS, st.integers(-250, 250).filter(bool))
def test_business_days_land_on_no_weekend_and_no_holiday(day: date, count: int) -> None:
    landed = add_business_days(day, count, open_days=NEW_YORK)
    assert landed.weekday() < 5
    assert NEW_YORK.why_closed(landed) == ""


@given(DAYS, st.integers(1, 120))
def test_as_many_business_days_lie_between_as_were_counted(day: date, count: int) -> None:
    landed = add_business_days(day, count, open_days=NEW_YORK)
    between = (day + timedelta(days=number) for number in range(1, (landed - day).days + 1))
    assert sum(NEW_YORK.is_open(each) for each in between) == count


@given(DAYS)
def test_rolling_moves_only_days_that_are_closed(day: date) -> None:
    ahead, back = rolled(day, 1, open_days=OPEN), rolled(day, -1, open_days=OPEN)
    assert back <= day <= ahead
    assert (ahead == day) == (back == day) == OPEN.is_open(day)
    assert OPEN.is_open(ahead)
    assert OPEN.is_open(back)


@given(DAYS, st.sampled_from(["weeks", "months", "quarters", "years"]))
def test_a_day_lies_between_the_first_and_the_last_of_its_period(day: date, unit: PeriodUnit) -> None:
    first = start_of(day, unit)
    last = apply(day, Move(kind="end_of", unit=unit), open_days=OPEN)
    assert first <= day <= last
    assert start_of(last, unit) == first
    assert start_of(last + timedelta(days=1), unit) == last + timedelta(days=1)


@given(DAYS, st.integers(1, 400), st.sampled_from(["days", "weeks", "months", "years"]))
def test_counting_the_first_day_ends_a_day_sooner(day: date, count: int, unit: PeriodUnit) -> None:
    plain = apply(day, Move(kind="add", count=count, unit=unit), open_days=OPEN)
    counted = apply(day, Move(kind="add", count=count, unit=unit, inclusive=True), open_days=OPEN)
    assert plain - counted == timedelta(days=1)


@pytest.mark.parametrize("count", [10**9, -(10**9)])
@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years", "business_days"])
def test_what_leaves_the_calendar_is_an_overflow(count: int, unit: PeriodUnit) -> None:
    move = Move(kind="add" if count > 0 else "subtract", count=abs(count), unit=unit)
    with pytest.raises(OverflowError):
        apply(date(2026, 1, 1), move, open_days=OPEN)


def test_holidays_are_named_and_calendars_that_there_are_not_refused() -> None:
    assert NEW_YORK.why_closed(date(2026, 12, 25)) == "Christmas Day"
    assert OPEN.is_open(date(2026, 12, 25))
    assert OpenDays("gb-eng").why_closed(date(2026, 4, 6)) == "Easter Monday"
    assert OpenDays("XNYS").why_closed(date(2026, 4, 3)) == "Good Friday"
    for wrong in ("ZZ", "US-ZZ", "the moon", "-"):
        with pytest.raises(InvalidInputError, match="no holiday calendar"):
            OpenDays(wrong)
