"""Tracked changes and comments, as the file marks them."""

from datetime import datetime
from typing import Literal

from contracts.value import Value

RevisionKind = Literal[
    "insert", "delete", "move_from", "move_to", "paragraph_insert", "paragraph_delete",
    "row_insert", "row_delete", "cell_insert", "cell_delete", "format",
]  # fmt: skip


class Revision(Value):
    """One tracked change.

    `start`, `end` are code points of the current view: the inserted or moved-here words, or, for what
    the current view no longer shows, the empty place where it stood. `text` is what was inserted or
    deleted ("" for marks and formats). `block` is the index of the block that holds it, or None.
    """

    id: str
    kind: RevisionKind
    author: str
    date: datetime | None
    start: int
    end: int
    text: str
    block: int | None = None
    part: str = "word/document.xml"


class Comment(Value):
    """One remark, or a reply to one. `start`, `end` bound the passage it hangs on, if it has one."""

    id: str
    author: str
    date: datetime | None
    text: str
    start: int | None = None
    end: int | None = None
    parent_id: str | None = None
    resolved: bool = False
