"""Growing the trees that rank the candidates of CUAD's types, on scores that had not seen the contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from extraction.clauses.linear import Floats
from extraction.clauses.novelty import novelty
from extraction.clauses.ranking import Ranking, with_prior
from extraction.clauses.standing import KINDS, Numbers, Standing, cuad_types
from extraction.clauses.taxonomy import clause_types
from extraction.training.boost import Growth, grow
from extraction.training.cuad import AnnotatedContract
from extraction.training.examples import Bools, Example, types_of_head
from extraction.training.match import MATCH_JACCARD, overlap, word_set

_FOLDS = 3
_ALONE = Growth(rounds=150, rate=0.08, leaves=24, least=40, smooth=5.0)
_FRESH = Growth(rounds=200, rate=0.05, leaves=16, least=60, smooth=5.0)
# How many entries of a type outweigh the guess that one in fifty is right.
_PRIOR_ENTRIES = 50


class Ranked(NamedTuple):
    """The ranking learnt from all contracts, and per contract the probabilities of its entries by trees
    that had not seen it."""

    ranking: Ranking
    unseen: list[Floats]


@dataclass(frozen=True, slots=True)
class _Rows:
    """All entries of all contracts in one row: `contract` by number, `right` whether the scorer would
    accept the entry, `found` which annotations (numbered within type and contract) it accepts for."""

    standings: Sequence[Standing]
    contract: Numbers
    right: Bools
    found: list[tuple[int, ...]]


def fit_ranking(examples: Sequence[Example], standings: Sequence[Standing]) -> Ranked:
    """Learn from the entries of every contract, measured on unseen linear scores."""
    rows = _Rows(
        standings,
        np.repeat(np.arange(len(examples)), [len(each.row) for each in standings]),
        np.concatenate([_right(each, own) for each, own in zip(examples, standings, strict=True)]),
        [hit for each, own in zip(examples, standings, strict=True) for hit in _found(each.contract, own)],
    )
    everything = np.ones(len(rows.right), bool)
    nothing = [np.zeros((len(each.row), 0), np.float32) for each in standings]
    alone, alone_prior, unseen = _crossed(rows, rows.right, everything, nothing, _ALONE)
    told, fresh, again = _tell(examples, rows, unseen)
    trees, prior, likely = _crossed(rows, fresh, ~again, told, _FRESH)
    return Ranked(Ranking(alone, alone_prior, trees, prior), likely)


def _crossed(rows: _Rows, wanted: Bools, usable: Bools, told: list[Floats], growth: Growth):
    """Trees and prior from all `usable` entries, and per contract unseen probabilities."""
    likely: list[Floats] = [np.zeros(0, np.float32)] * len(rows.standings)
    for fold in range(_FOLDS):
        trees, prior = _grown(rows, wanted, usable & (rows.contract % _FOLDS != fold), told, growth)
        for index in range(fold, len(rows.standings), _FOLDS):
            measured = np.hstack([with_prior(rows.standings[index], prior), told[index]])
            likely[index] = trees.probabilities(measured)
    return *_grown(rows, wanted, usable, told, growth), likely


def _grown(rows: _Rows, wanted: Bools, usable: Bools, told: list[Floats], growth: Growth):
    prior = _prior(rows, wanted, usable)
    measured = np.vstack(
        [np.hstack([with_prior(each, prior), more]) for each, more in zip(rows.standings, told, strict=True)]
    )
    return grow(measured[usable], wanted[usable], growth=growth), prior


def _prior(rows: _Rows, wanted: Bools, usable: Bools) -> Floats:
    """How often the entries of each type are right, apart for running text and short parts."""
    kinds = np.concatenate([each.kind for each in rows.standings])[usable] > 1
    types = np.concatenate([each.type for each in rows.standings])[usable]
    shape = (len(cuad_types()), 2)
    place = types * 2 + kinds
    right = np.bincount(place, wanted[usable], shape[0] * 2)
    return (
        ((right + 1) / (np.bincount(place, minlength=shape[0] * 2) + _PRIOR_ENTRIES))
        .reshape(shape)
        .astype(np.float32)
    )


def _right(example: Example, standing: Standing) -> Bools:
    out = np.zeros(len(standing.row), bool)
    for number, kind in enumerate(KINDS):
        types = types_of_head(kind)
        column = np.array([types.index(name) if name in types else -1 for name in cuad_types()])
        own = standing.kind == number
        out[own] = example.matched[kind][standing.row[own], column[standing.type[own]]]
    return out


def _found(contract: AnnotatedContract, standing: Standing) -> list[tuple[int, ...]]:
    """Which annotations of its type each entry finds."""
    answers = [
        tuple(
            (each.text, word_set(each.text)) for each in contract.answers.get(clause_types()[name].cuad, ())
        )
        for name in cuad_types()
    ]
    party = cuad_types().index("parties")
    out: list[tuple[int, ...]] = []
    for kind, (start, end) in zip(standing.type.tolist(), standing.spans.tolist(), strict=True):
        text = contract.text[start:end]
        words = word_set(text) if answers[kind] else frozenset[str]()
        out.append(
            tuple(
                number
                for number, (answer, sought) in enumerate(answers[kind])
                if overlap(words, sought) >= MATCH_JACCARD or (kind == party and answer in text)
            )
        )
    return out


def _tell(
    examples: Sequence[Example], rows: _Rows, unseen: list[Floats]
) -> tuple[list[Floats], Bools, Bools]:
    """Per contract what each entry adds to the better ones; of all entries, whether it finds an annotation
    that no better one has found, and whether it only finds some again."""
    told: list[Floats] = []
    fresh, again = np.zeros(len(rows.right), bool), np.zeros(len(rows.right), bool)
    first = 0
    for example, standing, likely in zip(examples, rows.standings, unseen, strict=True):
        measured, order = novelty(example.contract.text, standing, likely=likely)
        told.append(measured)
        before: dict[int, set[int]] = {}
        for entry in order:
            known = before.setdefault(int(standing.type[entry]), set())
            hits = set(rows.found[first + entry]) if rows.right[first + entry] else set[int]()
            fresh[first + entry] = bool(hits - known)
            again[first + entry] = bool(hits) and hits <= known
            known |= hits
        first += len(standing.row)
    return told, fresh, again
