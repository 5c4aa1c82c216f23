"""Everything in a document that can be a passage: sentences, pieces of them, titles and dates."""

from dataclasses import dataclass, field

from contracts.document import Document
from extraction.clauses.features import context_features, text_features, tokens_of
from extraction.clauses.headings import types_of_heading
from extraction.clauses.parts import Part, date_parts, title_parts
from extraction.clauses.pieces import piece_spans
from extraction.clauses.signs import Evidence, find_evidence
from extraction.clauses.units import Unit, sentence_units

# Candidates that a linear model of their own scores; pieces are scored by that of the sentences.
HEADS = ("sentences", "titles", "dates")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Row for row: `spans` (half-open, code points), features of the words and of the context, place in
    [0, 1], length in words, and the ids of the types that the heading above names; of pieces also
    `parent`, the row of the sentence that each begins in."""

    spans: list[tuple[int, int]]
    words: list[list[str]]
    context: list[list[str]]
    place: list[float]
    length: list[int]
    headed: list[tuple[str, ...]]
    parent: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a document, the candidates by head (`HEADS` and "pieces"), and the sentences, by
    row number, that hold phrases which are evidence of a type."""

    units: list[Unit]
    heads: dict[str, Candidates]
    evidence: Evidence


def read_candidates(document: Document) -> Reading:
    """Split and describe the whole document."""
    units = sentence_units(document)
    whole = _sentences(document.text, units)
    return Reading(
        units,
        {
            "sentences": whole,
            "pieces": _pieces(document.text, units, whole),
            "titles": _parts(title_parts(document.text)),
            "dates": _parts(date_parts(document.text)),
        },
        find_evidence([document.text[unit.start : unit.end] for unit in units]),
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


def _pieces(text: str, units: list[Unit], whole: Candidates) -> Candidates:
    """Pieces, with the surroundings of the sentence that each begins in."""
    found = piece_spans(text, units)
    tokens = [tokens_of(text[start:end]) for start, end, _ in found]
    parent = [row for _, _, row in found]
    return Candidates(
        spans=[(start, end) for start, end, _ in found],
        words=[text_features(words) for words in tokens],
        context=[whole.context[row] for row in parent],
        place=[start / len(text) for start, _, _ in found],
        length=[len(words) for words in tokens],
        headed=[whole.headed[row] for row in parent],
        parent=parent,
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
