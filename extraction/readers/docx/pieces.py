"""The characters of a paragraph: one function for the reader and the redline engine.

The text of a paragraph in a view is exactly the concatenation of its shown pieces, and each piece is one
node of the file, or the stretch of one between characters that show nothing, so an offset into the text
leads to one node and an offset into it.

Characters: `w:tab` is a tab; a line break is U+2028 (blocks are joined by line feeds, and U+2028 is legal
in XML); page and column breaks are layout and have no character; `w:noBreakHyphen` is U+2011,
`w:softHyphen` U+00AD; a line feed inside `w:t` counts as a space, as Word shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from contracts.document import View
from extraction.readers.docx.fields import Fields
from extraction.readers.docx.names import ALTERNATE, CHOICE, FALLBACK, M_URI, OFF, PPR, SDT, VAL, R, w
from extraction.readers.docx.package import Element
from extraction.readers.docx.symbols import symbol
from extraction.readers.unseen import UNSEEN, unseen_in

LINE_BREAK = "\u2028"
State = Literal["committed", "inserted", "deleted", "moved_from", "moved_to"]

_T, _DEL_TEXT, _SYM, _BR, _TYPE = w("t"), w("delText"), w("sym"), w("br"), w("type")
_FLD_CHAR, _RUBY, _RUBY_BASE = w("fldChar"), w("ruby"), w("rubyBase")
_SDT_CONTENT, _SDT_PR, _FLD_SIMPLE = w("sdtContent"), w("sdtPr"), w("fldSimple")
_M_T, _M_R = f"{{{M_URI}}}t", f"{{{M_URI}}}r"
_MATH = (f"{{{M_URI}}}oMath", f"{{{M_URI}}}oMathPara")
_INSERTING = frozenset((w("ins"), w("moveTo")))
_DELETING = frozenset((w("del"), w("moveFrom")))
_FIXED = {
    w("tab"): "\t", w("ptab"): "\t", w("cr"): LINE_BREAK, w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}  # fmt: skip
_AS_SHOWN = str.maketrans("\n\r\t", "   ")
_UNDERSTOOD = frozenset(
    ("wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16cid", "w16se", "a14", "cx", "cx1")
)


class Looks(Protocol):
    """What styles and direct formatting make of a run: is it bold, and why is it invisible, or ""."""

    def look(self, run: Element, paragraph: Element) -> tuple[bool, str]: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one node, or the stretch of it that begins at the code point `at`.

    `node` is the `w:t`, `w:delText`, `w:tab`, `w:br` … and, for text nodes, `text` has the length of the
    stretch; `run` is the `w:r` (`m:r` in an equation) and `paragraph` the `w:p` around it. `inserted` is the
    enclosing `w:ins` or `w:moveTo`, `deleted` the enclosing `w:del` or `w:moveFrom`; both are set where one
    author deleted another's insertion. `hidden` says why the words are kept out of the text, `lock` why they
    must not be edited; both are "" where there is no reason.
    """

    text: str
    node: Element
    run: Element
    paragraph: Element
    inserted: Element | None = None
    deleted: Element | None = None
    bold: bool = False
    hidden: str = ""
    lock: str = ""
    at: int = 0

    @property
    def state(self) -> State:
        """What the outermost decision on these words would be about; deletion goes first."""
        if self.deleted is not None:
            return "moved_from" if self.deleted.tag == w("moveFrom") else "deleted"
        if self.inserted is not None:
            return "moved_to" if self.inserted.tag == w("moveTo") else "inserted"
        return "committed"

    def shown(self, view: View) -> bool:
        """Whether the piece is part of the text in this view; "marked" shows all but hidden words."""
        if self.hidden:
            return False
        if view == "current":
            return self.deleted is None
        return view == "marked" or self.inserted is None


@dataclass(frozen=True, slots=True)
class _Around:
    """What encloses a run."""

    inserted: Element | None = None
    deleted: Element | None = None
    lock: str = ""
    placeholder: bool = False

    def within(self, element: Element) -> "_Around":
        tag = element.tag
        if tag in _INSERTING:
            return _Around(element, self.deleted, self.lock, self.placeholder)
        if tag in _DELETING:
            return _Around(self.inserted, element, self.lock, self.placeholder)
        if tag == SDT:
            placeholder = self.placeholder or shows_placeholder(element)
            return _Around(self.inserted, self.deleted, self.lock or sdt_lock(element), placeholder)
        if tag == _FLD_SIMPLE:
            return _Around(self.inserted, self.deleted, "the result of a field", self.placeholder)
        if tag in _MATH:
            return _Around(self.inserted, self.deleted, "an equation", self.placeholder)
        return self


def pieces(paragraph: Element, *, looks: Looks | None = None, fields: Fields | None = None) -> list[Piece]:
    """All pieces of a `w:p` in document order, deleted and hidden ones included.

    `fields` carries the complex fields that are open when the paragraph begins, and is moved on; without
    it the paragraph is read by itself. `looks` knows styles; without it nothing is bold or hidden.
    Paragraphs inside text boxes are not part of the paragraph that anchors them.
    """
    fields = fields or Fields(paragraph)
    around = _Around(lock=enclosing_lock(paragraph), placeholder=_in_placeholder(paragraph))
    out: list[Piece] = []
    _Walk(paragraph, looks, fields, out).inline(paragraph, around)
    return out


def text_of(found: list[Piece] | tuple[Piece, ...], view: View = "current") -> str:
    """The text of pieces in a view."""
    return "".join(piece.text for piece in found if piece.shown(view))


