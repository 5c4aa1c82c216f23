"""Where a contract begins to speak: the words before its first clause, which name it, date it and say
who is bound."""

import re

from contracts.value import Value

_AGREEMENT = re.compile(
    r"\b(?:agreement|contract|deed|lease|addendum|amendment|undertaking|licen[cs]e|made|entered|dated"
    r"|letter)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:\b(?i:by\s+(?:and|&)\s+(?:between|among(?:st)?)|(?:between|among(?:st)?)(?:\s+and\s+(?:between"
    r"|among))?"
    r"|entered\s+into\s+(?:as\s+of\s+[^()]{6,30}\s+)?by|made\s+by)|\bB\s?E\s?T\s?W\s?E\s?E\s?N"
    r"|(?<=\n)[ \t]*(?:THE\s+)?(?:PARTIES|Parties)(?:\s+(?:TO\s+THIS\s+AGREEMENT"
    r"|to\s+this\s+Agreement))?(?=\s*:?\s*\n)"
    r"|\bPARTIES\s*:)(?![\w-])\s*[:,]?"
)
_NOT_PARTIES = re.compile(
    r"\b(?:relationship|difference|conflict|inconsistency|dispute|communication|competition|transactions?"
    r"|agreements?\s+(?:that|which))\s+\Z",
    re.IGNORECASE,
)
# "between the parties", "between the Company and the Agent": they were named before.
_NO_NAMES = re.compile(
    r"\s*(?:the|each|any|both|such|these|its)\s+(?:parties\b(?!\s*:|\s+(?:set|listed|named|identified))"
    r"|[A-Z][a-z]+\s+(?:and|or)\s+the\b)"
)
_END = re.compile(
    r"\bW\s?H\s?E\s?R\s?E\s?A\s?S\b|\bRECITALS?\b|\bW\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H\b"
    r"|\bNOW,?\s+THEREFORE\b|\bBACKGROUND\b"
    r"|\bPREAMBLE\b|\bIN\s+CONSIDERATION\b|\b(?:the\s+)?parties\s+(?:hereto\s+)?(?:hereby\s+)?agree\b"
    r"|\bagree\s+as\s+follows\b"
    r"|\bWhereas\b|\bRecitals\b|\bWITNESSES\s+THAT\b|\bBackground\b|\bINTRODUCTION\b"
    r"|\n\s*(?:1|I|A)\s?[.)]\s+[A-Z]|\s1\.\s+[A-Z][a-z]+|\bARTICLE\s+(?:1|I|ONE)\b|\bSECTION\s+1\b"
    r"|\b(?:It|IT)\s+(?:is|IS)\s+(?:agreed|AGREED)\b"
)
_SHORT_NAME = re.compile(
    r"(?:[(\[]|\b[Hh]ere(?:in)?after\s)[^()\[\]]{0,120}[\"“”'‘’][^()\"“”]{1,60}[\"“”'‘’]"
)
_STRONG = re.compile(
    r"\b(?:Inc|INC|LLC|L\.L\.C|Ltd|LTD|Limited|LIMITED|Corp|Corporation|CORPORATION|GmbH|L\.?P|B\.V|S\.A"
    r"|AG|PLC|plc|N\.A"
    r"|individual|Company)\b"
)
_SEARCH_CHARS = 12_000
_PARTIES_CHARS = 2_600
_MOST = 8


class Opening(Value):
    """`[0, end)` is the opening; `[parties_start, parties_end)` the words that name the parties (equal
    where nothing names them)."""

    end: int
    parties_start: int
    parties_end: int


def read_opening(text: str) -> Opening:
    """The opening of a contract. A cover page often names the parties before the preamble does, so the
    first "between" whose parties are given short names in brackets is preferred to the first of all.
    Without any, the end is the first recital or clause, at the latest 4,000 characters in."""
    found = read_openings(text)
    if found:
        return found[0]
    stop = _END.search(text, min(len(text), 40), min(len(text), 4000))
    end = stop.start() if stop else min(len(text), 4000)
    return Opening(end=end, parties_start=end, parties_end=end)


def read_openings(text: str) -> tuple[Opening, ...]:
    """Every "between" that may introduce the parties, at most eight: those whose parties are given short
    names first, then those that name companies; each in the order of the text."""
    defined: list[Opening] = []
    plain: list[Opening] = []
    for match in _BETWEEN.finditer(text, 0, min(len(text), _SEARCH_CHARS)):
        before = text[max(0, match.start() - 420) : match.start()]
        if not _AGREEMENT.search(before) or _NOT_PARTIES.search(before) or _NO_NAMES.match(text, match.end()):
            continue
        limit = min(len(text), match.end() + _PARTIES_CHARS)
        stop = _END.search(text, match.end() + 15, limit)
        end = stop.start() if stop else limit
        found = Opening(end=end, parties_start=match.end(), parties_end=end)
        if _SHORT_NAME.search(text, match.end(), min(end, match.end() + 900)):
            defined.append(found)
        elif _STRONG.search(text, match.end(), min(end, match.end() + 500)):
            plain.append(found)
        if len(defined) + len(plain) >= _MOST:
            break
    return (*defined, *plain)
