"""What is due, as files that spreadsheets and calendar programs open."""

import csv
import io
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook
from schedules import STAMP, schedule

from contracts.errors import InvalidInputError
from extraction.export.data import Ending, ending_of, export
from extraction.export.schedule import COLUMNS, Schedule


def events_of(made: Schedule) -> dict[str, object]:
    calendar = Calendar.from_ical(export(made, "ics", stamp=STAMP))
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def days_of(made: Schedule, summary: str) -> list[date]:
    """The first days of the events of that name."""
    events = Calendar.from_ical(export(made, "ics", stamp=STAMP)).walk("VEVENT")
    return [event.decoded("DTSTART") for event in events if str(event["SUMMARY"]) == summary]


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "ics"])
def test_the_same_schedule_gives_the_same_bytes(ending: Ending) -> None:
    assert export(schedule(), ending, stamp=STAMP) == export(schedule(), ending, stamp=STAMP)


def test_csv_is_rfc_4180_and_holds_every_row() -> None:
    data = export(schedule(), "csv", stamp=STAMP)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    duties = [row for row in rows if row["kind"] == "obligation"]
    assert [row["due"] for row in duties] == [
        "2026-03-03", "2026-02-15", "2026-05-15", "2026-02-02", "", "2026-03-31",
    ]  # fmt: skip
    assert data.count(b"\n") == data.count(b"\r\n") == len(rows) + 1


@given(st.text(max_size=60), st.sampled_from(["", "=", "+", "-", "@", "\t=", " =", "\uff1d", "\r", '"', ","]))
def test_no_cell_is_a_formula_and_the_words_come_back(words: str, first: str) -> None:
    action = first + words
    made = schedule(action, "x")
    text = export(made, "csv", stamp=STAMP).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    cells = [cell for row in rows for cell in row.values()]
    assert not any(re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell) for cell in cells)
    said = next(row["what"] for row in rows if row["id"] == "o1")
    assert said.removeprefix("'") == re.sub(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", action
    ).removeprefix("'")


def test_a_workbook_opens_with_dates_as_dates_and_text_as_text() -> None:
    data = export(
        schedule('=HYPERLINK("http://x")', "pay by 31 March 2026", "bell \x07"), "xlsx", stamp=STAMP
    )
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Obligations", "Key dates"]
    rows = list(book["Obligations"].iter_rows())
    assert tuple(cell.value for cell in rows[0]) == COLUMNS
    trap = rows[1][COLUMNS.index("what")]
    assert (trap.value, trap.data_type) == ('=HYPERLINK("http://x")', "s")
    assert rows[2][COLUMNS.index("due")].is_date
    assert rows[3][COLUMNS.index("what")].value == "bell "
    assert book.properties.modified.date() == STAMP


def test_a_calendar_keeps_to_rfc_5545() -> None:
    data = export(schedule(), "ics", stamp=STAMP)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(b"\n" not in line and len(line) <= 75 for line in lines)
    events = Calendar.from_ical(data).walk("VEVENT")
    assert all(type(event.decoded("DTSTART")) is date for event in events)
    assert all(str(event.decoded("DTSTAMP")) == "2026-11-22 00:00:00+00:00" for event in events)
    identities = [str(event["UID"]) for event in events]
    assert len(set(identities)) == len(identities)
    assert identities == [str(event["UID"]) for event in Calendar.from_ical(
        export(schedule(), "ics", stamp=date(2027, 1, 1))
    ).walk("VEVENT")]  # fmt: skip


def test_a_rhythm_is_a_rule_where_one_rule_gives_all_its_days() -> None:
    found = events_of(schedule())
    monthly = found["=Birch LLC: pay the fee by the 15th of each month"]
    assert monthly["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=15"
    quarterly = "=Birch LLC: pay the fee within 45 days after the end of each calendar quarter"
    assert "RRULE" not in found[quarterly]
    assert days_of(schedule(), quarterly)[:4] == [
        date(2026, 5, 15), date(2026, 8, 14), date(2026, 11, 14), date(2027, 2, 14),
    ]  # fmt: skip
    assert not any("promptly" in summary for summary in found)


def test_a_rule_that_holidays_break_becomes_a_list_of_days() -> None:
    summary = "=Birch LLC: pay the fee on the first business day of each month"
    assert "RRULE" in events_of(schedule())[summary]
    american = schedule(calendar="US")
    assert "RRULE" not in events_of(american)[summary]
    assert date(2027, 1, 4) in days_of(american, summary)  # 1 January 2027 is a Friday


def test_a_rhythm_ends_with_a_contract_that_does_not_renew() -> None:
    found = events_of(schedule(ends=date(2026, 6, 30)))
    monthly = found["=Birch LLC: pay the fee by the 15th of each month"]
    assert monthly["RRULE"]["UNTIL"] == [date(2026, 6, 30)]


@given(st.text(max_size=200))
def test_any_words_make_a_calendar_that_can_be_read_again(words: str) -> None:
    data = export(schedule(words + " by 31 March 2026", "x"), "ics", stamp=STAMP)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert Calendar.from_ical(data).walk("VEVENT")


def test_json_tells_each_due_date_with_its_steps_and_quotations() -> None:
    told = json.loads(export(schedule(), "json", stamp=STAMP))
    assert list(told) == ["document", "obligations", "key_dates"]
    first = told["obligations"][0]
    assert (first["due"]["date"], first["due"]["waits_for"]) == ("2026-03-03", "")
    assert first["due"]["derivation"][0]["words"].startswith("counted from “receipt of the invoice”")
    assert told["key_dates"][0]["quotes"][0]["text"] == "31 January 2026"


def test_other_endings_are_refused() -> None:
    assert ending_of("Dues.XLSX") == "xlsx"
    for name in ("dues.pdf", "dues", ".", ""):
        with pytest.raises(InvalidInputError, match=r"\.ics"):
            ending_of(name)


def has_calc() -> bool:
    """Whether LibreOffice is here with the program for tables, which is a package of its own."""
    office = shutil.which("soffice")
    return office is not None and (Path(office).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")
def test_libreoffice_opens_the_table(tmp_path: Path) -> None:
    made = tmp_path / "dues.csv"
    made.write_bytes(export(schedule('=1+1; "then", pay', "pay by 31 March 2026"), "csv", stamp=STAMP))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheet = load_workbook(tmp_path / "dues.xlsx").active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert '\'=1+1; "then", pay' in cells
    assert cells[: len(COLUMNS)] == list(COLUMNS)
