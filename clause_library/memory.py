"""A vector index in memory: exact, nothing to open, gone with the process."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class MemoryIndex:
    """A `VectorIndex` whose searches look at every vector of the space."""

    def __init__(self) -> None:
        self._spaces: dict[str, dict[str, NDArray[np.float32]]] = {}
        self._stacked: dict[str, tuple[tuple[str, ...], NDArray[np.float32]]] = {}

    def missing(self, space: str, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of `ids` that have no vector yet."""
        held = self._spaces.get(space, {})
        return tuple(id for id in dict.fromkeys(ids) if id not in held)

    def add(self, space: str, ids: Sequence[str], *, vectors: Sequence[Sequence[float]]) -> None:
        """Put in these vectors, in place of any of the same ids."""
        held = self._spaces.setdefault(space, {})
        held.update(zip(ids, np.array(vectors, dtype=np.float32), strict=True))
        self._stacked.pop(space, None)

    def nearest(self, space: str, vector: Sequence[float], *, limit: int) -> tuple[tuple[str, float], ...]:
        """Up to `limit` ids with their cosine similarity, best first, ties by id."""
        held = self._spaces.get(space)
        if not held or limit < 1:
            return ()
        if space not in self._stacked:
            self._stacked[space] = (tuple(held), np.stack(list(held.values())))
        ids, vectors = self._stacked[space]
        # rounded, so that the order does not hang on the last bit of a sum
        scores = np.round((vectors @ np.array(vector, dtype=np.float32)).astype(np.float64), 5)
        bound = np.partition(scores, -min(limit, len(scores)))[-min(limit, len(scores))]
        best = sorted((-float(scores[at]), ids[at]) for at in np.flatnonzero(scores >= bound))
        return tuple((id, -score) for score, id in best[:limit])

    def keep(self, space: str, ids: Sequence[str]) -> int:
        """Forget all but these of the space; how many were forgotten."""
        held, kept = self._spaces.get(space, {}), frozenset(ids)
        gone = [id for id in held if id not in kept]
        for id in gone:
            del held[id]
        self._stacked.pop(space, None)
        return len(gone)

    def clear(self) -> None:
        """Forget everything."""
        self._spaces.clear()
        self._stacked.clear()
