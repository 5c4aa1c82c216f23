"""Whose changes these are, when they were made, and the ids they carry."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from contracts.errors import InvalidEditsError
from contracts.value import Value
from extraction.readers.docx.names import AUTHOR, DATE, ID, W_URI, w
from extraction.readers.docx.package import Element, Package
from review.redline.markup import make
from review.redline.revisions import story_parts

_LARGEST_ID = 0x7FFFFFFF


class Author(Value):
    """A person who redlines; `initials` stand beside comments."""

    name: str
    initials: str = ""


class Stamp:
    """Makes revision elements of one author at one time, with ids that no part of the file uses."""

    def __init__(self, author: Author, date: datetime, used: Iterable[int]) -> None:
        if not author.name.strip():
            raise InvalidEditsError("a redline needs the name of its author; give one with --author")
        self.author = author
        self.date = iso(date)
        self._ids = _free(frozenset(used))

    def new_id(self) -> str:
        return str(next(self._ids))

    def revision(self, parent: Element, name: str) -> Element:
        """A new `w:ins` or `w:del`, the last child of `parent`, to be moved to its place."""
        attributes = {ID: self.new_id(), AUTHOR: self.author.name, DATE: self.date}
        return make(parent, w(name), attributes=attributes)


def iso(date: datetime) -> str:
    """ISO 8601 in UTC to the second, as the files have it. A date without a zone is taken as UTC."""
    aware = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    return aware.strftime("%Y-%m-%dT%H:%M:%SZ")


def used_ids(package: Package) -> list[int]:
    """Every `w:id` of every part that can hold revisions, bookmarks or comments, in order."""
    names = {"w": W_URI}
    values = (
        value
        for part in story_parts(package)
        for value in package.tree(part).xpath("//@w:id", namespaces=names)
    )
    found: list[int] = []
    for value in values:
        try:
            found.append(int(value))
        except ValueError:
            continue
    return found


def authors(package: Package) -> frozenset[str]:
    """Everyone who has changed or commented the file so far."""
    roots = (package.tree(part) for part in story_parts(package))
    names = {"w": W_URI}
    return frozenset(str(name) for root in roots for name in root.xpath("//@w:author", namespaces=names))


def distinct(author: Author, known: frozenset[str]) -> Author:
    """An author who cannot be taken for one the file knows: "Ann Lee (Four Corners)", then "… 2", "… 3".

    A name of the file is never used again, so that what is ours can always be told by its author.
    """
    taken = {name.casefold().strip() for name in known}
    name, number = author.name.strip(), 1
    while name.casefold() in taken:
        suffix = "Four Corners" if number == 1 else f"Four Corners {number}"
        name, number = f"{author.name.strip()} ({suffix})", number + 1
    initials = author.initials or "".join(word[0] for word in author.name.split())[:3].upper()
    return Author(name=name, initials=initials)


def _free(used: frozenset[int]) -> Iterator[int]:
    start = max((number for number in used if number < _LARGEST_ID - 1_000_000), default=0) + 1
    number = max(start, 1)
    while True:
        if number not in used:
            yield number
        number += 1
