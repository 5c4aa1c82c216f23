"""Graded ranking: NDCG and star precision, with bootstrap intervals over queries.

NDCG has linear gains and 1/log2(rank + 1) discounts, as BEIR's scorer (trec_eval's `ndcg_cut`) has. A clause
with n stars has the gain n - 1, so that "3-star precision" counts gains of 2 and more (Wang et al., 2025).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

METRICS = (
    "ndcg_at_5", "ndcg_at_10", "precision_3_star_at_5", "precision_4_star_at_5", "precision_5_star_at_5",
)  # fmt: skip
BOOTSTRAP_ROUNDS = 2000
_STARS = (3, 4, 5)
_CUT = 5


def ndcg(ranked: Sequence[str], gains: Mapping[str, int], *, cut: int) -> float:
    """In [0, 1]; a clause that was not judged gains nothing. 0 where no clause gains anything."""
    best = sorted(gains.values(), reverse=True)[:cut]
    ideal = sum(gain / np.log2(rank + 1) for rank, gain in enumerate(best, start=1))
    reached = sum(gains.get(id, 0) / np.log2(rank + 1) for rank, id in enumerate(ranked[:cut], start=1))
    return float(reached / ideal) if ideal else 0.0


def star_precision(ranked: Sequence[str], gains: Mapping[str, int], *, stars: int) -> float:
    """The share of the first five that have at least so many stars; a missing one counts as wrong."""
    return sum(gains.get(id, 0) >= stars - 1 for id in ranked[:_CUT]) / _CUT


def scores_of(ranked: Sequence[str], gains: Mapping[str, int]) -> tuple[float, ...]:
    """The figures of one query, in the order of `METRICS`."""
    return (
        ndcg(ranked, gains, cut=5),
        ndcg(ranked, gains, cut=10),
        *(star_precision(ranked, gains, stars=stars) for stars in _STARS),
    )


def intervals(rows: NDArray[np.float64]) -> dict[str, tuple[float, float]]:
    """95 % intervals of the means by metric; one row per query. Queries are drawn with replacement, with a
    fixed seed."""
    draws = np.random.default_rng(0).integers(0, len(rows), size=(BOOTSTRAP_ROUNDS, len(rows)))
    means = rows[draws].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return {name: (round(float(low[at]), 4), round(float(high[at]), 4)) for at, name in enumerate(METRICS)}
