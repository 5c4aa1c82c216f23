"""Passages that are more or less than a sentence: the items of a list in one sentence, and a stem
together with the items that stand below it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extraction.clauses.units import Unit

# A sentence shorter than this is marked whole, if at all.
_LONG_CHARS = 220
_LEAST_CHARS = 30
_MOST_PIECES = 14
# Longer lists are whole sections, which nobody marks as one passage.
_JOINED_CHARS = 4000
_MOST_JOINED = 16
_CUT = re.compile(
    r"(?<=[;:,.])\s+(?=\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})\)\s)"
    r"|(?<=;)\s+"
    r"|(?<=\.)\s+(?=\d{1,2}\.\d{1,2}\b|[A-Z][a-z]+ )"
    r"|(?<=,)\s+(?=provided[,\s])"
)
_ITEM = re.compile(r"\s*(?:\(?[a-zA-Z]{1,4}\)|\(?\d{1,3}[.)]|\d{1,2}\.\d{1,2}|[A-Za-z]\.\s|[-•·*▪o]\s)")


def piece_spans(text: str, units: Sequence[Unit]) -> list[tuple[int, int, int]]:
    """`(start, end, row)` of every piece, half-open code points, `row` the sentence that it begins in."""
    found: list[tuple[int, int, int]] = []
    for row, unit in enumerate(units):
        if unit.end - unit.start >= _LONG_CHARS:
            found += ((start, end, row) for start, end in _cut(text, unit.start, unit.end))
        if text[unit.end - 1] in ":-–—,;" and not unit.opens:
            end = _list_end(text, units, row)
            if end > unit.end:
                found.append((unit.start, end, row))
    return found


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a long sentence between its list marks and semicolons."""
    cuts = [start, *(match.end() for match in _CUT.finditer(text, start, end)), end]
    parts: list[tuple[int, int]] = []
    begin = start
    for _, stop in pairwise(cuts):
        if stop - begin >= _LEAST_CHARS:
            parts.append((begin, begin + len(text[begin:stop].rstrip())))
            begin = stop
    return parts[:_MOST_PIECES] if len(parts) > 1 else []


def _list_end(text: str, units: Sequence[Unit], row: int) -> int:
    """Where the list ends whose stem is sentence `row`: after the last of the items below it."""
    end = units[row].end
    for unit in units[row + 1 : row + 1 + _MOST_JOINED]:
        open_list = text[end - 1] in ":-–—,;" or text[units[row].end - 1] == ":"
        item = _ITEM.match(text, unit.start, unit.end) or text[unit.start].islower() or text[end - 1] in ";,:"
        if unit.opens or not open_list or not item or unit.end - units[row].start > _JOINED_CHARS:
            break
        end = unit.end
    return end
