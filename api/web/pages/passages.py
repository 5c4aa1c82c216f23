"""A document as blocks of marked words, ready for a template.

Marks are half-open ranges of code points that may overlap; a block is cut wherever one begins or ends,
and each piece names all the marks that cover it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contracts.document import Block, Document
from contracts.revisions import Comment, Revision

_INSERTED = ("insert", "move_to")
_DELETED = ("delete", "move_from", "paragraph_delete")
_DEEPEST = 6


@dataclass(frozen=True)
class Mark:
    """Words that something else on the page points to. `key` is unique on the page ("q12"); `tone` styles
    the words, "" for none until they are pointed to; `owner` is the id of what points to them."""

    key: str
    start: int
    end: int
    tone: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of words with the same marks. `begins` are the marks whose first piece this is."""

    text: str
    keys: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    tone: str = ""
    owner: str = ""
    bold: bool = False
    change: str = ""
    by: str = ""


@dataclass
class Paragraph:
    """One block, with what hangs on it."""

    block: Block
    pieces: list[Piece]
    notes: list[Comment] = field(default_factory=list)
    page: int | None = None

    @property
    def level(self) -> int:
        """How deep it is set in, from 0."""
        return min(self.block.level or 0, _DEEPEST)

    @property
    def is_title(self) -> bool:
        """Whether the file styles it as its title."""
        return self.block.style.casefold() == "title"


TableCell = list[Paragraph]


@dataclass
class TableRows:
    """Consecutive cells of one table, row by row; a cell holds one paragraph or more."""

    rows: list[list[TableCell]]
    page: int | None = None


_TONES = ("critical", "high", "medium", "low", "good", "")


def paragraphs(document: Document, marks: Sequence[Mark]) -> list[Paragraph | TableRows]:
    """The document from top to bottom; `page` is set where a new page begins."""
    by_block = _marks_by_block(document, marks)
    changes = _revisions_by_block(document)
    notes = _notes_by_block(document)
    shown: list[Paragraph | TableRows] = []
    last_page: int | None = None
    for index, block in enumerate(document.blocks):
        pieces = list(_pieces(document, block, by_block.get(index, ()), changes.get(index, ())))
        turned = block.page if block.page != last_page else None
        last_page = block.page
        made = Paragraph(block, pieces, notes.get(index, []), turned)
        if block.cell is None:
            shown.append(made)
        else:
            _add_cell(shown, made)
    return shown


def _add_cell(shown: list[Paragraph | TableRows], made: Paragraph) -> None:
    cell = made.block.cell
    assert cell is not None
    last = shown[-1] if shown else None
    previous = last.rows[-1][-1][-1].block.cell if isinstance(last, TableRows) else None
    if not isinstance(last, TableRows) or previous is None or previous.table != cell.table:
        shown.append(TableRows([[[made]]], made.page))
    elif previous.row != cell.row:
        last.rows.append([[made]])
    elif previous.column != cell.column:
        last.rows[-1].append([made])
    else:
        last.rows[-1][-1].append(made)


def _marks_by_block(document: Document, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    starts = [block.start for block in document.blocks]
    for mark in marks:
        if mark.start >= mark.end:
            continue
        first = max(bisect_right(starts, mark.start) - 1, 0)
        for index in range(first, bisect_left(starts, mark.end)):
            found.setdefault(index, []).append(mark)
    return found


def _revisions_by_block(document: Document) -> dict[int, list[Revision]]:
    found: dict[int, list[Revision]] = {}
    for revision in document.revisions:
        index = revision.block if revision.block is not None else document.block_index_at(revision.start)
        if index is not None and revision.kind in _INSERTED + _DELETED:
            found.setdefault(index, []).append(revision)
    return found


def _notes_by_block(document: Document) -> dict[int, list[Comment]]:
    found: dict[int, list[Comment]] = {}
    for comment in document.comments:
        index = document.block_index_at(comment.start) if comment.start is not None else None
        if index is not None:
            found.setdefault(index, []).append(comment)
    return found


def _pieces(
    document: Document, block: Block, marks: Sequence[Mark], revisions: Sequence[Revision]
) -> Iterator[Piece]:
    inserted = [each for each in revisions if each.kind in _INSERTED and each.start < each.end]
    deleted = sorted((each for each in revisions if each.kind in _DELETED), key=lambda each: each.start)
    ranges = [(each.start, each.end) for each in (*marks, *inserted)] + list(block.bold)
    cuts = {block.start, block.end, *(each.start for each in deleted)}
    cuts.update(point for pair in ranges for point in pair)
    points = sorted(point for point in cuts if block.start <= point <= block.end)
    begun: set[str] = set()
    for start, end in zip(points, [*points[1:], block.end], strict=True):
        yield from _gone([each for each in deleted if each.start == start])
        if start < end:
            covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
            author = next((_by(each) for each in inserted if each.start <= start and end <= each.end), None)
            bold = any(low <= start and end <= high for low, high in block.bold)
            yield _piece(document.text[start:end], covering, begun, bold=bold, author=author)


def _gone(deleted: Sequence[Revision]) -> Iterator[Piece]:
    """The words deleted at one place. The mark of a deleted paragraph comes before its words, and its
    end is shown behind them, so that two deleted paragraphs do not run together."""
    ended_by: Revision | None = None
    words = False
    for each in deleted:
        if each.kind == "paragraph_delete":
            if ended_by and words:
                yield Piece("\n", change="deleted", by=_by(ended_by))
            ended_by, words = each, False
        elif each.text:
            yield Piece(each.text, change="deleted", by=_by(each))
            words = True
    if ended_by and words:
        yield Piece("\n", change="deleted", by=_by(ended_by))


def _piece(text: str, covering: list[Mark], begun: set[str], *, bold: bool, author: str | None) -> Piece:
    # `begun` is per block: a mark over two blocks has an anchor in each, and the first one counts
    strongest = min(covering, key=lambda mark: _TONES.index(mark.tone), default=None)
    begins = tuple(mark.key for mark in covering if mark.key not in begun)
    begun.update(begins)
    return Piece(
        text=text,
        keys=tuple(mark.key for mark in covering),
        begins=begins,
        tone=strongest.tone if strongest else "",
        owner=strongest.owner if strongest else "",
        bold=bold,
        change="inserted" if author is not None else "",
        by=author or "",
    )


def _by(revision: Revision) -> str:
    when = f", {revision.date.day} {revision.date:%B %Y}" if revision.date else ""
    return f"{revision.author or 'unknown author'}{when}"
