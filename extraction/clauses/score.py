"""How likely each candidate of a document is a passage of each type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.candidates import Candidates, Reading
from extraction.clauses.linear import Floats, Linear
from extraction.clauses.presence import signs_of
from extraction.clauses.stack import measures
from extraction.clauses.standing import KINDS, Standing, Views, cuad_types, standing_of
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.weights import Model

_DEFINES = re.compile(
    r"""\W{0,6}["“][^"”\n]{1,60}["”],? (?:means?|shall mean|refers? to|has the meaning)\b"""
)
# "Customer Data means …, including personal data" regulates no personal data.
_NOT_BY_DEFINITION = frozenset({"data_protection"})


@dataclass(frozen=True)
class Scores:
    """Per kind: the candidates' feature matrix and their probabilities (candidates by the head's
    types); and the probability, per type of the taxonomy, that the document has the clause."""

    matrices: dict[str, Any]
    probabilities: dict[str, Floats]
    present: Floats


def score(text: str, reading: Reading, *, model: Model) -> Scores:
    """Score every candidate of one document, whose text is `text`. Candidates that are not among the best
    of their type have probability 0, and in a text without sentences nothing is there."""
    matrices = feature_matrices(reading, model.linear)
    log_odds = {
        kind: linear_of(model, kind).log_odds(matrix) for kind, matrix in matrices.items() if matrix.shape[0]
    }
    kinds = {kind: linear_of(model, kind).types for kind in KINDS}
    probabilities = {
        kind: np.zeros((len(reading.heads[kind].spans), len(types)), np.float32)
        for kind, types in kinds.items()
    }
    if "sentences" in log_odds:
        beyond = beyond_cuad()
        measured = measured_of(reading.heads["sentences"], kinds["sentences"], log_odds=log_odds["sentences"])
        probabilities["sentences"][:, beyond] = model.stack.probabilities(measured[:, beyond])
        _leave_out_definitions(text, reading, probabilities["sentences"])
        standing = standing_of(text, reading, odds=_views(model, matrices, log_odds))
        likely = model.ranking.probabilities(text, standing)
        place(probabilities, standing, likely=likely, kinds=kinds)
    if not reading.units:
        return Scores(matrices, probabilities, np.zeros(len(clause_types()), np.float32))
    signs = document_signs(reading, probabilities, types=kinds)
    return Scores(matrices, probabilities, model.presence.probabilities(signs))


def _leave_out_definitions(text: str, reading: Reading, probabilities: Floats) -> None:
    """A sentence that says what a word means is no term on the types of `_NOT_BY_DEFINITION`."""
    columns = [number for number, name in enumerate(clause_types()) if name in _NOT_BY_DEFINITION]
    rows = [row for row, unit in enumerate(reading.units) if _DEFINES.match(text, unit.start, unit.end)]
    probabilities[np.ix_(rows, columns)] = 0


def linear_of(model: Model, kind: str) -> Linear:
    """The linear model that scores candidates of a kind."""
    return model.linear["sentences" if kind == "pieces" else kind]


def feature_matrices(reading: Reading, linear: Mapping[str, Linear]) -> dict[str, Any]:
    """By kind, the rows of features; pieces are read by the model of the sentences."""
    heads = reading.heads
    return {
        kind: linear["sentences" if kind == "pieces" else kind].matrix(heads[kind].words, heads[kind].context)
        for kind in KINDS
    }


def place(
    probabilities: Mapping[str, Floats],
    standing: Standing,
    *,
    likely: Floats,
    kinds: Mapping[str, tuple[str, ...]],
) -> None:
    """Write the probabilities of `standing`'s entries where their candidates and types stand."""
    for number, kind in enumerate(KINDS):
        column = np.array([kinds[kind].index(name) if name in kinds[kind] else -1 for name in cuad_types()])
        own = standing.kind == number
        probabilities[kind][standing.row[own], column[standing.type[own]]] = likely[own]


@cache
def beyond_cuad() -> NDArray[np.int64]:
    """Which types of the taxonomy CUAD lacks, by number."""
    return np.array([index for index, kind in enumerate(clause_types().values()) if not kind.cuad])


def _views(model: Model, matrices: Mapping[str, Any], log_odds: Mapping[str, Floats]) -> dict[str, Views]:
    cuad = [index for index in range(len(clause_types())) if index not in set(beyond_cuad().tolist())]
    views: dict[str, Views] = {}
    for kind in KINDS:
        running = kind in ("sentences", "pieces")
        width = len(cuad) if running else len(model.linear[kind].types)
        own = log_odds.get(kind)
        if own is None:
            nothing = np.zeros((0, width), np.float32)
            views[kind] = (nothing, nothing)
        elif running:
            views[kind] = (own[:, cuad], model.exact.log_odds(matrices[kind]))
        else:
            views[kind] = (own, own)
    return views


def measured_of(candidates: Candidates, types: tuple[str, ...], *, log_odds: Floats) -> Floats:
    """The measures of `stack.py` for one document's candidates."""
    return measures(
        log_odds,
        np.array(candidates.place, np.float32),
        length=np.array(candidates.length, np.float32),
        headed=headed_by_cuad_type(candidates, types),
    )


def headed_by_cuad_type(candidates: Candidates, types: tuple[str, ...]) -> NDArray[np.bool_]:
    """Whether the heading above each candidate names each type. Only for types of CUAD: the others were
    learnt from the headings themselves, where the answer would stand in the question."""
    column = {name: index for index, name in enumerate(types)}
    out = np.zeros((len(candidates.spans), len(types)), bool)
    for row, names in enumerate(candidates.headed):
        for name in names:
            if name in column and clause_types()[name].cuad:
                out[row, column[name]] = True
    return out


def document_signs(
    reading: Reading, probabilities: dict[str, Floats], *, types: dict[str, tuple[str, ...]]
) -> Floats:
    """The signs of `presence.py` for every type of the taxonomy."""
    names = tuple(clause_types())
    column = {name: index for index, name in enumerate(names)}
    parts: dict[str, Floats] = {}
    for head, found in probabilities.items():
        parts[head] = np.zeros((len(found), len(names)), np.float32)
        parts[head][:, [column[name] for name in types[head]]] = found
    if "pieces" in parts:
        # A piece speaks for its sentence, and is no second passage beside it.
        parent = np.array(reading.heads["pieces"].parent, np.int64)
        np.maximum.at(parts["sentences"], parent, parts.pop("pieces"))
    headed = np.zeros(len(names), bool)
    for above in reading.heads["sentences"].headed:
        for name in above:
            headed[column[name]] = True
    return signs_of(
        np.vstack(list(parts.values())),
        headed,
        sentences=parts["sentences"],
        evidence=reading.evidence,
        types=names,
        chars=reading.units[-1].end if reading.units else 0,
    )
