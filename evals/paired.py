"""Two runs on the same contracts: is the difference more than chance?

The difference of two figures is drawn again over whole contracts (paired bootstrap: the same draws for
both runs) for its interval. Its p-value comes from approximate randomisation: for each contract the two
runs' counts are exchanged by the toss of a coin, and the share of rounds with a difference at least as
large is counted, plus one (Noreen 1989). Seeds are fixed.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROUNDS = 1000
SEED = 20260102

Rows = NDArray[np.float64]
Figure = Callable[[Rows], float]


class Difference(NamedTuple):
    """Figures of two runs, `second - first`, its 95 % interval, and the two-sided p-value in (0, 1]."""

    first: float
    second: float
    difference: float
    low: float
    high: float
    p_value: float


def paired_difference(
    first: Rows, second: Rows, *, figure: Figure, rounds: int = ROUNDS, seed: int = SEED
) -> Difference:
    """Compare a figure of two runs.

    `first` and `second` have a row of counts per contract, in one order; `figure` makes the figure of the
    sum of rows. Raises `ValueError` where the runs do not have the same shape.
    """
    if first.shape != second.shape:
        raise ValueError("the two runs are not of the same contracts")
    size = len(first)
    random = np.random.default_rng(seed)
    seen = figure(second.sum(axis=0)) - figure(first.sum(axis=0))
    drawn: list[float] = []
    reached = 0
    for _ in range(rounds):
        pick = random.integers(0, size, size)
        drawn.append(figure(second[pick].sum(axis=0)) - figure(first[pick].sum(axis=0)))
        swap = random.random(size)[:, None] < 0.5
        one, other = np.where(swap, second, first), np.where(swap, first, second)
        chance = figure(other.sum(axis=0)) - figure(one.sum(axis=0))
        reached += abs(chance) >= abs(seen) - 1e-12
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Difference(
        first=figure(first.sum(axis=0)),
        second=figure(second.sum(axis=0)),
        difference=seen,
        low=float(low),
        high=float(high),
        p_value=(reached + 1) / (rounds + 1),
    )


def rows_by_group(counts: Sequence[NDArray[np.int64]], groups: Sequence[str]) -> Rows:
    """Counts of questions side by side and summed by contract: a row per contract, in the order of names."""
    names = {name: row for row, name in enumerate(sorted(set(groups)))}
    wide = np.concatenate([part.reshape(len(groups), -1) for part in counts], axis=1)
    out = np.zeros((len(names), wide.shape[1]))
    np.add.at(out, [names[group] for group in groups], wide)
    return out
