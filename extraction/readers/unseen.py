"""Characters that show nothing, or show words in another order than they are read.

They are kept out of the text and told in its coverage, for they can split a word that a search looks for,
carry words to a machine that no person sees, or show another amount than is stored (Unicode Technical
Report 36; "Trojan Source", 2021). Soft hyphens stay: word processors set them, and matching folds them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from contracts.document import Block, Coverage, Document, Gap
from contracts.revisions import Comment, Revision

Passage = TypeVar("Passage", Revision, Comment)
UNSEEN = "a character that shows nothing"
_TAGS = "\U000e0000-\U000e007f"
_OVERRIDES = "\u202a-\u202e\u2066-\u2069"
# legitimate where a script needs them: joiners inside emoji and Indic or Arabic words, marks of direction
_SCRIPTED = "\u200c-\u200f\u061c"
_ALWAYS = f"\u200b\u2060-\u2065\u206a-\u206f\ufeff\u180e\u115f\u1160\u3164\uffa0\ufff9-\ufffb{_OVERRIDES}"
_ANY = re.compile(f"\U0001f3f4[{_TAGS}]+|([{_ALWAYS}{_SCRIPTED}{_TAGS}]+)")
_ONLY_SCRIPTED = re.compile(f"[{_SCRIPTED}]+")
_NEEDS_THEM = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc\U0001f000-\U0001faff\u2600-\u27bf]"
)
_CARRIED = re.compile(f"[{_TAGS}]{{2,}}")
_TURNED = re.compile("[\u202d\u202e][^\u202c\u2069\n]*")
_TAG_BASE = 0xE0000
_CONTENT_CHARS = 2000


def unseen_in(text: str, *, around: str | None = None) -> list[tuple[int, int]]:
    """Half-open ranges of `text` that show nothing, in order.

    `around` is the paragraph that decides whether a script in it needs joiners and marks of direction
    (the text itself where it is not given). Flags spelt with tags are none.
    """
    found = [match.span(1) for match in _ANY.finditer(text) if match[1]]
    if not found or not _NEEDS_THEM.search(text if around is None else around):
        return found
    return [(start, end) for start, end in found if not _ONLY_SCRIPTED.fullmatch(text[start:end])]


def unseen_gap(text: str, *, place: str) -> Gap | None:
    """The high gap for the unseen characters of one paragraph's `text`; None where it has none.

    Its content is what they do: the words that tags carry, else the words that an override turns, else
    the words they stand in, with each character by its code point.
    """
    ranges = unseen_in(text)
    if not ranges:
        return None
    kinds = sorted({f"U+{ord(letter):04X}" for start, end in ranges for letter in text[start:end]})
    carried = "".join(chr(ord(letter) - _TAG_BASE) for run in _CARRIED.findall(text) for letter in run)
    turned = [match[0][1:] for match in _TURNED.finditer(text)]
    if carried:
        reason = "invisible letters, which a person cannot see, were kept out of the text"
        content = carried
    elif turned:
        reason = (
            "a direction override shows these characters in another order than they are stored; it was "
            "kept out of the text, and the characters are read as stored"
        )
        content = " … ".join(turned)
    else:
        named = ", ".join(kinds[:4]) + (" …" if len(kinds) > 4 else "")
        reason = f"characters that show nothing ({named}) were kept out of the text"
        content = " … ".join(_within(text, ranges))
    return Gap(
        kind="invisible_characters",
        place=place,
        reason=reason,
        severity="high",
        content=content[:_CONTENT_CHARS],
    )


def with_unseen(document: Document) -> Document:
    """The document without characters that show nothing, and a high gap for each block that held some.

    Offsets of blocks, changes, comments and furniture move with the text. Where a reader has taken them
    out itself (Word files, whose every character leads to its place in the file), nothing is left to do.
    """
    text = document.text
    ranges = [
        (block.start + start, block.start + end)
        for block in document.blocks
        for start, end in unseen_in(text[block.start : block.end])
    ]
    if not ranges:
        return document
    moved = _Moved(ranges)
    gaps = [
        gap
        for number, block in enumerate(document.blocks, start=1)
        if (gap := unseen_gap(text[block.start : block.end], place=f"block {number}")) is not None
    ]
    return document.model_copy(
        update={
            "text": _without(text, ranges),
            "blocks": tuple(_moved_block(block, moved) for block in document.blocks),
            "revisions": tuple(_moved_passage(each, moved) for each in document.revisions),
            "comments": tuple(_moved_passage(each, moved) for each in document.comments),
            "coverage": Coverage(
                gaps=(*document.coverage.gaps, *gaps),
                furniture=tuple(
                    each.model_copy(update={"at": moved(each.at)}) for each in document.coverage.furniture
                ),
            ),
        }
    )


class _Moved:
    """Where an offset of the text stands once `ranges` (in order, not overlapping) are taken out."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._ranges = ranges
        self._starts = [start for start, _ in ranges]
        self._gone = [0, *accumulate(end - start for start, end in ranges)]

    def __call__(self, offset: int) -> int:
        number = bisect_right(self._starts, offset)
        gone = self._gone[number]
        if number and (end := self._ranges[number - 1][1]) > offset:
            gone -= end - offset
        return offset - gone


def _moved_block(block: Block, moved: _Moved) -> Block:
    return block.model_copy(
        update={
            "start": moved(block.start),
            "end": moved(block.end),
            "bold": tuple(
                (moved(start), moved(end)) for start, end in block.bold if moved(start) < moved(end)
            ),
            "page_turns": tuple((moved(at), page) for at, page in block.page_turns),
        }
    )


def _moved_passage(found: Passage, moved: _Moved) -> Passage:
    if found.start is None or found.end is None:
        return found
    return found.model_copy(update={"start": moved(found.start), "end": moved(found.end)})


def _without(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    ends = [0, *(end for _, end in ranges)]
    starts = [*(start for start, _ in ranges), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _within(text: str, ranges: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Each word with unseen characters, these by code point; a word is told once however many it has."""
    reached = 0
    for start, end in ranges:
        if start < reached:
            continue
        left = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
        stops = [at for at in (text.find(" ", end), text.find("\n", end)) if at >= 0]
        reached = min(stops, default=len(text))
        word = text[left:reached]
        yield _ANY.sub(lambda match: match[0] if not match[1] else _named(match[1]), word)


def _named(letters: str) -> str:
    return "".join(f"⟨U+{ord(letter):04X}⟩" for letter in letters)
