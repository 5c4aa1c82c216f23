"""Terms as word by word folded tuples, so that "Party's", "Parties" and "PARTY" are one."""

import re

WORD = re.compile(r"\w+(?:[-/&.\u00ad]\w+)*")
# "Party's", "Product(s)"
_ENDINGS = re.compile(r"[’']s?\b|\((?:e?s|ies)\)", re.I)
_WITHOUT_S = ("ss", "us", "is")
_ES = ("sse", "xe", "che", "she")
_LINKS = frozenset({"of", "and", "or", "the", "in", "for", "to", "a", "an", "on"})

Folded = tuple[str, ...]


def fold_word(word: str) -> str:
    """`word` in small letters and in the singular, as near as its ending tells."""
    word = word.lower().replace("\u00ad", "-")
    if len(word) < 4 or not word.endswith("s") or word.endswith(_WITHOUT_S):
        return word
    word = word[:-1]
    if word.endswith("ie"):
        return word[:-2] + "y"
    return word[:-1] if word.endswith(_ES) else word


def fold(term: str) -> Folded:
    """The words of `term`, folded, without an article before them and without possessive endings."""
    words = [fold_word(match.group()) for match in WORD.finditer(_ENDINGS.sub("", term))]
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words.pop(0)
    return tuple(words)


def parts_covered(words: Folded, known: set[Folded], *, longest: int) -> list[bool]:
    """For each of `words`, whether it belongs to a known term; the longest one is taken first."""
    covered = [word in _LINKS for word in words]
    at = 0
    while at < len(words):
        size = next(
            (size for size in range(min(longest, len(words) - at), 0, -1) if words[at : at + size] in known),
            0,
        )
        covered[at : at + size] = [True] * size
        at += size or 1
    return covered
