"""Learning whether a clause is there at all, from passage scores that are unseen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.candidates import Reading
from extraction.clauses.linear import Floats
from extraction.clauses.presence import PresenceModel
from extraction.clauses.score import document_signs
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.trees import Trees
from extraction.training.bands import bands
from extraction.training.boost import Growth, grow
from extraction.training.fit import fit_family

Bools = NDArray[np.bool_]

# How strongly a type is drawn to what all types have in common.
_STRENGTH = 4.0
# Folds of contracts, by position, that calibrate and set the bounds.
_FOLDS = 5
_GROWTH = Growth(rounds=150, rate=0.05, leaves=8, least=20, smooth=5.0)


def fit_presence(
    readings: Sequence[Reading],
    probabilities: Sequence[dict[str, Floats]],
    *,
    there: Bools,
    types: dict[str, tuple[str, ...]],
) -> PresenceModel:
    """Learn from contracts: what was read, the unseen passage probabilities by head (candidates by the
    `types` of that head), and which types of the taxonomy are there (contracts by types).

    The bounds come from probabilities of presence that are themselves unseen, by folds of contracts.
    """
    signs = np.stack(
        [
            document_signs(reading, scored, types=types)
            for reading, scored in zip(readings, probabilities, strict=True)
        ]
    )
    fold = np.arange(len(signs)) % _FOLDS
    unseen = np.zeros(there.shape, np.float32)
    for apart in range(_FOLDS):
        kept = fold != apart
        if kept.all() or not kept.any():
            continue
        model = _fit(signs[kept], there[kept])
        unseen[~kept] = [model.probabilities(each) for each in signs[~kept]]
    present, absent = bands(unseen, there, family=_cuad())
    return replace(_fit(signs, there), present=present, absent=absent)


def _fit(signs: Floats, there: Bools) -> PresenceModel:
    """Without bounds. CUAD's types, whose truth annotators gave, and the others learn apart."""
    cuad, size = _cuad(), signs.shape[2]
    coefficients, intercepts = np.zeros((len(cuad), size), np.float32), np.zeros(len(cuad), np.float32)
    for family in (cuad, ~cuad):
        columns = np.flatnonzero(family)
        coefficients[family], intercepts[family] = fit_family(
            [signs[:, column].astype(np.float64) for column in columns],
            [there[:, column] for column in columns],
            strength=_STRENGTH,
        )
    with_it = there.sum(axis=0)
    prior = np.log((with_it + 0.5) / (len(there) - with_it + 0.5)).astype(np.float32)
    prior[~cuad] = np.nan
    trees = _fit_trees(signs[:, cuad], there[:, cuad], prior[cuad])
    nothing = np.zeros(len(cuad), np.float32)
    return PresenceModel(tuple(clause_types()), coefficients, intercepts, nothing, nothing, prior, trees)


def _fit_trees(signs: Floats, there: Bools, prior: Floats) -> Trees:
    """One model for all types: what it learns about forty types, a rare one need not teach it."""
    known = np.repeat(prior[None, :, None], len(signs), axis=0)
    rows = np.concatenate([signs, known], axis=2).reshape(-1, signs.shape[2] + 1)
    return grow(rows, there.ravel(), growth=_GROWTH)


def _cuad() -> Bools:
    return np.array([bool(kind.cuad) for kind in clause_types().values()])
