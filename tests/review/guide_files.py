"""The test guide as files: Word with headed sections, Word with a table, Word with a table a rule, Excel."""

import io
from pathlib import Path
from typing import Any

import yaml
from docx import Document as new_docx
from docx.shared import Pt
from openpyxl import Workbook

GUIDE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "guide" / "rules.yaml").read_text("utf-8"))
RULES: list[dict[str, Any]] = GUIDE["rules"]
HEADERS = (
    "Issue", "Clause type", "Priority", "Our position", "Fallback", "Walk-away", "Approver", "Background",
    "Text for the counterparty",
)  # fmt: skip


def row_of(rule: dict[str, Any]) -> tuple[str, ...]:
    return (
        rule["title"], rule.get("clause_type", ""), rule["priority"], rule["position"],
        "\n".join(rule["fallbacks"]) or "None", rule["walk_away"], rule["approver"], rule["background"],
        rule["external"],
    )  # fmt: skip


def headed_guide(rules: list[dict[str, Any]] = RULES) -> bytes:
    """About fifteen pages: a cover with an introduction, then a heading and labelled paragraphs a rule."""
    document = new_docx()
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    style.paragraph_format.line_spacing = 2.0
    document.add_paragraph(GUIDE["title"], style="Title")
    document.add_paragraph(GUIDE["introduction"])
    document.add_page_break()
    for number, rule in enumerate(rules, 1):
        document.add_heading(f"{number}. {rule['title']}", level=1)
        document.add_paragraph(rule["background"])
        if "clause_type" in rule:
            document.add_paragraph(f"Clause type: {rule['clause_type']}")
        document.add_paragraph(f"Priority: {rule['priority']}")
        if number % 2:
            document.add_paragraph(f"Our position: {rule['position']}")
        else:
            document.add_heading("Our position", level=2)
            document.add_paragraph(rule["position"])
        for rung, words in enumerate(rule["fallbacks"], 1):
            document.add_paragraph(f"Fallback {rung}: {words}")
        document.add_paragraph(f"Walk-away: {rule['walk_away']}")
        document.add_paragraph(f"Approver: {rule['approver']}")
        document.add_paragraph(f"Text for the counterparty: {rule['external']}")
    return _saved(document)


def tabled_guide(rules: list[dict[str, Any]] = RULES) -> bytes:
    """One table, a row a rule."""
    document = new_docx()
    document.add_paragraph(GUIDE["title"], style="Title")
    document.add_paragraph(GUIDE["introduction"])
    table = document.add_table(rows=0, cols=len(HEADERS))
    for row in (HEADERS, *map(row_of, rules)):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return _saved(document)


def carded_guide(rules: list[dict[str, Any]] = RULES) -> bytes:
    """A table of two columns for each rule, under a heading that names it."""
    document = new_docx()
    document.add_paragraph(GUIDE["title"], style="Title")
    for rule in rules:
        document.add_heading(rule["title"], level=1)
        cells = list(zip(HEADERS, row_of(rule), strict=True))[1:]
        table = document.add_table(rows=0, cols=2)
        for label, words in cells:
            if words:
                row = table.add_row().cells
                row[0].text, row[1].text = label, words
        document.add_paragraph("")
    return _saved(document)


def sheet_guide(rules: list[dict[str, Any]] = RULES) -> bytes:
    """A workbook with a sheet of notes and a sheet of rules under a line that names the guide."""
    book = Workbook()
    book.active.title = "About"
    book.active.append([GUIDE["introduction"]])
    sheet = book.create_sheet("Positions")
    sheet.append([GUIDE["title"]])
    sheet.append([])
    sheet.append(list(HEADERS))
    for rule in rules:
        sheet.append(list(row_of(rule)))
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _saved(document: Any) -> bytes:
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()
