"""From words to days: what is counted, what waits, and what is never made up."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from contracts.due import DueDate, Move, Period, Timing
from contracts.obligations import Deadline
from extraction.due.counting import due_date
from extraction.due.events import find_event, known_events, plain
from extraction.due.openings import OpenDays
from extraction.due.recurrence import days_of, recurrence
from extraction.due.timing import find_timing
from extraction.obligations.deadlines import find_deadline

START = date(2026, 1, 31)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def counted(words: str, **events: date) -> DueDate:
    found = find_timing(words)
    assert found is not None, words
    return due_date(found.timing, known_events(None, {k.replace("_", " "): v for k, v in events.items()}))


def test_every_step_is_said() -> None:
    due = counted("within five (5) business days after the Closing", Closing=date(2026, 12, 24))
    assert due.date == date(2026, 12, 31)
    assert [step.words for step in due.derivation] == [
        "counted from “Closing”: 24 December 2026 (given)",
        "5 business days later (Saturdays and Sundays left out; no holiday calendar was named): "
        "31 December 2026",
    ]


def test_holidays_that_were_passed_over_are_named() -> None:
    timing = Timing(day=date(2026, 12, 24), moves=(Move(kind="add", count=1, unit="business_days"),))
    due = due_date(timing, open_days=OpenDays("US"))
    assert due.date == date(2026, 12, 28)
    assert "passed over: 25 December 2026, Christmas Day" in due.derivation[-1].words


def test_a_day_that_is_a_sunday_stays_and_is_told() -> None:
    due = counted("within 30 days after delivery", delivery=date(2026, 1, 16))
    assert due.date == date(2026, 2, 15)
    assert due.derivation[-1].words == "15 February 2026 is a Sunday; the words do not move it"


@given(
    DAYS, DAYS, st.integers(1, 400), st.sampled_from(["days", "business days", "weeks", "months", "years"])
)
def test_a_later_event_is_never_due_earlier(one: date, other: date, count: int, unit: str) -> None:
    first, second = sorted((one, other))
    for way in ("after", "before"):
        words = f"no later than {count} {unit} {way} the Closing"
        early, late = counted(words, Closing=first).date, counted(words, Closing=second).date
        assert early is not None
        assert late is not None
        assert early <= late


@given(DAYS, st.integers(1, 800))
def test_days_after_and_days_before_undo_one_another(day: date, count: int) -> None:
    there = counted(f"within {count} days after the Closing", Closing=day).date
    assert there is not None
    assert counted(f"at least {count} days before the Closing", Closing=there).date == day


def test_a_due_date_is_a_day_and_nothing_finer() -> None:
    due = counted("within 48 hours after the Incident", Incident=date(2026, 3, 28))
    assert due.date == date(2026, 3, 30)
    assert type(due.date) is date
    assert due.ambiguities == ("hours were counted in whole days, for dates have no time",)


@pytest.mark.parametrize(
    "words",
    [
        "promptly",
        "within a reasonable time",
        "as soon as practicable after the Closing",
        "by February 30, 2026",
        "by ____ day of March, 2026",
        "within ten days",
    ],
)
def test_no_day_is_made_up(words: str) -> None:
    found = find_timing(words)
    assert found is None or due_date(found.timing, known_events(None, {"Closing": START})).date is None


def test_lengths_beyond_the_calendar_give_no_day_and_say_so() -> None:
    due = counted("within 999999999999 days after the Closing", Closing=START)
    assert due.date is None
    assert due.ambiguities == ("the day counted lies outside the calendar of the years 1 to 9999",)


def test_an_event_goes_by_its_other_names_and_by_no_one_elses() -> None:
    events = known_events(None, {"Effective Date": START, "receipt of invoice": date(2026, 3, 1)})
    known = {
        "the effective date hereof",
        "commencement of this Agreement",
        "Commencement Date of this Agreement",
    }
    assert all(found.event.date == START for name in known if (found := find_event(name, events)))
    assert all(find_event(name, events) for name in known)
    loose = find_event("the Customer receives the invoice", events)
    assert loose is None or loose.loose
    for other in ("effective date of termination", "the date of delivery", "the end of the Term", ""):
        assert find_event(other, events) is None


def test_a_name_that_fits_two_events_fits_none() -> None:
    events = known_events(None, {"receipt of the goods": START, "receipt of the invoice": date(2026, 3, 1)})
    assert find_event("receipt", events) is None


def test_what_was_given_counts_before_what_an_alias_says() -> None:
    given_one = known_events(None, {"Commencement Date": START, "Effective Date": date(2026, 5, 1)})
    match = find_event("Effective Date", given_one)
    assert match is not None
    assert plain(match.event.name) in ("commencement date", "effective date")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("by the 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("on the 30th day of each month", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("on the last business day of each month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("within 20 days after the end of each calendar month", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("on April 15 of each year", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15"),
        ("each month end", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("on the first Monday of every month", "FREQ=MONTHLY;BYDAY=1MO"),
        ("within 10 days of the end of each calendar year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10"),
    ],
)
def test_rules_give_the_very_days_that_are_counted(words: str, rule: str) -> None:
    due = counted(words, effective_date=START)
    assert due.recurrence == rule
    assert due.date is not None
    days = rrulestr(rule, dtstart=datetime.combine(due.date, datetime.min.time()))
    assert tuple(day.date() for day in islice(days, 12)) == due.occurrences


SPOTS = st.one_of(
    st.builds(Move, kind=st.just("day"), count=st.integers(1, 31), unit=st.just("months")),
    st.builds(
        Move, kind=st.just("business_day"), count=st.integers(-10, 10).filter(bool), unit=st.just("months")
    ),
    st.builds(Move, kind=st.sampled_from(["start_of", "end_of"]), unit=st.just("months")),
    st.builds(
        Move,
        kind=st.just("weekday"),
        count=st.integers(1, 4),
        weekday=st.integers(0, 6),
        unit=st.just("months"),
    ),
)


@given(SPOTS, DAYS)
def test_monthly_rules_are_exact_and_never_before_the_start(spot: Move, start: date) -> None:
    timing = Timing(every=Period(count=1, unit="months"), spots=(spot,))
    days = tuple(islice(days_of(timing, start, open_days=OpenDays()), 30))
    assert start <= days[0] <= start + timedelta(days=62)
    assert list(days) == sorted(set(days))
    ruled = rrulestr(recurrence(timing), dtstart=datetime.combine(days[0], datetime.min.time()))
    assert tuple(day.date() for day in islice(ruled, 30)) == days


@given(st.text(max_size=300))
def test_any_words_are_read_without_a_fault(words: str) -> None:
    found = find_timing(words)
    if found:
        due_date(found.timing, known_events(None, {"effective date": START}))


WORDS_OF_TIME = """within thirty (30) days after of the end month following in which each quarter anniversary
    Effective Date by 15th last business day later earlier (a) and (b) , ; before prior to notice year every
    two weeks upon if such not a next 31 March 2026 fiscal then-current term immediately net 45 999999999"""


@given(st.lists(st.sampled_from(WORDS_OF_TIME.split()), max_size=25))
def test_any_mixture_of_the_words_of_time_is_read_without_a_fault(pieces: list[str]) -> None:
    found = find_timing(" ".join(pieces))
    if found:
        due_date(found.timing, known_events(None, {"effective date": START}))


def test_a_deadline_carries_its_timing_and_all_its_words() -> None:
    deadline = find_deadline("pay the fee within 45 days after the end of each calendar quarter.")
    assert isinstance(deadline, Deadline)
    assert deadline.text == "within 45 days after the end of each calendar quarter"
    assert deadline.timing is not None
    assert deadline.timing.every == Period(count=1, unit="quarters")
    assert find_deadline("keep records for a period of three years") is None
