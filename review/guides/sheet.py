"""A guide written as a spreadsheet: one rule a row, on any sheet that has a row of headers."""

from io import BytesIO
from typing import Any

from contracts.errors import CorruptFileError, EncryptedFileError, TooLargeError
from extraction.readers.archive import ZIP_ERRORS, open_archive
from extraction.readers.limits import Limits
from review.guides.grids import read_grid
from review.guides.guide import Guide, Rule, Told

_MOST_ROWS, _MOST_COLUMNS = 2000, 60  # rows with words; a sheet may be formatted far beyond them
_MOST_LINES = 100_000
_OLE = b"\xd0\xcf\x11\xe0"  # what Excel wraps a workbook in that has a password


def read_sheet_guide(data: bytes, name: str) -> Guide:
    """The rules of a workbook (.xlsx), each part with its cell; formulas count with their kept values.

    Raises `CorruptFileError`, `EncryptedFileError` and `TooLargeError`.
    """
    rules: list[Rule] = []
    unused: list[Told] = []
    book = _open(data)
    try:
        for sheet in book.worksheets:
            rows = _rows(sheet)
            found = read_grid(rows) if rows else None
            rules.extend(found.rules if found else ())
            unused.extend(found.unused if found else (cell for row in rows for cell in row if cell.text))
    finally:
        book.close()
    title = name.rsplit(".", 1)[0].replace("_", " ").replace("-", " ")
    return Guide(name=name, title=title, rules=tuple(rules), unused=tuple(unused))


def _open(data: bytes) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if data.startswith(_OLE):
        raise EncryptedFileError(
            "the workbook has a password or is in the old .xls format; save it as .xlsx without a password"
        )
    try:
        open_archive(data, Limits())[0].close()
        return load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (*ZIP_ERRORS, InvalidFileException, TypeError, AttributeError, SyntaxError) as error:
        raise CorruptFileError("the workbook cannot be opened; save it again as .xlsx") from error


def _rows(sheet: Any) -> list[list[Told]]:
    from openpyxl.utils import get_column_letter

    rows: list[list[Told]] = []
    lines = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    for number, values in enumerate(lines, 1):
        if len(rows) > _MOST_ROWS or number > _MOST_LINES:
            raise TooLargeError(
                f"the sheet “{sheet.title}” has more than {_MOST_ROWS:,} rows; keep only the rules, one a row"
            )
        told = [
            Told(
                text="" if value is None else str(value).strip(),
                place=f"sheet “{sheet.title}”, cell {get_column_letter(column)}{number}",
            )
            for column, value in enumerate(values, 1)
        ]
        if any(cell.text for cell in told):
            rows.append(told)
    return rows
