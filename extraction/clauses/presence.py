"""Is a clause of this type there at all? Present, unsure or absent, with a calibrated probability."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats

SIGNS = ("best", "second", "expected", "headed")
State = Literal["present", "unsure", "absent"]


@dataclass(frozen=True)
class PresenceModel:
    """Per type: `coefficients` over `SIGNS`, `intercepts`, and the bounds of the middle band: at or
    above `present` the clause is there, below `absent` it is not, between them we are unsure."""

    types: tuple[str, ...]
    coefficients: Floats
    intercepts: Floats
    present: Floats
    absent: Floats

    def probabilities(self, signs: Floats) -> Floats:
        """Types of one document, from `signs_of()`."""
        odds = np.einsum("km,km->k", signs, self.coefficients) + self.intercepts
        return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)

    def state(self, index: int, probability: float) -> State:
        """The band that `probability` falls in for type number `index`."""
        if probability >= self.present[index]:
            return "present"
        return "absent" if probability < self.absent[index] else "unsure"


def signs_of(probabilities: Floats, headed: NDArray[np.bool_]) -> Floats:
    """Types by `SIGNS`, from the probabilities of all candidates of one document (candidates by types)
    and whether a heading names the type."""
    types = probabilities.shape[1]
    padded = np.vstack([probabilities, np.zeros((2, types), np.float32)])
    top = -np.partition(-padded, 1, axis=0)[:2]
    out = np.zeros((types, len(SIGNS)), np.float32)
    out[:, 0] = _odds(top[0])
    out[:, 1] = _odds(top[1])
    out[:, 2] = np.log1p(padded.sum(axis=0))
    out[:, 3] = headed
    return out


def _odds(probability: Floats) -> Floats:
    kept = np.clip(probability, 1e-4, 1 - 1e-4)
    return np.log(kept / (1 - kept))
