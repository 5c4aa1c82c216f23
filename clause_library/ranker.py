"""The learnt ranker: a weight for each of the features, learnt on the train queries of ACORD.

The weights stand in `weights/ranker.json` beside what they were learnt from; `fourcorners train` with
`--only ranker` makes the same bytes again.
"""

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from clause_library.features import FEATURES, Matrix

VERSION = "ranker-1"


class Ranker:
    """Scores lines of features. `weights` has one number for each of `FEATURES`."""

    def __init__(self, weights: NDArray[np.float64]) -> None:
        if weights.shape != (len(FEATURES),):
            raise ValueError(f"a ranker needs {len(FEATURES)} weights")
        self.weights = weights
        self._greatest = float(np.maximum(weights, 0.0).sum()) or 1.0

    def scores(self, features: Matrix) -> Matrix:
        """A score in (0, 1] per line; 1 is the best that can be on every feature."""
        raw = features @ self.weights / self._greatest
        return np.clip(np.round(raw, 9), 1e-6, 1.0)


@cache
def own_ranker() -> Ranker:
    """The ranker that comes with the product."""
    text = files("clause_library.weights").joinpath("ranker.json").read_text("utf-8")
    kept = json.loads(text)["weights"]
    return Ranker(np.array([kept[name] for name in FEATURES]))


def written(weights: NDArray[np.float64], *, learnt_from: str, queries: int) -> str:
    """The file of a ranker: the same weights, the same bytes."""
    body = {
        "version": VERSION,
        "learnt_from": learnt_from,
        "queries": queries,
        "weights": {name: round(float(each), 3) for name, each in zip(FEATURES, weights, strict=True)},
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"
