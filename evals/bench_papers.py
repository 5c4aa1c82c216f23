"""Long contracts as files, to measure reading on: .docx as Word writes it, PDF as a printer driver does."""

import io
from itertools import takewhile
from typing import TYPE_CHECKING

from evals.bench_pdf import Printer
from evals.bench_words import TITLE, Piece, pieces

if TYPE_CHECKING:
    from docx.document import Document

WORDS_PER_PAGE = 500
_HEADER = "Alder Software, Inc. and Birch Stores Limited: confidential"


def long_docx(pages: int) -> bytes:
    """A .docx of about `pages` pages (500 words each): automatic numbers at two levels, ruled tables, a
    running header and footer."""
    from docx import Document

    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = _HEADER
    section.footer.paragraphs[0].text = "Draft of 1 March 2026"
    document.add_paragraph(TITLE, style="Title")
    words = 0
    for piece in pieces():
        if words >= pages * WORDS_PER_PAGE:
            break
        _add(document, piece)
        words += piece.length
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add(document: "Document", piece: Piece) -> None:
    if piece.kind == "table":
        table = document.add_table(len(piece.rows), len(piece.rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, piece.rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        return
    style = {"heading": "List Number", "clause": "List Number 2"}.get(piece.kind)
    run = document.add_paragraph(style=style).add_run(piece.words)
    run.bold = piece.kind == "heading"


def long_pdf(pages: int) -> bytes:
    """A PDF of exactly `pages` pages of A4 with the same things printed: justified lines, ruled tables,
    running headers, page numbers."""
    printer = Printer(header=_HEADER)
    printer.title(TITLE)
    for piece in takewhile(lambda _: printer.pages <= pages, pieces()):
        if piece.kind == "table":
            printer.table(piece.rows)
        else:
            printer.paragraph(piece.words, label=piece.label, bold=piece.kind == "heading")
    return printer.file(pages)