class _Walk:
    def __init__(self, paragraph: Element, looks: Looks | None, fields: Fields, out: list[Piece]) -> None:
        self._paragraph = paragraph
        self._looks = looks
        self._fields = fields
        self._out = out

    def inline(self, parent: Element, around: _Around) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child, child, around)
            elif tag == PPR or not isinstance(tag, str):
                continue
            elif tag == _M_R:
                self._math_run(child, around)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self.inline(branch, around)
            elif tag != _SDT_PR:
                self.inline(child, around.within(child))

    def _math_run(self, run: Element, around: _Around) -> None:
        for node in run:
            if node.tag == _M_T and node.text:
                self._add(as_shown(node.text), node, run, around)
            elif node.tag in _INSERTING or node.tag in _DELETING:
                # Word tracks characters of an equation inside the run, around its text
                inner = around.within(node)
                for text in node.iter(_M_T):
                    if text.text:
                        self._add(as_shown(text.text), text, run, inner)

    def _run(self, parent: Element, run: Element, around: _Around) -> None:
        for node in parent:
            tag = node.tag
            if tag in (_T, _DEL_TEXT):
                if node.text:
                    self._add(as_shown(node.text), node, run, around)
            elif tag == _FLD_CHAR:
                shown = self._fields.advance(node)
                if shown:
                    self._add(shown, node, run, around, lock="a form field")
            elif tag == ALTERNATE:
                branch = chosen(node)
                if branch is not None:
                    self._run(branch, run, around)
            elif tag == _RUBY:
                for base in node.iter(_RUBY_BASE):
                    self.inline(base, around)
            elif text := _character(node):
                self._add(text, node, run, around)

    def _add(self, text: str, node: Element, run: Element, around: _Around, lock: str = "") -> None:
        hidden = "a placeholder" if around.placeholder else ""
        if not hidden and not lock and self._fields.in_instruction:  # a form field shows itself
            hidden = "the instruction of a field"
        bold = False
        if self._looks is not None:
            bold, unseen = self._looks.look(run, self._paragraph)
            hidden = hidden or unseen
        # deleted words without a w:del around them are nobody's, but never current
        deleted = around.deleted if node.tag != _DEL_TEXT or around.deleted is not None else run
        lock = lock or around.lock or self._fields.lock
        for at, stretch, unseen in self._stretches(text, node, hidden):
            self._out.append(
                Piece(stretch, node, run, self._paragraph, around.inserted, deleted, bold, unseen, lock, at)
            )

    def _stretches(self, text: str, node: Element, hidden: str) -> Iterator[tuple[int, str, str]]:
        """Offset, characters and reason to hide them of each stretch of a node's text."""
        if hidden or text.isascii() or node.tag not in (_T, _DEL_TEXT):
            yield 0, text, hidden
            return
        at = 0
        for start, end in unseen_in(text, around="".join(self._paragraph.itertext())):
            if at < start:
                yield at, text[at:start], ""
            yield start, text[start:end], UNSEEN
            at = end
        if at < len(text):
            yield at, text[at:], ""


def as_shown(text: str) -> str:
    """The text of a `w:t` as Word shows it, code point by code point: line ends and tabs are blanks."""
    return text.translate(_AS_SHOWN) if "\n" in text or "\r" in text or "\t" in text else text


def _character(node: Element) -> str:
    """What an element of a run other than text shows: one character, or none ("")."""
    if node.tag == _SYM:
        return symbol(node)
    if node.tag == _BR:
        return LINE_BREAK if node.get(_TYPE, "textWrapping") == "textWrapping" else ""
    return _FIXED.get(node.tag, "")


def chosen(alternate: Element) -> Element | None:
    """The one branch of `mc:AlternateContent` to read: the first understood Choice, else the Fallback."""
    fallback = alternate.find(FALLBACK)
    for choice in alternate.findall(CHOICE):
        if fallback is None or set(choice.get("Requires", "").split()) <= _UNDERSTOOD:
            return choice
    return fallback


def is_read(element: Element) -> bool:
    """Whether no branch of `mc:AlternateContent` that is passed over lies around the element."""
    for branch in element.iterancestors(CHOICE, FALLBACK):
        parent = branch.getparent()
        if parent is not None and parent.tag == ALTERNATE and branch is not chosen(parent):
            return False
    return True


def sdt_lock(sdt: Element) -> str:
    """Why a content control must not be edited, or ""."""
    properties = sdt.find(_SDT_PR)
    if properties is None:
        return ""
    lock = properties.find(w("lock"))
    if lock is not None and lock.get(VAL) in ("contentLocked", "sdtContentLocked"):
        return "a locked content control"
    if properties.find(w("dataBinding")) is not None:
        return "a content control bound to data"
    return ""


def shows_placeholder(sdt: Element) -> bool:
    """Whether a content control shows its placeholder, which is a prompt and not contract text."""
    properties = sdt.find(_SDT_PR)
    mark = None if properties is None else properties.find(w("showingPlcHdr"))
    return mark is not None and mark.get(VAL, "true") not in OFF


def enclosing_lock(paragraph: Element) -> str:
    """Why no word of a paragraph may be edited: a locked content control around it, or ""."""
    return next((lock for sdt in paragraph.iterancestors(SDT) if (lock := sdt_lock(sdt))), "")


def _in_placeholder(paragraph: Element) -> bool:
    return any(shows_placeholder(sdt) for sdt in paragraph.iterancestors(SDT))
