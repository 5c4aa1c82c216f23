"""The calendar file says to calendar programs, and to an expander of rules, the days that we count."""

import os
import shutil
import subprocess
from datetime import date, datetime, time
from itertools import islice, takewhile
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from schedules import STAMP, schedule

from contracts.due import DueDate
from extraction.due.openings import OpenDays
from extraction.due.recurrence import days_of
from extraction.export.agenda import is_exact
from extraction.export.data import export
from extraction.export.schedule import Schedule

WORDS = (
    "within 30 days after receipt of the invoice",
    "by 31 March 2026",
    "by the 15th of each month",
    "by the last day of each month",
    "on the third Wednesday of each month",
    "by 1 March and 1 September of each year",
    "every Friday",
    "by the end of each calendar quarter",
    "within 45 days after the end of each calendar quarter",
    "on each anniversary of the Effective Date",
    "every six months after the Effective Date",
    "promptly",
)
# Two values for one part of a rule that only BYSETPOS can tell apart; calcurse does not know that part.
ONE_OF_SEVERAL = ("by the 30th of each month", "on the first business day of each month")
START, END = date(2026, 1, 1), date(2026, 12, 31)
NAMES = st.sampled_from(["first", "second", "third", "last"])
WEEKDAYS = st.sampled_from(["Monday", "Wednesday", "Friday", "business day", "day"])
PERIODS = st.sampled_from(["month", "calendar quarter", "year"])
RHYTHMS = st.one_of(
    st.integers(1, 31).map(lambda day: f"by the {day}th of each month"),
    st.tuples(NAMES, WEEKDAYS).map(lambda two: f"on the {two[0]} {two[1]} of each month"),
    PERIODS.map(lambda unit: f"by the end of each {unit}"),
    st.tuples(st.integers(1, 100), PERIODS).map(
        lambda two: f"within {two[0]} days after the end of each {two[1]}"
    ),
    st.integers(1, 18).map(lambda months: f"every {months} months after the Effective Date"),
    st.integers(1, 5).map(lambda weeks: f"every {weeks} weeks after the Effective Date"),
    st.just("by 30 June and 31 December of each year"),
)


def due_days(due: DueDate | None) -> list[date]:
    """The days of 2026 that we count, at most the first twelve."""
    days = (due.occurrences or (due.date,)) if due else ()
    return [day for day in days if day and START <= day <= END]


def counted(made: Schedule) -> set[tuple[date, str]]:
    duties = zip(made.extraction.obligations, made.dues, strict=True)
    found = {(day, f"=Birch LLC: {duty.action}") for duty, due in duties for day in due_days(due)}
    return {*found, (date(2026, 1, 31), "Effective date")}


def of_words(*words: str) -> Schedule:
    return schedule(*(f"pay the fee {each}" for each in words))


@given(RHYTHMS)
def test_a_rule_in_the_file_gives_our_days_for_years_on(words: str) -> None:
    made = of_words(words, "x")
    (duty, _), (due, _) = made.extraction.obligations, made.dues
    assert due is not None
    assert due.date is not None
    events = Calendar.from_ical(export(made, "ics", stamp=STAMP)).walk("VEVENT")[1:]
    starts = tuple(event.decoded("DTSTART") for event in events)
    assert duty.deadline is not None
    assert duty.deadline.timing is not None
    if not is_exact(due):
        assert starts == due.occurrences
        return
    (event,) = events
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=datetime.combine(due.date, time()))
    ours = days_of(duty.deadline.timing, date(2026, 1, 31), open_days=OpenDays())
    assert [each.date() for each in islice(rule, 60)] == list(islice(ours, 60))


@given(RHYTHMS, RHYTHMS)
def test_identities_differ_within_a_file_and_stay_from_file_to_file(one: str, other: str) -> None:
    made = of_words(one, other)
    events = Calendar.from_ical(export(made, "ics", stamp=STAMP)).walk("VEVENT")
    identities = [str(event["UID"]) for event in events]
    again = Calendar.from_ical(export(made, "ics", stamp=date(2030, 1, 1))).walk("VEVENT")
    assert len(set(identities)) == len(identities)
    assert identities == [str(event["UID"]) for event in again]
    assert not any(name in event for event in events for name in ("DURATION", "TZID", "VALARM"))


KHAL = """
[calendars]
[[contract]]
path = {folder}/events
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = contract
"""


def run(folder: Path, *command: str) -> str:
    settled = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60, env=settled)
    return done.stdout


def written(folder: Path, made: Schedule) -> str:
    file = folder / "dues.ics"
    file.write_bytes(export(made, "ics", stamp=STAMP))
    return str(file)


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal, a calendar program, is not installed")
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_khal_shows_our_days_in_every_time_zone_and_doubles_none(tmp_path: Path, zone: str) -> None:
    made = of_words(*WORDS, *ONE_OF_SEVERAL)
    (tmp_path / "events").mkdir()
    config = tmp_path / "config"
    config.write_text(KHAL.format(folder=tmp_path, zone=zone), "utf-8")
    khal = ("khal", "--config", str(config))
    for _ in range(2):
        run(tmp_path, *khal, "import", "--batch", written(tmp_path, made))
    form = ("--day-format", "", "--format", "{start-date}|{all-day}|{title}")
    lines = run(tmp_path, *khal, "list", *form, START.isoformat(), "2027-01-01").split("\n")
    shown = [line.split("|", 2) for line in lines if line.startswith("2026")]
    assert all(whole == "True" for _, whole, _ in shown)
    assert {(date.fromisoformat(day), title) for day, _, title in shown} == counted(made) | every_friday(made)
    assert len(shown) == len({tuple(each) for each in shown})


def every_friday(made: Schedule) -> set[tuple[date, str]]:
    """The rest of the year's Fridays: more than the twelve days that are listed."""
    place = next(n for n, duty in enumerate(made.extraction.obligations) if "Friday" in duty.action)
    duty = made.extraction.obligations[place]
    assert duty.deadline is not None
    assert duty.deadline.timing is not None
    days = days_of(duty.deadline.timing, date(2026, 1, 31), open_days=OpenDays())
    return {(day, f"=Birch LLC: {duty.action}") for day in takewhile(lambda day: day <= END, days)}


@pytest.mark.skipif(shutil.which("calcurse") is None, reason="calcurse, a calendar program, is not installed")
def test_calcurse_shows_our_days(tmp_path: Path) -> None:
    made = of_words(*WORDS)
    calcurse = ("calcurse", "-q", "-D", str(tmp_path / "data"), "-C", str(tmp_path / "config"))
    (tmp_path / "data").mkdir()
    (tmp_path / "config").mkdir()
    run(tmp_path, *calcurse, "-i", written(tmp_path, made))
    lines = run(tmp_path, *calcurse, "-Q", "--from", "01/01/2026", "--to", "12/31/2026").split("\n")
    shown: set[tuple[date, str]] = set()
    day = START
    for line in lines:
        if line.startswith(" * "):
            shown.add((day, line[3:]))
        elif line:
            day = datetime.strptime(line.rstrip(":"), "%m/%d/%y").date()  # noqa: DTZ007 (a day, no time)
    assert shown == counted(made) | every_friday(made)
