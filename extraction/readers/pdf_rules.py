"""Tables that lines rule on a PDF page: which cell a word stands in."""

import ctypes
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THIN_POINTS = 3.0
_TOUCH_POINTS = 3.0
_JOINT_POINTS = 1.0
_LEAST_WIDTH_POINTS, _LEAST_HEIGHT_POINTS = 60.0, 12.0
# a plan or a chart has tens of thousands of lines and no table that could be read from them
_MOST_PATHS, _MOST_SEGMENTS = 20_000, 64
_MOST_RULES = 1200

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: the table on its page, the row and the column of its cell (each 0-based), the
    left and right edge of the cell in points, and how many rows the table has."""

    table: int
    row: int
    column: int
    left: float
    right: float
    rows: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line along one axis: `at` on the other axis, from `start` to `end`."""

    at: float
    start: float
    end: float

    def spans(self, place: float) -> bool:
        return self.start - _TOUCH_POINTS <= place <= self.end + _TOUCH_POINTS


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table in points from the top left of its page."""

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[_Rule, ...]
    rows: tuple[_Rule, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def place(self, x: float, y: float, *, table: int) -> Place:
        """The cell around a point; rules that stop short of it (merged cells) do not part it."""
        left = max((rule.at for rule in self.columns if rule.at <= x and rule.spans(y)), default=self.left)
        right = min((rule.at for rule in self.columns if rule.at > x and rule.spans(y)), default=self.right)
        top = max((rule.at for rule in self.rows if rule.at <= y and rule.spans(x)), default=self.top)
        row, column = _index(self.tops, top), _index(self.lefts, left)
        return Place(table, row, column, left, right, len(self.tops) - 1)


def grids(page: pdfium.PdfPage, turned: Callable[[float, float], Point]) -> list[Grid]:
    """The ruled tables of `page` from top to bottom, each of at least two columns. `turned` brings a point
    of the page's own space to points from its top left."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    for (x0, y0), (x1, y1) in _strokes(page):
        (x0, y0), (x1, y1) = turned(x0, y0), turned(x1, y1)
        if abs(y0 - y1) <= _THIN_POINTS:
            across.append(_Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        else:
            down.append(_Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    across, down = _whole(across), _whole(down)
    if not down or len(across) < 2 or len(across) + len(down) > _MOST_RULES:
        return []
    found = [_grid(*group) for group in _touching(across, down)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: (grid.top, grid.left))


def _whole(rules: list[_Rule]) -> list[_Rule]:
    """The rules with those that go on one another put together: many programs rule each cell by itself."""
    out: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = out[-1] if out else None
        if last and round(last.at) == round(rule.at) and rule.start <= last.end + _JOINT_POINTS:
            out[-1] = _Rule(last.at, last.start, max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _index(places: tuple[float, ...], at: float) -> int:
    return max(bisect_right(places, at + 0.01) - 1, 0)


def _distinct(rules: Iterable[_Rule]) -> tuple[float, ...]:
    """Where the rules lie, in order, those that lie together (the two lines of a double rule) once."""
    out: list[float] = []
    for place in sorted(rule.at for rule in rules):
        if not out or place - out[-1] > _TOUCH_POINTS:
            out.append(place)
    return tuple(out)


def _grid(across: list[_Rule], down: list[_Rule]) -> Grid | None:
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    left, right = min(left, *(rule.at for rule in down)), max(right, *(rule.at for rule in down))
    top, bottom = min(top, *(rule.at for rule in across)), max(bottom, *(rule.at for rule in across))
    # a table may be open at its sides
    columns = (*down, _Rule(left, top, bottom), _Rule(right, top, bottom))
    rows = (*across, _Rule(top, left, right), _Rule(bottom, left, right))
    lefts, tops = _distinct(columns), _distinct(rows)
    small = right - left < _LEAST_WIDTH_POINTS or bottom - top < _LEAST_HEIGHT_POINTS
    if small or len(lefts) < 3 or len(_distinct(across)) < 2:
        return None
    return Grid(left, top, right, bottom, columns, rows, lefts, tops)


def _touching(across: list[_Rule], down: list[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """Rules in groups, each of which hangs together; groups along one axis only are left out."""
    groups = list(range(len(across) + len(down)))

    def root(member: int) -> int:
        while groups[member] != member:
            groups[member] = member = groups[groups[member]]
        return member

    for number, vertical in enumerate(down, len(across)):
        for other, level in enumerate(across):
            if vertical.spans(level.at) and level.spans(vertical.at):
                groups[root(number)] = root(other)
    found: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for member, rule in enumerate((*across, *down)):
        found.setdefault(root(member), ([], []))[member >= len(across)].append(rule)
    yield from (group for group in found.values() if group[0] and group[1])


def _strokes(page: pdfium.PdfPage) -> Iterator[tuple[Point, Point]]:
    """Straight lines along an axis that are painted on the page: thin shapes and the sides of outlines."""
    count = raw.FPDFPage_CountObjects(page.raw)
    paths = 0
    for index in range(max(count, 0)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > _MOST_PATHS:
            return
        left, bottom, right, top = bounds_of(item)
        if right - left <= _THIN_POINTS or top - bottom <= _THIN_POINTS:
            middle = ((left + right) / 2, (bottom + top) / 2)
            flat = top - bottom <= right - left
            yield ((left, middle[1]), (right, middle[1])) if flat else ((middle[0], bottom), (middle[0], top))
        elif is_stroked(item):
            yield from _sides(item)


def _sides(item: object) -> Iterator[tuple[Point, Point]]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    first = before = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO and _is_straight(before, here):
            yield before, here
        if raw.FPDFPathSegment_GetClose(segment) and _is_straight(here, first):
            yield here, first
        before = here


def _is_straight(one: Point, other: Point) -> bool:
    wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
    return min(wide, high) <= 0.5 and max(wide, high) > _THIN_POINTS


def bounds_of(item: object) -> tuple[float, float, float, float]:
    """left, bottom, right, top of an object of a page, in the page's own space."""
    places = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *(ctypes.byref(place) for place in places))
    left, bottom, right, top = (place.value for place in places)
    return left, bottom, right, top


def is_stroked(item: object) -> bool:
    """Whether the outline of a path is painted."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke))
    return bool(stroke.value)
