"""Runs of sentences under a heading that names a clause type."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from extraction.clauses.headings import types_of_heading
from extraction.clauses.units import Unit

# A heading that only a table of contents repeats has no words under it; a page header has pages.
_LONGEST_CHARS = 12000


class Section(NamedTuple):
    """`[start, end)` of the text under `heading`, without the heading itself, and the type it names."""

    type: str
    heading: str
    start: int
    end: int


def headed_sections(units: Sequence[Unit]) -> list[Section]:
    """Sections in the order of the text; one for each type that a heading names. A heading without words
    below it (a table of contents) makes none; the heading of a higher level counts where the nearest
    one names no type."""
    found: list[Section] = []
    for heading, group in groupby(units, key=_speaking_heading):
        body = [unit for unit in group if not unit.opens]
        if not heading or not body:
            continue
        start, end = body[0].start, min(body[-1].end, body[0].start + _LONGEST_CHARS)
        last = max((unit.end for unit in body if unit.end <= end), default=body[0].end)
        found += [Section(name, heading, start, last) for name in types_of_heading(heading)]
    return found


def _speaking_heading(unit: Unit) -> str:
    for heading in (unit.heading, unit.major):
        if types_of_heading(heading):
            return heading
    return ""
