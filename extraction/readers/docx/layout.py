"""Units set one after another into one text, and where each node of the file came to stand in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from contracts.document import View
from extraction.readers.docx.names import P
from extraction.readers.docx.package import Element
from extraction.readers.docx.pieces import Piece
from extraction.readers.docx.story import Unit, mark_gone, row_gone


@dataclass(frozen=True, slots=True)
class PlacedPiece:
    """A piece and its span; empty where the view does not show it."""

    piece: Piece
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit and its span; `block` is the index of its block, None where it has none."""

    unit: Unit
    part: str
    start: int
    end: int
    block: int | None
    pieces: tuple[PlacedPiece, ...]


@dataclass
class Layout:
    """Grows a text unit by unit. Offsets are code points; blocks are joined by one line feed."""

    view: View
    texts: list[str] = field(default_factory=list)
    units: list[PlacedUnit] = field(default_factory=list)
    length: int = 0
    paragraphs: dict[Element, PlacedUnit] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def add(self, unit: Unit, part: str) -> PlacedUnit:
        """Set one unit; one that is not shown gets the empty place where the next block begins."""
        start = self.length + 1 if self.texts else 0
        words = marked_words(unit) if self.view == "marked" else plain_words(unit, self.view)
        at, placed, out = start, [], []
        for piece, text in zip(unit.pieces, words, strict=True):
            text = text if unit.shown else ""
            placed.append(PlacedPiece(piece, at, at + len(text)))
            at += len(text)
            out.append(text)
        tail = _marks(unit) if self.view == "marked" and unit.shown else ""
        block = len(self.texts) if unit.shown else None
        if unit.shown:
            self.texts.append("".join(out) + tail)
            self.length = at + len(tail)
        found = PlacedUnit(unit, part, start, at + len(tail), block, tuple(placed))
        self.units.append(found)
        for paragraph in unit.paragraphs:
            self.paragraphs[paragraph] = found
        return found

    def place(self, element: Element) -> int | None:
        """Offset of an element of a part: where the first piece after its start stands.

        None where it lies in something that was not read. Never beyond the end of the text.
        """
        paragraph = element if element.tag == P else next(element.iterancestors(P), None)
        if paragraph is None or paragraph not in self.paragraphs:
            return self._place_between(element)
        placed = self.paragraphs[paragraph]
        return min(_place_within(element, paragraph, placed), self.length)

    def _place_between(self, element: Element) -> int | None:
        for following in element.itersiblings():
            found = following if following.tag == P else following.find(f".//{P}")
            if found is not None and found in self.paragraphs:
                return min(self.paragraphs[found].start, self.length)
        for before in element.itersiblings(preceding=True):
            found = before if before.tag == P else next(iter(reversed(before.findall(f".//{P}"))), None)
            if found is not None and found in self.paragraphs:
                return min(self.paragraphs[found].end, self.length)
        return None


def plain_words(unit: Unit, view: View) -> Iterable[str]:
    return [piece.text if piece.shown(view) else "" for piece in unit.pieces]


def marked_words(unit: Unit) -> list[str]:
    """The words of pieces with `[+ … +]` around inserted and `[- … -]` around deleted stretches."""
    words: list[str] = []
    row = _row_sign(unit)
    signs = [_sign(piece) or ("" if piece.hidden else row) for piece in unit.pieces]
    for number, piece in enumerate(unit.pieces):
        text = "" if piece.hidden else piece.text
        sign = signs[number]
        if text and sign:
            opens = number == 0 or signs[number - 1] != sign
            closes = number + 1 == len(signs) or signs[number + 1] != sign
            text = (f"[{sign}" if opens else "") + text + (f"{sign}]" if closes else "")
        words.append(text)
    return words


def _sign(piece: Piece) -> str:
    if piece.hidden or piece.state == "committed":
        return ""
    return "-" if piece.deleted is not None else "+"


def _row_sign(unit: Unit) -> str:
    if unit.row is None:
        return ""
    if row_gone(unit.row, "current"):
        return "-"
    return "+" if row_gone(unit.row, "original") else ""


def _marks(unit: Unit) -> str:
    paragraph = unit.paragraphs[-1]
    inserted = "[+¶+]" if mark_gone(paragraph, "original") else ""
    return inserted + ("[-¶-]" if mark_gone(paragraph, "current") else "")


def _place_within(element: Element, paragraph: Element, placed: PlacedUnit) -> int:
    own = [item for item in placed.pieces if item.piece.paragraph is paragraph]
    if not own:
        # an empty paragraph stands behind the words of those that were joined in front of it
        joined = placed.unit.paragraphs
        before = set(joined[: joined.index(paragraph)]) if paragraph in joined else set[Element]()
        return max(
            (item.end for item in placed.pieces if item.piece.paragraph in before), default=placed.start
        )
    if element is paragraph:
        return own[0].start
    # a node may have several stretches, of which the first counts
    starts = {item.piece.node: item.start for item in reversed(own)}
    passed = False
    for node in paragraph.iter():
        passed = passed or node is element
        if passed and node in starts:
            return starts[node]
    return own[-1].end
