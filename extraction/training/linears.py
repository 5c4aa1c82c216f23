"""The linear models of a head, and what they say of contracts that they have not seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack

from extraction.clauses.linear import Floats, Linear, count
from extraction.clauses.standing import cuad_types
from extraction.clauses.taxonomy import clause_types
from extraction.training.examples import Example, types_of_head
from extraction.training.fit import fit_linear, rarity, vocabulary

FOLDS = 4
# How many features are looked at, and how many are kept by the size of their coefficients.
_MOST_WORDS, _MOST_CONTEXT = 60000, 20000
_KEPT_WORDS, _KEPT_CONTEXT = 30000, 10000
# What is marked exactly is rarer and nearer to its counter-examples: more of those are looked at.
_EXACT_THINNED = (1, 4)

Unseen = dict[str, list[Floats]]


@dataclass(frozen=True)
class Fitted:
    """`taught` knows what annotators touched; `exact` what they marked exactly, with the same features (for
    short parts the two are one). `unseen` and `exact_unseen`: by kind of candidates, per contract, the
    log-odds of models that learnt from other contracts."""

    taught: Linear
    unseen: Unseen
    exact: Linear
    exact_unseen: Unseen


def fit_head(examples: Sequence[Example], head: str) -> Fitted:
    """Fit the models of a head; those of the sentences also score the pieces. Features are chosen before
    the fits that count: cut off afterwards, they would leave scores higher in use than on unseen folds."""
    kinds = ("sentences", "pieces") if head == "sentences" else (head,)
    everyone = list(range(len(examples)))
    blank = _vocabulary(examples, head)
    rows = _rows(examples, (head,), blank)
    trial = _fit_taught(examples, rows[head], everyone, head=head, words=len(blank.words))
    blank = _chosen(blank, trial[0])
    rows = _rows(examples, kinds, blank)
    taught, unseen = _crossed(
        rows, lambda kept: _fit_taught(examples, rows[head], kept, head=head, words=len(blank.words))
    )
    fitted = replace(blank, coefficients=taught[0], intercepts=taught[1])
    if head != "sentences":
        return Fitted(fitted, unseen, fitted, unseen)
    exact, exact_unseen = _crossed(rows, lambda kept: _fit_exact(examples, rows, kept))
    second = replace(blank, types=cuad_types(), coefficients=exact[0], intercepts=exact[1])
    return Fitted(fitted, unseen, second, exact_unseen)


def _rows(examples: Sequence[Example], kinds: Sequence[str], linear: Linear) -> dict[str, list[Any]]:
    """By kind, per contract the features of each candidate."""
    return {
        kind: [linear.matrix(e.reading.heads[kind].words, e.reading.heads[kind].context) for e in examples]
        for kind in kinds
    }


Coefficients = tuple[Floats, Floats]


def _crossed(
    rows: dict[str, list[Any]], fit: Callable[[list[int]], Coefficients]
) -> tuple[Coefficients, Unseen]:
    """Fitted on all contracts, and per contract the log-odds by fits on the other folds."""
    size = len(next(iter(rows.values())))
    unseen: Unseen = {kind: [np.zeros((0, 0), np.float32)] * size for kind in rows}
    for fold in range(FOLDS):
        coefficients, intercepts = fit([index for index in range(size) if index % FOLDS != fold])
        for index in range(fold, size, FOLDS):
            for kind, each in rows.items():
                unseen[kind][index] = np.asarray(each[index] @ coefficients + intercepts, np.float32)
    return fit(list(range(size))), unseen


def _vocabulary(examples: Sequence[Example], head: str) -> Linear:
    readings = [example.reading.heads[head] for example in examples]
    words = vocabulary((each.words for each in readings), most=_MOST_WORDS)
    context = vocabulary((each.context for each in readings), most=_MOST_CONTEXT)
    counts = vstack([count(each.words, words) for each in readings], format="csr")
    nothing = np.zeros((0, 0), np.float32)
    return Linear(types_of_head(head), words, context, rarity(counts), nothing, nothing)


def _fit_taught(
    examples: Sequence[Example], rows: list[Any], kept: Sequence[int], *, head: str, words: int
) -> Coefficients:
    """Types that were learnt from headings see the words only, because their context holds the heading."""
    matrix: Any = vstack([rows[index] for index in kept], format="csr")
    taught = np.vstack([examples[index].taught[head] for index in kept])
    known = np.vstack([examples[index].known[head] for index in kept])
    full = np.array([bool(clause_types()[name].cuad) for name in types_of_head(head)])
    coefficients = np.zeros((matrix.shape[1], len(full)), np.float32)
    intercepts = np.zeros(len(full), np.float32)
    for mask, part, height in ((full, matrix, matrix.shape[1]), (~full, matrix[:, :words], words)):
        if mask.any():
            coefficients[:height, mask], intercepts[mask] = fit_linear(
                part, taught[:, mask], known=known[:, mask]
            )
    return coefficients, intercepts


def _fit_exact(examples: Sequence[Example], rows: dict[str, list[Any]], kept: Sequence[int]) -> Coefficients:
    """Sentences and pieces, by what the published scorer would accept."""
    cuad = [index for index, kind in enumerate(clause_types().values()) if kind.cuad]
    matrix: Any = vstack([rows[kind][index] for kind in rows for index in kept], format="csr")
    wanted = np.vstack([examples[index].matched[kind][:, cuad] for kind in rows for index in kept])
    return fit_linear(matrix, wanted, known=np.ones_like(wanted), thinned=_EXACT_THINNED)


def _chosen(blank: Linear, heard: Floats) -> Linear:
    """The features that speak loudest for any type in `heard` (features by types), not yet fitted."""
    loudest = np.maximum(np.abs(heard).max(axis=0), 1e-9)
    loudness = np.abs(heard / loudest).max(axis=1)
    size = len(blank.words)
    words = _loudest(loudness[:size], _KEPT_WORDS)
    context = _loudest(loudness[size:], _KEPT_CONTEXT)
    names, around = list(blank.words), list(blank.context)
    return replace(
        blank,
        words={names[old]: new for new, old in enumerate(words)},
        context={around[old]: new for new, old in enumerate(context)},
        rarity=blank.rarity[words],
    )


def _loudest(loudness: Floats, most: int) -> NDArray[np.int64]:
    order = np.argsort(-loudness, kind="stable")[:most]
    return np.sort(order)
