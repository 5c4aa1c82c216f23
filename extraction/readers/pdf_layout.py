"""Paragraphs of a PDF as blocks of a text, with the pages they run over and what was set apart."""

from itertools import pairwise

from contracts.document import Block, Box, Cell, Furniture
from extraction.readers.pdf_lines import Line
from extraction.readers.pdf_paragraphs import Paragraph


def blocks_of(found: list[Paragraph]) -> tuple[Block, ...]:
    """One block per paragraph, joined by line feeds. `page` and `box` are those of the lines on the page
    where the paragraph begins; the later pages are in `page_turns`."""
    blocks: list[Block] = []
    tables: dict[tuple[int, int], int] = {}
    at = 0
    left_edge = min(paragraph.lines[0].left for paragraph in found)
    for paragraph in found:
        cell = _cell(paragraph.lines[0], tables)
        indent = 0.0 if cell else round(max(paragraph.lines[0].left - left_edge, 0.0), 1)
        blocks.append(
            Block(
                kind="cell" if cell else "paragraph",
                start=at,
                end=at + len(paragraph.text),
                bold=tuple((start + at, end + at) for start, end in paragraph.bold),
                centred=paragraph.centred,
                indent_points=indent,
                page=paragraph.lines[0].page,
                page_turns=_page_turns(paragraph, at),
                box=_box(paragraph),
                cell=cell,
            )
        )
        at += len(paragraph.text) + 1
    return tuple(blocks)


def _cell(line: Line, tables: dict[tuple[int, int], int]) -> Cell | None:
    """The cell of a line; `tables` numbers the tables of the document by (page, table on it)."""
    if line.cell is None:
        return None
    table = tables.setdefault((line.page, line.cell.table), len(tables))
    return Cell(table=table, row=line.cell.row, column=line.cell.column)


def furniture_of(
    pages: list[list[Line]], found: list[Paragraph], *, blocks: tuple[Block, ...]
) -> tuple[Furniture, ...]:
    """The lines of `pages` that are in no paragraph, each at the offset where the text goes on behind it."""
    places = {
        id(line): block.start + start
        for paragraph, block in zip(found, blocks, strict=True)
        for line, start in zip(paragraph.lines, paragraph.starts, strict=True)
    }
    at = blocks[-1].end
    out: list[Furniture] = []
    for line in (line for page in reversed(pages) for line in reversed(page)):
        if id(line) in places:
            at = places[id(line)]
        else:
            out.append(Furniture(text=line.text, page=line.page, at=at))
    return tuple(reversed(out))


def _page_turns(paragraph: Paragraph, at: int) -> tuple[tuple[int, int], ...]:
    lines = list(zip(paragraph.lines, paragraph.starts, strict=True))
    return tuple(
        (at + start, line.page) for (before, _), (line, start) in pairwise(lines) if line.page != before.page
    )


def _box(paragraph: Paragraph) -> Box:
    page = paragraph.lines[0].page
    boxes = [line.box for line in paragraph.lines if line.page == page]
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
