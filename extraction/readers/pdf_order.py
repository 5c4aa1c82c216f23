"""Reading order: pieces of one printed line put together, columns and cells read one after the other."""

from itertools import groupby

from extraction.readers.pdf_lines import Line, PageText

_GUTTER_POINTS = 10.0
_MIN_LINES_PER_COLUMN = 8


def ordered(page: PageText) -> list[Line]:
    """The lines of `page` from top to bottom; two columns of running text are read left, then right, and a
    ruled table cell by cell."""
    lines = _running([piece for piece in page.lines if piece.text and piece.cell is None], page)
    cells = sorted((piece for piece in page.lines if piece.text and piece.cell), key=_table_of)
    for _, table in groupby(cells, key=_table_of):
        lines = _with_table(lines, list(table))
    return lines


def _table_of(piece: Line) -> int:
    return piece.cell.table if piece.cell else -1


def _with_table(lines: list[Line], pieces: list[Line]) -> list[Line]:
    """`lines` with those of a table behind the last of them that is printed above it."""
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    top = min(piece.top for piece in pieces)
    above = (
        at for at, line in enumerate(lines, 1) if line.top < top and line.left < right and left < line.right
    )
    place = max(above, default=0)
    pieces = sorted(pieces, key=_cell_of)
    table = [line for _, cell in groupby(pieces, key=_cell_of) for line in _rows(list(cell))]
    return [*lines[:place], *table, *lines[place:]]


def _cell_of(piece: Line) -> tuple[int, int]:
    return (piece.cell.row, piece.cell.column) if piece.cell else (-1, -1)


def _running(pieces: list[Line], page: PageText) -> list[Line]:
    gutter = _gutter(pieces, page.width)
    if gutter is None:
        return _rows(pieces)
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for piece in sorted(pieces, key=lambda line: (line.top, line.left)):
        if piece.right <= gutter + 1:
            left.append(piece)
        elif piece.left >= gutter - 1:
            right.append(piece)
        else:
            out += [*_rows(left), *_rows(right), piece]
            left, right = [], []
    return [*out, *_rows(left), *_rows(right)]


def _gutter(pieces: list[Line], width: float) -> float | None:
    """The middle of the white band between two columns, or None where there is one column."""
    wide = [piece for piece in pieces if piece.right - piece.left > 0.25 * width]
    starts = sorted(piece.left for piece in wide if 0.4 * width < piece.left < 0.62 * width)
    if len(starts) < _MIN_LINES_PER_COLUMN:
        return None
    gutter = starts[len(starts) // 4] - _GUTTER_POINTS / 2
    lefts = [piece for piece in wide if piece.right <= gutter + 1]
    rights = [piece for piece in wide if piece.left >= gutter - 1]
    crossing = [piece for piece in wide if piece.left < gutter - 1 and piece.right > gutter + 1]
    enough = min(len(lefts), len(rights)) >= _MIN_LINES_PER_COLUMN
    return gutter if enough and len(crossing) <= 0.25 * len(wide) else None


def _rows(pieces: list[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda line: ((line.top + line.bottom) / 2, line.left)):
        if rows and _same_row(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_merged(row) for row in rows]


def _same_row(row: list[Line], piece: Line) -> bool:
    other = row[0]
    middle, its = (other.top + other.bottom) / 2, (piece.top + piece.bottom) / 2
    if abs(middle - its) > 0.4 * min(other.height, piece.height):
        return False
    return all(piece.left >= one.right - 2 or piece.right <= one.left + 2 for one in row)


def _merged(row: list[Line]) -> Line:
    row.sort(key=lambda line: line.left)
    first = row[0]
    for piece in row[1:]:
        # a gap below a fifth of the height is inside a word (kerned or differently styled pieces)
        blank = "" if piece.left - first.right < 0.12 * first.height else " "
        shift = len(first.text) + len(blank)
        first = Line(
            first.text + blank + piece.text, first.page, first.left, min(first.top, piece.top),
            max(first.right, piece.right), max(first.bottom, piece.bottom), first.first_word,
            [*first.bold, *((start + shift, end + shift) for start, end in piece.bold)], piece.hyphened,
            first.cell,
        )  # fmt: skip
    return first
