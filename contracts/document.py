"""What was read: the text, the blocks it is made of, its changes, and what could not be read."""

from typing import Literal

from pydantic import Field

from contracts.revisions import Comment, Revision
from contracts.spans import hash_of_text
from contracts.structure import Clause, Definition, Reference, UndefinedTerm
from contracts.value import Value

View = Literal["current", "original", "marked"]
BlockKind = Literal[
    "paragraph", "heading", "cell", "header", "footer", "footnote", "endnote", "text_box"
]  # fmt: skip
Severity = Literal["low", "medium", "high", "critical"]


class Box(Value):
    """A rectangle in PDF points from the top left of its page."""

    left: float
    top: float
    right: float
    bottom: float


class Address(Value):
    """Where a block stands in its source: the part of the package and the number of its `w:p`
    element, 0-based in document order over the whole part (nested ones counted)."""

    part: str
    index: int


class Cell(Value):
    """The place of a table cell: table, row and column, each 0-based in document order."""

    table: int
    row: int
    column: int


class Block(Value):
    """A paragraph-like piece of the text, `[start, end)`; blocks are joined by one line feed.

    `label` is the automatic number as printed, which is not part of the text (a typed number is).
    `level` is the outline or list level, 0-based. `page` is 1-based; `page_turns` are the later pages of a
    block that runs over the foot of one, as (offset in the document text, page that begins there). `bold`
    are the emphasised ranges, in code points of the document text.
    """

    kind: BlockKind
    start: int
    end: int
    label: str = ""
    level: int | None = None
    style: str = ""
    bold: tuple[tuple[int, int], ...] = ()
    centred: bool = False
    indent_points: float = 0.0
    page: int | None = None
    page_turns: tuple[tuple[int, int], ...] = ()
    box: Box | None = None
    cell: Cell | None = None
    address: Address | None = None


class Gap(Value):
    """Something that was not read, or was kept out of the text on purpose (hidden words)."""

    kind: str
    place: str
    reason: str
    severity: Severity = "medium"
    content: str = ""


class Furniture(Value):
    """A running header or footer, or a page number, that stood on `page` (1-based) before the code point
    `at` of the document text. It was read, and is no part of the text."""

    text: str
    page: int
    at: int


class Coverage(Value):
    """What was not read. A review built on incomplete coverage never says `safe_to_sign`.

    `furniture` is what a page carries besides the contract: read, and set apart from the text.
    """

    gaps: tuple[Gap, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.gaps


class Document(Value):
    """A contract as read.

    `text` is the current view: all tracked changes accepted, moved words at their destination.
    `sha256` is of the file's bytes. `pages` is None where the format has no fixed pages. Clauses,
    definitions, references, the terms that are used and nowhere defined, and the definitions that nothing
    uses are empty until `extraction.structure` has filled them in.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    coverage: Coverage = Field(default_factory=Coverage)
    clauses: tuple[Clause, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    undefined_terms: tuple[UndefinedTerm, ...] = ()
    unused_definitions: tuple[Definition, ...] = ()

    @property
    def text_hash(self) -> str:
        """The key that spans of this text carry."""
        return hash_of_text(self.text)

    @property
    def words(self) -> int:
        """How many white-space separated words the current view has."""
        return len(self.text.split())

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the code point at `offset` (its closing line feed included)."""
        index = self.block_index_at(offset)
        return None if index is None else self.blocks[index]

    def block_index_at(self, offset: int) -> int | None:
        """Index of the block that holds `offset`, by bisection; None outside the text."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].end < offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.blocks) and self.blocks[low].start <= offset else None

    def page_at(self, offset: int) -> int | None:
        """The 1-based page of the code point at `offset`, where the format has pages."""
        block = self.block_at(offset)
        if block is None:
            return None
        return next((page for at, page in reversed(block.page_turns) if at <= offset), block.page)

    def clause_at(self, offset: int) -> Clause | None:
        """The innermost clause around `offset`."""
        found = None
        for clause in self.clauses:
            if clause.start <= offset < max(clause.end, clause.start + 1):
                found = clause
        return found
