"""Carry out planned changes on the XML of a paragraph: split runs, strike and add words."""

from extraction.readers.docx.names import ID, PPR, RPR, SDT, VAL, w
from extraction.readers.docx.package import Element
from extraction.readers.docx.pieces import LINE_BREAK, Piece, pieces
from extraction.readers.docx.styles import Styles
from review.redline.changes import Stroke
from review.redline.markup import copied, leading, make, set_text
from review.redline.stamp import Stamp

_INS, _DEL, _T, _LINK, _CONTENT = w("ins"), w("del"), w("t"), w("hyperlink"), w("sdtContent")
_CHARACTERS = {
    "\t": w("tab"), LINE_BREAK: w("br"), "\u2011": w("noBreakHyphen"), "\u00ad": w("softHyphen"),
}  # fmt: skip
_CHANGE = w("rPrChange")
# Never copied to new words: earlier formatting, the look of a link, and the marks of paragraph marks.
_NOT_COPIED = (_CHANGE, _INS, _DEL, w("moveFrom"), w("moveTo"), w("webHidden"))


class Pen:
    """Writes the changes of one stamp into one paragraph. Offsets are code points of its current view;
    changes must come from the last to the first, so that earlier offsets stay good."""

    def __init__(self, paragraph: Element, stamp: Stamp, looks: Styles) -> None:
        self._paragraph = paragraph
        self._stamp = stamp
        self._looks = looks
        self.made: dict[int, list[Element]] = {}

    def write(self, stroke: Stroke) -> None:
        """Make one change; what it made is kept in `made`, by the number of its edit."""
        elements: list[Element] = []
        if stroke.start < stroke.end:
            runs = self._isolate(stroke.start, stroke.end)
            model = runs[0]
            elements = self._strike(runs)
            if stroke.text:
                elements.append(self._add_after(elements[-1], stroke.text, model))
        elif stroke.text:
            elements = [self._insert(stroke.start, stroke.text)]
        self.made.setdefault(stroke.edit, []).extend(elements)

    def strike_mark(self, edit: int) -> None:
        """Mark the end of the paragraph as deleted."""
        properties = mark_properties(self._paragraph)
        mark = self._stamp.revision(properties, "del")
        before = properties.find(_INS)
        properties.insert(0 if before is None else 1, mark)
        self.made.setdefault(edit, [])

    def child_at(self, offset: int) -> Element | None:
        """The child of the paragraph that begins at `offset`, made by splitting a run; None at the end."""
        self._cut_at(offset)
        at = 0
        for piece in self._current():
            if at >= offset:
                return self.child(piece.run)
            at += len(piece.text)
        return None

    def _current(self) -> list[Piece]:
        return [piece for piece in pieces(self._paragraph, looks=self._looks) if piece.shown("current")]

    def child(self, element: Element) -> Element:
        while element.getparent() is not self._paragraph:
            element = element.getparent()
        return element

    def _isolate(self, start: int, end: int) -> list[Element]:
        """The runs that hold `[start, end)` and nothing else, made by splitting."""
        self._cut_at(end)
        self._cut_at(start)
        nodes: list[Element] = []
        at = 0
        for piece in self._current():
            if start <= at < end:
                nodes.append(piece.node)
            at += len(piece.text)
        for node in nodes:
            before, after = node.getprevious(), node.getnext()
            if before is not None and before.tag != RPR and before not in nodes:
                self._cut_before(node)
            if after is not None and after not in nodes:
                self._cut_before(after)
        return list(dict.fromkeys(node.getparent() for node in nodes))

    def _cut_at(self, offset: int) -> None:
        at = 0
        for piece in self._current():
            end = at + len(piece.text)
            if at < offset < end or (offset == end and _goes_on(piece)):
                self._cut_before(self._cut_text(piece.node, piece.at + offset - at))
                return
            if at < offset == end and piece.node.getnext() is not None:
                self._cut_before(piece.node.getnext())
                return
            at += len(piece.text)

    def _cut_text(self, node: Element, offset: int) -> Element:
        rest = make(node.getparent(), node.tag)
        node.addnext(rest)
        text = node.text
        set_text(rest, text[offset:])
        set_text(node, text[:offset])
        return rest

    def _cut_before(self, node: Element) -> Element:
        """Make `node` the first child of its run; returns that run."""
        run = node.getparent()
        if next((child for child in run if child.tag != RPR), None) is node:
            return run
        clone = make(run.getparent(), run.tag, attributes=dict(run.attrib))
        moved = [node, *node.itersiblings()]
        properties = run.find(RPR)
        if properties is not None:
            clone.append(copied(properties))
        for change in clone.iter(_CHANGE):
            change.set(ID, self._stamp.new_id())
        run.addnext(clone)
        clone.extend(moved)
        return clone

    def _strike(self, runs: list[Element]) -> list[Element]:
        made: list[Element] = []
        for run in runs:
            if made and run.getprevious() is made[-1]:
                strike = made[-1]
            else:
                strike = self._stamp.revision(run.getparent(), "del")
                run.addprevious(strike)
                made.append(strike)
            strike.append(run)
            for node in run.iter(_T):
                node.tag = w("delText")
        return made

    def _add_after(self, element: Element, text: str, model: Element) -> Element:
        """Put new words behind `element`; never inside another author's insertion."""
        parent = element.getparent()
        if parent.tag == _INS:
            self._split_insertion(parent, element)
            element = parent
        addition = self._stamp.revision(element.getparent(), "ins")
        element.addnext(addition)
        self._fill(addition, text, model)
        return addition

    def _split_insertion(self, insertion: Element, element: Element) -> None:
        rest = list(element.itersiblings())
        if not rest:
            return
        second = make(insertion, _INS, attributes={**insertion.attrib, ID: self._stamp.new_id()})
        insertion.addnext(second)
        second.extend(rest)

    def _insert(self, offset: int, text: str) -> Element:
        self._cut_at(offset)
        left = right = None
        at = 0
        for piece in self._current():
            if at + len(piece.text) == offset:
                left = piece
            if at == offset and right is None:
                right = piece
            at += len(piece.text)
        if left is None and right is None:
            addition = self._stamp.revision(self._paragraph, "ins")
            self._fill(addition, text, None)
            return addition
        if left is not None and (right is None or not (left.lock or _prefers_right(left, right))):
            return self._insert_after(left, text, _model(text, left, right))
        assert right is not None
        return self._insert_before(right, text, _model(text, left, right))

    def _insert_after(self, left: Piece, text: str, model: Element) -> Element:
        element = left.run
        while element.getparent() is not self._paragraph and element.getnext() is None:
            element = element.getparent()
        return self._add_after(element, text, model)

    def _insert_before(self, right: Piece, text: str, model: Element) -> Element:
        element = right.run
        while element.getparent() is not self._paragraph and _is_first(element):
            element = element.getparent()
        before = element.getprevious()
        if element.getparent().tag == _INS and before is not None:
            return self._add_after(before, text, model)
        addition = self._stamp.revision(element.getparent(), "ins")
        element.addprevious(addition)
        self._fill(addition, text, model)
        return addition

    def _fill(self, addition: Element, text: str, model: Element | None) -> None:
        run = make(addition, w("r"))
        properties = self._paragraph.find(f"{PPR}/{RPR}") if model is None else model.find(RPR)
        in_link = any(around.tag == _LINK for around in addition.iterancestors())
        copy_properties(properties, run, in_link=in_link)
        write_words(run, text)


