"""What the library asks of the outside world: vectors for words, and a place to look vectors up."""

from collections.abc import Sequence
from typing import Protocol


class Embedder(Protocol):
    """Words → vectors. `name` changes whenever the vectors would; `dimensions` is their length."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of length 1 per text (all zeros for a text without words), in the order given."""
        ...


class VectorIndex(Protocol):
    """Vectors by id, for one state of one library seen by one embedder. Never a source of truth: it may
    be emptied at any time and is filled again from the library. Raises `IndexUnavailableError`."""

    def holds(self, key: str) -> bool:
        """Whether everything of the library state `key` has been put in."""
        ...

    def fill(self, key: str, ids: Sequence[str], *, vectors: Sequence[Sequence[float]]) -> None:
        """Make the index hold exactly these vectors for `key`; other states may be forgotten."""
        ...

    def nearest(self, key: str, vector: Sequence[float], *, limit: int) -> tuple[tuple[str, float], ...]:
        """Up to `limit` ids with their cosine similarity in [-1, 1], best first, ties by id."""
        ...
