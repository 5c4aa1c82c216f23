"""How a candidate stands within its own document: what the trees see of it.

A sentence that scores 1.2 is likely the clause when it is the best of its contract, and unlikely when
ten others score 3. Only the best candidates of each type are looked at; the others are hopeless.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.candidates import Candidates, Reading
from extraction.clauses.linear import Floats
from extraction.clauses.signs import SLOTS
from extraction.clauses.taxonomy import clause_types

KINDS = ("sentences", "pieces", "titles", "dates")
# What short parts can be; sentences and pieces can be everything.
PART_TYPES = {
    "titles": ("document_name",),
    "dates": ("agreement_date", "effective_date", "expiration_date"),
}
MEASURES = (
    *("odds", "below_best", "best", "rank", "gap", "rival", "type_rank", "second", "third", "fifth"),
    *("expected", "taught", "exact", "exact_below_best", "whole", "inside", "before", "after", "around_two"),
    *("around_three", "place", "length", "headed", "kind", "candidates", "ends", "starts"),
    *("strong", "weak", "against", "strong_rows"),
)
# Log-odds outside these bounds say nothing more.
LOW, HIGH = -8.0, 8.0
_LEAST_ODDS = -6.5
_MOST_PER_TYPE = 36
_REACH = 3

Numbers = NDArray[np.int64]
Views = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry per candidate and type: `kind` (index of `KINDS`), `row` among the candidates of that
    kind, `type` (index of `cuad_types()`), `spans` (half-open, code points), `measured` by `MEASURES`."""

    kind: Numbers
    row: Numbers
    type: Numbers
    spans: Numbers
    measured: Floats


@dataclass(frozen=True, slots=True)
class _Field:
    """Candidates that are ranked together, of one or two kinds. `parent` is the row of the sentence that
    a piece belongs to (its own for the others); the views are candidates by types, `evidence` is sentences
    by types by `SLOTS`."""

    kind: Numbers
    row: Numbers
    parent: Numbers
    columns: Numbers
    taught: Floats
    exact: Floats
    candidates: tuple[Candidates, ...]
    evidence: Floats


@cache
def cuad_types() -> tuple[str, ...]:
    """Ids of the types that CUAD annotates, in the order of the taxonomy."""
    return tuple(kind.id for kind in clause_types().values() if kind.cuad)


def standing_of(text: str, reading: Reading, *, odds: Mapping[str, Views]) -> Standing:
    """The best candidates of every type of CUAD. `odds` holds, per kind, log-odds (candidates by types of
    CUAD, or by `PART_TYPES` of short parts) as two models see them: one taught by what the annotators
    touched, one by what they marked exactly."""
    fields = [_running(reading, odds)]
    for number, kind in enumerate(KINDS[2:], start=2):
        columns = np.array([cuad_types().index(name) for name in PART_TYPES[kind]])
        rows = np.arange(len(reading.heads[kind].spans))
        own, none = reading.heads[kind], np.zeros((len(rows), len(columns), len(SLOTS)), np.float32)
        fields.append(_Field(np.full(len(rows), number), rows, rows, columns, *odds[kind], (own,), none))
    parts = [_measure(text, field) for field in fields]
    return Standing(
        np.concatenate([part.kind for part in parts]),
        np.concatenate([part.row for part in parts]),
        np.concatenate([part.type for part in parts]),
        np.concatenate([part.spans for part in parts]),
        np.concatenate([part.measured for part in parts]),
    )


def _running(reading: Reading, odds: Mapping[str, Views]) -> _Field:
    """Sentences and the pieces of them, ranked together."""
    whole, pieces = reading.heads["sentences"], reading.heads["pieces"]
    rows, own = np.arange(len(whole.spans)), np.arange(len(pieces.spans))
    return _Field(
        np.repeat(np.array([0, 1]), [len(rows), len(own)]),
        np.concatenate([rows, own]),
        np.concatenate([rows, np.array(pieces.parent, np.int64)]),
        np.arange(len(cuad_types())),
        np.vstack([odds["sentences"][0], odds["pieces"][0]]),
        np.vstack([odds["sentences"][1], odds["pieces"][1]]),
        (whole, pieces),
        _evidence(reading),
    )


def _evidence(reading: Reading) -> Floats:
    """How many phrases of each sort stand in each sentence for each type."""
    out = np.zeros((len(reading.heads["sentences"].spans), len(cuad_types()), len(SLOTS)), np.float32)
    place = {name: number for number, name in enumerate(cuad_types())}
    for name, slots in reading.evidence.items():
        for number, slot in enumerate(SLOTS):
            if name in place:
                np.add.at(out[:, place[name], number], list(slots.get(slot, ())), 1)
    return out


