"""Where "absent" ends and "present" begins, per clause type."""

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats

# Of the contracts that have the clause, at most this share may fall below the lower bound.
FALSE_ABSENCE = 0.04
# Bounds are averaged with those of all types, as if these were so many further contracts.
_PRIOR = 20


def bands(probabilities: Floats, there: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Bounds (present, absent) per type from probabilities of contracts by types, and the truth.

    The upper bound gives the best F1; the lower one is the highest that calls at most `FALSE_ABSENCE` of
    the present clauses absent, and is never above the upper.
    """
    upper_all = _best_f1(probabilities.ravel(), there.ravel())
    lower_all = _lower(np.sort(probabilities[there]), upper_all)
    upper, lower = np.zeros(there.shape[1], np.float32), np.zeros(there.shape[1], np.float32)
    for column in range(there.shape[1]):
        own, truth = probabilities[:, column], there[:, column]
        trust = truth.sum() / (truth.sum() + _PRIOR)
        upper[column] = trust * _best_f1(own, truth) + (1 - trust) * upper_all
        bound = trust * _lower(np.sort(own[truth]), upper_all) + (1 - trust) * lower_all
        lower[column] = min(bound, upper[column])
    return upper, lower


def _best_f1(probabilities: Floats, truth: NDArray[np.bool_]) -> float:
    """The middle of the gap below the threshold of the best F1; 0.5 where nothing is there."""
    if not truth.any():
        return 0.5
    order = np.argsort(-probabilities, kind="stable")
    ranked = probabilities[order]
    right = np.cumsum(truth[order])
    f1 = 2 * right / (np.arange(1, len(ranked) + 1) + truth.sum())
    # A threshold cannot part equal probabilities.
    f1[:-1][ranked[:-1] == ranked[1:]] = 0
    best = int(np.argmax(f1))
    below = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    return float((ranked[best] + below) / 2)


def _lower(present: Floats, otherwise: float) -> float:
    """Just below the lowest probability that must not be called absent."""
    if not len(present):
        return otherwise
    return float(present[int(FALSE_ABSENCE * len(present))]) * 0.999
