"""Linear models over named features: words weighted by rarity, and what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

Floats = NDArray[np.float32]

# How loud the surroundings speak beside the words; 0.4 was the best of 0, 0.4, 0.7 and 1 on the
# development split.
CONTEXT_WEIGHT = 0.4


@dataclass(frozen=True)
class Linear:
    """`types` scored as log-odds by `coefficients` (features by types) and `intercepts`. The first
    `len(words)` features are of the words, the others of the context."""

    types: tuple[str, ...]
    words: dict[str, int]
    context: dict[str, int]
    rarity: Floats
    coefficients: Floats
    intercepts: Floats

    def matrix(self, words: Sequence[Sequence[str]], context: Sequence[Sequence[str]]) -> Any:
        """Rows of weighted features, one per candidate, as a scipy CSR matrix."""
        left = weighted(count(words, self.words), self.rarity)
        right = weighted(count(context, self.context), np.ones(len(self.context), np.float32))
        return hstack([left, right * np.float32(CONTEXT_WEIGHT)], format="csr")

    def log_odds(self, matrix: Any) -> Floats:
        """Candidates by types."""
        return np.asarray(matrix @ self.coefficients + self.intercepts, np.float32)

    def reasons(self, matrix: Any, row: int, *, column: int, most: int = 4) -> tuple[str, ...]:
        """The words that spoke most for type `column` in candidate `row`, strongest first."""
        low, high = matrix.indptr[row], matrix.indptr[row + 1]
        columns = matrix.indices[low:high]
        shares = matrix.data[low:high] * self.coefficients[columns, column]
        ranked = sorted(zip(-shares, columns, strict=True))
        kept = [self.names[index] for share, index in ranked if share < 0 and index < len(self.words)]
        return tuple(kept[:most])

    @cached_property
    def names(self) -> list[str]:
        """The word features by index: the vocabulary is made and read in that order."""
        return list(self.words)


def count(features: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Any:
    """How often each known feature stands in each candidate."""
    lengths: list[int] = [0]
    columns: list[int] = []
    for names in features:
        columns.extend(index for index in map(vocabulary.get, names) if index is not None)
        lengths.append(len(columns))
    counts = csr_matrix(
        (np.ones(len(columns), np.float32), np.array(columns, np.int32), np.array(lengths, np.int64)),
        shape=(len(features), len(vocabulary)),
    )
    counts.sum_duplicates()
    return counts


def weighted(counts: Any, rarity: Floats) -> Any:
    """Logarithmic counts times rarity, each row of length one."""
    counts.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    squares = np.bincount(rows, counts.data**2, counts.shape[0])
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    counts.data = (counts.data / lengths[rows]).astype(np.float32)
    return counts
