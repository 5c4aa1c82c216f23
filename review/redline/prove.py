"""Read a redlined file back from its bytes and prove, against the input, what it must be."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable
from functools import cached_property
from io import BytesIO

from contracts.edits import Receipt, ReceiptCheck, Refusal
from contracts.errors import RedlineRefusedError, UnreadableError
from extraction.readers.docx.names import AUTHOR, ID, P, w
from extraction.readers.docx.package import Element, open_package, parse_xml
from extraction.readers.docx.reader import place_units
from review.redline.census import faults, own_comments, ranges, repeated_ids, revisions_by_others
from review.redline.revisions import resolve, story_parts
from review.redline.sameness import first_difference
from review.redline.splice import paragraph_ranges
from review.redline.stamp import authors

# what `zipfile` raises for a member whose bytes or directory entry were changed
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


def receipt(
    original: bytes,
    redlined: bytes,
    *,
    intended: str | None = None,
    edits: int | None = None,
    refused: tuple[Refusal, ...] = (),
) -> Receipt:
    """What holds of `redlined` against `original`. Ours are the changes of authors new to the file.

    `intended` is the text that the current view must have; without it that check is left out. `edits`
    defaults to the number of our changes. A check that does not hold is reported, never raised; a member of
    the zip that cannot be unpacked raises `RedlineRefusedError`.
    """
    proof = _Proof(original, redlined)
    checks: list[ReceiptCheck] = []
    for name, check in proof.checks(intended):
        try:
            detail = check()
        except (UnreadableError, RedlineRefusedError) as error:
            detail = str(error)
        checks.append(ReceiptCheck(name=name, holds=not detail, detail=detail))
    readable = checks[0].holds
    insertions, deletions, comments = proof.counts() if readable else (0, 0, 0)
    return Receipt(
        original_sha256=hashlib.sha256(original).hexdigest(),
        redlined_sha256=hashlib.sha256(redlined).hexdigest(),
        edits=insertions + deletions if edits is None else edits,
        insertions=insertions,
        deletions=deletions,
        comments=comments,
        untouched_parts=len(proof.before) - len(proof.changed & set(proof.before)),
        changed_parts=tuple(name for name in proof.after if name in proof.changed),
        checks=tuple(checks),
        refused=refused,
    )


class _Proof:
    def __init__(self, original: bytes, redlined: bytes) -> None:
        self._redlined = redlined
        self.before, self.after = _members(original), _members(redlined)
        self._old, self._new = open_package(original), open_package(redlined)
        names = {*self.before, *self.after}
        self.changed = {name for name in names if self.before.get(name) != self.after.get(name)}

    def checks(self, intended: str | None) -> list[tuple[str, Callable[[], str]]]:
        """Names of the properties with what proves them: a function that returns "" or what is wrong."""
        found = [
            ("well_formed", self._well_formed),
            ("author_is_new", self._author_is_new),
            ("reject_all_is_original", self._reject_is_original),
            ("others_revisions_unchanged", self._others_unchanged),
            ("ids_unique", self._ids_unique),
            ("ranges_paired", self._ranges_kept),
            ("markup_sound", self._markup_sound),
            ("untouched_parts_identical", self._parts_kept),
            ("untouched_paragraphs_identical", self._paragraphs_kept),
        ]
        if intended is not None:
            found.insert(3, ("accept_all_is_intended", lambda: self._reads_as(intended)))
        return found

    def counts(self) -> tuple[int, int, int]:
        """How many insertions, deletions and comments are ours."""
        roots = [self._new.tree(part) for part in story_parts(self._new)]
        found = [
            sum(1 for root in roots for item in root.iter(w(name)) if item.get(AUTHOR) in self._ours)
            for name in ("ins", "del")
        ]
        return found[0], found[1], len(self._comments)

    @cached_property
    def _ours(self) -> frozenset[str]:
        return authors(self._new) - authors(self._old)

    @cached_property
    def _comments(self) -> frozenset[str]:
        return own_comments(self._new, self._ours)

    @cached_property
    def _stories(self) -> tuple[str, ...]:
        """Changed parts that hold the words of the document (comments are another matter)."""
        held = {name.lower() for name in self._old.related(self._old.main, "comments")}
        named = (name for name in story_parts(self._old) if name in self.changed)
        return tuple(name for name in named if name.lower() not in held)

    def _well_formed(self) -> str:
        for name in sorted(self.changed & set(self.after)):
            if name.endswith((".xml", ".rels")):
                parse_xml(self.after[name], name)
        return ""

    def _author_is_new(self) -> str:
        return "" if len(self._ours) <= 1 else f"{len(self._ours)} authors are new"

    def _reject_is_original(self) -> str:
        for part in self._stories:
            root = parse_xml(self.after[part], part)
            resolve(root, lambda mark: mark.get(AUTHOR) in self._ours, accepting=False)
            where = first_difference(self._old.tree(part), root, comments=self._comments)
            if where:
                return f"{part} differs at {where}"
        return ""

    def _reads_as(self, intended: str) -> str:
        text = place_units(open_package(self._redlined)).text
        if text == intended:
            return ""
        at = next((n for n, (a, b) in enumerate(zip(text, intended, strict=False)) if a != b), None)
        return f"the text differs from code point {min(len(text), len(intended)) if at is None else at} on"

    def _others_unchanged(self) -> str:
        before, after = revisions_by_others(self._old, ()), revisions_by_others(self._new, self._ours)
        return "" if before == after else f"{len(before)} before, {len(after)} after, or not the same"

    def _ids_unique(self) -> str:
        more = repeated_ids(self._new) - repeated_ids(self._old)
        return f"{more.total()} ids are used twice" if more else ""

    def _ranges_kept(self) -> str:
        if ranges(self._old, ()) != ranges(self._new, self._comments):
            return "bookmarks or comment anchors moved"
        marks = [
            item for item in self._new.tree(self._new.main).iter(*_ANCHORS) if item.get(ID) in self._comments
        ]
        return "" if len(marks) == 3 * len(self._comments) else "a comment of ours has no place"

    def _markup_sound(self) -> str:
        more = faults(self._new) - faults(self._old)
        return ", ".join(f"{count} × {kind}" for kind, count in sorted(more.items()))

    def _parts_kept(self) -> str:
        lost = [name for name in self.before if name not in self.after]
        if lost or [name for name in self.after if name in self.before] != list(self.before):
            return "parts are missing or out of order"
        allowed = ("comments", "commentsextended", "commentsids", "people")
        fine = {name for kind in allowed for name in self._new.related(self._new.main, _cased(kind))}
        fine |= {"[Content_Types].xml", *story_parts(self._old)}
        fine |= {name for name in self.changed if name.endswith(f"{self._old.main.rpartition('/')[2]}.rels")}
        strange = sorted(self.changed - fine)
        return f"{strange[0]} changed" if strange else ""

    def _paragraphs_kept(self) -> str:
        """Every paragraph without a mark of ours has the bytes it had, and so has what lies between."""
        for part in self._stories:
            old, new = self.before[part], self.after[part]
            before, after = _outermost(paragraph_ranges(old)), _outermost(paragraph_ranges(new))
            if _between(old, before) != _between(new, after):
                return f"{part} changed between its paragraphs"
            marked = self._marked(part)
            known = iter(old[begin:end] for begin, end in before.values())
            for number, (begin, end) in after.items():
                if number not in marked and new[begin:end] not in known:
                    return f"a paragraph of {part} changed without a mark"
        return ""

    def _marked(self, part: str) -> set[int]:
        def bears(element: Element) -> bool:
            return element.get(AUTHOR) in self._ours or (
                element.tag in _ANCHORS and element.get(ID) in self._comments
            )

        paragraphs = enumerate(self._new.tree(part).iter(P))
        return {number for number, item in paragraphs if any(bears(element) for element in item.iter(w("*")))}


def _members(data: bytes) -> dict[str, bytes]:
    """The contents of an archive; a damaged member, which the reader had no need of, refuses the redline."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {info.filename: _content(archive, info) for info in archive.infolist() if not info.is_dir()}


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(info)
    except _DAMAGE as error:
        raise RedlineRefusedError(
            f"nothing was changed, because {info.filename!a} in the file is damaged; open it in Word, "
            "save it again and upload that"
        ) from error


def _cased(kind: str) -> str:
    return {"commentsextended": "commentsExtended", "commentsids": "commentsIds"}.get(kind, kind)


def _outermost(found: list[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The ranges that lie in no other, by their number."""
    out: dict[int, tuple[int, int]] = {}
    reached = 0
    for number, (begin, end) in enumerate(found):
        if begin >= reached:
            out[number] = (begin, end)
            reached = end
    return out


def _between(part: bytes, outermost: dict[int, tuple[int, int]]) -> bytes:
    pieces: list[bytes] = []
    at = 0
    for begin, end in outermost.values():
        pieces.append(part[at:begin])
        at = end
    return b"".join([*pieces, part[at:]])
