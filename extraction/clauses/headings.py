"""Headings: which words are one, and which clause types they announce."""

import re
from functools import cache

from extraction.clauses.taxonomy import clause_types

_LABEL = re.compile(
    r"""^\s*(?:(?:article|section|clause|paragraph)\s+)?
        (?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxl]{1,5}|[IVXL]{1,6}|[A-Za-z])[.):]*(?=\s)|\(\w{1,4}\))
        \s*[-–—:.]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’&-]*")
_VERB = re.compile(
    r"\b(?:shall|will|is|are|may|has|have|means|agrees?|agreed|must|was|were|been|can|hereby|WHEREAS|"
    r"page|source|signature|name|title|date|by)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"and|or|of|the|to|for|in|on|by|with|an?|no|upon|from|as|at")
_MAX_WORDS = 9
_MAX_CHARS = 80


def without_label(words: str) -> str:
    """`words` without a leading number ("8.2", "ARTICLE IV", "(b)") and without a closing stop."""
    return _LABEL.sub("", words, count=1).strip(" \t\n.:;-–—_*“”\"'")


def heading_in(words: str, *, alone: bool) -> str:
    """The heading that `words` (a sentence, or a line when `alone`) are, lower case and without number
    and stop; "" when they are none. A heading is short, has no verb and capital initials."""
    if len(words) > _MAX_CHARS + 12:
        return ""
    bare = without_label(words)
    if not 3 <= len(bare) <= _MAX_CHARS or not (alone or words.rstrip()[-1:] in ".:"):
        return ""
    tokens = _WORD.findall(bare)
    if not 1 <= len(tokens) <= _MAX_WORDS or not tokens[0][0].isupper() or _VERB.search(bare):
        return ""
    long = [token for token in tokens if not _SMALL.fullmatch(token.lower())]
    capital = sum(token[0].isupper() for token in long)
    if not long or capital * 2 < len(long) + (not alone):
        return ""
    return " ".join(bare.lower().replace("’", "'").split())


@cache
def types_of_heading(heading: str) -> tuple[str, ...]:
    """Ids of the clause types that usually stand under `heading` (lower case, no number): an equal
    synonym, else the same words with the closing "of …" or "; …" part left off."""
    exact = _synonyms().get(heading)
    if exact:
        return exact
    for cut in (";", " - ", " – ", " (", ", "):
        head = heading.split(cut)[0].strip()
        if head != heading and head in _synonyms():
            return _synonyms()[head]
    return ()


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind in clause_types().values():
        for heading in kind.headings:
            found.setdefault(heading, []).append(kind.id)
    return {heading: tuple(ids) for heading, ids in found.items()}
