"""Phrases as chains of words, matched in time that grows with the text and not with what stands in it.

A regular expression for "a ... b" tries every way to fill the gap, and for several gaps every way to fill
them together. Here each part of a phrase is looked for once, and from the last part to the first each place
is tied to the nearest place of the next part: if the nearest cannot be reached, those behind it cannot
either, for what lies between them only grows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from contracts.spans import fold

GAP = "..."
_MOST_OTHERS = 8
_LONGEST_GAP_CHARS = 250
_STOP = re.compile(r";|\.(?=\s)")  # a stop before a space ends a gap, even after "Inc."
_ENDING = re.compile(r"[\w'-]*+")


class Part(NamedTuple):
    """Words that follow one another. `begins` finds where they stand, up to the stem of a starred last word
    (`open_ended`); `gap` says that others may stand before the next part."""

    begins: re.Pattern[str]
    open_ended: bool
    gap: bool


class Chain(NamedTuple):
    """A phrase: its parts, and, where there is only one, the pattern that finds it whole."""

    parts: tuple[Part, ...]
    whole: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def chain_of(phrase: str) -> Chain:
    """The chain of a phrase as a playbook writes it; what is special in a pattern stands for itself."""
    runs = [_runs(each.split()) for each in fold(phrase)[0].split(GAP)]
    pieces = [(words, last) for run in runs for words, last in run]
    parts = tuple(_part(words, gap=last) for words, last in pieces)
    whole = None
    if len(parts) == 1:
        ending = r"[\w'-]*+" if parts[0].open_ended else r"(?!\w)"
        first, rest = _opening(pieces[0][0])
        whole = re.compile(first + rest + ending)
    return Chain(parts=parts, whole=whole)


def spans_of(phrase: str, folded: str, *, within: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in `[start, end)` of a folded text: from left to right, the shortest way from
    each beginning, none within another."""
    chain = chain_of(phrase)
    if chain.whole is not None:
        for hit in chain.whole.finditer(folded, *within):
            yield hit.span()
    elif chain.parts:
        yield from _tied(chain.parts, folded, within)


def _runs(words: list[str]) -> list[tuple[list[str], bool]]:
    """The words of a stretch without gaps, cut behind each starred word: (words, whether a gap follows)."""
    cut: list[list[str]] = [[]]
    for word in words:
        if word.strip("*-"):
            cut[-1].append(word)
            if word.endswith("*"):
                cut.append([])
    runs = [run for run in cut if run]
    return [(run, number == len(runs)) for number, run in enumerate(runs, 1)]


def _part(words: list[str], *, gap: bool) -> Part:
    open_ended = words[-1].endswith("*")
    end = "" if open_ended else r"(?!\w)"
    first, rest = _opening(words)
    return Part(re.compile(f"{first}(?=({rest}){end})"), open_ended=open_ended, gap=gap)


def _opening(words: list[str]) -> tuple[str, str]:
    """The pattern of the words in two: their first letters with the proof that a word begins there, and the
    rest. A pattern that begins with plain letters is found much faster than one that looks back first."""
    pattern = r"[ -]++".join(_word(word) for word in words)
    letters = re.match(r"[a-z0-9]+", pattern)
    if letters is None:
        return r"(?<!\w)", pattern
    return rf"{letters[0]}(?<!\w{letters[0]})", pattern[letters.end() :]


def _word(word: str) -> str:
    pieces = [re.escape(piece) for piece in word.rstrip("*").split("-") if piece]
    return "[ -]?".join(pieces)


def _tied(parts: tuple[Part, ...], folded: str, within: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The chains in the text, each begun where the one before it has ended."""
    places: list[list[tuple[int, int]]] = []
    known: dict[re.Pattern[str], list[tuple[int, int]]] = {}
    for number, part in enumerate(parts):
        if part.begins not in known:
            hits = part.begins.finditer(folded, *within)
            known[part.begins] = [(hit.start(), hit.end(1)) for hit in hits]
        found = known[part.begins]
        places.append([each for each in found if not number or folded[each[0] - 1] in " -"])
        if not places[-1]:
            return
    # by part, for each place from which the end can be reached: its start, its end, the end of the whole
    reached = [(start, end, _last(folded, end, parts[-1], within[1])) for start, end in places[-1]]
    for number in range(len(parts) - 2, -1, -1):
        reached = _reaching(places[number], parts[number], folded, reached=reached)
    done = within[0]
    for start, _, end in reached:
        if start >= done:
            yield start, end
            done = end


def _reaching(
    places: list[tuple[int, int]], part: Part, folded: str, *, reached: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    starts = [start for start, _, _ in reached]
    found: list[tuple[int, int, int]] = []
    for start, end in places:
        following = bisect_right(starts, end)
        if following < len(starts) and _joins(folded, (end, starts[following]), part):
            found.append((start, end, reached[following][2]))
    return found


def _last(folded: str, end: int, part: Part, limit: int) -> int:
    if not part.open_ended:
        return end
    ending = _ENDING.match(folded, end, limit)
    return ending.end() if ending else end


def _joins(folded: str, between: tuple[int, int], part: Part) -> bool:
    """Whether the words between two places may stand there: the ending of a starred word, a comma before a
    gap, spaces or hyphens, and, in a gap, up to eight words of one sentence."""
    start, end = between
    if end - start > _LONGEST_GAP_CHARS:
        return False
    parted = False
    if part.open_ended:
        ending = _ENDING.match(folded, start, end)
        start = ending.end() if ending else start
        parted = folded[start - 1] == "-" and start > between[0]
    if part.gap and start < end and folded[start] == "," and not parted:
        start += 1
    if start < end and folded[start] not in " -" and not parted:
        return False
    others = sum(1 for word in folded[start:end].split(" ") if word.strip("-"))
    if not part.gap:
        return others == 0
    return others <= _MOST_OTHERS and not _STOP.search(folded, start, end)
