"""Sentences of texts whose lines were broken by a printer, not by an author."""

import re

_FILLED_LINE_CHARS = 60
_CLOSED = re.compile(r"[.;:!?][\"'”’)\]]*\Z")
_HEADING_NEXT = re.compile(
    r"\s*(?:\(?[a-z0-9]{1,3}[.)]\s|\d+(?:\.\d+)+\s|ARTICLE|SECTION|Section\s+\d+\.?\d*\s+[A-Z]|\n)"
)
_MOST_LINES = 8


def unwrapped(text: str, start: int, *, end: int) -> tuple[int, int]:
    """`[start, end)` widened over line feeds that stand inside a sentence: the line before is filled and
    ends without a stop, the next begins no list item. At most eight lines either way."""
    for _ in range(_MOST_LINES):
        if end >= len(text) or text[end] != "\n" or not _goes_on(text, end):
            break
        following = text.find("\n", end + 1)
        line_end = following if following >= 0 else len(text)
        stop = re.compile(r"[.;]\s").search(text, end + 1, line_end)
        end = stop.start() + 1 if stop else line_end
        if stop:
            break
    for _ in range(_MOST_LINES):
        if start == 0 or text[start - 1] != "\n" or not _goes_on(text, start - 1):
            break
        line_start = text.rfind("\n", 0, start - 1) + 1
        stops = [match.end() for match in re.compile(r"[.;]\s+").finditer(text, line_start, start - 1)]
        start = stops[-1] if stops else line_start
        if stops:
            break
    return start, end


def _goes_on(text: str, feed: int) -> bool:
    """Whether the line feed at `feed` stands inside a sentence."""
    line = text[text.rfind("\n", 0, feed) + 1 : feed].rstrip()
    if len(line) < _FILLED_LINE_CHARS or _CLOSED.search(line):
        return False
    return not _HEADING_NEXT.match(text, feed + 1, min(len(text), feed + 24))
