"""From examples to a model: words, linear scores, calibration, presence."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack

from extraction.clauses.candidates import HEADS
from extraction.clauses.linear import Floats, Linear, count
from extraction.clauses.presence import PresenceModel
from extraction.clauses.score import document_signs, measured_of
from extraction.clauses.stack import MEASURES, Stack
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.weights import Model
from extraction.training.bands import bands
from extraction.training.examples import Bools, Example, types_of_head
from extraction.training.fit import fit_family, fit_linear, rarity, vocabulary

FOLDS = 3
# How many features are looked at, and how many are kept by the size of their coefficients.
_MOST_WORDS, _MOST_CONTEXT = 60000, 20000
_KEPT_WORDS, _KEPT_CONTEXT = 24000, 8000
# The best candidates of each contract teach the small models; the others are hopeless in any case.
_BEST_OF_CONTRACT = 25
_STACK_STRENGTH, _PRESENCE_STRENGTH = 2.0, 2.0


def fit_model(examples: Sequence[Example]) -> Model:
    """Learn everything from `examples`, in their order."""
    linear: dict[str, Linear] = {}
    stack: dict[str, Stack] = {}
    probabilities: dict[str, list[Floats]] = {}
    for head in HEADS:
        linear[head], unseen = _fit_head(examples, head)
        stack[head], probabilities[head] = _fit_stack(examples, head, linear[head], unseen)
    return Model(linear, stack, _fit_presence(examples, linear, probabilities))


def _fit_head(examples: Sequence[Example], head: str) -> tuple[Linear, list[Floats]]:
    """The linear model of a head, and per contract the log-odds of models that had not seen it."""
    types = types_of_head(head)
    linear = _vocabulary(examples, head)
    rows = [
        linear.matrix(each.reading.heads[head].words, each.reading.heads[head].context) for each in examples
    ]
    unseen: list[Floats] = [np.zeros((0, len(types)), np.float32)] * len(examples)
    for fold in range(FOLDS):
        apart = [index for index in range(len(examples)) if index % FOLDS == fold]
        kept = [index for index in range(len(examples)) if index % FOLDS != fold]
        coefficients, intercepts = _fit_rows(examples, rows, kept, head, len(linear.words))
        for index in apart:
            unseen[index] = np.asarray(rows[index] @ coefficients + intercepts, np.float32)
    coefficients, intercepts = _fit_rows(examples, rows, range(len(examples)), head, len(linear.words))
    fitted = Linear(types, linear.words, linear.context, linear.rarity, coefficients, intercepts)
    return _pruned(fitted), unseen


def _vocabulary(examples: Sequence[Example], head: str) -> Linear:
    readings = [example.reading.heads[head] for example in examples]
    words = vocabulary((each.words for each in readings), most=_MOST_WORDS)
    context = vocabulary((each.context for each in readings), most=_MOST_CONTEXT)
    counts = vstack([count(each.words, words) for each in readings], format="csr")
    nothing = np.zeros((0, 0), np.float32)
    return Linear(types_of_head(head), words, context, rarity(counts), nothing, nothing)


def _fit_rows(
    examples: Sequence[Example], rows: Sequence[Any], kept: Sequence[int], head: str, words: int
) -> tuple[Floats, Floats]:
    """Fit on some contracts. Types that were learnt from headings see the words only, because their
    context holds the heading."""
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


def _pruned(linear: Linear) -> Linear:
    """The features that speak loudest for any type."""
    loudness = np.abs(linear.coefficients / np.maximum(np.abs(linear.coefficients).max(axis=0), 1e-9)).max(
        axis=1
    )
    size = len(linear.words)
    words = _loudest(loudness[:size], _KEPT_WORDS)
    context = _loudest(loudness[size:], _KEPT_CONTEXT)
    names, around = list(linear.words), list(linear.context)
    return Linear(
        types=linear.types,
        words={names[old]: new for new, old in enumerate(words)},
        context={around[old]: new for new, old in enumerate(context)},
        rarity=linear.rarity[words],
        coefficients=linear.coefficients[np.concatenate([words, context + size])],
        intercepts=linear.intercepts,
    )


def _loudest(loudness: Floats, most: int) -> NDArray[np.int64]:
    order = np.argsort(-loudness, kind="stable")[:most]
    return np.sort(order)


def _fit_stack(
    examples: Sequence[Example], head: str, linear: Linear, unseen: Sequence[Floats]
) -> tuple[Stack, list[Floats]]:
    types = types_of_head(head)
    measured = [
        measured_of(each.reading.heads[head], linear, log_odds=odds)
        for each, odds in zip(examples, unseen, strict=True)
    ]
    chosen: list[NDArray[np.float64]] = []
    wanted: list[Bools] = []
    for column, name in enumerate(types):
        label = "matched" if clause_types()[name].cuad else "taught"
        rows, marks = [np.zeros((0, len(MEASURES)))], [np.zeros(0, bool)]
        for each, part in zip(examples, measured, strict=True):
            best = np.argsort(-part[:, column, 0], kind="stable")[:_BEST_OF_CONTRACT]
            best = best[each.known[head][best, column]]
            rows.append(part[best, column].astype(np.float64))
            marks.append(getattr(each, label)[head][best, column])
        chosen.append(np.vstack(rows))
        wanted.append(np.concatenate(marks))
    stack = Stack(*fit_family(chosen, wanted, strength=_STACK_STRENGTH))
    return stack, [stack.probabilities(part) for part in measured]


def _fit_presence(
    examples: Sequence[Example], linear: dict[str, Linear], probabilities: dict[str, list[Floats]]
) -> PresenceModel:
    types = {head: each.types for head, each in linear.items()}
    signs = np.stack(
        [
            document_signs(each.reading, {head: probabilities[head][index] for head in HEADS}, types=types)
            for index, each in enumerate(examples)
        ]
    ).astype(np.float64)
    there = np.stack([_present(example) for example in examples])
    columns = range(signs.shape[1])
    coefficients, intercepts = fit_family(
        [signs[:, column] for column in columns],
        [there[:, column] for column in columns],
        strength=_PRESENCE_STRENGTH,
    )
    bare = PresenceModel(tuple(clause_types()), coefficients, intercepts, intercepts, intercepts)
    guessed = np.stack([bare.probabilities(each.astype(np.float32)) for each in signs])
    present, absent = bands(guessed, there)
    return PresenceModel(tuple(clause_types()), coefficients, intercepts, present, absent)


def _present(example: Example) -> Bools:
    """CUAD's types as annotated, the others where an example stands."""
    cuad = np.array([bool(kind.cuad) for kind in clause_types().values()])
    return np.where(cuad, example.present, example.taught["sentences"].any(axis=0))
