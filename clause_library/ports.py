"""What the library asks of the outside world: vectors for words, and a place to look vectors up."""

from collections.abc import Sequence
from typing import Protocol


class Embedder(Protocol):
    """Words → vectors. `name` changes whenever the vectors would (letters, digits, hyphens)."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of length 1 per text (all zeros for a text without words), in the order given."""
        ...


class VectorIndex(Protocol):
    """Vectors by id, in spaces: one for each body of texts seen by one embedder. An id is made of the words
    that the vector stands for, so that a vector is never out of date. Never a source of truth: it may be
    emptied at any time and is filled again from the texts. Raises `IndexUnavailableError`."""

    def missing(self, space: str, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of `ids` that have no vector yet, in the order given, each once."""
        ...

    def add(self, space: str, ids: Sequence[str], *, vectors: Sequence[Sequence[float]]) -> None:
        """Put in these vectors, in place of any of the same ids."""
        ...

    def nearest(self, space: str, vector: Sequence[float], *, limit: int) -> tuple[tuple[str, float], ...]:
        """Up to `limit` ids with their cosine similarity in [-1, 1], best first, ties by id."""
        ...

    def keep(self, space: str, ids: Sequence[str]) -> int:
        """Forget all but these of the space; how many were forgotten."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...
