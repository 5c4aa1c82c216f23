"""A vector index in memory: exact, nothing to open, gone with the process."""

from collections.abc import Sequence

import numpy as np


class MemoryIndex:
    """Holds the vectors of one library state at a time; a search looks at every one of them."""

    def __init__(self) -> None:
        self._key = ""
        self._ids: tuple[str, ...] = ()
        self._vectors = np.zeros((0, 0))

    def holds(self, key: str) -> bool:
        """Whether the vectors of `key` are in."""
        return bool(key) and self._key == key

    def fill(self, key: str, ids: Sequence[str], *, vectors: Sequence[Sequence[float]]) -> None:
        """Hold exactly these vectors, for `key`."""
        self._key, self._ids = key, tuple(ids)
        self._vectors = np.array(vectors, dtype=np.float64).reshape(len(self._ids), -1)

    def nearest(self, key: str, vector: Sequence[float], *, limit: int) -> tuple[tuple[str, float], ...]:
        """Up to `limit` ids with their cosine similarity, best first, ties by id; none for another key."""
        if not self.holds(key) or not self._ids:
            return ()
        scores = self._vectors @ np.array(vector, dtype=np.float64)
        ranked = sorted(
            (-round(float(score), 9), id) for id, score in zip(self._ids, scores, strict=True)
        )  # rounded, so that the order does not hang on the last bit of a sum
        return tuple((id, -score) for score, id in ranked[:limit])
