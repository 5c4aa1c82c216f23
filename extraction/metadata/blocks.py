"""Who signs: the companies over the lines for signatures, and the people who sign for themselves."""

import re
from collections.abc import Iterator

_FORM = (
    r"(?:Inc|INC|Incorporated|INCORPORATED|L\.?\s?L\.?\s?C|L\.?\s?L\.?\s?P|Ltd|LTD|Limited|LIMITED|Corp"
    r"|CORP|Corporation"
    r"|CORPORATION|GmbH|GMBH|L\.\s?P|LP|B\.\s?V|N\.\s?V|S\.\s?A|S\.[AÀ]\.?\s?R\.?\s?L|SARL|S\.p\.A|AG|PLC"
    r"|plc|N\.\s?A"
    r"|Aktiengesellschaft|S/A|Pte|PTE|LCC|MHC"
    # These also stand within names, so they end one only where no further name follows.
    r"|(?:Company|COMPANY|Co|CO|Trust|TRUST|Bank|BANK|University|UNIVERSITY|Association|ASSOCIATION"
    r"|Foundation"
    r"|FOUNDATION|Fund|FUND|Partnership|PARTNERSHIP|Group|GROUP)(?!,?[ \t]+(?:[A-Z(&-]|of\b|and\b)))"
)
_WORD = r"(?:[A-Z0-9][\w’'./!-]*|&|-|–|of|the|and|for|de|\([A-Z][\w. ]{0,24}\),?)"
_COMPANY = re.compile(
    rf"(?P<name>(?:{_WORD},?[ \t]+){{0,12}}?{_WORD}(?:,?[ \t]+{_FORM}\b\.?(?:[ \t]+(?:I{{1,3}}|IV|V)\b)?)"
    rf"(?:,?[ \t]+{_FORM}\b\.?)*)"
)
# What closes the block before and stands before a name in a text without lines.
_CLOSES = re.compile(
    r"\b(?:Officer|OFFICER|President|PRESIDENT|Director|DIRECTOR|Manager|MANAGER|Signatory|SIGNATORY"
    r"|Secretary"
    r"|Treasurer|Chairman|Member|Partner|Counsel|Attorney-in-[Ff]act|Attorney|CEO|CFO|COO|Principal|Owner"
    r"|Representative"
    r"|Controller|Esq\.?|\d{4}|\d{1,2}/\d{1,2}/\d{2,4}|AGREED(?:\s+(?:TO\s+)?AND\s+ACCEPTED)?(?:\s+BY)?"
    r"|ACCEPTED|WRITTEN|written"
    r"|[Dd]ated?:?|DATED?:?|day|above|below|Page|PAGE|follows|set\s+forth)\b[.:,]?\s+|[:\]_]\s*|/[sS]/\s+"
)
_MARK = re.compile(r"(?:\b(?:By|BY|Per|Signed|Signature)\s*:|/[sS]/|^[ \t]*_{6,})", re.MULTILINE)
_THROUGH = re.compile(r"\b(?:By|BY|by)\s*:?\s*\Z|\b[Ii]ts\s*:?\s*\Z|\b(?:behalf|authority)\s+of\s*:?\s*\Z")
_OTHER_WORDS = re.compile(
    r"\A(?:In|IN|The\s+undersigned|Name|Title|Date|By|Its|Witness|WITNESS|Attest|ATTEST|Signature|Exhibit)\b"
)
_BLOCK_CHARS = 320


def signing_companies(text: str, *, start: int) -> Iterator[tuple[int, int]]:
    """Offsets of the companies over the signatures after `start`, in order. "Alder LP By: Alder GP LLC, its
    general partner By: /s/ …" gives Alder LP: who signs only through an office of another is not bound.
    Two names in columns on one line are two."""
    last = start
    for mark in _MARK.finditer(text, start):
        low = max(last, mark.start() - _BLOCK_CHARS)
        yield from _names(text, low, mark.start())
        last = mark.end()


def _names(text: str, low: int, end: int) -> Iterator[tuple[int, int]]:
    """The run of names that ends right before a mark, with nothing but blanks between them."""
    begin = max((match.end() for match in _CLOSES.finditer(text, low, end)), default=low)
    blank = text.rfind("\n\n", begin, end - 40) if end - begin > 40 else -1
    found: list[tuple[int, int]] = []
    for match in _COMPANY.finditer(text, max(begin, blank), end):
        place = match.span("name")
        if _OTHER_WORDS.match(match["name"]) or _THROUGH.search(text, max(low, place[0] - 20), place[0]):
            continue
        found.append(place)
    if found and not text[found[-1][1] : end].strip(" \t\n.,"):
        yield from found
