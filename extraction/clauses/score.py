"""How likely each candidate of a document is a passage of each type."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.candidates import Candidates, Reading
from extraction.clauses.linear import Floats, Linear
from extraction.clauses.presence import signs_of
from extraction.clauses.stack import measures
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.weights import Model


@dataclass(frozen=True)
class Scores:
    """Per head: the candidates' feature matrix and their probabilities (candidates by the head's
    types); and the probability, per type of the taxonomy, that the document has the clause."""

    matrices: dict[str, Any]
    probabilities: dict[str, Floats]
    present: Floats


def score(reading: Reading, model: Model) -> Scores:
    """Score every candidate of one document."""
    matrices: dict[str, Any] = {}
    probabilities: dict[str, Floats] = {}
    for head, candidates in reading.heads.items():
        linear = model.linear[head]
        matrix = linear.matrix(candidates.words, candidates.context)
        measured = measured_of(candidates, linear, log_odds=linear.log_odds(matrix))
        matrices[head], probabilities[head] = matrix, model.stack[head].probabilities(measured)
    signs = document_signs(
        reading, probabilities, types={head: each.types for head, each in model.linear.items()}
    )
    return Scores(matrices, probabilities, model.presence.probabilities(signs))


def measured_of(candidates: Candidates, linear: Linear, *, log_odds: Floats) -> Floats:
    """The measures of `stack.py` for one document's candidates."""
    return measures(
        log_odds,
        np.array(candidates.place, np.float32),
        length=np.array(candidates.length, np.float32),
        headed=headed_by_cuad_type(candidates, linear.types),
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
    parts: list[Floats] = []
    for head, found in probabilities.items():
        placed = np.zeros((len(found), len(names)), np.float32)
        placed[:, [column[name] for name in types[head]]] = found
        parts.append(placed)
    headed = np.zeros(len(names), bool)
    for above in reading.heads["sentences"].headed:
        for name in above:
            headed[column[name]] = True
    return signs_of(np.vstack(parts), headed)
