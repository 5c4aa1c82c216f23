"""From which probability a contradiction is said."""

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats
from extraction.clauses.nda_score import CONTRADICTION, ENTAILMENT

_STEPS = np.round(np.arange(0.15, 0.61, 0.05), 2)
# A statement with few contradictions leans on the bound that serves all statements best.
_WORTH_OWN = 12


def choose_bounds(contradicted: Floats, choices: NDArray[np.int64]) -> Floats:
    """Per statement the bound (agreements by statements are given) with the best F1 of contradiction
    plus that of entailment over the agreements that speak to it, on log-odds the models had not seen;
    where contradictions are too few to tell, the bound that is best on the average of statements."""
    width = choices.shape[1]
    gains = np.array(
        [[_gain(contradicted[:, at], choices[:, at], step) for step in _STEPS] for at in range(width)]
    )
    occurring = (choices == CONTRADICTION).any(axis=0)
    common = _STEPS[int(np.argmax(gains[occurring].mean(axis=0)))] if occurring.any() else 0.5
    own = (choices == CONTRADICTION).sum(axis=0) >= _WORTH_OWN
    # A bound midway between its own best and the common one: the own best of a few dozen is partly luck.
    best = (_STEPS[np.argmax(gains, axis=1)] + common) / 2
    return np.where(own, best, common).astype(np.float32)


def _gain(contradicted: Floats, choices: NDArray[np.int64], bound: float) -> float:
    there = choices > 0
    said = contradicted[there] >= bound
    truly = choices[there] == CONTRADICTION
    return _f1(said, truly) + _f1(~said, choices[there] == ENTAILMENT)


def _f1(said: NDArray[np.bool_], truly: NDArray[np.bool_]) -> float:
    return float(2 * (said & truly).sum() / max(1, said.sum() + truly.sum()))
