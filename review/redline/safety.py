"""Why a change to the words of a paragraph cannot be made safely."""

import re

from extraction.readers.docx.names import PPR, RPR, SDT, P, R, w
from extraction.readers.docx.package import Element
from extraction.readers.docx.pieces import Piece
from review.redline.markup import canonical
from review.redline.revisions import TRANSPARENT

# What XML 1.0 cannot hold, and the two breaks that would make another paragraph.
_UNWRITABLE = re.compile("[\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]")
_SDT_CONTENT, _INS, _LINK = w("sdtContent"), w("ins"), w("hyperlink")
_PARENTS = frozenset((P, _INS, _LINK, SDT, _SDT_CONTENT, w("smartTag")))
_OBJECTS = tuple(
    w(name)
    for name in (
        "drawing", "pict", "object", "footnoteReference", "endnoteReference", "fldChar", "instrText",
        "fldSimple", "ruby", "subDoc", "contentPart", "annotationRef", "footnoteRef", "endnoteRef",
    )
)  # fmt: skip
_SPECIAL_CONTROLS = tuple(w(name) for name in ("dropDownList", "comboBox", "date", "picture", "docPartObj"))


def why_unwritable(text: str) -> str:
    """Why a text cannot be put into one paragraph, or ""."""
    found = _UNWRITABLE.search(text)
    return (
        f"the new words hold a character (U+{ord(found.group()):04X}) that no paragraph can" if found else ""
    )


def why_undeletable(found: list[Piece]) -> str:
    """Why the words of `found`, consecutive pieces of one paragraph, cannot be struck, or ""."""
    for piece in found:
        reason = why_untouchable(piece)
        if reason:
            return reason
    if len({_control(piece.run) for piece in found}) > 1:
        return "the words lie partly inside a content control"
    paragraph = found[0].paragraph
    first, last = found[0].node, found[-1].node
    if first is last:
        return ""
    inside = False
    for element in paragraph.iter():
        if element is first:
            inside = True
        elif element is last:
            break
        elif inside and element.tag in _OBJECTS:
            return "a picture, note or field stands among the words"
    return ""


def why_untouchable(piece: Piece) -> str:
    """Why no change may be made at a piece, or ""."""
    if piece.lock:
        return f"the words are {piece.lock}"
    if piece.run.tag != R or piece.node.getparent() is not piece.run:
        return "the words are part of an object"
    for around in piece.run.iterancestors():
        if around is piece.paragraph:
            break
        if around.tag == w("moveTo"):
            return "the words were moved here by a tracked change that is still pending"
        if around.tag not in _PARENTS:
            return "the words are part of an object"
        if around.tag == SDT and any(
            around.find(f"{w('sdtPr')}/{tag}") is not None for tag in _SPECIAL_CONTROLS
        ):
            return "the words are the value of a content control"
    if piece.inserted is not None and piece.run.getparent() is not piece.inserted:
        return "the words lie in a content control that another author inserted"
    return ""


def holds_objects(paragraph: Element) -> bool:
    """Whether a paragraph holds anything beside words: a picture, a note, a field."""
    return next(paragraph.iter(*_OBJECTS), None) is not None


def _control(run: Element) -> Element | None:
    return next(run.iterancestors(SDT), None)


def mark_may_go(paragraph: Element) -> bool:
    """Whether the words can leave with their paragraph: another one follows, and no section ends here."""
    properties = paragraph.find(PPR)
    if properties is not None:
        marks = properties.find(RPR)
        if properties.find(w("sectPr")) is not None:
            return False
        if marks is not None and marks.find(w("del")) is not None:
            return False
    following = following_block(paragraph)
    return following is not None and following.tag == P and not holds_objects(paragraph)


def following_block(paragraph: Element) -> Element | None:
    """What stands behind a paragraph, marks of ranges passed over."""
    following = paragraph.getnext()
    while following is not None and following.tag in TRANSPARENT:
        following = following.getnext()
    return following


def has_pending_properties(paragraph: Element) -> bool:
    """Whether a tracked change of the mark or the properties of a paragraph is still to be decided."""
    properties = paragraph.find(PPR)
    names = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "numberingChange")
    return properties is not None and next(properties.iter(*map(w, names)), None) is not None


def same_properties(one: Element, other: Element) -> bool:
    """Whether two paragraphs have the same style, numbering and direct properties."""

    def essence(paragraph: Element) -> list[bytes]:
        properties = paragraph.find(PPR)
        if properties is None:
            return []
        return [canonical(item) for item in properties if item.tag not in (RPR, w("pPrChange"))]

    return one is other or essence(one) == essence(other)
