"""Finding a playbook's phrases in a contract's words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from contracts.document import Document
from contracts.spans import PlainText, fold
from contracts.value import Value
from review.chain import spans_of
from review.passages import folded_range


class FoundPhrase(Value):
    """A phrase of the playbook at `[start, end)` code points of the text."""

    phrase: str
    start: int
    end: int


def find_phrases(
    source: Document | PlainText, phrases: Sequence[str], *, within: tuple[int, int]
) -> list[FoundPhrase]:
    """Where the range `within` of the text says one of `phrases`, in order.

    Whole words, without case; `*` at the end of a word stands for any ending; a space also meets a
    hyphen ("third-party") and a hyphen also nothing ("noncompete"); `...` between words stands for up to
    eight others of the same sentence, 250 characters at most. No phrase takes longer than in proportion
    to the text and to its own length.
    """
    folded, low, high, origin = folded_range(source.text, within)
    found: list[FoundPhrase] = []
    for phrase in phrases:
        if folded.find(_rarest(phrase), low, high) < 0:
            continue
        for start, end in spans_of(phrase, folded, within=(low, high)):
            found.append(FoundPhrase(phrase=phrase, start=origin[start], end=origin[end - 1] + 1))
    return sorted(found, key=lambda each: (each.start, each.end))


def says(source: Document | PlainText, phrases: Sequence[str], *, within: tuple[int, int]) -> bool:
    """Whether the range `within` of the text says one of `phrases`."""
    folded, low, high, _ = folded_range(source.text, within)
    return any(
        folded.find(_rarest(phrase), low, high) >= 0
        and next(spans_of(phrase, folded, within=(low, high)), None) is not None
        for phrase in phrases
    )


@lru_cache(maxsize=8192)
def _rarest(phrase: str) -> str:
    """The longest run of letters of a phrase: without it the pattern need not be made, which is slow."""
    return max(re.split(r"[\s*.-]+", fold(phrase)[0]), key=len)
