"""Obligations and key dates as CSV (RFC 4180) and as a workbook for spreadsheets."""

import csv
import io
import re
from datetime import date
from typing import Any

from extraction.export.office import without_clock
from extraction.export.schedule import COLUMNS, Cell, Schedule, key_date_rows, obligation_rows

# A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection"); the full-width forms too.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000  # a cell of a workbook holds 32,767 characters
_WIDTHS = (12, 8, 24, 60, 12, 28, 30, 34, 34, 60, 34, 24, 7, 80, 11)


def to_csv(schedule: Schedule) -> bytes:
    """One table, key dates first; UTF-8 with the mark that spreadsheets need to know it, lines end in CRLF.
    Dates are ISO 8601. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in (*key_date_rows(schedule), *obligation_rows(schedule)):
        writer.writerow([cell_text(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(schedule: Schedule, stamp: date) -> bytes:
    """A workbook with a sheet of obligations and one of key dates. `stamp` is the day that it says it was
    made on; the same schedule and stamp give the same bytes. Text is never a formula."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Obligations"
    _fill(first, obligation_rows(schedule))
    _fill(book.create_sheet("Key dates"), key_date_rows(schedule))
    book.properties.creator = "Four Corners"
    out = io.BytesIO()
    book.save(out)
    return without_clock(out.getvalue(), stamp)


def cell_text(cell: Cell) -> str:
    """A cell of a CSV file: dates are ISO 8601, and nothing begins as a formula does."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    words = _UNPRINTABLE.sub("", cell)
    return "'" + words if _FORMULA.match(words) else words


def _fill(sheet: Any, rows: list[tuple[Cell, ...]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for place, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, place, name)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[place - 1]
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(value, str):
                # set before the value is: openpyxl takes text that begins with "=" for a formula
                cell.value = _UNPRINTABLE.sub("", value)[:_LONGEST_CELL]
                cell.data_type = "s"
                cell.quotePrefix = bool(_FORMULA.match(value))
            elif value is not None:
                cell.value = value
                if isinstance(value, date):
                    cell.number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{max(2, len(rows) + 1)}"
