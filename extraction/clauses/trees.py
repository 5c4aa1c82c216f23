"""Boosted decision trees, read: what scikit-learn learnt, walked with numpy."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats


@dataclass(frozen=True)
class Trees:
    """The nodes of all trees in one row. `measure` is the column that a node looks at, values up to
    `bound` go to node `left`, others to `right`; a leaf is its own left and right and adds `value`.
    `roots` are the first nodes, `start` the log-odds before any tree, `depth` the longest way down."""

    measure: NDArray[np.int16]
    bound: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    roots: NDArray[np.int32]
    start: float
    depth: int

    def probabilities(self, measured: Floats) -> Floats:
        """One per row of `measured` (rows by measures)."""
        rows = np.arange(len(measured))[:, None]
        node = np.broadcast_to(self.roots, (len(measured), len(self.roots)))
        for _ in range(self.depth):
            low = measured[rows, self.measure[node]] <= self.bound[node]
            node = np.where(low, self.left[node], self.right[node])
        odds = self.value[node].sum(axis=1, dtype=np.float64) + self.start
        return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)

    def arrays(self, prefix: str) -> dict[str, NDArray[np.generic]]:
        """What a file keeps, by names that begin with `prefix`; `read_trees` reads it."""
        nodes = {
            name: getattr(self, name) for name in ("measure", "bound", "left", "right", "value", "roots")
        }
        nodes["start"] = np.array([self.start, self.depth], np.float64)
        return {f"{prefix}.{name}": array for name, array in nodes.items()}


def read_trees(arrays: Mapping[str, NDArray[np.generic]], prefix: str) -> Trees:
    """The trees that `Trees.arrays` put under `prefix`."""
    start, depth = arrays[f"{prefix}.start"].astype(np.float64)
    return Trees(
        arrays[f"{prefix}.measure"].astype(np.int16),
        arrays[f"{prefix}.bound"].astype(np.float32),
        arrays[f"{prefix}.left"].astype(np.int32),
        arrays[f"{prefix}.right"].astype(np.int32),
        arrays[f"{prefix}.value"].astype(np.float32),
        arrays[f"{prefix}.roots"].astype(np.int32),
        float(start),
        int(depth),
    )
