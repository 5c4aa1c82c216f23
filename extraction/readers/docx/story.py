"""The paragraphs of a part as a reader meets them: joined, left out, in cells and text boxes.

A unit becomes one block. In the current view a paragraph whose mark is deleted (or moved away) runs into
the next paragraph of the same container; in the original view the same goes for inserted marks. Rows and
cells that a view does not have are walked too, so that their changes can be listed, but are not shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.document import Cell, View
from extraction.readers.docx.fields import Fields
from extraction.readers.docx.names import ALTERNATE, PPR, RPR, SDT, TBL, TC, TR, P, w
from extraction.readers.docx.package import Element
from extraction.readers.docx.pieces import Looks, Piece, chosen, is_read, pieces, text_of

TEXT_BOX = w("txbxContent")
_GONE_MARKS = {"current": (w("del"), w("moveFrom")), "original": (w("ins"), w("moveTo")), "marked": ()}
_GONE_CELLS = {"current": (w("cellDel"),), "original": (w("cellIns"),), "marked": ()}
_WRAPPERS = frozenset(
    w(name) for name in ("sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo")
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One block's worth of paragraphs.

    `lead` is the paragraph whose properties and number count, `index` its place among all `w:p` of the
    part. `shown` is False for what the view does not have. `row` and `tc` are the elements around.
    """

    paragraphs: tuple[Element, ...]
    lead: Element
    index: int
    pieces: tuple[Piece, ...]
    shown: bool = True
    in_text_box: bool = False
    cell: Cell | None = None
    row: Element | None = None
    tc: Element | None = None


class Tables:
    """Counts the tables of a document, nested ones included."""

    def __init__(self) -> None:
        self.next = 0

    def take(self) -> int:
        self.next += 1
        return self.next - 1


def units(
    container: Element,
    view: View,
    *,
    looks: Looks | None = None,
    tables: Tables | None = None,
    index: dict[Element, int] | None = None,
) -> list[Unit]:
    """Units of a body, header, footer or note in reading order; text boxes follow what anchors them.

    `index` numbers the paragraphs of the part (`paragraph_index`); given, it is not counted again.
    """
    if index is None:
        index = paragraph_index(container.getroottree().getroot())
    walk = _Walk(container, view, looks, tables or Tables(), index)
    return list(walk.container(container, _Place(fields=Fields(container))))


def paragraph_index(root: Element) -> dict[Element, int]:
    """Every `w:p` of a part and its 0-based number in document order, nested ones counted."""
    return {paragraph: number for number, paragraph in enumerate(root.iter(P))}


def mark_gone(paragraph: Element, view: View) -> bool:
    """Whether the paragraph mark does not exist in this view."""
    properties = paragraph.find(f"{PPR}/{RPR}")
    if properties is None:
        return False
    return any(properties.find(tag) is not None for tag in _GONE_MARKS[view])


def is_gone(element: Element, view: View) -> bool:
    """Whether an element lies in deleted or moved words, a row or a cell that the view does not have."""
    for around in element.iterancestors():
        if around.tag in _GONE_MARKS[view]:
            return True
        if around.tag == TR and row_gone(around, view):
            return True
        if around.tag == TC and _cell_gone(around, view):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Place:
    fields: Fields
    shown: bool = True
    in_text_box: bool = False
    cell: Cell | None = None
    row: Element | None = None
    tc: Element | None = None


class _Walk:
    def __init__(
        self, container: Element, view: View, looks: Looks | None, tables: Tables, index: dict[Element, int]
    ) -> None:
        self._view: View = view
        self._looks = looks
        self._tables = tables
        self._index = index
        # most files have no tracked changes, and then nothing needs to be asked of every paragraph
        marks = (*_GONE_MARKS[view], *_GONE_CELLS[view])
        self._tracked = bool(marks) and next(container.iter(*marks), None) is not None
        self._boxes = _boxes_by_anchor(container)

    def container(self, parent: Element, place: _Place) -> Iterator[Unit]:
        items = list(_flat(parent))
        waiting: list[Element] = []
        yielded = 0
        for number, item in enumerate(items):
            if item.tag == TBL:
                yield from self._table(item, place)
                continue
            waiting.append(item)
            following = items[number + 1] if number + 1 < len(items) else None
            joins = self._tracked and mark_gone(item, self._view)
            if joins and following is not None and following.tag == P:
                continue
            # a paragraph without a mark and without words disappears, unless nothing else would be left
            alone = yielded == 0 and following is None
            yield from self._unit(waiting, place, may_vanish=joins and not alone)
            waiting, yielded = [], yielded + 1

    def _unit(self, paragraphs: list[Element], place: _Place, *, may_vanish: bool) -> Iterator[Unit]:
        found = [pieces(paragraph, looks=self._looks, fields=place.fields) for paragraph in paragraphs]
        everything = tuple(piece for some in found for piece in some)
        texts = [text_of(some, self._view) for some in found]
        # the surviving mark is the last one, but words before it keep the paragraph they stood in
        lead = next((p for p, text in zip(paragraphs, texts, strict=True) if text), paragraphs[-1])
        yield Unit(
            paragraphs=tuple(paragraphs),
            lead=lead,
            index=self._index[lead],
            pieces=everything,
            shown=place.shown and not (may_vanish and not any(texts)),
            in_text_box=place.in_text_box,
            cell=place.cell,
            row=place.row,
            tc=place.tc,
        )
        for box in (box for paragraph in paragraphs for box in self._boxes.get(paragraph, ())):
            shown = place.shown and not is_gone(box, self._view)
            yield from self.container(box, _Place(Fields(box), shown, in_text_box=True))

    def _table(self, table: Element, place: _Place) -> Iterator[Unit]:
        number = self._tables.take()
        for row_number, row in enumerate(_flat_children(table, TR)):
            row_shown = place.shown and not (self._tracked and row_gone(row, self._view))
            for column, tc in enumerate(_flat_children(row, TC)):
                shown = row_shown and not (self._tracked and _cell_gone(tc, self._view))
                cell = Cell(table=number, row=row_number, column=column)
                yield from self.container(tc, _Place(place.fields, shown, place.in_text_box, cell, row, tc))


def row_gone(row: Element, view: View) -> bool:
    """Whether a table row does not exist in this view."""
    properties = row.find(w("trPr"))
    marks = [tag for tag in _GONE_MARKS[view] if tag in (w("ins"), w("del"))]
    return properties is not None and any(properties.find(tag) is not None for tag in marks)


def _cell_gone(tc: Element, view: View) -> bool:
    properties = tc.find(w("tcPr"))
    return properties is not None and any(properties.find(tag) is not None for tag in _GONE_CELLS[view])


def _flat(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables of a container, through the wrappers that do not show."""
    for child in parent:
        tag = child.tag
        if tag in (P, TBL):
            yield child
        elif tag in (SDT, *_WRAPPERS):
            yield from _flat(child)
        elif tag == ALTERNATE and (branch := chosen(child)) is not None:
            yield from _flat(branch)


def _flat_children(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in (SDT, *_WRAPPERS):
            yield from _flat_children(child, wanted)


def _boxes_by_anchor(container: Element) -> dict[Element, list[Element]]:
    found: dict[Element, list[Element]] = {}
    for box in container.iter(TEXT_BOX):
        if is_read(box):
            anchor = next(box.iterancestors(P), None)
            if anchor is not None:
                found.setdefault(anchor, []).append(box)
    return found
