"""Changes asked of a document, addressed by code points of its current view."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.value import Value


class ReplaceText(Value):
    """Put `text` where `[start, end)` stands: "" deletes, an empty span inserts."""

    kind: Literal["replace"] = "replace"
    start: int
    end: int
    text: str
    comment: str | None = None


class InsertParagraphs(Value):
    """Insert paragraphs after the block `after` (an index into `Document.blocks`).

    They take paragraph properties, numbering and style from the block `like` (its index; default the
    block `after`). `bold_heads` counts, per paragraph, the leading code points set bold as a heading.
    """

    kind: Literal["insert"] = "insert"
    after: int
    paragraphs: tuple[str, ...]
    like: int | None = None
    bold_heads: tuple[int, ...] = ()
    comment: str | None = None


class CommentOn(Value):
    """Hang a comment on `[start, end)` and change nothing."""

    kind: Literal["comment"] = "comment"
    start: int
    end: int
    comment: str


Edit = Annotated[ReplaceText | InsertParagraphs | CommentOn, Field(discriminator="kind")]


class Refusal(Value):
    """An edit that was not made, by its 0-based number in the batch, and why."""

    edit: int
    reason: str


class Receipt(Value):
    """What a redlined file was proved to be. Each check is a name, whether it held, and what was seen.

    `reject_all_is_original`: rejecting our changes gives the input back; `accept_all_is_intended`:
    accepting them gives the words asked for. `untouched_parts` counts byte-identical zip members.
    """

    original_sha256: str
    redlined_sha256: str
    edits: int
    insertions: int
    deletions: int
    comments: int
    untouched_parts: int
    changed_parts: tuple[str, ...]
    checks: tuple["ReceiptCheck", ...]
    refused: tuple[Refusal, ...] = ()

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)


class ReceiptCheck(Value):
    """One proved property of the file."""

    name: str
    holds: bool
    detail: str = ""
