"""Growing boosted trees with scikit-learn and taking them over."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats
from extraction.clauses.trees import Trees


class Growth(NamedTuple):
    """How many trees of how many leaves, how much of each is believed, the fewest rows in a leaf and how
    strongly leaves are drawn to nothing."""

    rounds: int
    rate: float
    leaves: int
    least: int
    smooth: float


def grow(measured: Floats, wanted: NDArray[np.bool_], *, growth: Growth) -> Trees:
    """Trees that tell the `wanted` rows of `measured` (rows by measures) from the others. Where there are
    too few rows of either sort, a single leaf with the share of the wanted."""
    if min(wanted.sum(), (~wanted).sum()) < 2:
        share = (wanted.sum() + 0.5) / (len(wanted) + 1.0)
        return _leaf(float(np.log(share / (1 - share))))
    from sklearn.ensemble import HistGradientBoostingClassifier

    kind: Any = HistGradientBoostingClassifier
    model = kind(
        max_iter=growth.rounds,
        learning_rate=growth.rate,
        max_leaf_nodes=growth.leaves,
        max_depth=8,
        min_samples_leaf=growth.least,
        l2_regularization=growth.smooth,
        early_stopping=False,
        random_state=0,
    )
    model.fit(measured, wanted)
    return trees_of(model)


def trees_of(model: Any) -> Trees:
    """The nodes of scikit-learn's trees, in one row."""
    tables = [stage[0].nodes for stage in model._predictors]
    starts = np.cumsum([0, *(len(table) for table in tables)])
    nodes = np.concatenate(tables)
    leaf, own = nodes["is_leaf"] == 1, np.arange(len(nodes))
    first = np.repeat(starts[:-1], [len(table) for table in tables])
    # A bound between a value and none is kept as a number, not as infinity; leaves are rounded, so that
    # the last digits of the sums do not reach the file.
    bound = np.where(leaf, 0, np.clip(nodes["num_threshold"], -1e30, 1e30))
    return Trees(
        measure=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16),
        bound=bound.astype(np.float32),
        left=np.where(leaf, own, nodes["left"].astype(np.int64) + first).astype(np.int32),
        right=np.where(leaf, own, nodes["right"].astype(np.int64) + first).astype(np.int32),
        value=np.where(leaf, np.round(nodes["value"], 5), 0).astype(np.float32),
        roots=starts[:-1].astype(np.int32),
        start=float(np.ravel(model._baseline_prediction)[0]),
        depth=max(int(table["depth"].max()) for table in tables),
    )


def _leaf(odds: float) -> Trees:
    none, zero = np.zeros(1, np.int32), np.zeros(1, np.float32)
    return Trees(np.zeros(1, np.int16), zero, none, none, zero, none, odds, 0)
