"""The sentences that can oblige, with the items of a list joined to the words that lead into it."""

import re

from contracts.document import Document
from contracts.value import Value
from extraction.sentences import sentences

_CAN_OBLIGE = re.compile(
    r"\b(?:shall|must|will|may|cannot|agrees?|undertakes?|covenants?|commits?|promises?|entitled|responsible"
    r"|required|obligated|obliged|right\s+to|duty\s+to|obligation\s+to|prohibited|permitted"
    r"|(?:is|are)\s+(?:free\s+)?to)\b",
    re.IGNORECASE,
)
_NOT_OPERATIVE = re.compile(
    r"\s*(?:(?:\(?[A-Z0-9]{1,3}[.)]\s*)?WHEREAS\b|NOW,?\s+THEREFORE|IN\s+WITNESS\s+WHEREOF"
    r"|[\d.]*\s*[“\"][^“”\"]{1,80}[”\"]\s+(?:shall\s+)?(?:means?|has\s+the|have\s+the|refers?"
    r"|includes?)\b)",
)
_MARK = r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)"
_ITEM = re.compile(rf"\s*(?:{_MARK}|[a-z]\.|[•·▪-])\s+")
_STEM_END = re.compile(r":\s*\Z")
_INLINE = re.compile(
    r"(?:(?<=[:;,])|(?<=\band)|(?<=\bor)|(?<=\bto)|(?<=\bshall)|(?<=\bwill)|(?<=\bmust)|(?<=\bmay)|(?<=\bnot))"
    rf"\s*(?:and\s+|or\s+)?(?={_MARK}\s)"
)
_LONGEST_LIST = 40


class Unit(Value):
    """`[start, end)` of a sentence in the document. `stem` is the range of the words that lead into it
    where it is an item of a list ((0, 0) where not); `items` are the ranges of the items in line; `leads`
    says that items follow on lines of their own."""

    start: int
    end: int
    stem: tuple[int, int] = (0, 0)
    items: tuple[tuple[int, int], ...] = ()
    leads: bool = False


def units(document: Document) -> list[Unit]:
    """The sentences of the body that can oblige, in order: preamble, recitals, definitions and signature
    blocks are left out."""
    text = document.text
    found: list[Unit] = []
    stem: tuple[int, int] = (0, 0)
    count = 0
    for start, end in _body(document):
        for low, high in sentences(text, start, end=end):
            item = _ITEM.match(text, low, high)
            if stem != (0, 0) and item and count < _LONGEST_LIST:
                count += 1
                found.append(Unit(start=item.end(), end=high, stem=stem))
                continue
            stem, count = (0, 0), 0
            if not _CAN_OBLIGE.search(text, low, high) or _NOT_OPERATIVE.match(text, low, high):
                continue
            if _STEM_END.search(text, max(low, high - 4), high):
                stem = (low, high)
                found.append(Unit(start=low, end=high, leads=True))
                continue
            found.append(_with_items(text, low, high))
    return found


def _body(document: Document) -> list[tuple[int, int]]:
    """The ranges of the text that are neither preamble, recital nor signature."""
    outer = [clause for clause in document.clauses if clause.parent is None]
    if not outer:
        return [(0, len(document.text))]
    return [(c.start, c.end) for c in outer if c.kind in ("clause", "schedule")]


def _with_items(text: str, low: int, high: int) -> Unit:
    """A sentence, and its list in line: "shall (a) …; (b) …" gives the stem and two items."""
    cuts = [match.end() for match in _INLINE.finditer(text, low, high)]
    if len(cuts) < 2 or not re.match(r"\(?(?:a|i|1)\)", text[cuts[0] : cuts[0] + 4]):
        return Unit(start=low, end=high)
    ends = [*cuts[1:], high]
    items = tuple(
        (
            start,
            start
            + len(text[start:end].rstrip(" \n,;").removesuffix(" and").removesuffix(" or").rstrip(" ,;")),
        )
        for start, end in zip(cuts, ends, strict=True)
    )
    return Unit(start=low, end=high, items=items)
