"""Remarks in the margin, as threads."""

from contracts.revisions import Comment
from extraction.readers.docx.layout import Layout
from extraction.readers.docx.names import AUTHOR, DATE, ID, ON, PARA_ID, W15_URI, P, w
from extraction.readers.docx.package import Element, Package
from extraction.readers.docx.pieces import pieces, text_of
from extraction.readers.docx.revisions import moment


def comments(package: Package, layout: Layout, *, parts: dict[str, Element]) -> tuple[Comment, ...]:
    """All comments in the order of the file; a reply names its parent and hangs where the parent hangs.

    `start` and `end` are None where nothing in the parts that were read refers to the comment.
    """
    found: list[Comment] = []
    anchors = _anchors(layout, parts)
    for name in package.related(package.main, "comments"):
        threads = _threads(package)
        elements = list(package.tree(name).iter(w("comment")))
        by_paragraph = {key: item.get(ID, "") for item in elements for key in _paragraph_ids(item)}
        for item in elements:
            found.append(_comment(item, anchors, threads, by_paragraph))
    return tuple(found)


def _comment(
    item: Element,
    anchors: dict[str, tuple[int, int]],
    threads: dict[str, tuple[str, bool]],
    by_paragraph: dict[str, str],
) -> Comment:
    ids = _paragraph_ids(item)
    parent, done = next((threads[key] for key in reversed(ids) if key in threads), ("", False))
    parent_id = by_paragraph.get(parent)
    number = item.get(ID, "")
    start, end = anchors.get(number) or anchors.get(parent_id or "") or (None, None)
    return Comment(
        id=number,
        author=item.get(AUTHOR, ""),
        date=moment(item.get(DATE)),
        text="\n".join(text_of(pieces(paragraph)) for paragraph in item.iter(P)).strip("\n"),
        start=start,
        end=end,
        parent_id=parent_id if parent_id != number else None,
        resolved=done,
    )


def _paragraph_ids(comment: Element) -> list[str]:
    return [paragraph.get(PARA_ID, "").upper() for paragraph in comment.iter(P) if paragraph.get(PARA_ID)]


def _threads(package: Package) -> dict[str, tuple[str, bool]]:
    """Per paragraph id of a comment: the paragraph id of its parent ("" for none), and whether done."""
    out: dict[str, tuple[str, bool]] = {}
    for name in package.related(package.main, "commentsExtended"):
        for item in package.tree(name).iter(f"{{{W15_URI}}}commentEx"):
            key = item.get(f"{{{W15_URI}}}paraId", "").upper()
            parent = item.get(f"{{{W15_URI}}}paraIdParent", "").upper()
            out[key] = (parent, item.get(f"{{{W15_URI}}}done", "0") in ON)
    return out


def _anchors(layout: Layout, parts: dict[str, Element]) -> dict[str, tuple[int, int]]:
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    points: dict[str, int] = {}
    kinds = {
        w("commentRangeStart"): starts, w("commentRangeEnd"): ends, w("commentReference"): points,
    }  # fmt: skip
    for root in parts.values():
        for mark in root.iter(*kinds):
            place = layout.place(mark)
            if place is not None:
                kinds[mark.tag].setdefault(mark.get(ID, ""), place)
    out = {number: (place, place) for number, place in points.items()}
    for number, start in starts.items():
        end = ends.get(number, points.get(number, start))
        out[number] = (start, max(start, end))
    return out
