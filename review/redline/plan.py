"""What a batch of edits does to each paragraph, and which edits cannot be made safely."""

from collections.abc import Mapping, Sequence

from contracts.document import Block
from contracts.edits import CommentOn, Edit, InsertParagraphs, Refusal, ReplaceText
from extraction.readers.docx.names import PPR, RPR, SDT, TBL, P, w
from extraction.readers.docx.package import Element
from extraction.readers.docx.pieces import Piece
from review.redline.changes import Addition, Leaf, Plan, Stroke
from review.redline.safety import (
    following_block,
    has_pending_properties,
    mark_may_go,
    same_properties,
    why_undeletable,
    why_untouchable,
    why_unwritable,
)
from review.redline.source import Source
from review.redline.words import word_edits


class _Refused(Exception):
    """Why one edit is left out; never leaves this module."""


def plan(source: Source, edits: Sequence[Edit], *, excluded: Mapping[int, str] | None = None) -> Plan:
    """Check every edit against the file and the edits before it, without changing anything.

    `excluded` are edits, by number, that are left out for a reason known already.
    """
    known = excluded or {}
    planner = _Planner(source)
    made: list[int] = []
    refused: list[Refusal] = []
    for number, edit in enumerate(edits):
        try:
            if number in known:
                raise _Refused(known[number])
            planner.take(number, edit)
            made.append(number)
        except _Refused as reason:
            refused.append(Refusal(edit=number, reason=str(reason)))
    leaves = sorted(planner.leaves.values(), key=lambda leaf: leaf.block)
    return Plan(tuple(leaves), tuple(made), tuple(refused))