def _goes_on(piece: Piece) -> bool:
    """Whether characters that show nothing follow the piece in the same node."""
    return piece.node.tag == _T and piece.at + len(piece.text) < len(piece.node.text)


def write_words(run: Element, text: str) -> None:
    """Put a text into a run: words as `w:t`, tabs, line breaks and special hyphens as their elements."""
    words = ""
    for character in text:
        if character not in _CHARACTERS:
            words += character
            continue
        if words:
            set_text(make(run, _T), words)
        make(run, _CHARACTERS[character])
        words = ""
    if words:
        set_text(make(run, _T), words)


def copy_properties(properties: Element | None, run: Element, *, in_link: bool = False) -> None:
    """Give a new run the looks of another."""
    if properties is None:
        return
    copy = copied(properties)
    for child in list(copy):
        is_link_style = child.tag == w("rStyle") and "link" in child.get(VAL, "").lower()
        if child.tag in _NOT_COPIED or (is_link_style and not in_link):
            copy.remove(child)
    if len(copy):
        run.insert(0, copy)


def mark_properties(paragraph: Element) -> Element:
    """The `w:rPr` of a paragraph's mark, made where absent, at the place the schema gives it."""
    properties = leading(paragraph, PPR)
    found = properties.find(RPR)
    if found is None:
        found = make(properties, RPR)
        later = next((item for item in properties if item.tag in (w("sectPr"), w("pPrChange"))), None)
        if later is not None:
            later.addprevious(found)
    return found


def _is_first(element: Element) -> bool:
    return element.getprevious() is None


def _prefers_right(left: Piece, right: Piece) -> bool:
    """Whether new words between two pieces sit better before the right one: it is not a link's, control's
    or another author's, and the left one is."""
    return not right.lock and _depth(right) < _depth(left)


def _depth(piece: Piece) -> int:
    around = (item.tag for item in piece.run.iterancestors(_INS, _LINK, SDT))
    return sum(1 for _ in around)


def _model(text: str, left: Piece | None, right: Piece | None) -> Element:
    """The run whose looks new words take: that of the word they join, else that of the left one."""
    if left is None or right is None:
        return (left or right).run  # pyright: ignore[reportOptionalMemberAccess]
    joins_right = text[-1].isspace() or (left.text[-1].isspace() and not text[0].isspace())
    return right.run if joins_right and not right.text[0].isspace() else left.run
