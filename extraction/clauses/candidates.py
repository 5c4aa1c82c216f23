"""Everything in a document that can be a passage: sentences, titles and dates, ready to be scored."""

from dataclasses import dataclass

from contracts.document import Document
from extraction.clauses.features import context_features, text_features, tokens_of
from extraction.clauses.headings import types_of_heading
from extraction.clauses.parts import Part, date_parts, title_parts
from extraction.clauses.units import Unit, sentence_units

HEADS = ("sentences", "titles", "dates")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Row for row: `spans` (half-open, code points), features of the words and of the context, place in
    [0, 1], length in words, and the ids of the types that the heading above names."""

    spans: list[tuple[int, int]]
    words: list[list[str]]
    context: list[list[str]]
    place: list[float]
    length: list[int]
    headed: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a document, and the candidates by head (`HEADS`)."""

    units: list[Unit]
    heads: dict[str, Candidates]


def read_candidates(document: Document) -> Reading:
    """Split and describe the whole document."""
    units = sentence_units(document)
    return Reading(
        units,
        {
            "sentences": _sentences(document.text, units),
            "titles": _parts(title_parts(document.text)),
            "dates": _parts(date_parts(document.text)),
        },
    )


def _sentences(text: str, units: list[Unit]) -> Candidates:
    tokens = [tokens_of(text[unit.start : unit.end]) for unit in units]
    return Candidates(
        spans=[(unit.start, unit.end) for unit in units],
        words=[text_features(words) for words in tokens],
        context=[context_features(units, tokens, index=index) for index in range(len(units))],
        place=[unit.place for unit in units],
        length=[len(words) for words in tokens],
        headed=[types_of_heading(unit.heading) or types_of_heading(unit.major) for unit in units],
    )


def _parts(parts: list[Part]) -> Candidates:
    return Candidates(
        spans=[(part.start, part.end) for part in parts],
        words=[part.words for part in parts],
        context=[part.context for part in parts],
        place=[part.place for part in parts],
        length=[part.end - part.start for part in parts],
        headed=[()] * len(parts),
    )