class _Planner:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._document = source.document
        self.leaves: dict[int, Leaf] = {}
        self._taken: list[tuple[int, int, int]] = []

    def take(self, number: int, edit: Edit) -> None:
        if isinstance(edit, InsertParagraphs):
            self._insert(number, edit)
        elif isinstance(edit, CommentOn):
            self._comment(number, edit.start, edit.end)
        else:
            self._replace(number, edit)

    def _replace(self, number: int, edit: ReplaceText) -> None:
        first, last = self._blocks(edit.start, edit.end)
        self._check_free(edit)
        before = self._document.text[edit.start : edit.end]
        if before == edit.text:
            if edit.comment:
                self._comment(number, edit.start, edit.end)
            return
        drafts = self._drafts(number, edit, first, last)
        if edit.comment and drafts[0].address.part != self._source.main:
            raise _Refused("comments can hang on the body of the document only")
        for leaf in drafts:
            self._check_mergeable(leaf)
        self._taken.append((edit.start, edit.end, number))
        for leaf in drafts:
            self._merge(leaf)

    def _drafts(self, number: int, edit: ReplaceText, first: int, last: int) -> list[Leaf]:
        lines = edit.text.split("\n")
        if first == last and len(lines) == 1:
            return [self._change(number, first, edit.start, edit.end, edit.text)]
        whole_start = edit.start == self._block(first).start
        if not whole_start or edit.end != self._block(last).end:
            raise _Refused(
                "the change crosses the end of a paragraph; change whole paragraphs, or each by itself"
            )
        drafts: list[Leaf] = []
        for offset, block_index in enumerate(range(first, last + 1)):
            block = self._block(block_index)
            line = lines[offset] if offset < len(lines) else ""
            if edit.text == "" or offset >= len(lines):
                drafts.append(self._removal(number, block_index))
            else:
                drafts.append(self._change(number, block_index, block.start, block.end, line))
        surplus = tuple(lines[len(drafts) :])
        self._check_neighbours(drafts)
        if surplus:
            drafts[-1].additions.append(self._addition(number, drafts[-1], drafts[-1].paragraph, surplus))
        return drafts

    def _change(self, number: int, index: int, start: int, end: int, text: str) -> Leaf:
        leaf, block = self._leaf(index), self._block(index)
        if text == "" and start == block.start and end == block.end and start < end:
            return self._removal(number, index)
        reason = why_unwritable(text)
        if reason:
            raise _Refused(reason)
        found = self._source.pieces(leaf.paragraph)
        for change in word_edits(self._document.text[start:end], text):
            low, high = start - block.start + change.start, start - block.start + change.end
            reason = _why_not(found, low, high)
            if reason:
                raise _Refused(reason)
            leaf.strokes.append(Stroke(number, low, high, change.text))
        return leaf

    def _removal(self, number: int, index: int) -> Leaf:
        """Strike a whole paragraph, with its mark where a paragraph follows to take its place."""
        leaf, block = self._leaf(index), self._block(index)
        found = self._source.pieces(leaf.paragraph)
        if found:
            reason = why_undeletable(found)
            if reason:
                raise _Refused(reason)
            leaf.strokes.append(Stroke(number, 0, block.end - block.start, ""))
        if mark_may_go(leaf.paragraph):
            leaf.mark = number
        return leaf

    def _comment(self, number: int, start: int, end: int) -> None:
        if start == end:
            raise _Refused("a comment needs words to hang on")
        first, last = self._blocks(start, end)
        drafts = [self._leaf(first)] if first == last else [self._leaf(first), self._leaf(last)]
        self._check_neighbours(drafts)
        if drafts[0].address.part != self._source.main:
            raise _Refused("comments can hang on the body of the document only")
        low, high = start - self._block(first).start, end - self._block(last).start
        for leaf, offset in ((drafts[0], low), (drafts[-1], high)):
            for piece, begin in _placed(self._source.pieces(leaf.paragraph)):
                if begin < offset < begin + len(piece.text) and _is_object(piece):
                    raise _Refused("the comment would begin or end inside an object")
        drafts[0].opens.append((number, low))
        drafts[-1].closes.append((number, high))
        for leaf in drafts:
            self._merge(leaf)

    def _insert(self, number: int, edit: InsertParagraphs) -> None:
        count = len(self._document.blocks)
        like = edit.after if edit.like is None else edit.like
        if not (0 <= edit.after < count and 0 <= like < count):
            raise _Refused(f"there is no paragraph {max(edit.after, like)}; the document has {count}")
        if not any(text.strip() for text in edit.paragraphs):
            raise _Refused("there is nothing to insert")
        model = self._block(like)
        if model.address is None or model.kind == "text_box":
            raise _Refused("the paragraph to be alike has no place in a Word file")
        reason = next((why for text in edit.paragraphs if (why := why_unwritable(text))), "")
        if reason:
            raise _Refused(reason)
        leaf = self._leaf(edit.after)
        if edit.comment and leaf.address.part != self._source.main:
            raise _Refused("comments can hang on the body of the document only")
        taken = self.leaves.get(edit.after)
        if taken is not None and taken.mark is not None:
            raise _Refused(f"edit {taken.mark} deletes the paragraph that these would follow")
        paragraph = self._source.paragraph(model.address)
        leaf.additions.append(self._addition(number, leaf, paragraph, edit.paragraphs, edit.bold_heads))
        self._merge(leaf)

    def _addition(
        self, number: int, leaf: Leaf, like: Element, texts: tuple[str, ...], heads: tuple[int, ...] = ()
    ) -> Addition:
        marks = leaf.paragraph.find(f"{PPR}/{RPR}")
        if marks is not None and any(marks.find(w(name)) is not None for name in ("del", "moveFrom")):
            raise _Refused("a tracked change is about to remove the end of the paragraph before")
        following = following_block(leaf.paragraph)
        if following is not None and following.tag in (P, TBL, SDT):
            return Addition(number, like, texts, heads)
        if has_pending_properties(leaf.paragraph):
            raise _Refused("a tracked change of the last paragraph there is still pending")
        if not same_properties(like, leaf.paragraph):
            raise _Refused("nothing follows the place, so new paragraphs must be like the last one there")
        return Addition(number, leaf.paragraph, texts, heads, at_end=True)

    def _blocks(self, start: int, end: int) -> tuple[int, int]:
        size = len(self._document.text)
        if not 0 <= start <= end <= size:
            raise _Refused(f"[{start}, {end}) is outside a text of {size} code points")
        first = self._document.block_index_at(start)
        last = first if start == end else self._document.block_index_at(end - 1)
        if first is None or last is None:
            raise _Refused("the place is in no paragraph")
        if end > self._block(last).end or (start < end and start == self._block(first).end):
            raise _Refused("the change begins or ends at the end of a paragraph; name the words alone")
        return first, last

    def _leaf(self, index: int) -> Leaf:
        block = self._block(index)
        reason = self._source.why_untouchable(block)
        if reason or block.address is None:
            raise _Refused(reason)
        return Leaf(block.address, index, self._source.paragraph(block.address))

    def _block(self, index: int) -> Block:
        return self._document.blocks[index]

    def _check_free(self, edit: ReplaceText) -> None:
        for start, end, number in self._taken:
            same_words = edit.start < end and start < edit.end
            if same_words and (edit.start, edit.end) != (start, start):
                raise _Refused(f"it overlaps edit {number}; join the two")

    def _check_neighbours(self, drafts: list[Leaf]) -> None:
        if len({leaf.address.part for leaf in drafts}) > 1:
            raise _Refused("the passage runs over several parts of the file")
        if len({leaf.paragraph.getparent() for leaf in drafts}) > 1:
            raise _Refused("the passage runs over the edge of a table cell or content control")
        if any(leaf.mark is None and not leaf.strokes and not leaf.opens for leaf in drafts[1:-1]):
            raise _Refused("a paragraph among them cannot be removed")

    def _check_mergeable(self, leaf: Leaf) -> None:
        known = self.leaves.get(leaf.block)
        if known is None:
            return
        if leaf.mark is not None and known.additions:
            number = known.additions[0].edit
            raise _Refused(f"edit {number} puts paragraphs after the one it would delete")
        if known.mark is not None or (leaf.mark is not None and known.strokes):
            number = known.mark if known.mark is not None else known.strokes[0].edit
            raise _Refused(f"edit {number} changes the same paragraph, and one of the two deletes it")

    def _merge(self, leaf: Leaf) -> None:
        known = self.leaves.setdefault(leaf.block, leaf)
        if known is leaf:
            return
        known.strokes += leaf.strokes
        known.opens += leaf.opens
        known.closes += leaf.closes
        known.additions += leaf.additions
        known.mark = leaf.mark if known.mark is None else known.mark


def _why_not(found: list[Piece], start: int, end: int) -> str:
    """Why `[start, end)` of the pieces cannot be changed, or ""."""
    if start < end:
        return why_undeletable(
            [piece for piece, at in _placed(found) if at < end and start < at + len(piece.text)]
        )
    beside = [piece for piece, at in _placed(found) if at <= start <= at + len(piece.text)]
    reasons = [why_untouchable(piece) for piece in beside]
    return reasons[0] if reasons and all(reasons) else ""


def _placed(found: list[Piece]) -> list[tuple[Piece, int]]:
    out: list[tuple[Piece, int]] = []
    at = 0
    for piece in found:
        out.append((piece, at))
        at += len(piece.text)
    return out


def _is_object(piece: Piece) -> bool:
    return piece.node.getparent() is not piece.run
