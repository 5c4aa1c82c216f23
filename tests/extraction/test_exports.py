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

from contracts.document import Document
from contracts.errors import InvalidInputError
from contracts.extraction import Engine, Extraction
from contracts.metadata import Fact, Metadata
from contracts.obligations import Obligation
from contracts.spans import locate
from extraction.export.data import Ending, ending_of, export
from extraction.export.schedule import COLUMNS, Schedule, make_schedule
from extraction.obligations.deadlines import find_deadline

STAMP = date(2026, 11, 22)
DEADLINES = (
    "within 30 days after receipt of the invoice",
    "by the 15th of each month",
    "within 45 days after the end of each calendar quarter",
    "on the first business day of each month",
    "promptly",
    "by 31 March 2026",
)


def schedule(*actions: str, calendar: str = "", ends: date | None = None) -> Schedule:
    actions = actions or tuple(f"pay the fee {words}" for words in DEADLINES)
    text = "Effective 31 January 2026. " + "\n".join(actions)
    document = Document(name="a.txt", sha256="ab" * 32, media_type="text/plain", text=text, blocks=())
    start = locate(document, "31 January 2026")
    assert start is not None
    sure = {"quotes": (start,), "confidence": 0.9, "source": "rules"}
    known = {"effective_date": Fact(value=date(2026, 1, 31), **sure)}
    if ends:
        known["expiry_date"] = Fact(value=ends, **sure)
    at = text.index(actions[0]) if actions[0] else 0
    duties: list[Obligation] = []
    for number, action in enumerate(actions, 1):
        duties.append(
            Obligation(
                id=f"o{number}", modality="obligation", actor="the Customer", action=action,
                quote=locate(document, (at, at + len(action))), party="=Birch LLC",
                deadline=find_deadline(action),
            )
        )  # fmt: skip
        at += len(action) + 1
    extraction = Extraction(
        document=document, passages=(), presence=(), metadata=Metadata(**known), obligations=tuple(duties),
        engine=Engine(name="t", version="1"),
    )  # fmt: skip
    return make_schedule(extraction, events={"receipt of the invoice": date(2026, 2, 1)}, calendar=calendar)


def events_of(made: Schedule) -> dict[str, object]:
    calendar = Calendar.from_ical(export(made, "ics", stamp=STAMP))
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


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
    quarterly = found["=Birch LLC: pay the fee within 45 days after the end of each calendar quarter"]
    assert "RRULE" not in quarterly
    assert quarterly["RDATE"].to_ical().startswith(b"20260814,20261114,20270214")
    assert not any("promptly" in summary for summary in found)


def test_a_rule_that_holidays_break_becomes_a_list_of_days() -> None:
    summary = "=Birch LLC: pay the fee on the first business day of each month"
    assert "RRULE" in events_of(schedule())[summary]
    american = events_of(schedule(calendar="US"))[summary]
    assert "RRULE" not in american
    assert b"20270104" in american["RDATE"].to_ical()  # 1 January 2027 is a Friday


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
