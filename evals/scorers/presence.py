"""Is the clause there? The number a lawyer feels, per category and on the average of categories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contracts.extraction import Presence
from evals.scorers.cuad import BOOTSTRAP_ROUNDS, BOOTSTRAP_SEED, Question

_STATES = ("has_present", "has_unsure", "has_absent", "lacks_present", "lacks_unsure", "lacks_absent")


@dataclass(frozen=True, slots=True)
class PresenceScore:
    """Contracts by annotated (has, lacks) and said (present, unsure, absent). "Unsure" is an answer of
    its own: it is no find, and no false absence."""

    has_present: int = 0
    has_unsure: int = 0
    has_absent: int = 0
    lacks_present: int = 0
    lacks_unsure: int = 0
    lacks_absent: int = 0

    @property
    def has(self) -> int:
        """Contracts in which the annotators found the clause."""
        return self.has_present + self.has_unsure + self.has_absent

    @property
    def precision(self) -> float:
        """Of those called present, the share that has it; 0 where none was called present."""
        return _share(self.has_present, self.has_present + self.lacks_present)

    @property
    def recall(self) -> float:
        """Of those that have it, the share called present."""
        return _share(self.has_present, self.has)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return _share(2 * self.has_present, self.has + self.has_present + self.lacks_present)

    @property
    def false_absence(self) -> float:
        """Of those that have it, the share called absent."""
        return _share(self.has_absent, self.has)

    @property
    def unsure(self) -> float:
        """Of all contracts, the share answered "unsure"."""
        both = self.has_unsure + self.lacks_unsure
        return _share(both, self.has + self.lacks_present + self.lacks_unsure + self.lacks_absent)

    def figures(self) -> dict[str, float | int]:
        """For a row of the report."""
        return {
            "has": self.has,
            "presence_precision": round(self.precision, 4),
            "presence_recall": round(self.recall, 4),
            "presence_f1": round(self.f1, 4),
            "false_absence": round(self.false_absence, 4),
            "unsure": round(self.unsure, 4),
        }


def presence_scores(
    questions: Sequence[Question], said: Mapping[str, Mapping[str, Presence]]
) -> dict[str, PresenceScore]:
    """Scores per category; `said` is by contract and category."""
    counts: dict[str, dict[str, int]] = {}
    for question in questions:
        truth = "has" if question.answers else "lacks"
        state = said[question.contract][question.category].state
        row = counts.setdefault(question.category, {})
        row[f"{truth}_{state}"] = row.get(f"{truth}_{state}", 0) + 1
    return {category: PresenceScore(**row) for category, row in counts.items()}


def macro(scores: Mapping[str, PresenceScore]) -> dict[str, float]:
    """Means over the categories that occur; the false-absence and unsure rates over all answers."""
    there = [score for score in scores.values() if score.has]
    asked = list(scores.values())
    size = max(1, len(there))
    return {
        "presence_macro_precision": sum(score.precision for score in there) / size,
        "presence_macro_recall": sum(score.recall for score in there) / size,
        "presence_macro_f1": sum(score.f1 for score in there) / size,
        "false_absence_rate": _share(sum(s.has_absent for s in there), sum(s.has for s in there)),
        "unsure_rate": sum(score.unsure for score in asked) / max(1, len(asked)),
    }


def presence_intervals(
    questions: Sequence[Question], said: Mapping[str, Mapping[str, Presence]]
) -> dict[str, tuple[float, float]]:
    """95 % percentile intervals of `macro()` when whole contracts are drawn again with replacement, with
    the rounds and the seed of the spans' intervals."""
    categories = list(dict.fromkeys(question.category for question in questions))
    contracts = {name: row for row, name in enumerate(sorted({each.contract for each in questions}))}
    counts = np.zeros((len(contracts), len(categories), len(_STATES)), np.int64)
    for question in questions:
        truth = "has" if question.answers else "lacks"
        state = _STATES.index(f"{truth}_{said[question.contract][question.category].state}")
        counts[contracts[question.contract], categories.index(question.category), state] += 1
    random = np.random.default_rng(BOOTSTRAP_SEED)
    drawn: dict[str, list[float]] = {}
    for _ in range(BOOTSTRAP_ROUNDS):
        summed = counts[random.integers(0, len(contracts), len(contracts))].sum(axis=0)
        scores = {name: PresenceScore(*map(int, row)) for name, row in zip(categories, summed, strict=True)}
        for name, value in macro(scores).items():
            drawn.setdefault(name, []).append(value)
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in drawn.items()
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
