"""A playbook written for people: Word, Excel or Markdown."""

import io
import re
from datetime import date
from typing import Any, Literal, get_args

from contracts.errors import InvalidInputError
from extraction.export.office import without_clock
from playbooks.playbook import Playbook
from review.guides.handbook import COLUMNS, Handbook, handbook_of

GuideFormat = Literal["docx", "xlsx", "md"]

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")
_STAMP = date(2026, 1, 1)  # office files carry a date; a playbook has a version instead
_WIDTHS = (28, 20, 10, 44, 44, 34, 20, 50, 50, 44, 34)


def export_guide(playbook: Playbook, format: str) -> bytes:
    """The playbook as a Word file, a workbook or Markdown (UTF-8); same playbook, same bytes.

    The Word file and the workbook can be imported again as a guide. Raises `InvalidInputError` for
    another format.
    """
    if format not in get_args(GuideFormat):
        raise InvalidInputError(
            f"a playbook is not written as “{format}”; take yaml, {', '.join(get_args(GuideFormat))}"
        )
    book = handbook_of(playbook)
    if format == "docx":
        return _word(book)
    return _sheet(book) if format == "xlsx" else _markdown(book).encode("utf-8", "replace")


def _word(book: Handbook) -> bytes:
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.styles["Normal"].font.size = Pt(11)  # type: ignore[union-attr]
    document.core_properties.author = "Four Corners"
    document.core_properties.title = _plain(book.title)
    document.add_paragraph(_plain(book.title), style="Title")
    document.add_paragraph(_plain(book.notice), style="Intense Quote")
    document.add_paragraph(" · ".join(f"{label}: {_plain(words)}" for label, words in book.facts))
    for number, entry in enumerate(book.entries, 1):
        document.add_heading(f"{number}. {_plain(entry.title)}", level=1)
        for label, words in entry.parts:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(4)
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(_plain(" ".join(words.split("\n"))))
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue(), _STAMP)


def _sheet(book: Handbook) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "Positions"
    for place, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, place, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8ECF3")
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[place - 1]
    for row, entry in enumerate(book.entries, 2):
        for place, label in enumerate(COLUMNS, 1):
            cell = sheet.cell(row, place)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            # the kind is set after the value: text that begins with "=" must not become a formula
            cell.value = _plain(entry.title if label == "Issue" else entry.words(label))
            cell.data_type = "s"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(book.entries) + 1}"
    _about(workbook.create_sheet("About"), book)
    workbook.properties.creator = "Four Corners"
    out = io.BytesIO()
    workbook.save(out)
    return without_clock(out.getvalue(), _STAMP)


def _about(sheet: Any, book: Handbook) -> None:
    for row, words in enumerate((("Title", book.title), ("Notice", book.notice), *book.facts), 1):
        for place, each in enumerate(words, 1):
            cell = sheet.cell(row, place, _plain(each))
            cell.data_type = "s"
    sheet.column_dimensions["B"].width = 90


def _markdown(book: Handbook) -> str:
    lines = [f"# {_escaped(book.title)}", "", f"> {_escaped(book.notice)}", ""]
    lines += [f"- {label}: {_escaped(words)}" for label, words in book.facts]
    for number, entry in enumerate(book.entries, 1):
        lines += ["", f"## {number}. {_escaped(entry.title)}", ""]
        lines += [f"- **{label}:** {_escaped(' '.join(words.split()))}" for label, words in entry.parts]
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    return _UNPRINTABLE.sub("", words)


def _escaped(words: str) -> str:
    return _MARKS.sub(r"\\\1", _plain(words))
