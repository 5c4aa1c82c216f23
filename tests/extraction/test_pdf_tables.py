"""Ruled tables of PDFs are read cell by cell; what only looks like columns is left as it is."""

import io

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from extraction.readers.pdf import read_pdf
from extraction.readers.pdf_rules import Grid, _grid, _Rule

ROWS = (
    ("Service", "Period", "Charge in USD"),
    ("Hosting of the shops in the north, with daily copies", "May to July", "1,200.00"),
    ("Support by telephone on working days", "June", "300.00"),
)


def paper(format: str | tuple[int, int] = "A4") -> FPDF:
    pdf = FPDF(format=format)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    return pdf


def read(pdf: FPDF) -> Document:
    return read_pdf(bytes(pdf.output()), "table.pdf")


def ruled(pdf: FPDF, **options: object) -> None:
    with pdf.table(text_align="LEFT", **options) as table:  # pyright: ignore[reportArgumentType]
        for words in ROWS:
            row = table.row()
            for cell in words:
                row.cell(cell)


def cells(document: Document) -> list[tuple[int, int, int, str]]:
    return [
        (block.cell.table, block.cell.row, block.cell.column, document.text[block.start : block.end])
        for block in document.blocks
        if block.cell
    ]


EXPECTED = [(row, column, words) for row, line in enumerate(ROWS) for column, words in enumerate(line)]


def test_each_cell_is_a_block_with_its_table_row_and_column() -> None:
    pdf = paper()
    pdf.multi_cell(0, 5, "1. The charges are these:", new_x="LMARGIN", new_y="NEXT")
    ruled(pdf, col_widths=(30, 30, 40))
    pdf.multi_cell(0, 5, "2. They are due within a month.")
    document = read(pdf)
    assert [found[1:] for found in cells(document)] == EXPECTED
    assert {found[0] for found in cells(document)} == {0}
    assert [block.kind for block in document.blocks] == ["paragraph", *["cell"] * 9, "paragraph"]
    assert document.text.startswith("1. The charges are these:\nService\nPeriod\n")
    assert document.text.endswith("2. They are due within a month.")


def test_a_table_with_lines_only_between_its_cells_is_one() -> None:
    pdf = paper()
    ruled(pdf, borders_layout="INTERNAL")
    assert [found[1:] for found in cells(read(pdf))] == EXPECTED


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_on_a_turned_page_is_read_as_the_page_is_shown(turn: int) -> None:
    pdf = paper((210, 210))
    with pdf.rotation(turn, 105, 105):  # the words lie, and /Rotate sets them upright
        ruled(pdf)
    source = pdfium.PdfDocument(bytes(pdf.output()))
    source[0].set_rotation(turn)
    buffer = io.BytesIO()
    source.save(buffer)
    source.close()
    assert [found[1:] for found in cells(read_pdf(buffer.getvalue(), "a.pdf"))] == EXPECTED


def test_a_number_at_the_foot_of_a_table_is_no_page_number() -> None:
    pdf = paper()
    with pdf.table(text_align="LEFT") as table:
        for number in ("1", "2"):
            row = table.row()
            row.cell("Stores")
            row.cell(number)
    assert [words for *_, words in cells(read(pdf))] == ["Stores", "1", "Stores", "2"]


def test_tables_are_counted_through_the_document() -> None:
    pdf = paper()
    ruled(pdf)
    pdf.ln(20)
    ruled(pdf)
    pdf.add_page()
    ruled(pdf)
    found = cells(read(pdf))
    assert [table for table, _, _, _ in found] == [0] * 9 + [1] * 9 + [2] * 9


def test_a_merged_cell_is_one() -> None:
    pdf = paper()
    with pdf.table(text_align="LEFT") as table:
        head = table.row()
        head.cell("Charges of the first and the second year", colspan=2)
        row = table.row()
        row.cell("First year")
        row.cell("100")
    assert cells(read(pdf)) == [
        (0, 0, 0, "Charges of the first and the second year"), (0, 1, 0, "First year"), (0, 1, 1, "100")
    ]  # fmt: skip


def test_items_and_sentences_in_a_cell_are_paragraphs_of_it() -> None:
    pdf = paper()
    with pdf.table(text_align="LEFT") as table:
        row = table.row()
        row.cell("Duties")
        row.cell("(a) Deliver\n(b) Insure")
    assert cells(read(pdf)) == [(0, 0, 0, "Duties"), (0, 0, 1, "(a) Deliver"), (0, 0, 1, "(b) Insure")]


def test_signature_lines_and_a_frame_around_words_are_no_table() -> None:
    pdf = paper()
    pdf.rect(8, 8, 180, 100)
    for left, name in ((20, "Alder Software"), (110, "Birch Stores")):
        pdf.line(left, 40, left + 60, 40)
        pdf.text(left, 45, f"By: {name}")
    document = read(pdf)
    assert cells(document) == []
    assert document.text == "By: Alder Software By: Birch Stores"


def test_a_bar_at_the_margin_makes_no_table() -> None:
    pdf = paper()
    pdf.line(5, 10, 5, 60)
    pdf.line(5, 20, 100, 20)
    pdf.multi_cell(0, 5, "The word of the party counts. " * 12)
    assert cells(read(pdf)) == []


@given(
    xs=st.lists(st.integers(10, 60), min_size=2, max_size=5),
    ys=st.lists(st.integers(10, 60), min_size=1, max_size=5),
)
def test_the_middle_of_each_cell_of_a_full_grid_is_in_that_cell(xs: list[int], ys: list[int]) -> None:
    lefts = [sum(xs[:count]) for count in range(len(xs) + 1)]
    tops = [sum(ys[:count]) for count in range(len(ys) + 1)]
    down = [_Rule(float(left), 0.0, float(tops[-1])) for left in lefts]
    across = [_Rule(float(top), 0.0, float(lefts[-1])) for top in tops]
    grid = _grid(across, down)
    if lefts[-1] < 60 or tops[-1] < 12:
        assert grid is None
        return
    assert isinstance(grid, Grid)
    for column, wide in enumerate(xs):
        for row, high in enumerate(ys):
            place = grid.place(lefts[column] + wide / 2, tops[row] + high / 2, table=3)
            assert (place.table, place.row, place.column) == (3, row, column)
            assert (place.left, place.right) == pytest.approx((lefts[column], lefts[column + 1]))
