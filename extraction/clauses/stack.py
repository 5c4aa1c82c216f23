"""From log-odds to probabilities: how a candidate stands within its own document.

A sentence that scores 1.2 is likely the clause when it is the best of its contract, and unlikely when
ten others score 3. A small logistic model per type, learnt on scores of contracts that the linear model
had not seen, turns that into a calibrated probability.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats

MEASURES = (
    "odds",
    "below_best",
    "best",
    "rank",
    "is_best",
    "neighbour",
    "rival",
    "place",
    "length",
    "headed",
)
# Log-odds outside these bounds say nothing more.
_LOW, _HIGH = -8.0, 8.0


@dataclass(frozen=True)
class Stack:
    """`coefficients` (types by measures) and `intercepts` per type."""

    coefficients: Floats
    intercepts: Floats

    def probabilities(self, measured: Floats) -> Floats:
        """Candidates by types, from `measures()`."""
        odds = np.einsum("nkm,km->nk", measured, self.coefficients) + self.intercepts
        return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)


def measures(log_odds: Floats, place: Floats, *, length: Floats, headed: NDArray[np.bool_]) -> Floats:
    """Candidates by types by `MEASURES`, for one document.

    `place` in [0, 1] and `length` in words are per candidate; `headed` (candidates by types) says
    whether the heading above names the type.
    """
    odds = np.clip(log_odds, _LOW, _HIGH)
    rows, types = odds.shape
    out = np.zeros((rows, types, len(MEASURES)), np.float32)
    if not rows:
        return out
    best = odds.max(axis=0)
    order = np.argsort(-odds, axis=0, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(rows)[:, None], axis=0)
    padded = np.full((rows + 2, types), _LOW, np.float32)
    padded[1:-1] = odds
    out[:, :, 0] = odds
    out[:, :, 1] = odds - best
    out[:, :, 2] = best
    out[:, :, 3] = np.log1p(rank)
    out[:, :, 4] = rank == 0
    out[:, :, 5] = np.maximum(padded[:-2], padded[2:])
    out[:, :, 6] = _rivals(odds)
    out[:, :, 7] = place[:, None]
    out[:, :, 8] = np.log1p(length)[:, None]
    out[:, :, 9] = headed
    return out


def _rivals(odds: Floats) -> Floats:
    """Per candidate and type, the highest log-odds of any other type."""
    if odds.shape[1] < 2:
        return np.full_like(odds, _LOW)
    two = np.partition(odds, -2, axis=1)[:, -2:]
    first, second = two[:, 1:2], two[:, 0:1]
    return np.where(odds == first, second, first)
