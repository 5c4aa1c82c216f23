"""The CUAD scorer: equal to the published one, and the figures it leaves out.

Source: `evaluate.py` of the CUAD release (Hendrycks et al. 2021, arXiv:2103.06268). Its definition, kept
with its quirks: a predicted text matches an annotated one when their word sets (lower case, split at
single spaces after `.,;:` are dropped and `/` is a space) have a Jaccard index of at least 0.5; for
questions whose id holds "Parties" it also matches when it contains the annotated text. Matching is many
to many: an annotation is found when any prediction matches it, a prediction is false when it matches no
annotation. Equal predicted texts of one question are one prediction, and the last probability counts.
Precision and recall are taken over all questions together at the thresholds 0.99, 0.98 … 0.01, 0.001, 0
(a prediction counts when its probability is above), precision is made falling from right to left, and the
area under the points, from recall 0 with precision 1, is the AUPR. No curve is drawn beyond the highest
recall reached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.training.match import MATCH_JACCARD, overlap, word_set

THRESHOLDS: NDArray[np.float64] = np.array([*np.arange(0.99, 0, -0.01), 0.001, 0.0])
BOOTSTRAP_ROUNDS = 500
BOOTSTRAP_SEED = 20260101

Predictions = Mapping[str, Sequence[tuple[str, float]]]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Question:
    """One contract asked for one category; `answers` are the annotated texts, with repeats."""

    id: str
    contract: str
    category: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision (made falling) and recall at recall 0 and then at each of `THRESHOLDS`."""

    precision: NDArray[np.float64]
    recall: NDArray[np.float64]

    @property
    def area(self) -> float:
        """AUPR by the trapezoid rule; 0 where it is not defined."""
        area = float(np.trapezoid(self.precision, self.recall))
        return 0.0 if np.isnan(area) else area

    @property
    def highest_recall(self) -> float:
        """Recall at threshold 0; 0 where there is nothing to find."""
        return 0.0 if np.isnan(self.recall[-1]) else float(self.recall[-1])

    def precision_at(self, recall: float) -> float:
        """Precision at the first point that reaches `recall`; 0 where none does."""
        reached = np.flatnonzero(self.recall >= recall)
        return float(self.precision[reached[0]]) if reached.size else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts per question (rows) and threshold (columns): annotations found, predictions that match
    none; and the number of annotations per question."""

    found: Counts
    false: Counts
    answers: Counts

    def curve(self, rows: NDArray[np.int64] | slice = slice(None)) -> Curve:
        """The curve over the questions `rows` (an index may stand there more than once)."""
        found, false = self.found[rows].sum(axis=0), self.false[rows].sum(axis=0)
        return curve_of(found, false, answers=int(self.answers[rows].sum()))


def is_match(question_id: str, answer: str, *, predicted: str) -> bool:
    """Whether a prediction finds the annotation."""
    close = overlap(word_set(answer), word_set(predicted)) >= MATCH_JACCARD
    return close or ("Parties" in question_id and answer in predicted)


def tally(questions: Sequence[Question], predictions: Predictions) -> Tally:
    """Count at every threshold. A question without predictions has none."""
    shape = (len(questions), len(THRESHOLDS))
    found, false = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, question in enumerate(questions):
        unique = {text: score for text, score in predictions.get(question.id, ()) if text != ""}
        best = [-1.0] * len(question.answers)
        for text, score in unique.items():
            hits = [
                n
                for n, answer in enumerate(question.answers)
                if is_match(question.id, answer, predicted=text)
            ]
            for hit in hits:
                best[hit] = max(best[hit], score)
            if not hits:
                false[row] += score > THRESHOLDS
        for score in best:
            found[row] += score > THRESHOLDS
    return Tally(found, false, np.array([len(question.answers) for question in questions], np.int64))


def curve_of(found: Counts, false: Counts, *, answers: int) -> Curve:
    """The curve of summed counts per threshold."""
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.concatenate([[1.0], found / (found + false)])
        recall = np.concatenate([[0.0], found / answers])
    # From the lowest threshold upwards, as the published loop does: an undefined precision (nothing
    # predicted) takes the value to its right.
    for index in range(len(precision) - 2, -1, -1):
        right = precision[index + 1]
        precision[index] = right if not precision[index] > right else precision[index]
    return Curve(precision, recall)


def bootstrap(
    counts: Tally, groups: Sequence[str], *, rounds: int = BOOTSTRAP_ROUNDS, seed: int = BOOTSTRAP_SEED
) -> dict[str, tuple[float, float]]:
    """95 % percentile intervals of AUPR, precision at 80 % and at 90 % recall, when whole contracts
    (`groups`, one per question) are drawn again with replacement."""
    names = sorted(set(groups))
    place = {name: index for index, name in enumerate(names)}
    owner = np.array([place[group] for group in groups])
    found, false = (_by_group(part, owner, len(names)) for part in (counts.found, counts.false))
    answers = _by_group(counts.answers[:, None], owner, len(names))[:, 0]
    random = np.random.default_rng(seed)
    drawn = [random.integers(0, len(names), len(names)) for _ in range(rounds)]
    curves = [
        curve_of(found[d].sum(axis=0), false[d].sum(axis=0), answers=int(answers[d].sum())) for d in drawn
    ]
    figures = {
        "aupr": [curve.area for curve in curves],
        "precision_at_80_recall": [curve.precision_at(0.8) for curve in curves],
        "precision_at_90_recall": [curve.precision_at(0.9) for curve in curves],
    }
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in figures.items()
    }


def _by_group(counts: Counts, owner: NDArray[np.int64], size: int) -> Counts:
    summed = np.zeros((size, counts.shape[1]), np.int64)
    np.add.at(summed, owner, counts)
    return summed
