"""Accept or reject the tracked changes of a Word file, all of them or one author's."""

from collections.abc import Callable
from copy import deepcopy

from contracts.errors import RedlineRefusedError
from extraction.readers.docx.names import AUTHOR, ID, PPR, RPR, TR, P, w
from extraction.readers.docx.package import Element, Package, open_package
from review.redline.archive import rewrite
from review.redline.markup import local_name, part_bytes

Chosen = Callable[[Element], bool]

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_RANGE_KINDS = ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
_STARTS = tuple(w(f"{kind}RangeStart") for kind in _RANGE_KINDS)
_RANGES = (*_STARTS, *(w(f"{kind}RangeEnd") for kind in _RANGE_KINDS))
_CHANGES = tuple(
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange",
        "tblGridChange", "tblPrExChange", "numberingChange", "cellMerge",
    )
)  # fmt: skip
_PLAIN = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_MARKS = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_SECTION = w("sectPr")
# What may stand between two paragraphs without keeping their joining apart.
TRANSPARENT = frozenset(
    w(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart",
        "commentRangeEnd",
    )
) | frozenset(_RANGES)  # fmt: skip


def accept(data: bytes, author: str | None = None) -> bytes:
    """The file with its tracked changes (or those of `author`) made for good; other parts stay."""
    return _resolved(data, author, accepting=True)


def reject(data: bytes, author: str | None = None) -> bytes:
    """The file with its tracked changes (or those of `author`) taken back; other parts stay."""
    return _resolved(data, author, accepting=False)


def story_parts(package: Package) -> tuple[str, ...]:
    """Names of the parts that can hold tracked changes: body, headers, footers, notes, comments."""
    return (package.main, *(name for kind in _STORIES for name in package.related(package.main, kind)))


def _resolved(data: bytes, author: str | None, *, accepting: bool) -> bytes:
    package = open_package(data)
    changed: dict[str, bytes] = {}
    for name in story_parts(package):
        root = package.tree(name)
        if package.strict:
            raise RedlineRefusedError("the file is Strict Open XML; save it as an ordinary .docx first")
        if resolve(root, lambda mark: author is None or mark.get(AUTHOR) == author, accepting=accepting):
            changed[name] = part_bytes(root)
    return rewrite(data, changed) if changed else data


def resolve(root: Element, chosen: Chosen, *, accepting: bool) -> int:
    """Accept or reject, in place, the chosen tracked changes under `root`; returns how many there were.

    A paragraph whose mark goes joins the one after it, which keeps its properties (ISO 29500-1,
    17.13.5.4 and .15: the mark carries them); before a table or at the end of a cell it stays.
    """
    gone, kept = ("del", "moveFrom"), ("ins", "moveTo")
    if not accepting:
        gone, kept = kept, gone
    count = _properties(root, chosen, accepting=accepting)
    count += _rows_and_cells(root, chosen, gone=gone[0])
    marks, joining = _paragraph_marks(root, chosen, gone)
    count += marks
    for name in (*gone, *kept):
        for element in [item for item in root.iter(w(name)) if _is_run_level(item) and chosen(item)]:
            count += 1
            if name in gone:
                _remove(element)
            else:
                unwrap(element)
    if count:
        _drop_ranges(root, chosen)
    for paragraph in joining:
        _join_next(paragraph)
    return count


def _drop_ranges(root: Element, chosen: Chosen) -> None:
    """Take out the range marks of the chosen changes, unless moved words are left in their part."""
    starts = [item for item in root.iter(*_STARTS) if chosen(item)]
    moved = {name for name in ("moveFrom", "moveTo") if next(root.iter(w(name)), None) is not None}
    for start in starts:
        kind = local_name(start).removesuffix("RangeStart")
        if kind in moved:
            continue
        for end in list(root.iter(w(f"{kind}RangeEnd"))):
            if end.get(ID) == start.get(ID):
                _remove(end)
        _remove(start)


