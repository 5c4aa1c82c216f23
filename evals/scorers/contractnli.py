"""ContractNLI as its authors score it: evidence by ranked spans, answers by class.

Definition (the evaluation published with the paper of Koreeda and Manning, 2021):

- *Answers.* Accuracy over all agreements and statements. F1 of entailment and of contradiction per
  statement, then the mean over the statements whose gold answers hold that class at all.
- *Evidence.* Only agreements whose gold answer is not "not mentioned" are asked; every span of such an
  agreement counts, marked or not, and `map` does not depend on the answer given.
  `map` is the average precision of the spans of one agreement, its mean over the agreements of a
  statement, and the mean over statements. `precision_at_80_recall` pools the spans of all agreements of
  a statement, takes the highest threshold that reaches 80 % of the marked ones, and averages over
  statements. Equal scores are one threshold.

The published evaluation prints several averages and the paper's table does not name the one it shows.
`map_over_pairs` is the mean over all pairs of agreement and statement at once; `map_pooled` the average
precision over the pooled spans of a statement; `precision_at_80_recall_pooled` pools all statements too.
A plain word model gives .84, .86, .72 for the three (published: .836), which leaves the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contracts.errors import InvalidInputError
from extraction.clauses.nda_cues import hypotheses
from extraction.training.nda_data import CHOICES, Agreement

Floats = NDArray[np.float64]
Predictions = Mapping[str, Mapping[str, Mapping[str, Any]]]

ROUNDS = 200
_ENTAILMENT, _CONTRADICTION = 1, 2


@dataclass(frozen=True, slots=True)
class Pair:
    """An agreement with what was said of it: `choices` per statement (index of `CHOICES`), `scores` spans
    by statements. `precisions` is the average precision per statement, -1 where it is not asked."""

    gold: Agreement
    choices: NDArray[np.int64]
    scores: Floats
    precisions: Floats


def paired_with(agreements: Sequence[Agreement], predictions: Predictions) -> list[Pair]:
    """Set predictions (`{id: {key: {choice, scores: {span_index: p}}}}`) beside the gold answers. A span
    without a score has 0; a missing agreement or statement, or an unknown choice, is an error."""
    out: list[Pair] = []
    for gold in agreements:
        choices = np.zeros(len(hypotheses()), np.int64)
        scores = np.zeros(gold.evidence.shape)
        for column, hypothesis in enumerate(hypotheses()):
            try:
                said = predictions[gold.id][hypothesis.key]
                choices[column] = CHOICES.index(said["choice"])
                for span, score in said["scores"].items():
                    scores[int(span), column] = float(score)
            except (KeyError, ValueError, IndexError, TypeError, AttributeError) as problem:
                raise InvalidInputError(
                    f"predictions for {gold.id}, {hypothesis.key}: {problem!r}; each needs a choice"
                    f" ({', '.join(CHOICES)}) and scores by span index"
                ) from None
        out.append(Pair(gold, choices, scores, _precisions(gold, scores)))
    return out


def _precisions(gold: Agreement, scores: Floats) -> Floats:
    # An answer without a marked span cannot be ranked; the data have none.
    asked = (gold.choices > 0) & gold.evidence.any(axis=0)
    found = np.full(len(asked), -1.0)
    for column in np.flatnonzero(asked):
        found[column] = average_precision(gold.evidence[:, column], scores[:, column])
    return found


def metrics(pairs: Sequence[Pair]) -> dict[str, float]:
    """All figures, shares in [0, 1]; 0 where nothing could be asked."""
    rows = [_column(pairs, column) for column in range(len(hypotheses()))]
    asked = [part for row in rows for part in row.average_precisions]
    marked = [np.concatenate(row.marked) for row in rows if row.marked]
    scores = [np.concatenate(row.scores) for row in rows if row.marked]
    right = np.concatenate([pair.gold.choices == pair.choices for pair in pairs])
    return {
        "accuracy": float(right.mean()),
        "f1_contradiction": _mean([row.f1_contradiction for row in rows]),
        "f1_entailment": _mean([row.f1_entailment for row in rows]),
        "map": _mean([row.mean_average_precision for row in rows]),
        "precision_at_80_recall": _mean([row.precision_at_80_recall for row in rows]),
        "map_over_pairs": _mean(asked),
        "map_pooled": _mean([average_precision(*each) for each in zip(marked, scores, strict=True)]),
        "precision_at_80_recall_pooled": precision_at(
            np.concatenate(marked), np.concatenate(scores), recall=0.8
        )
        if marked
        else 0.0,
    }


def per_statement(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """One row per statement; None where the gold answers do not hold the class, or nothing was asked."""
    found: list[dict[str, Any]] = []
    for column, hypothesis in enumerate(hypotheses()):
        row = _column(pairs, column)
        gold = np.array([pair.gold.choices[column] for pair in pairs])
        said = np.array([pair.choices[column] for pair in pairs])
        found.append(
            {
                "category": hypothesis.key,
                "id": hypothesis.id,
                "statement": hypothesis.statement,
                **{name.lower(): int((gold == index).sum()) for index, name in enumerate(CHOICES)},
                "accuracy": round(float((gold == said).mean()), 4),
                "f1_entailment": _rounded(row.f1_entailment),
                "f1_contradiction": _rounded(row.f1_contradiction),
                "map": _rounded(row.mean_average_precision),
                "precision_at_80_recall": _rounded(row.precision_at_80_recall),
            }
        )
    return found


def intervals(pairs: Sequence[Pair], *, rounds: int = ROUNDS) -> dict[str, tuple[float, float]]:
    """95 % intervals by drawing whole agreements again, with a fixed seed."""
    draw = np.random.default_rng(0)
    drawn = [metrics([pairs[at] for at in draw.integers(0, len(pairs), len(pairs))]) for _ in range(rounds)]
    return {
        name: (
            float(np.percentile([each[name] for each in drawn], 2.5)),
            float(np.percentile([each[name] for each in drawn], 97.5)),
        )
        for name in drawn[0]
    }


def average_precision(marked: NDArray[np.bool_], scores: Floats) -> float:
    """The area under the stepwise precision-recall curve; at least one span has to be marked."""
    precision, recall = _curve(marked, scores)
    return float((np.diff(recall, prepend=0.0) * precision).sum())


def precision_at(marked: NDArray[np.bool_], scores: Floats, *, recall: float) -> float:
    """Precision at the highest threshold that reaches `recall`; at least one span has to be marked."""
    precision, reached = _curve(marked, scores)
    return float(precision[np.argmax(reached >= recall - 1e-12)])


@dataclass(frozen=True, slots=True)
class _Column:
    f1_entailment: float | None
    f1_contradiction: float | None
    average_precisions: list[float]
    marked: list[NDArray[np.bool_]]
    scores: list[Floats]

    @property
    def mean_average_precision(self) -> float | None:
        return _mean(self.average_precisions) if self.average_precisions else None

    @property
    def precision_at_80_recall(self) -> float | None:
        if not self.marked:
            return None
        return precision_at(np.concatenate(self.marked), np.concatenate(self.scores), recall=0.8)


def _column(pairs: Sequence[Pair], column: int) -> _Column:
    gold = np.array([pair.gold.choices[column] for pair in pairs])
    said = np.array([pair.choices[column] for pair in pairs])
    asked = [each for each in pairs if each.precisions[column] >= 0]
    marked = [each.gold.evidence[:, column] for each in asked]
    scores = [each.scores[:, column] for each in asked]
    return _Column(
        _f1(gold == _ENTAILMENT, said == _ENTAILMENT),
        _f1(gold == _CONTRADICTION, said == _CONTRADICTION),
        [float(each.precisions[column]) for each in asked],
        marked,
        scores,
    )


def _curve(marked: NDArray[np.bool_], scores: Floats) -> tuple[Floats, Floats]:
    order = np.argsort(-scores, kind="stable")
    found, ranked = np.cumsum(marked[order].astype(float)), scores[order]
    last = np.append(ranked[1:] != ranked[:-1], True)
    return (found / np.arange(1, len(found) + 1))[last], (found / found[-1])[last]


def _f1(truly: NDArray[np.bool_], said: NDArray[np.bool_]) -> float | None:
    if not truly.any():
        return None
    return float(2 * (truly & said).sum() / (truly.sum() + said.sum()))


def _mean(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
