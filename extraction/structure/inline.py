"""Starts inside a long block, as filings have them that run a whole contract into one line."""

import re
from itertools import pairwise

from contracts.document import Block
from extraction.structure.headings import is_heading_like, run_in_heading, tidy
from extraction.structure.labels import parse_label
from extraction.structure.start import Start
from extraction.structure.zones import OPERATIVE, RECITALS_INSIDE, SIGNATURE_INSIDE

_BEFORE_WORDS = r"\s+[“\"\[(]?[A-Z]"
_NUMBER = r"\d{1,2}\.(?:\d{1,2}\.?){0,3}"
_LABEL = rf"(?=(?:{_NUMBER}|(?:ARTICLE|Article|SECTION|Section)\s+[\dIVXLC.]+){_BEFORE_WORDS})"
_AFTER_SENTENCE = re.compile(rf"(?<=[.;:!?”\"’)\]*_]\s){_LABEL}")
# an item only where a heading stands behind it: others are the lists of a sentence
_HEADED_ITEM = re.compile(r"(?<=[.;:!?”\"’)\]*A-Z]\s)(?=\([a-z]{1,4}\)\s+[A-Z][^.:;()]{2,60}[.:]\s+[A-Z])")
# two spaces are what is left of a line break
_AFTER_BREAK = re.compile(
    rf"(?<=\s\s)(?:{_LABEL}|(?=(?:\([a-zA-Z0-9]{{1,4}}\)|[A-Za-z]\.|[IVX]{{1,4}}\.|\d{{1,2}}\)){_BEFORE_WORDS}))"
)
_ANYWHERE = re.compile(
    rf"(?<=[A-Za-z0-9)]\s)(?={_NUMBER}{_BEFORE_WORDS})"
    rf"|(?<=[A-Z]{{3}}\s)(?=(?:SECTION|Section)\s+[\d.]+{_BEFORE_WORDS})|(?<=\s)(?=ARTICLE\s+[IVX\d]+\s+[A-Z]{{2}})"
)
# "1 Definitions 1.1 …": a number without a stop is a label when its first child follows its title
_BARE = re.compile(r"(?<=\s)(?=(?P<number>\d{1,2})\s+[A-Z][^.\d]{2,100}?\s+(?P=number)\.0?1\.?\s)")
_CITED = re.compile(
    r"(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|annex|appendix|page|no\.?|nos\.?|and|or|to|item"
    r"|rule|regulation|\d|,)\s*$",
    re.I,
)
_RUN_IN_CHARS = 240
_ENDS_IN_PAGE = re.compile(r"\s\d{1,3}$")  # an entry of a table of contents
_RECITALS_TITLE = re.compile(r"RECITALS?|Recitals?|BACKGROUND|Background")


def starts_inside(block: Block, words: str, *, index: int, after: int, zone: str) -> tuple[list[Start], str]:
    """The starts in `words`, the text of `block` (number `index`), that stand at or behind the offset
    `after` of the document, and the zone in which the block ends. They are candidates only: the tree
    takes those that continue a count."""
    found: list[Start] = []
    if zone == "preamble":
        match = RECITALS_INSIDE.search(words)
        if match:
            at = block.start + match.start()
            title = _RECITALS_TITLE.match(match.group())
            body = at + (title.end() if title else 0)
            found.append(Start("recital", at, index, "", None, title.group() if title else "", body))
            zone = "recital"
    if zone == "recital":
        match = OPERATIVE.search(words)
        if match is None:
            return found, zone
        zone, after = "body", max(after, block.start + match.end())
    signature = SIGNATURE_INSIDE.search(words)
    limit = signature.start() if signature else len(words)
    for place, loose in _places(words, max(after - block.start, 0), limit):
        start = _start_at(block, words, index, place)
        if start and not (zone == "signature" and not start.heading):
            start.loose = loose
            zone = "schedule" if zone == "schedule" else "body"
            found.append(start)
    if signature and zone in ("body", "schedule"):
        at = block.start + signature.start()
        found.append(Start("signature", at, index, "", None, "", at))
        zone = "signature"
    return found, zone


def _places(words: str, after: int, limit: int) -> list[tuple[int, bool]]:
    """Where in `words` labels stand, and whether nothing before them says so."""
    sure = {match.start() for match in _AFTER_SENTENCE.finditer(words, after, limit)}
    sure |= {match.start() for match in _HEADED_ITEM.finditer(words, after, limit)}
    sure |= {match.start() for match in _AFTER_BREAK.finditer(words, after, limit)}
    loose = {match.start() for match in _ANYWHERE.finditer(words, after, limit)}
    loose |= {match.start() for match in _BARE.finditer(words, after, limit)}
    loose = {place for place in loose - sure if not _CITED.search(words, max(place - 14, 0), place)}
    return sorted([*((place, False) for place in sure), *((place, True) for place in loose)])


def _start_at(block: Block, words: str, index: int, place: int) -> Start | None:
    mark = parse_label(words, place)
    if mark is None:
        return None
    at = mark.end
    while at < len(words) and words[at] in " \t\xa0–—-":
        at += 1
    heading = run_in_heading(words[at : at + _RUN_IN_CHARS])
    if heading is None and _HEADED_ITEM.match(words, place) and not _AFTER_BREAK.match(words, place):
        return None
    title, shift = heading or ("", 0)
    begins = block.start + place
    return Start("clause", begins, index, mark.printed, mark, title, block.start + at + shift, inline=True)


def give_headings(found: list[Start], words: str, *, shift: int) -> None:
    """A label that only a title parts from its first child has that title for its heading. `found` stand in
    `words`, which begin at the offset `shift` of the document."""
    for start, after in pairwise(found):
        if start.heading or not start.mark or not after.mark:
            continue
        if len(after.mark.parts) < 2 and (after.mark.family != "(a)" or after.mark.readings[0].ordinal > 1):
            continue
        between = words[start.body_start - shift : after.offset - shift].strip()
        if is_heading_like(between) and not _ENDS_IN_PAGE.search(between):
            start.heading, start.body_start = tidy(between), after.offset
