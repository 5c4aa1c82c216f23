"""Tracked changes, as a list for people: who did what, where it stands in the current view."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from contracts.revisions import Revision, RevisionKind
from extraction.readers.docx.layout import Layout, PlacedPiece, PlacedUnit
from extraction.readers.docx.names import AUTHOR, DATE, PPR, RPR, TC, TR, P, R, w
from extraction.readers.docx.package import Element

_WORDS: dict[str, RevisionKind] = {
    w("ins"): "insert", w("del"): "delete", w("moveTo"): "move_to", w("moveFrom"): "move_from",
}  # fmt: skip
_MARKS: dict[str, RevisionKind] = {
    w("ins"): "paragraph_insert", w("del"): "paragraph_delete", w("moveTo"): "paragraph_insert",
    w("moveFrom"): "paragraph_delete",
}  # fmt: skip
_ROWS: dict[str, RevisionKind] = {w("ins"): "row_insert", w("del"): "row_delete"}
_CELLS: dict[str, RevisionKind] = {w("cellIns"): "cell_insert", w("cellDel"): "cell_delete"}
_PARAGRAPHS = frozenset(_MARKS.values())
_FORMATS = tuple(
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblPrExChange",
        "cellMerge", "numberingChange",
    )
)  # fmt: skip
_NUMBER_PROPERTIES, _CONTROL = w("numPr"), w("ctrlPr")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: RevisionKind
    author: str
    date: datetime | None
    start: int
    end: int
    text: str = ""
    block: int | None = None


def revisions(layout: Layout, parts: dict[str, Element]) -> tuple[Revision, ...]:
    """All tracked changes of the parts read, in the order of the text.

    Neighbouring marks of one kind, author and date within a paragraph are one change, as Word counts
    them. Ids are "r1", "r2", … in that order.
    """
    found: list[tuple[int, int, int, str, _Found]] = []
    for order, (part, root) in enumerate(parts.items()):
        own = [placed for placed in layout.units if placed.part == part]
        marks = {mark: number for number, mark in enumerate(root.iter(*_WORDS, *_CELLS, *_FORMATS))}
        for mark, item in _of_part(layout, marks, own):
            found.append((item.start, order, _turn(mark, item.kind, marks), part, item))
    found.sort(key=lambda entry: entry[:3])
    return tuple(
        Revision(
            id=f"r{number}",
            kind=item.kind,
            author=item.author,
            date=item.date,
            start=min(item.start, layout.length),
            end=min(item.end, layout.length),
            text=item.text,
            block=item.block,
            part=part,
        )
        for number, (*_, part, item) in enumerate(found, start=1)
    )


def _turn(mark: Element, kind: RevisionKind, marks: dict[Element, int]) -> int:
    """The turn of a change among those at the same offset: the mark of a paragraph comes behind its words,
    though the file writes it in front of them."""
    paragraph = next(mark.iterancestors(P), None)
    if kind not in _PARAGRAPHS or paragraph is None:
        return 2 * marks[mark]
    return 2 * max(marks[inner] for inner in paragraph.iter(*_WORDS)) + 1


def moment(value: str | None) -> datetime | None:
    """A `w:date`, taken as UTC where it names no zone; None where it is none."""
    try:
        found = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _of_part(
    layout: Layout, marks: Iterable[Element], own: list[PlacedUnit]
) -> Iterator[tuple[Element, _Found]]:
    if not marks:
        return
    told: set[Element] = set()
    for placed in own:
        yield from _words(placed, told)
    for element in marks:
        if element in told:
            continue
        found = _mark(layout, element, own)
        if found is not None:
            yield element, found


def _words(placed: PlacedUnit, told: set[Element]) -> Iterator[tuple[Element, _Found]]:
    for side in ("inserted", "deleted"):
        for group in _groups(placed.pieces, side):
            marks = [getattr(item.piece, side) for item in group]
            told.update(marks)
            kind = _WORDS.get(marks[0].tag)
            if kind is not None:
                yield marks[0], _of_group(kind, marks[0], group, placed)


def _of_group(kind: RevisionKind, mark: Element, group: list[PlacedPiece], placed: PlacedUnit) -> _Found:
    shown = [item for item in group if item.end > item.start]
    # what the text shows is told as it stands there; words that are gone are told in full
    told = shown if shown and kind in ("insert", "move_to") else group
    text = "".join(item.piece.text for item in told if not item.piece.hidden)
    start, end = group[0].start, group[-1].end
    if shown:
        start, end = shown[0].start, shown[-1].end
    return _Found(kind, mark.get(AUTHOR, ""), moment(mark.get(DATE)), start, end, text, placed.block)


def _groups(pieces: Iterable[PlacedPiece], side: str) -> Iterator[list[PlacedPiece]]:
    group: list[PlacedPiece] = []
    before: tuple[object, ...] | None = None
    for item in pieces:
        mark = getattr(item.piece, side)
        paragraph = item.piece.paragraph
        key = None if mark is None else (mark.tag, mark.get(AUTHOR), mark.get(DATE), paragraph)
        if key != before and group:
            yield group
            group = []
        if key is not None:
            group.append(item)
        before = key
    if group:
        yield group


def _mark(layout: Layout, element: Element, own: list[PlacedUnit]) -> _Found | None:
    """A change that is not of words: of a mark, row, cell or format, or of something without text."""
    parent = element.getparent()
    if parent is None:
        return None
    placed, start, end = _span(layout, element, own)
    if start is None:
        return None
    tag = element.tag
    kind: RevisionKind | None
    if tag in _FORMATS or parent.tag in (_NUMBER_PROPERTIES, _CONTROL):
        kind = "format"
    elif tag in _CELLS:
        kind = _CELLS[tag]
    elif parent.tag == w("trPr"):
        kind = _ROWS.get(tag)
    elif parent.tag == RPR and parent.getparent() is not None and parent.getparent().tag == PPR:
        kind, start = _MARKS.get(tag), end
    else:
        # nothing is left to read of it, so it stands where it is marked
        place = layout.place(element)
        start = start if place is None else place
        kind, end = _WORDS.get(tag), start
        if next(element.iter(R), None) is None:
            kind = None
    if kind is None:
        return None
    block = placed.block if placed is not None else None
    return _Found(kind, element.get(AUTHOR, ""), moment(element.get(DATE)), start, end, block=block)


def _span(
    layout: Layout, element: Element, own: list[PlacedUnit]
) -> tuple[PlacedUnit | None, int | None, int]:
    """The unit, start and end of what a mark of properties is about."""
    around = next(element.iterancestors(R, P, TC, TR, w("tbl")), None)
    if around is None:
        last = own[-1] if own else None
        return (last, last.end, last.end) if last is not None else (None, None, 0)
    paragraph = around if around.tag == P else next(around.iterancestors(P), None)
    placed = layout.paragraphs.get(paragraph) if paragraph is not None and around.tag in (P, R) else None
    if placed is not None:
        inside = [
            item for item in placed.pieces
            if (item.piece.run if around.tag == R else item.piece.paragraph) is around
        ]  # fmt: skip
        if inside:
            return placed, inside[0].start, inside[-1].end
        place = layout.place(element)
        return placed, place, place or 0
    covered = [unit for unit in (layout.paragraphs.get(p) for p in around.iter(P)) if unit is not None]
    if not covered:
        return None, None, 0
    return covered[0], covered[0].start, max(covered[0].start, covered[-1].end)
