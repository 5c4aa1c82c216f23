"""From examples to a model: linear scores, ranking, the types beyond CUAD, presence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.candidates import HEADS
from extraction.clauses.linear import Floats
from extraction.clauses.score import beyond_cuad, measured_of, place
from extraction.clauses.stack import MEASURES, Stack
from extraction.clauses.standing import KINDS, PART_TYPES, Standing, Views, standing_of
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.weights import Model
from extraction.training.examples import Bools, Example, types_of_head
from extraction.training.fit import fit_family
from extraction.training.linears import Fitted, fit_head
from extraction.training.presence import fit_presence
from extraction.training.ranks import fit_ranking

# The best candidates of each contract teach the small models; the others are hopeless in any case.
_BEST_OF_CONTRACT = 25
_STACK_STRENGTH = 2.0


def fit_model(examples: Sequence[Example]) -> Model:
    """Learn everything from `examples`, in their order."""
    fitted = {head: fit_head(examples, head) for head in HEADS}
    standings = [
        standing_of(each.contract.text, each.reading, odds=_views(fitted, index))
        for index, each in enumerate(examples)
    ]
    ranking, likely = fit_ranking(examples, standings)
    stack, beyond = _fit_stack(examples, fitted["sentences"].unseen["sentences"])
    types = {kind: types_of_head(kind) for kind in KINDS}
    presence = fit_presence(
        [each.reading for each in examples],
        [
            _placed(each, standings[index], likely[index], beyond[index], types)
            for index, each in enumerate(examples)
        ],
        there=np.stack([_present(example) for example in examples]),
        types=types,
    )
    taught = {head: each.taught for head, each in fitted.items()}
    return Model(taught, fitted["sentences"].exact, ranking, stack, presence)


def _views(fitted: dict[str, Fitted], index: int) -> dict[str, Views]:
    """The unseen log-odds of one contract, as two models see them."""
    cuad = [number for number, kind in enumerate(clause_types().values()) if kind.cuad]
    whole = fitted["sentences"]
    views: dict[str, Views] = {}
    for kind in ("sentences", "pieces"):
        views[kind] = whole.unseen[kind][index][:, cuad], whole.exact_unseen[kind][index]
    for head in PART_TYPES:
        views[head] = fitted[head].unseen[head][index], fitted[head].unseen[head][index]
    return views


def _placed(
    example: Example, standing: Standing, likely: Floats, beyond: Floats, types: dict[str, tuple[str, ...]]
) -> dict[str, Floats]:
    """Probabilities by kind, candidates by types, as reading makes them."""
    found = {
        kind: np.zeros((len(example.reading.heads[kind].spans), len(types[kind])), np.float32)
        for kind in KINDS
    }
    found["sentences"][:, beyond_cuad()] = beyond
    place(found, standing, likely=likely, kinds=types)
    return found


def _fit_stack(examples: Sequence[Example], unseen: Sequence[Floats]) -> tuple[Stack, list[Floats]]:
    """The small models of the types that CUAD lacks, and what they make of the unseen log-odds."""
    types = types_of_head("sentences")
    measured = [
        measured_of(each.reading.heads["sentences"], types, log_odds=odds)[:, beyond_cuad()]
        for each, odds in zip(examples, unseen, strict=True)
    ]
    chosen: list[NDArray[np.float64]] = []
    wanted: list[Bools] = []
    for number, column in enumerate(beyond_cuad()):
        rows, marks = [np.zeros((0, len(MEASURES)))], [np.zeros(0, bool)]
        for each, part in zip(examples, measured, strict=True):
            best = np.argsort(-part[:, number, 0], kind="stable")[:_BEST_OF_CONTRACT]
            best = best[each.known["sentences"][best, column]]
            rows.append(part[best, number].astype(np.float64))
            marks.append(each.taught["sentences"][best, column])
        chosen.append(np.vstack(rows))
        wanted.append(np.concatenate(marks))
    stack = Stack(*fit_family(chosen, wanted, strength=_STACK_STRENGTH))
    return stack, [stack.probabilities(part) for part in measured]


def _present(example: Example) -> Bools:
    """CUAD's types as annotated, the others where an example stands."""
    cuad = np.array([bool(kind.cuad) for kind in clause_types().values()])
    return np.where(cuad, example.present, example.taught["sentences"].any(axis=0))
