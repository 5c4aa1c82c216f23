"""New paragraphs, tracked so that rejecting them leaves no trace."""

from extraction.readers.docx.names import PPR, RPR, P, R, w
from extraction.readers.docx.package import Element
from extraction.readers.docx.pieces import Piece, pieces
from extraction.readers.docx.styles import Styles
from review.redline.apply import copy_properties, mark_properties, write_words
from review.redline.changes import Addition
from review.redline.markup import copied, leading, make
from review.redline.stamp import Stamp

_INS = w("ins")
_TRACKED = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))
_BEFORE_BOLD = (w("rStyle"), w("rFonts"))
_EMPHASIS = tuple(w(name) for name in ("b", "u", "caps", "smallCaps", "i"))


def add_paragraphs(after: Element, addition: Addition, *, stamp: Stamp, looks: Styles) -> list[Element]:
    """Put the new paragraphs behind `after`, in order; returns them.

    A new paragraph carries its own inserted mark, so that rejecting it joins nothing to what follows.
    `at_end` moves the inserted marks one paragraph up: the last new paragraph takes over the old mark.
    """
    shape = _Shape(addition.like, looks)
    made: list[Element] = []
    place = after
    for number, text in enumerate(addition.paragraphs):
        paragraph = make(after.getparent(), P)
        place.addnext(paragraph)
        head = addition.bold_heads[number] if number < len(addition.bold_heads) else 0
        shape.fill(paragraph, text, head=head, stamp=stamp)
        marked = place if addition.at_end else paragraph
        properties = mark_properties(marked)
        properties.insert(0, stamp.revision(properties, "ins"))
        made.append(paragraph)
        place = paragraph
    return made


class _Shape:
    """How the paragraph to be alike looks."""

    def __init__(self, like: Element, looks: Styles) -> None:
        self._properties = _plain_properties(like)
        found = [
            piece for piece in pieces(like, looks=looks) if piece.shown("current") and piece.run.tag == R
        ]
        self._head, self._body = _head_and_body(found)

    def fill(self, paragraph: Element, text: str, *, head: int, stamp: Stamp) -> None:
        if self._properties is not None:
            paragraph.append(copied(self._properties))
        if not text:
            return
        addition = stamp.revision(paragraph, "ins")
        if head:
            run = make(addition, R)
            copy_properties(self._head if self._head is not None else self._body, run)
            if self._head is None:
                _embolden(run)
            write_words(run, text[:head])
        if text[head:]:
            run = make(addition, R)
            copy_properties(self._body, run)
            write_words(run, text[head:])


def _plain_properties(like: Element) -> Element | None:
    """Paragraph properties without section, tracked changes and revision marks."""
    properties = like.find(PPR)
    if properties is None:
        return None
    copy = copied(properties)
    for child in list(copy):
        if child.tag in (w("sectPr"), w("pPrChange")):
            copy.remove(child)
    for mark in list(copy.iter(*_TRACKED)):
        mark.getparent().remove(mark)
    run = copy.find(RPR)
    if run is not None and len(run) == 0:
        copy.remove(run)
    return copy if len(copy) else None


def _head_and_body(found: list[Piece]) -> tuple[Element | None, Element | None]:
    """Run properties of an emphasised beginning (None where there is none) and of most of the words."""
    weight: dict[Element, int] = {}
    for piece in found:
        weight[piece.run] = weight.get(piece.run, 0) + len(piece.text)
    if not weight:
        return None, None
    most = max(weight, key=lambda run: weight[run])
    body = most.find(RPR)
    first = next((piece.run for piece in found if piece.text.strip()), most)
    head = first.find(RPR)
    stands_out = first is not most and head is not None and _emphasis(head) > _emphasis(body)
    return (head if stands_out else None), body


def _emphasis(properties: Element | None) -> set[str]:
    if properties is None:
        return set()
    return {
        child.tag
        for child in properties
        if (child.tag in _EMPHASIS and len(child.attrib) == 0) or child.tag == w("u")
    }


def _embolden(run: Element) -> None:
    properties = leading(run, RPR)
    for old in [child for child in properties if child.tag in (w("b"), w("bCs"))]:
        properties.remove(old)
    at = sum(1 for child in properties if child.tag in _BEFORE_BOLD)
    for offset, name in enumerate(("b", "bCs")):
        properties.insert(at + offset, make(properties, w(name)))
