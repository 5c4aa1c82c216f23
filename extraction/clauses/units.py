"""The sentences of a document with what stands around them: what the sentence model scores."""

from collections import Counter
from dataclasses import dataclass

from contracts.document import Document
from extraction.clauses.headings import heading_in, types_of_heading, without_label
from extraction.clauses.places import ClausePlaces
from extraction.sentences import sentences

# A heading speaks for at most this many code points after it, where no clause tree bounds it.
_REACH_CHARS = 9000
_LONGEST_HEADING_CHARS = 100
_MOST_TIMES = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, `[start, end)` of the text. `heading` and `major` are the nearest heading above and
    the nearest one that stands on a line of its own or higher in the clause tree (lower case, "" for
    none); `opens`: it is itself a heading; `place` is where it begins, in [0, 1] of the text."""

    start: int
    end: int
    heading: str
    major: str
    opens: bool
    place: float


def sentence_units(document: Document) -> list[Unit]:
    """Every sentence of the document, in order."""
    text = document.text
    places = ClausePlaces(document.clauses)
    spans = sentences(text, 0, end=len(text))
    found = _own_headings(text, spans)
    heading, major, said_at, major_at = "", "", 0, 0
    units: list[Unit] = []
    for (start, end), (own, alone) in zip(spans, found, strict=True):
        if own:
            heading, said_at = own, start
            if alone:
                major, major_at = own, start
        around = places.headings(start)
        near = _plain(around[0]) if around else heading if start - said_at <= _REACH_CHARS else ""
        above = _plain(around[-1]) if around else major if start - major_at <= _REACH_CHARS else ""
        units.append(Unit(start, end, near, above, bool(own), start / len(text)))
    return units


def _own_headings(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Per sentence the heading that it is ("" for none) and whether it stands alone on its line. Words
    that come back on page after page are a running title, not a heading."""
    found: list[tuple[str, bool]] = []
    for start, end in spans:
        if end - start >= _LONGEST_HEADING_CHARS:
            found.append(("", False))
            continue
        alone = _stands_alone(text, start, end)
        found.append((heading_in(text[start:end], alone=alone), alone))
    times = Counter(heading for heading, _ in found)
    return [
        ("", alone) if times[heading] > _MOST_TIMES and not types_of_heading(heading) else (heading, alone)
        for heading, alone in found
    ]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line of `[start, end)`."""
    before = text[max(0, start - 40) : start].rstrip(" \t")
    after = text[end : end + 40].lstrip(" \t")
    return before[-1:] in ("", "\n") and after[:1] in ("", "\n")


def _plain(heading: str) -> str:
    return " ".join(without_label(heading).lower().replace("’", "'").split())
