"""Where "absent" ends and "present" begins, per clause type."""

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats

Bools = NDArray[np.bool_]

# Of the clauses that are there, at most this share, over all types of a family, may be called absent.
FALSE_ABSENCE = 0.04
# And of those of any one type at most this share.
_OF_ONE_TYPE = 0.2
# A type's own best bound counts as much as what its probabilities promise when it has so many contracts.
_PRIOR = 40


def bands(probabilities: Floats, there: Bools, *, family: Bools | None = None) -> tuple[Floats, Floats]:
    """Bounds (present, absent) per type from unseen probabilities of contracts by types, and the truth.
    The types in `family` (None: all) share one lower bound, the others another.

    The upper bound is the best for F1: half of the F1 that the probabilities promise (Lipton, Elkan and
    Naryanaswamy 2014), moved towards the bound that was best for the type's own contracts. "Absent" means
    the same for each type, "less likely than so much", with the highest bound that keeps to
    `FALSE_ABSENCE`, and is never above "present".
    """
    types = there.shape[1]
    upper, lower = np.zeros(types, np.float32), np.zeros(types, np.float32)
    for column in range(types):
        own, truth = probabilities[:, column], there[:, column]
        trust = truth.sum() / (truth.sum() + _PRIOR)
        upper[column] = trust * _best_f1(own, truth) + (1 - trust) * _promised_f1(own) / 2
    family = np.ones(types, bool) if family is None else family
    for members in (family, ~family):
        shared = _lower(probabilities[:, members][there[:, members]], FALSE_ABSENCE)
        for column in np.flatnonzero(members):
            own = _lower(probabilities[there[:, column], column], _OF_ONE_TYPE)
            lower[column] = min(shared, own, upper[column])
    return upper, lower


def _promised_f1(probabilities: Floats) -> float:
    """The best F1 to expect if the probabilities are right."""
    ranked = -np.sort(-probabilities.astype(np.float64))
    right = np.cumsum(ranked)
    return float((2 * right / (np.arange(1, len(ranked) + 1) + ranked.sum())).max(initial=0.0))


def _best_f1(probabilities: Floats, truth: Bools) -> float:
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


def _lower(present: Floats, share: float) -> float:
    """Just below the lowest probability that must not be called absent, when `share` of them may be;
    1 where nothing is there that could be missed."""
    if not len(present):
        return 1.0
    return float(np.sort(present)[int(share * len(present))]) * 0.999
