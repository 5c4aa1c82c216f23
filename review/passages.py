"""The places of a text that a position is judged by."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal, cast

from contracts.document import Document
from contracts.metadata import Duration
from contracts.spans import HasText, PlainText, Quote, fold, locate
from contracts.value import Value
from extraction.sentences import sentences

FoundBy = Literal["heading", "weights", "facts", "words"]
_MOST_QUOTED_CHARS = 700
_EMPTY_BOX = re.compile(r"[ \t]*(?:\[[ \t]*\]|\([ \t]+\)|[☐□])")
_GAP = re.compile(
    r"_{3,}|\{\w+\}|\[\s*[●•]\s*\]|\[(?:insert|number|amount|date|●|•|_)[^\]]{0,60}\]", re.IGNORECASE
)
_PAUSE = re.compile(r";\s+(?:(?:and|or)\s+)?|\n")


class Region(Value):
    """A place that speaks to a position, in code points of the text.

    `[focus_start, focus_end)` are the words that named it, `[start, end)` the whole clause around them,
    so that a number in the next sentence is seen. `score` in [0, 1] says how sure it is of the matter;
    `types` are the clause types it speaks to.
    """

    start: int
    end: int
    focus_start: int
    focus_end: int
    score: float
    by: FoundBy
    types: tuple[str, ...] = ()
    clause_id: str | None = None

    def holds(self, other: "Region") -> bool:
        """Whether `other` lies within this place."""
        return self.start <= other.start and other.end <= self.end


class Reading(Value):
    """What the checks look at: a text and the places in it, strongest first.

    `law`, `contract_type` and `term` are what the metadata say, "" or None where unknown; `law_quotes` and
    `term_quotes` their words. `party_terms` are the names of each party, `ours` those of our side.
    """

    source: Document | PlainText
    regions: tuple[Region, ...]
    law: str = ""
    law_quotes: tuple[Quote, ...] = ()
    contract_type: str = ""
    term: Duration | None = None
    term_quotes: tuple[Quote, ...] = ()
    party_terms: tuple[tuple[str, ...], ...] = ()
    ours: str = ""

    def sentences(self, *, focused: bool = False) -> list[tuple[int, int]]:
        """Sentences of the places (of their focus alone when `focused`), place by place."""
        found: list[tuple[int, int]] = []
        for region in self.regions:
            start, end = (region.focus_start, region.focus_end) if focused else (region.start, region.end)
            found.extend(each for each in sentences(self.source.text, start, end=end) if each not in found)
        return found

    def quotes(self, most: int = 2) -> tuple[Quote, ...]:
        """The strongest places, each cut at a sentence where it is long."""
        return tuple(self.quote_of(region) for region in self.regions[:most])

    def quote_of(self, region: Region) -> Quote:
        """The words that named the place: its focus, or its first sentences where that is too long."""
        start, end = region.focus_start, region.focus_end
        if start >= end:
            start, end = region.start, region.end
        if end - start > _MOST_QUOTED_CHARS:
            end = _cut(self.source.text, start, end)
        return cite(self.source, trimmed(self.source.text, (start, end)))


def cite(source: Document | PlainText, span: tuple[int, int]) -> Quote:
    """The words at `span`. The cast is for pyright, which does not see that the cached
    `Document.text_hash` is a plain attribute."""
    return locate(cast(HasText, source), span)


def _cut(text: str, start: int, end: int) -> int:
    last = start
    for _, stop in sentences(text, start, end=end):
        if stop - start > _MOST_QUOTED_CHARS:
            break
        last = stop
    return last if last > start else start + _MOST_QUOTED_CHARS


def trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """`span` without white space at its ends."""
    start, end = span
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))


def is_unticked(text: str, at: int) -> bool:
    """Whether `at` stands on a line that begins with an empty box: a choice that was not made."""
    return bool(_EMPTY_BOX.match(text, text.rfind("\n", 0, at) + 1))


def is_blank(text: str, span: tuple[int, int]) -> bool:
    """Whether the words leave a gap to fill in: "____", "{term}", "[●]", "[insert …]"."""
    return bool(_GAP.search(text, *span))


def readable(text: str, span: tuple[int, int], *, around: tuple[int, int]) -> tuple[int, int]:
    """`around`, the sentence of the words at `span`, cut at its semicolons and line feeds where it is too
    long to be read at a glance."""
    start, end = around
    if end - start <= _MOST_QUOTED_CHARS:
        return around
    stops = [hit.end() for hit in _PAUSE.finditer(text, start, end)]
    low = max((stop for stop in stops if stop <= span[0]), default=start)
    high = min((stop for stop in stops if stop >= span[1]), default=end)
    return trimmed(text, (low, high))


def sentence_around(text: str, region: Region, *, place: tuple[int, int]) -> tuple[int, int]:
    """The sentence of the region that holds `place`, or those words alone."""
    start, end = place
    for low, high in sentences(text, region.start, end=region.end):
        if low <= start and end <= high:
            return low, high
    return start, end


@lru_cache(maxsize=8)
def folded_whole(text: str) -> tuple[str, tuple[int, ...]]:
    """A store of its own for whole documents, which the many short texts folded meanwhile do not empty."""
    return fold(text)


def folded_range(text: str, span: tuple[int, int]) -> tuple[str, int, int, tuple[int, ...]]:
    """The folded text, and where `span` lies in it, and the way back to `text`."""
    start, end = span
    folded, origin = folded_whole(text)
    return folded, bisect_left(origin, start), bisect_left(origin, end), origin
