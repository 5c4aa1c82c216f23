"""Starts inside a long block, as filings have them that run a whole contract into one line."""

import re
from itertools import pairwise

from contracts.document import Block
from extraction.structure.headings import is_heading_like, run_in_heading, tidy
from extraction.structure.labels import STRONG_FAMILIES, parse_label
from extraction.structure.start import Start
from extraction.structure.zones import OPERATIVE, RECITALS_INSIDE, SIGNATURE_INSIDE

_LABEL = (
    r"(?=(?:\d{1,2}\.(?:\d{1,2}\.?){0,3}|(?:ARTICLE|Article|SECTION|Section)\s+[\dIVXLC.]+)"
    r"\s+[“\"\[(]?[A-Z])"
)
_AFTER_SENTENCE = re.compile(rf"(?:(?<=[.;:!?”\"’)\]*_]\s)|(?<=\s\s)){_LABEL}")
# "8. OWNERSHIP 8.1 Licensed IP. …": the first number below a heading stands after a bare word
_AFTER_HEADING = re.compile(r"(?<=[A-Za-z)]\s)(?=\d{1,2}\.0?1\.?\s+[“\"\[(]?[A-Z])")
_RUN_IN_CHARS = 240


def starts_inside(block: Block, words: str, index: int, *, after: int, zone: str) -> tuple[list[Start], str]:
    """The starts in `words`, the text of `block` (number `index`), that stand at or behind the offset
    `after` of the document, and the zone in which the block ends. They are candidates only: the tree
    takes those that continue a count."""
    found: list[Start] = []
    if zone == "preamble":
        match = RECITALS_INSIDE.search(words)
        if match:
            at = block.start + match.start()
            found.append(Start("recital", at, index, "", None, "", at))
            zone = "recital"
    if zone == "recital":
        match = OPERATIVE.search(words)
        if match is None:
            return found, zone
        zone, after = "body", max(after, block.start + match.end())
    signature = SIGNATURE_INSIDE.search(words) if zone in ("body", "schedule") else None
    limit = signature.start() if signature else len(words)
    places = {match.start() for match in _AFTER_SENTENCE.finditer(words, max(after - block.start, 0), limit)}
    places |= {match.start() for match in _AFTER_HEADING.finditer(words, max(after - block.start, 0), limit)}
    for place in sorted(places):
        start = _start_at(block, words, index, place)
        if start and not (zone == "signature" and not start.heading):
            zone = "schedule" if zone == "schedule" else "body"
            found.append(start)
    _give_headings(found, words, block.start)
    if signature and zone != "preamble":
        at = block.start + signature.start()
        found.append(Start("signature", at, index, "", None, "", at))
        zone = "signature"
    return found, zone


def _start_at(block: Block, words: str, index: int, place: int) -> Start | None:
    mark = parse_label(words, place)
    if mark is None or mark.family not in STRONG_FAMILIES:
        return None
    at = mark.end
    while at < len(words) and words[at] in " \t\xa0–—-":
        at += 1
    heading = run_in_heading(words[at : at + _RUN_IN_CHARS])
    title, shift = heading or ("", 0)
    begins = block.start + place
    return Start("clause", begins, index, mark.printed, mark, title, block.start + at + shift, inline=True)


def _give_headings(found: list[Start], words: str, shift: int) -> None:
    """A label that only a title parts from its first child has that title for its heading."""
    for start, after in pairwise(found):
        if start.heading or not start.mark or not after.mark or len(after.mark.parts) < 2:
            continue
        between = words[start.body_start - shift : after.offset - shift].strip()
        if is_heading_like(between):
            start.heading, start.body_start = tidy(between), after.offset
