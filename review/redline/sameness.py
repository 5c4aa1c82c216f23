"""Whether two trees say the same, whatever way their runs are split."""

from collections.abc import Collection

from extraction.readers.docx.names import AUTHOR, DATE, ID, PPR, RPR, W_URI, XML_URI, P, R, w
from extraction.readers.docx.package import Element
from review.redline.markup import canonical, copied

_T, _TEXTS = w("t"), (w("t"), w("delText"), w("instrText"), w("delInstrText"))
_SPACE = f"{{{XML_URI}}}space"
_TRACKED = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_CHANGES = tuple(w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tcPr", "trPr"))
_COMMENT_MARKS = (w("commentRangeStart"), w("commentRangeEnd"))
_RSID = f"{{{W_URI}}}rsid"


def first_difference(one: Element, other: Element, *, comments: Collection[str] = ()) -> str:
    """Where two trees first differ, as a path of tags; "" where they say the same.

    Runs of equal properties are joined; empty run properties, `rsid`s, revision ids and attributes of
    paragraphs (all names that programs give) are left out; so are the anchors of `comments` (ids) in `other`.
    """
    if canonical(one) == canonical(other):
        return ""
    name = one.tag.rpartition("}")[2]
    if one.tag != other.tag:
        return name
    if one.tag == P:
        plain_one, plain_other = copied(one), copied(other)
        _normalise(plain_one, ())
        _normalise(plain_other, comments)
        return "" if canonical(plain_one) == canonical(plain_other) else name
    if dict(one.attrib) != dict(other.attrib):
        return name
    left = list(one)
    right = [child for child in other if not _is_anchor(child, comments)]
    if len(left) != len(right) or (one.text or "").strip() != (other.text or "").strip():
        return f"{name} ({len(left)} and {len(right)} children)"
    for number, (mine, theirs) in enumerate(zip(left, right, strict=True)):
        inner = first_difference(mine, theirs, comments=comments)
        if inner:
            return f"{name}[{number}]/{inner}"
    return ""


def _is_anchor(element: Element, comments: Collection[str]) -> bool:
    if element.tag in _COMMENT_MARKS:
        return element.get(ID) in comments
    if element.tag != R:
        return False
    reference = element.find(w("commentReference"))
    return reference is not None and reference.get(ID) in comments


def _normalise(paragraph: Element, comments: Collection[str]) -> None:
    for element in reversed(list(paragraph.iter())):
        if not isinstance(element.tag, str):
            continue
        if _is_anchor(element, comments):
            element.getparent().remove(element)
            continue
        if element.tag == P:
            element.attrib.clear()
        for name in [key for key in element.attrib if key.startswith(_RSID)]:
            del element.attrib[name]
        if element.tag in (*_TRACKED, *_CHANGES):
            element.attrib.pop(ID, None)
        if element.tag in _TEXTS:
            element.attrib.pop(_SPACE, None)
        if element.tag in (RPR, PPR) and len(element) == 0 and element.getparent() is not None:
            element.getparent().remove(element)
        if element.tag not in _TEXTS and not (element.text or "").strip():
            element.text = None
        element.tail = None
    _join(paragraph)


def _join(parent: Element) -> None:
    for child in list(parent):
        if (child.tag == R and len(child) == 0) or (
            child.tag in _TRACKED and len(child) == 0 and parent.tag != RPR
        ):
            parent.remove(child)
    before = None
    for child in list(parent):
        if before is not None and _continues(before, child):
            before.extend([item for item in child if not (child.tag == R and item.tag == RPR)])
            parent.remove(child)
        else:
            before = child
    for child in parent:
        if child.tag == R:
            _join_words(child)
        elif isinstance(child.tag, str) and child.tag not in (PPR, RPR):
            _join(child)


def _continues(before: Element, child: Element) -> bool:
    if before.tag != child.tag:
        return False
    if child.tag in _TRACKED:
        return all(before.get(name) == child.get(name) for name in (AUTHOR, DATE))
    if child.tag != R or dict(before.attrib) != dict(child.attrib):
        return False
    mine, theirs = before.find(RPR), child.find(RPR)
    if mine is None or theirs is None:
        return mine is theirs
    return canonical(mine) == canonical(theirs)


def _join_words(run: Element) -> None:
    before = None
    for child in list(run):
        if before is not None and before.tag == child.tag and child.tag in _TEXTS:
            before.text = (before.text or "") + (child.text or "")
            run.remove(child)
        else:
            before = child
    for child in run:
        if len(child) and isinstance(child.tag, str):
            _join(child)
