"""Putting approved words where other words stand, word by word where the two are close; or striking them."""

import re
from collections import Counter

from contracts.document import Block, Document
from contracts.edits import Edit, InsertParagraphs, ReplaceText
from contracts.structure import Clause
from contracts.value import Value
from extraction.sentences import sentences
from review.passages import Region, trimmed
from review.redline.words import word_edits

_MOSTLY = 0.6
_SURE = 0.5
_ALIKE = 0.5
_MOST_WORD_EDITS = 15
OMITTED = "Intentionally omitted."


class Target(Value):
    """The words to replace, one stretch per block in order, as half-open code points; `block` is the
    index of the last. `whole` where they are all of a clause."""

    stretches: tuple[tuple[int, int], ...]
    block: int
    whole: bool

    @property
    def start(self) -> int:
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        return self.stretches[-1][1]


def lost_terms(document: Document, target: Target, *, text: str) -> tuple[str, ...]:
    """Terms that are defined in the target only, used elsewhere, and not defined in `text`."""
    inside: list[str] = []
    elsewhere: set[str] = set()
    for each in document.definitions:
        if target.start <= each.start < target.end:
            inside.append(each.term)
        else:
            elsewhere.add(each.term)
    rest = document.text[: target.start] + document.text[target.end :]
    # Each term is sought once, however often it is defined: the search goes over the whole text.
    lost = {term for term in set(inside) - elsewhere if _stands(term, rest) and not _is_quoted(term, text)}
    return tuple(term for term in inside if term in lost)


def _stands(term: str, text: str) -> bool:
    return term in text and bool(re.search(rf"\b{re.escape(term)}\b", text))


def _is_quoted(term: str, text: str) -> bool:
    return term in text and bool(re.search(rf"[“\"]{re.escape(term)}[”\"]", text))


def target_of(document: Document, region: Region, *, type_ids: tuple[str, ...]) -> Target | None:
    """What of a place is replaced: the clause's words below its heading where the place is most of them
    and nothing in it is of other types than `type_ids`, else the sentences that named it. None in tables,
    headers and notes."""
    clause = next((each for each in document.clauses if each.id == region.clause_id), None)
    if clause is not None and _is_whole(document, clause, region, type_ids):
        start, end = clause.body_start, clause.end
        whole = True
    else:
        start, end = _sentences_around(document, region)
        whole = False
    stretches: list[tuple[int, int]] = []
    last = -1
    for index, block in enumerate(document.blocks):
        if block.end <= start or end <= block.start:
            continue
        if block.kind not in ("paragraph", "heading"):
            return None
        low, high = trimmed(document.text, (max(start, block.start), min(end, block.end)))
        if low < high:
            stretches.append((low, high))
            last = index
    return Target(stretches=tuple(stretches), block=last, whole=whole) if stretches else None


def _is_whole(document: Document, clause: Clause, region: Region, type_ids: tuple[str, ...]) -> bool:
    if any(each.score >= _SURE and each.type not in type_ids for each in clause.types):
        return False
    headed = any(each.parent == clause.id and each.heading for each in document.clauses)
    if headed or clause.kind != "clause":
        return False
    size = max(1, clause.end - clause.body_start)
    return (min(region.focus_end, clause.end) - max(region.focus_start, clause.body_start)) / size >= _MOSTLY


def _sentences_around(document: Document, region: Region) -> tuple[int, int]:
    spans = sentences(document.text, region.start, end=region.end)
    inside = [span for span in spans if span[0] < region.focus_end and region.focus_start < span[1]]
    if not inside:
        return region.focus_start, region.focus_end
    start, end = inside[0][0], inside[-1][1]
    clause = next((each for each in document.clauses if each.id == region.clause_id), None)
    # The heading, and a number typed before the words, stay.
    if clause is not None and start < clause.body_start < end:
        start = clause.body_start
    return start, end


def replace(document: Document, target: Target, *, text: str, comment: str) -> tuple[Edit, ...]:
    """The edits that put `text` (paragraphs apart by line feeds) where the target stands."""
    edits: list[Edit] = []
    paragraphs = text.split("\n")
    for (start, end), after in zip(target.stretches, paragraphs, strict=False):
        edits.extend(_word_by_word(document.text[start:end], after, start))
    for start, end in target.stretches[len(paragraphs) :]:
        edits.append(ReplaceText(start=start, end=end, text=""))
    extra = paragraphs[len(target.stretches) :]
    if extra:
        edits.append(InsertParagraphs(after=target.block, paragraphs=tuple(extra), like=target.block))
    return with_comment(edits, comment)


def strike(document: Document, target: Target, *, comment: str) -> tuple[Edit, ...]:
    """The edits that take the target out; a clause with a number or heading keeps its place, so that the
    numbers of the others, and what points to them, stay right."""
    first, *rest = target.stretches
    block = document.block_at(first[0])
    keeps_place = target.whole and (
        block is None or block.label or first[0] > block.start or _under_heading(document, first[0])
    )
    start, end = first if keeps_place else _with_space(document, block, first)
    edits: list[Edit] = [ReplaceText(start=start, end=end, text=OMITTED if keeps_place else "")]
    edits.extend(ReplaceText(start=low, end=high, text="") for low, high in rest)
    return with_comment(edits, comment)


def _under_heading(document: Document, at: int) -> bool:
    clause = document.clause_at(at)
    return bool(clause and clause.heading)


def _with_space(document: Document, block: Block | None, stretch: tuple[int, int]) -> tuple[int, int]:
    """A sentence with one of the spaces beside it."""
    start, end = stretch
    if block and end < block.end and document.text[end] == " ":
        return start, end + 1
    if block and start > block.start and document.text[start - 1] == " ":
        return start - 1, end
    return start, end


def _word_by_word(before: str, after: str, offset: int) -> list[Edit]:
    whole: list[Edit] = [ReplaceText(start=offset, end=offset + len(before), text=after)]
    old, new = Counter(before.split()), Counter(after.split())
    if 2 * (old & new).total() < _ALIKE * (old.total() + new.total()):
        return whole
    changes = word_edits(before, after)
    struck = sum(change.end - change.start for change in changes)
    alike = 2 * (len(before) - struck) / max(1, len(before) + len(after))
    if alike < _ALIKE or len(changes) > _MOST_WORD_EDITS:
        return whole
    return [
        ReplaceText(start=offset + change.start, end=offset + change.end, text=change.text)
        for change in changes
    ]


def with_comment(edits: list[Edit], comment: str) -> tuple[Edit, ...]:
    """The edits, the first of them carrying the comment for the counterparty."""
    if not edits or not comment:
        return tuple(edits)
    return (edits[0].model_copy(update={"comment": comment}), *edits[1:])
