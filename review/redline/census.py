"""What a file holds of each author's changes, and of everything that carries an id."""

from collections import Counter
from collections.abc import Collection

from extraction.readers.docx.names import AUTHOR, DATE, ID, P, R, w
from extraction.readers.docx.package import Element, Package
from review.redline.markup import local_name
from review.redline.revisions import story_parts

_WORDS = (w("t"), w("delText"))
_NUMBERED = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
        "tcPrChange", "trPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "bookmarkStart",
        "comment", "moveFromRangeStart", "moveToRangeStart", "permStart",
    )
)  # fmt: skip
_RANGES = tuple(
    w(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
        "permStart", "permEnd",
    )
)  # fmt: skip
_COMMENT = w("comment")


def own_comments(package: Package, ours: Collection[str]) -> frozenset[str]:
    """Ids of the comments by these authors."""
    parts = package.related(package.main, "comments")
    found = (item for part in parts for item in package.tree(part).iter(_COMMENT))
    return frozenset(item.get(ID, "") for item in found if item.get(AUTHOR) in ours)


def revisions_by_others(package: Package, ours: Collection[str]) -> list[tuple[str, ...]]:
    """Part, paragraph, kind, author, date and words of everyone else's changes and comments, in order.

    Changes of one kind, author and date in a paragraph count as one: an insertion may have been split.
    """
    found: list[tuple[str, ...]] = []
    for part in story_parts(package):
        place: Element | None = None
        paragraph: dict[tuple[str, str, str], str] = {}
        for element in package.tree(part).iter():
            author = element.get(AUTHOR) if isinstance(element.tag, str) else None
            if author is None or author in ours:
                continue
            around = next(element.iterancestors(P), None)
            if around is not place:
                found += [(part, *key, words) for key, words in paragraph.items()]
                place, paragraph = around, {}
            key = (local_name(element), author, element.get(DATE, ""))
            words = "".join(node.text or "" for node in element.iter(*_WORDS))
            paragraph[key] = paragraph.get(key, "") + words
        found += [(part, *key, words) for key, words in paragraph.items()]
    return found


def ranges(package: Package, ours: Collection[str]) -> list[tuple[str, str, str]]:
    """Bookmarks, permissions and comment anchors in order, but for the comments `ours` (ids)."""
    found: list[tuple[str, str, str]] = []
    for part in story_parts(package):
        for element in package.tree(part).iter(*_RANGES):
            name = local_name(element)
            if not (name.startswith("comment") and element.get(ID) in ours):
                found.append((part, name, element.get(ID, "")))
    return found


def repeated_ids(package: Package) -> Counter[str]:
    """How often each id of a revision, bookmark or comment is used beyond the first time, in all parts."""
    found = (
        item.get(ID, "") for part in story_parts(package) for item in package.tree(part).iter(*_NUMBERED)
    )
    return Counter({key: count - 1 for key, count in Counter(found).items() if count > 1})


def faults(package: Package) -> Counter[str]:
    """Revision mark-up that the schema forbids or that Word refuses to open, by kind."""
    found: Counter[str] = Counter()
    for part in story_parts(package):
        root = package.tree(part)
        for name in ("ins", "del"):
            for element in root.iter(w(name)):
                inside = [
                    item for item in element.iterdescendants(w(name)) if item.getparent().tag != w("rPr")
                ]
                found[f"{name} in {name}"] += len(inside)
                found["paragraph in a revision"] += sum(1 for _ in element.iterchildren(P))
                found["link in a revision"] += sum(1 for _ in element.iterchildren(w("hyperlink")))
        for element in root.iter(w("del")):
            found["words in a deletion"] += sum(1 for _ in element.iter(w("t"), w("instrText")))
        found["empty run"] += sum(1 for run in root.iter(R) if len(run) == 0)
    return +found