def _measure(text: str, field: _Field) -> Standing:
    taught, exact = np.clip(field.taught, LOW, HIGH), np.clip(field.exact, LOW, HIGH)
    middle = np.asarray((taught + exact) / 2, np.float32)
    size, types = middle.shape
    if not size:
        nothing = np.zeros(0, np.int64)
        empty = np.zeros((0, len(MEASURES)), np.float32)
        return Standing(nothing, nothing, nothing, np.zeros((0, 2), np.int64), empty)
    order = np.argsort(-middle, axis=0, kind="stable")
    ranked = np.take_along_axis(middle, order, axis=0)
    padded = np.vstack([ranked, np.full((_MOST_PER_TYPE + 1, types), LOW, np.float32)])
    rank, column = np.nonzero(ranked[:_MOST_PER_TYPE] > _LEAST_ODDS)
    row = order[rank, column]
    own = middle[row, column]
    count, parent = int((field.kind != 1).sum()), field.parent[row]
    type_rank, rival = _rivals(middle, row, column)
    spans = np.array([span for each in field.candidates for span in each.spans], np.int64).reshape(-1, 2)
    ends, starts = _edges(text, spans)
    out = np.zeros((len(row), len(MEASURES)), np.float32)
    values = (
        *(own, own - padded[0, column], padded[0, column], rank, own - padded[rank + 1, column]),
        *(rival, type_rank, padded[1, column], padded[2, column], padded[4, column]),
        np.log1p((1 / (1 + np.exp(-middle))).sum(axis=0))[column],
        *(taught[row, column], exact[row, column], exact[row, column] - exact.max(axis=0)[column]),
        middle[parent, column],
        np.where(field.kind[row] == 1, own, _inside(field, middle)[parent, column]),
        *(part[parent, column] for part in _around(middle[:count])),
        _joined([each.place for each in field.candidates])[row],
        _joined([each.length for each in field.candidates])[row],
        _headed(field)[row, column],
        *(field.kind[row], count, ends[row], starts[row]),
        *(field.evidence[parent, column, slot] for slot in range(len(SLOTS))),
        (field.evidence[:, :, 0] > 0).sum(axis=0)[column],
    )
    for index, value in enumerate(values):
        out[:, index] = value
    return Standing(field.kind[row], field.row[row], field.columns[column], spans[row], out)


def _inside(field: _Field, odds: Floats) -> Floats:
    """Of each sentence, the best of itself and its pieces."""
    whole = field.kind != 1
    out = odds[whole].copy()
    np.maximum.at(out, field.parent[~whole], odds[~whole])
    return out


def _around(odds: Floats) -> list[Floats]:
    """Of each sentence: the one before, the one after, the better of the two at distance two and three."""
    size = len(odds)
    padded = np.full((size + 2 * _REACH, odds.shape[1]), LOW, np.float32)
    padded[_REACH : _REACH + size] = odds
    before = [padded[_REACH - step : _REACH - step + size] for step in (1, 2, 3)]
    after = [padded[_REACH + step : _REACH + step + size] for step in (1, 2, 3)]
    return [before[0], after[0], np.maximum(before[1], after[1]), np.maximum(before[2], after[2])]


def _rivals(odds: Floats, row: Numbers, column: Numbers) -> tuple[Numbers, Floats]:
    """How many types the candidate speaks to more than to this one, and how loud the loudest other is."""
    if odds.shape[1] < 2:
        return np.zeros(len(row), np.int64), np.full(len(row), LOW, np.float32)
    own = odds[row, column][:, None]
    two = np.partition(odds, -2, axis=1)[:, -2:][row]
    return (odds[row] > own).sum(axis=1), np.where(own[:, 0] >= two[:, 1], two[:, 0], two[:, 1])


def _edges(text: str, spans: Numbers) -> tuple[Numbers, Numbers]:
    """How each span ends (0 in the open, 1 stop, 2 semicolon or comma, 3 colon) and starts (0 in the open,
    1 lower case, 2 a bracket or digit; 4 more where a line begins)."""
    last = [text[end - 1] for _, end in spans]
    ends = [1 if mark == "." else 2 if mark in ";," else 3 if mark == ":" else 0 for mark in last]
    starts: list[int] = []
    for start, _ in spans:
        first = text[start]
        look = 1 if first.islower() else 2 if first in "([" or first.isdigit() else 0
        starts.append(look + 4 * (text[max(0, start - 2) : start].strip(" ") in ("", "\n", "\n\n")))
    return np.array(ends, np.int64), np.array(starts, np.int64)


def _headed(field: _Field) -> NDArray[np.bool_]:
    """Whether the heading above each candidate names each type."""
    place = {cuad_types()[column]: number for number, column in enumerate(field.columns)}
    out = np.zeros((len(field.kind), len(place)), bool)
    names = [above for each in field.candidates for above in each.headed]
    for row, above in enumerate(names):
        for name in above:
            if name in place:
                out[row, place[name]] = True
    return out


def _joined(parts: list[list[float]] | list[list[int]]) -> Floats:
    return np.array([value for part in parts for value in part], np.float32)
