"""Rhythms that no calendar has, or that nobody can count: no day is made up for them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedules import schedule

from contracts.due import DueDate, Move
from extraction.due.arithmetic import NoSuchDayError, apply
from extraction.due.openings import OpenDays


def due_of(words: str) -> DueDate | None:
    (due,) = schedule(f"pay the fee {words}").dues
    return due


@pytest.mark.parametrize(
    "words",
    [
        "on 30 February of each year", "by 31 April of each year", "by June 31 annually",
        "on the 32nd day of each month", "on the 45th of each month", "on the 0th day of each month",
        "on the sixth Monday of each month", "on the 31st business day of each month",
        "on the 31st day of each quarter", "on the 90th day of each quarter", "on the 8th day of each week",
        "on the third day of each week", "on the fifth Monday of each week",
        "on the sixth business day of each week", "on the 31st and 32nd of each month",
        "every 10000 years after the Effective Date", "every 99999 months after the Effective Date",
        "on the first day of each 5 years", "biweekly", "every day except Friday",
    ],
)  # fmt: skip
def test_a_rhythm_without_a_day_that_exists_gives_no_day_and_says_why(words: str):
    due = due_of(words)
    assert due is not None
    assert (due.date, due.occurrences) == (None, ())
    assert due.ambiguities


@pytest.mark.parametrize(
    "words", ["every 0 months after the Effective Date", "every blue moon", "every 1.5 months", "bimonthly"]
)
def test_what_is_no_rhythm_is_none(words: str):
    assert due_of(words) is None


@pytest.mark.parametrize(
    ("words", "days", "rule"),
    [
        (
            "on the fifth Friday of each month",
            [date(2026, 5, 29), date(2026, 7, 31), date(2026, 10, 30)],
            "FREQ=MONTHLY;BYDAY=5FR",
        ),
        (
            "on the 23rd business day of each month",
            [date(2026, 7, 31), date(2026, 12, 31), date(2027, 3, 31)],
            "FREQ=MONTHLY",
        ),
    ],
)
def test_a_month_that_has_no_such_day_is_left_out(words: str, days: list[date], rule: str):
    due = due_of(words)
    assert due is not None
    assert list(due.occurrences[:3]) == days
    assert due.recurrence == rule


def test_a_single_month_that_has_no_such_day_gives_none():
    words = "by the 23rd business day of the month following receipt of the invoice"
    made = schedule(f"pay the fee {words}", "x")
    due = made.dues[0]
    assert due is not None
    assert due.date is None  # the invoice came on 1 February 2026, and March has 22
    assert due.ambiguities == ("the month that begins on 2026-03-01 has no such day; none was counted",)


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["weekday", "business_day"]),
    st.sampled_from(["weeks", "months", "quarters", "years"]), st.integers(1, 31), st.booleans(),
)  # fmt: skip
def test_a_chosen_day_lies_in_its_period_or_is_none(day: date, kind: str, unit: str, count: int, back: bool):
    count = -1 if back else count
    first = apply(day, Move(kind="start_of", unit=unit), open_days=OpenDays())  # type: ignore[arg-type]
    last = apply(day, Move(kind="end_of", unit=unit), open_days=OpenDays())  # type: ignore[arg-type]
    move = Move(kind=kind, unit=unit, count=count, weekday=4)  # type: ignore[arg-type]
    try:
        chosen = apply(first, move, open_days=OpenDays())
    except NoSuchDayError:
        assert count > 1
        return
    assert first <= chosen <= last
