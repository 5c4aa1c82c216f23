"""The sentences that can oblige, with the items of a list joined to the words that lead into it."""

import re
from itertools import zip_longest
from typing import NamedTuple

from contracts.document import Document
from contracts.value import Value
from extraction.sentences import sentences
from extraction.wordings import worded

_CAN_OBLIGE = re.compile(
    worded(
        "shall", "must", "will", "may", "cannot", "agrees?", "undertakes?", "covenants?", "commits?",
        "promises?", "entitled", "responsible", "required", "obligated", "obliged", r"right\s+to",
        r"duty\s+to", r"obligation\s+to", "prohibited", "permitted",
        r"is\s+(?:free\s+)?to", r"are\s+(?:free\s+)?to",
    ) + r"\b",
    re.IGNORECASE,
)  # fmt: skip
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
    # "give Client (a) a report and (b) …", not "Section (a)"
    r"|(?<=[a-z])(?<!graph)(?<!lause)(?<!ction)(?<!item)(?<!under)(?<!edule)(?<!rticle)(?<!hibit)\s"
    r"(?=\((?:a|i|1)\)\s)"
)
_MARK_END = re.compile(r"\)(?=\s)")
_MARK_CHARS, _JOINER_CHARS = 6, 8  # "(xviii", " shall"
_LONGEST_LIST = 40
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


class Unit(Value):
    """`[start, end)` of a sentence in the document. `stem` is the range of the words that lead into it
    where it is an item of a list ((0, 0) where not); `items` are the ranges of the items in line; `leads`
    says that items follow on lines of their own."""

    start: int
    end: int
    stem: tuple[int, int] = (0, 0)
    items: tuple[tuple[int, int], ...] = ()
    leads: bool = False


class _Level(NamedTuple):
    """A list that is open: the words that lead into it, and its last mark ("" before the first item)."""

    stem: tuple[int, int]
    mark: str = ""


def units(document: Document) -> list[Unit]:
    """The sentences of the body that can oblige, in order: preamble, recitals, definitions and signature
    blocks are left out."""
    text = document.text
    found: list[Unit] = []
    for start, end in _body(document):
        levels: list[_Level] = []
        count = 0
        listed = sentences(text, start, end=end)
        for (low, high), after in zip_longest(listed, listed[1:]):
            item = _ITEM.match(text, low, high)
            leads = bool(_STEM_END.search(text, max(low, high - 4), high))
            if levels and item and count < _LONGEST_LIST:
                count += 1
                _enter(levels, item[0].strip(" ()."))
                if leads and after and _ITEM.match(text, *after):
                    levels.append(_inner(text, (item.end(), high), levels[-1].stem))
                    continue
                found.append(Unit(start=item.end(), end=high, stem=levels[-1].stem))
                continue
            # A further sentence of an item, on its line, does not end the list.
            if not levels or text[low - 1] == "\n":
                levels = []
            if not _CAN_OBLIGE.search(text, low, high) or _NOT_OPERATIVE.match(text, low, high):
                continue
            if leads:
                levels, count = [_Level((low, high))], 0
                found.append(Unit(start=low, end=high, leads=True))
                continue
            found.append(_with_items(text, low, high))
    return found


def _enter(levels: list[_Level], mark: str) -> None:
    """Leave the inner lists that `mark` is none of: "(b)" after "(ii)" goes on with "(a)"."""
    if levels[-1].mark and not _follows(levels[-1].mark, mark):
        outer = [index for index, level in enumerate(levels[:-1]) if _follows(level.mark, mark)]
        if outer:
            del levels[outer[-1] + 1 :]
    levels[-1] = levels[-1]._replace(mark=mark)


def _follows(before: str, mark: str) -> bool:
    """Whether `mark` is of the same list as `before`: the next letter, numeral or number, or a bullet."""
    if not before[-1:].isalnum() or not mark[-1:].isalnum():
        return before[-1:].isalnum() == mark[-1:].isalnum()
    if before.isdigit() or mark.isdigit():
        return before.isdigit() and mark.isdigit()
    if len(before) == len(mark) == 1 and ord(mark) == ord(before) + 1:
        return True
    return before in _ROMAN and mark in _ROMAN and _ROMAN.index(mark) == _ROMAN.index(before) + 1


def _inner(text: str, words: tuple[int, int], outer: tuple[int, int]) -> _Level:
    """A list within an item: with a verb of duty of its own ("(a) the Supplier shall:") that one leads."""
    return _Level(words if _CAN_OBLIGE.search(text, *words) else outer)


def _body(document: Document) -> list[tuple[int, int]]:
    """The ranges of the text that are neither preamble, recital nor signature."""
    outer = [clause for clause in document.clauses if clause.parent is None]
    if not outer:
        return [(0, len(document.text))]
    return [(c.start, c.end) for c in outer if c.kind in ("clause", "schedule")]


def _cuts(text: str, low: int, high: int) -> list[int]:
    """Where the items of a list in line begin. The pattern is dear, so it is tried around each mark only."""
    cuts: list[int] = []
    for mark in _MARK_END.finditer(text, low, high):
        start = _lead_start(text, mark.start() - _MARK_CHARS, max([low, *cuts[-1:]]))
        for match in _INLINE.finditer(text, start, min(high, mark.end() + 1)):
            if match.end() not in cuts[-1:]:
                cuts.append(match.end())
    return cuts


def _lead_start(text: str, at: int, low: int) -> int:
    """Back from `at`, to `low` at the farthest, over white space, a word that joins, and white space: no
    lead of an item reaches farther back."""
    for _ in range(2):
        while at > low and text[at - 1].isspace():
            at -= 1
        at -= _JOINER_CHARS
    return max(at, low)


def _with_items(text: str, low: int, high: int) -> Unit:
    """A sentence, and its list in line: "shall (a) …; (b) …" gives the stem and two items."""
    if text.count(")", low, high) < 2:  # cheap, and true of most sentences
        return Unit(start=low, end=high)
    cuts = _cuts(text, low, high)
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
