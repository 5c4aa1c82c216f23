"""A .docx as a Document: every story read once, with labels, changes, remarks and what was left out.

Order of the text: body, footnotes, endnotes, headers, footers. Text boxes follow the paragraph that
anchors them.
"""

import hashlib
from collections.abc import Iterator

from contracts.document import Address, Block, BlockKind, Coverage, Document, View
from contracts.errors import CorruptFileError, NoTextError
from extraction.readers.docx.comments import comments
from extraction.readers.docx.gaps import gaps
from extraction.readers.docx.layout import Layout, PlacedUnit
from extraction.readers.docx.names import PPR, RPR, w
from extraction.readers.docx.notes import printed_notes
from extraction.readers.docx.numbering import Counter, Item, Numbering, load_numbering
from extraction.readers.docx.package import Element, Package, open_package
from extraction.readers.docx.revisions import revisions
from extraction.readers.docx.story import Tables, paragraph_index, units
from extraction.readers.docx.styles import Style, is_centred, left_indent_points, load_styles, outline_level
from extraction.readers.limits import Limits

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACRO_MEDIA_TYPE = "application/vnd.ms-word.document.macroEnabled.12"


def read_docx(data: bytes, name: str, *, view: View = "current", limits: Limits | None = None) -> Document:
    """Read a Word file (.docx or .docm, Transitional or Strict).

    `view` is "current" (all changes accepted), "original" (all rejected; the Document then lists no
    revisions) or "marked" (`[+inserted+]`, `[-deleted-]`, `¶` for marks). Raises `UnreadableError`.
    """
    package = open_package(data, limits)
    root = package.tree(package.main)
    if root.find(w("body")) is None:
        raise CorruptFileError(f"{name} has no document body; save it again as .docx")
    reading = _Reading(package, view)
    reading.run()
    layout = reading.layout
    if not layout.text.strip():
        raise NoTextError(f"{name} holds no words to read; if it is a scan, upload a text version")
    kind = package.content_types.get(package.main.lower(), "")
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MACRO_MEDIA_TYPE if "macroEnabled" in kind else MEDIA_TYPE,
        text=layout.text,
        blocks=tuple(reading.blocks),
        revisions=() if view == "original" else revisions(layout, reading.parts),
        comments=comments(package, layout, parts=reading.parts),
        coverage=Coverage(gaps=gaps(package, layout, parts=reading.parts, view=view)),
    )


def place_units(package: Package, view: View = "current") -> Layout:
    """Where every paragraph, piece and block of a package stands in the text of a view.

    `Layout.units[i].block` is the index into `Document.blocks` of the same file and view; the redline
    engine finds the nodes of the file behind a span of the text with it.
    """
    reading = _Reading(package, view)
    reading.run()
    return reading.layout


class _Reading:
    def __init__(self, package: Package, view: View) -> None:
        self._package = package
        self._view: View = view
        self._styles = load_styles(package)
        self._numbering = load_numbering(package, self._styles)
        self._tables = Tables()
        self.layout = Layout(view)
        self.blocks: list[Block] = []
        self.parts: dict[str, Element] = {}

    def run(self) -> None:
        package, main = self._package, self._package.main
        body = package.tree(main).find(w("body"))
        index = paragraph_index(package.tree(main))
        self._story(main, body, index, None)
        for kind in ("footnote", "endnote"):
            for part in package.related(main, f"{kind}s"):
                numbers = paragraph_index(package.tree(part))
                for note in printed_notes(body, package.tree(part), kind=kind, view=self._view):
                    self._story(part, note.element, numbers, kind, label=note.label)
        for kind in ("header", "footer"):
            for part in package.related(main, kind):
                self._story(part, package.tree(part), paragraph_index(package.tree(part)), kind)

    def _story(
        self,
        part: str,
        container: Element,
        index: dict[Element, int],
        kind: BlockKind | None,
        label: str = "",
    ) -> None:
        self.parts[part] = self._package.tree(part)
        counters = {False: Counter(self._numbering), True: Counter(self._numbering)}
        found = units(container, self._view, looks=self._styles, tables=self._tables, index=index)
        for unit in found:
            placed = self.layout.add(unit, part)
            if unit.shown:
                self.blocks.append(self._block(placed, kind, label, counters[unit.in_text_box]))
                label = ""

    def _block(self, placed: PlacedUnit, kind: BlockKind | None, label: str, counter: Counter) -> Block:
        unit = placed.unit
        properties = properties_in(unit.lead, self._view)
        style = self._styles.named(properties)
        item = self._numbering.item(properties, style, view=self._view)
        if item is not None and not _is_uncounted(placed):
            label = label or counter.label(item)
        outline = outline_level(properties)
        outline = style.outline if outline is None else outline
        centred = is_centred(properties)
        return Block(
            kind=kind or _kind(placed, outline),
            start=placed.start,
            end=placed.end,
            label=label,
            level=outline if outline is not None else (item.level if item else None),
            style=style.name,
            bold=tuple(_bold(placed)),
            centred=bool(style.centred if centred is None else centred),
            indent_points=_indent(properties, style, item, self._numbering),
            cell=unit.cell,
            address=Address(part=placed.part, index=unit.index),
        )


def properties_in(paragraph: Element, view: View) -> Element | None:
    """The `w:pPr` that counts in a view: the old one of a tracked change, where the view is the original."""
    properties = paragraph.find(PPR)
    if view != "original" or properties is None:
        return properties
    old = properties.find(f"{w('pPrChange')}/{PPR}")
    return properties if old is None else old


def _kind(placed: PlacedUnit, outline: int | None) -> BlockKind:
    if placed.unit.in_text_box:
        return "text_box"
    if placed.unit.cell is not None:
        return "cell"
    return "heading" if outline is not None else "paragraph"


def _is_uncounted(placed: PlacedUnit) -> bool:
    """Whether Word gives the paragraph no number: without words, it only ends a section or is hidden."""
    if placed.end > placed.start:
        return False
    lead = placed.unit.lead
    return any(lead.find(f"{PPR}/{path}") is not None for path in (w("sectPr"), f"{RPR}/{w('vanish')}"))


def _indent(properties: Element | None, style: Style, item: Item | None, numbering: Numbering) -> float:
    own = left_indent_points(properties)
    if own is None and item is not None:
        own = numbering.level(item).indent_points
    return (style.indent_points if own is None else own) or 0.0


def _bold(placed: PlacedUnit) -> Iterator[tuple[int, int]]:
    start = end = -1
    for item in placed.pieces:
        if item.end == item.start:
            continue
        if item.piece.bold and item.start == end:
            end = item.end
            continue
        if end > start:
            yield start, end
        start, end = (item.start, item.end) if item.piece.bold else (-1, -1)
    if end > start:
        yield start, end
