"""Is a clause of this type there at all? Present, unsure or absent, with a calibrated probability."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats
from extraction.clauses.signs import SLOTS, Evidence, types_beside
from extraction.clauses.trees import Trees

SIGNS = (
    *("best", "second", "third", "expected", "several", "headed"),
    *("strong", "weak", "against", "best_strong", "best_weak", "beside", "length"),
)
State = Literal["present", "unsure", "absent"]

# A passage this likely counts among "several".
_LIKELY = 0.05
# Contracts shorter or longer than those that were learnt from count as so long.
_SHORT_CHARS, _LONG_CHARS = 4_000, 400_000
# A probability whose log-odds stand for "no such passage".
_NEVER = 1e-4


@dataclass(frozen=True)
class PresenceModel:
    """Per type: `coefficients` over `SIGNS`, `intercepts`, and the bounds of the middle band: at or
    above `present` the clause is there, below `absent` it is not, between them we are unsure.

    `trees` see the signs and, last, `prior`, the log-odds of the type in any contract. They have learnt
    from all types together, and where `prior` is a number their probability is averaged with that of the
    type's own coefficients; where it is not (NaN), or there are no trees, the coefficients decide alone.
    """

    types: tuple[str, ...]
    coefficients: Floats
    intercepts: Floats
    present: Floats
    absent: Floats
    prior: Floats
    trees: Trees | None = None

    def probabilities(self, signs: Floats) -> Floats:
        """Types of one document, from `signs_of()`."""
        odds = np.einsum("km,km->k", signs, self.coefficients) + self.intercepts
        likely = (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
        pooled = np.isfinite(self.prior)
        if self.trees is not None and pooled.any():
            seen = np.column_stack([signs, self.prior])[pooled].astype(np.float32)
            likely[pooled] = (likely[pooled] + self.trees.probabilities(seen)) / 2
        return likely

    def state(self, index: int, probability: float) -> State:
        """The band that `probability` falls in for type number `index`."""
        if probability >= self.present[index]:
            return "present"
        return "absent" if probability < self.absent[index] else "unsure"


def signs_of(
    probabilities: Floats,
    headed: NDArray[np.bool_],
    *,
    sentences: Floats,
    evidence: Evidence,
    types: tuple[str, ...],
    chars: int,
) -> Floats:
    """`types` by `SIGNS`, from the probabilities of all candidates of one document (candidates by types)
    and of its sentences alone, the row numbers of which `evidence` holds; `headed` says whether a heading
    names the type; `chars` is the length of the text."""
    padded = np.vstack([probabilities, np.zeros((3, len(types)), np.float32)])
    top = -np.partition(-padded, (0, 1, 2), axis=0)[:3]
    out = np.zeros((len(types), len(SIGNS)), np.float32)
    out[:, 0:3] = _odds(top).T
    out[:, 3] = np.log1p(padded.sum(axis=0))
    out[:, 4] = np.log1p((padded > _LIKELY).sum(axis=0))
    out[:, 5] = headed
    out[:, 9:12] = _odds(np.zeros(1, np.float32))
    column = {name: index for index, name in enumerate(types)}
    for name, slots in evidence.items():
        own = column[name]
        for place, slot in enumerate(SLOTS):
            out[own, 6 + place] = np.log1p(len(slots.get(slot, ())))
        for place, slot in enumerate(SLOTS[:2]):
            rows = list(slots.get(slot, ()))
            if rows:
                out[own, 9 + place] = _odds(sentences[rows, own].max())
        beside = [column[other] for other in types_beside().get(name, ())]
        near = _rows_around([*slots.get("strong", ()), *slots.get("weak", ())], len(sentences))
        if beside and near:
            out[own, 11] = _odds(sentences[np.ix_(near, beside)].max())
    out[:, 12] = np.log(min(max(chars, _SHORT_CHARS), _LONG_CHARS))
    return out


def _rows_around(rows: list[int], count: int) -> list[int]:
    """The rows and their neighbours."""
    return sorted({near for row in rows for near in (row - 1, row, row + 1) if 0 <= near < count})


def _odds(probability: Floats | np.float32) -> Floats:
    kept = np.clip(probability, _NEVER, 1 - _NEVER)
    return np.asarray(np.log(kept / (1 - kept)), np.float32)