def _is_run_level(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag not in (RPR, w("trPr"), w("numPr"))


def _properties(root: Element, chosen: Chosen, *, accepting: bool) -> int:
    found = [item for item in root.iter(*_CHANGES) if chosen(item)]
    for change in found:
        owner = change.getparent()
        if accepting or len(change) == 0:
            owner.remove(change)
            continue
        old = change[0]
        keep = [] if owner.tag != PPR else [item for item in owner if item.tag in (RPR, _SECTION)]
        if owner.tag == RPR:
            keep = [item for item in owner if item.tag in _MARKS]
        if owner.tag == _SECTION:
            keep = [item for item in owner if item.tag in (w("headerReference"), w("footerReference"))]
        restored = [deepcopy(item) for item in old]
        owner[:] = [*keep, *restored] if owner.tag in (RPR, _SECTION) else [*restored, *keep]
    marks = [item for item in root.iter(*_MARKS) if item.getparent().tag == w("numPr") and chosen(item)]
    for mark in marks:
        numbering = mark.getparent()
        rejected = mark.tag == w("ins") and not accepting
        (numbering.getparent().remove(numbering) if rejected else numbering.remove(mark))
    return len(found) + len(marks)


def _rows_and_cells(root: Element, chosen: Chosen, *, gone: str) -> int:
    count = 0
    for mark in [item for item in root.iter(w("ins"), w("del")) if item.getparent().tag == w("trPr")]:
        if not chosen(mark):
            continue
        count += 1
        if mark.tag == w(gone):
            row = next(mark.iterancestors(TR), None)
            if row is not None and row.getparent() is not None:
                _remove_row(row)
        else:
            mark.getparent().remove(mark)
    for name in ("cellIns", "cellDel"):
        for mark in [item for item in root.iter(w(name)) if chosen(item)]:
            count += 1
            cell = mark.getparent().getparent()
            if name == f"cell{gone.capitalize()}" and cell.getparent() is not None:
                _remove(cell)
            else:
                mark.getparent().remove(mark)
    return count


def _remove_row(row: Element) -> None:
    table = row.getparent()
    _remove(row)
    if table.tag == w("tbl") and next(table.iter(TR), None) is None:
        _remove(table)


def _paragraph_marks(root: Element, chosen: Chosen, gone: tuple[str, ...]) -> tuple[int, list[Element]]:
    """Drop the marks of paragraph marks; returns how many, and the paragraphs whose mark goes, last first."""
    joining: list[Element] = []
    count = 0
    for properties in list(root.iter(PPR)):
        run = properties.find(RPR)
        paragraph = properties.getparent()
        if run is None or paragraph is None or paragraph.tag != P:
            continue
        marks = [mark for mark in run if mark.tag in _MARKS and chosen(mark)]
        if any(mark.tag == w(name) for mark in marks for name in gone):
            joining.append(paragraph)
        count += len(marks)
        for mark in marks:
            run.remove(mark)
        if marks and len(run) == 0:
            properties.remove(run)
        if marks and len(properties) == 0 and not properties.attrib:
            paragraph.remove(properties)
    return count, joining[::-1]


def _join_next(paragraph: Element) -> None:
    following = paragraph.getnext()
    between: list[Element] = []
    while following is not None and (following.tag in TRANSPARENT or not isinstance(following.tag, str)):
        between.append(following)
        following = following.getnext()
    content = [child for child in paragraph if child.tag != PPR]
    properties = paragraph.find(PPR)
    has_section = properties is not None and properties.find(_SECTION) is not None
    if following is None or following.tag != P or has_section:
        # no paragraph to join: an empty one goes where the schema lets it, words stay
        if not has_section and all(item.tag in TRANSPARENT for item in content):
            _drop_empty(paragraph, content, following)
        return
    at = 1 if len(following) and following[0].tag == PPR else 0
    if not all(item.tag in TRANSPARENT for item in content):
        content += [item for item in between if isinstance(item.tag, str)]
    following[at:at] = content
    _remove(paragraph)


def _drop_empty(paragraph: Element, content: list[Element], following: Element | None) -> None:
    if not _may_vanish(paragraph, following):
        return
    before = paragraph.getprevious()
    if content and (before is None or before.tag != P):
        return
    if content:
        before.extend(content)
    _remove(paragraph)


def _may_vanish(paragraph: Element, following: Element | None) -> bool:
    parent = paragraph.getparent()
    if following is not None and following.tag == w("tbl"):
        before = paragraph.getprevious()
        return before is None or before.tag != w("tbl")
    if parent.tag == w("body"):
        return True
    return any(child.tag == P for child in parent if child is not paragraph) and following is None


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the children of a revision in its place; deleted words become plain ones."""
    if element.tag == w("del"):
        for node in list(element.iter(*_PLAIN)):
            node.tag = _PLAIN[node.tag]
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)
