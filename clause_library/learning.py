"""Learn the weights of the ranker from judged clauses: LambdaRank with a linear model.

Pairs of clauses of one query that were judged differently pull the weights, each by how much exchanging the
two would change NDCG (Burges, "From RankNet to LambdaRank to LambdaMART", 2010). Full batches, no chance: the
same examples give the same weights.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clause_library.features import Matrix

_STEPS = 100
_STEP = 0.2
_DRAW = 0.02  # towards zero, so that thirty queries do not make a weight run away
_CUT = 10  # the ranks that NDCG looks at
_TAIL = 30  # ranks behind this count alike


class Judged(NamedTuple):
    """One query: a line of features and a gain (0 to 4) per candidate."""

    features: Matrix
    gains: NDArray[np.float64]


def learn(examples: Sequence[Judged]) -> NDArray[np.float64]:
    """One weight per feature. Steps are those of Adam (Kingma & Ba, 2015)."""
    width = examples[0].features.shape[1]
    weights, first, second = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, _STEPS + 1):
        pull = np.zeros(width)
        for each in examples:
            pull += each.features.T @ _pulls(each.gains, each.features @ weights)
        pull = pull / len(examples) - _DRAW * weights
        first = 0.9 * first + 0.1 * pull
        second = 0.99 * second + 0.01 * pull**2
        size = np.sqrt(second / (1 - 0.99**step)) + 1e-4
        weights = weights + _STEP * (first / (1 - 0.9**step)) / size
    return weights


def _pulls(gains: NDArray[np.float64], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """How strongly each candidate should rise (positive) or fall."""
    ranks = np.empty(len(scores), dtype=np.intp)
    ranks[np.argsort(-np.round(scores, 9), kind="stable")] = np.arange(len(scores))
    discounts = 1 / np.log2(np.minimum(ranks, _TAIL) + 2)
    best = np.sort(gains)[::-1][:_CUT]
    ideal = float((best / np.log2(np.arange(2, len(best) + 2))).sum()) or 1.0
    pulls = np.zeros(len(scores))
    for one in np.flatnonzero(gains > 0):
        worse = gains < gains[one]
        change = np.abs((gains[one] - gains) * (discounts[one] - discounts)) / ideal * worse
        doubt = 1 / (1 + np.exp(np.clip(scores[one] - scores, -30, 30)))
        pulls[one] += float((change * doubt).sum())
        pulls -= change * doubt
    return pulls
