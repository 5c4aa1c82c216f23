"""Fitting the linear models and the small models on top of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extraction.clauses.linear import Floats

Bools = NDArray[np.bool_]

# A feature that stands in fewer contracts than this is a name or a slip.
_LEAST_CONTRACTS = 3
_SHARPNESS = 8.0
# Counter-examples are thinned: one in so many is kept, and counts for as many; of sentences that are
# examples of another type, and of plain ones.
THINNED = (2, 5)


def vocabulary(features: Iterable[Sequence[Sequence[str]]], *, most: int) -> dict[str, int]:
    """The `most` widespread features by number of contracts, sorted by name. `features` holds, per
    contract, the features of each candidate."""
    spread: Counter[str] = Counter()
    for contract in features:
        spread.update({name for names in contract for name in names})
    kept = sorted((-count, name) for name, count in spread.items() if count >= _LEAST_CONTRACTS)[:most]
    return {name: index for index, name in enumerate(sorted(name for _, name in kept))}


def rarity(counts: Any) -> Floats:
    """Inverse document frequency, smoothed, of each column."""
    rows = counts.shape[0]
    with_it = np.bincount(counts.indices, minlength=counts.shape[1])
    return (np.log((1 + rows) / (1 + with_it)) + 1).astype(np.float32)


def fit_linear(
    rows_by_features: Any, taught: Bools, *, known: Bools, thinned: tuple[int, int] = THINNED
) -> tuple[Floats, Floats]:
    """Logistic regression per type: coefficients (features by types) and intercepts. A type with fewer
    than two examples is never predicted."""
    from sklearn.linear_model import LogisticRegression

    matrix: Any = csr_matrix(rows_by_features)
    # scikit-learn wants 32-bit indices.
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    number = np.arange(len(taught))
    spoken = np.asarray(taught.any(axis=1))
    share = np.where(spoken, *thinned)
    kept = number % share == 0
    coefficients = np.zeros((matrix.shape[1], taught.shape[1]), np.float32)
    intercepts = np.full(taught.shape[1], -8.0, np.float32)
    for column in range(taught.shape[1]):
        own = taught[:, column]
        rows = np.flatnonzero((own | kept) & known[:, column])
        wanted = taught[rows, column]
        if wanted.sum() < 2 or wanted.all():
            continue
        model: Any = LogisticRegression(C=_SHARPNESS, solver="liblinear", tol=1e-2, random_state=0)
        model.fit(matrix[rows], wanted, sample_weight=np.where(wanted, 1.0, share[rows]))
        coefficients[:, column] = model.coef_[0]
        intercepts[column] = model.intercept_[0]
    return coefficients, intercepts


def fit_towards(
    measured: NDArray[np.float64], wanted: Bools, *, prior: NDArray[np.float64], strength: float
) -> NDArray[np.float64]:
    """Logistic regression drawn towards `prior` (last entry: intercept) with `strength` times the
    squared distance, so that a type with three examples stays near what all types have in common."""
    design = np.hstack([measured, np.ones((len(measured), 1))])
    sign = np.where(wanted, 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (design @ weights)
        away = weights - prior
        value = np.logaddexp(0, -margin).sum() + strength * (away @ away)
        pull = -sign / (1 + np.exp(np.clip(margin, -500, 500)))
        return float(value), design.T @ pull + 2 * strength * away

    found = minimize(loss, prior.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x)


def fit_family(
    measured: Sequence[NDArray[np.float64]], wanted: Sequence[Bools], *, strength: float
) -> tuple[Floats, Floats]:
    """One small logistic model per type (`measured` and `wanted` are per type), each drawn towards the
    model of all types together. Returns coefficients (types by measures) and intercepts."""
    everything, all_wanted = np.vstack(measured), np.concatenate(wanted)
    spread = everything.std(axis=0)
    # A measure that never differs says nothing; divided by its spread it would drown the others.
    scale = np.where(spread < 1e-6, np.inf, spread)
    size = everything.shape[1]
    pooled = fit_towards(everything / scale, all_wanted, prior=np.zeros(size + 1), strength=1.0)
    own = [
        fit_towards(part / scale, mask, prior=pooled, strength=strength)
        for part, mask in zip(measured, wanted, strict=True)
    ]
    weights = np.array(own)
    # Rounded, so that the last digits of the optimiser do not reach the file.
    return np.round(weights[:, :-1] / scale, 3).astype(np.float32), np.round(weights[:, -1], 3).astype(
        np.float32
    )
