"""Reading contracts with the offline engine and setting its answers beside the annotators'."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contracts.extraction import Presence
from contracts.metadata import Metadata
from evals.datasets.cuad import Chosen, category_of_type, questions_of
from evals.scorers.answers import score_answers
from evals.scorers.cuad import Curve, Question, Tally, bootstrap, tally
from evals.scorers.presence import PresenceScore, macro, presence_intervals, presence_scores
from extraction.clauses.classify import classify_and_score
from extraction.clauses.weights import load_model
from extraction.metadata.reading import read_metadata
from extraction.structure.structure import structured
from extraction.train import shipped_card
from extraction.training.cuad import document_of

# How many texts are offered per question; the public layout has twenty.
NBEST = 20


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine said: per question texts with probabilities, best first; per contract presence by
    category; the seconds spent on reading."""

    predictions: dict[str, list[tuple[str, float]]]
    presence: dict[str, dict[str, Presence]]
    seconds: float
    metadata: dict[str, Metadata] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CuadResult:
    """A scored run. `summary()` is the object that `--json` prints."""

    chosen: Chosen
    answers: Answers
    questions: list[Question]
    counts: Tally
    presence: dict[str, PresenceScore]
    intervals: dict[str, tuple[float, float]]
    answered: dict[str, float] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        """`{dataset, split, n, engine, metrics, per_category, intervals, seconds}`; shares in [0, 1]."""
        curve = self.counts.curve()
        rows = self._per_category()
        return {
            "dataset": "cuad",
            "split": self.chosen.split,
            "n": len(self.chosen.contracts),
            "engine": {
                "name": "four corners, offline",
                "weights": self.chosen.weights,
                "version": shipped_card().version,
                "unseen": self.chosen.unseen,
            },
            "metrics": {
                "aupr": round(curve.area, 4),
                "precision_at_80_recall": round(curve.precision_at(0.8), 4),
                "precision_at_90_recall": round(curve.precision_at(0.9), 4),
                "highest_recall": round(curve.highest_recall, 4),
                "macro_aupr": round(_mean([row["aupr"] for row in rows if row["answers"]]), 4),
                **{name: round(value, 4) for name, value in macro(self.presence).items()},
                **self.answered,
            },
            "per_category": rows,
            "intervals": {
                name: [round(low, 4), round(high, 4)] for name, (low, high) in self.intervals.items()
            },
            "seconds": round(self.answers.seconds, 2),
        }

    def nbest(self) -> dict[str, list[dict[str, Any]]]:
        """The public n-best layout: every question, with the texts offered for it."""
        return {
            question.id: [
                {"text": text, "probability": score}
                for text, score in self.answers.predictions.get(question.id, [])
            ]
            for question in self.questions
        }

    def curves(self) -> dict[str, Curve]:
        """The curve of every category that has annotations."""
        rows = {name: self._rows_of(name) for name in dict.fromkeys(each.category for each in self.questions)}
        return {name: self.counts.curve(own) for name, own in rows.items() if self.counts.answers[own].sum()}

    def _rows_of(self, category: str) -> NDArray[np.int64]:
        return np.array([n for n, question in enumerate(self.questions) if question.category == category])

    def _per_category(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for category in dict.fromkeys(question.category for question in self.questions):
            own = self._rows_of(category)
            curve = self.counts.curve(own)
            rows.append(
                {
                    "category": category,
                    "answers": int(self.counts.answers[own].sum()),
                    "aupr": round(curve.area, 4),
                    "precision_at_80_recall": round(curve.precision_at(0.8), 4),
                    "highest_recall": round(curve.highest_recall, 4),
                    **self.presence[category].figures(),
                }
            )
        return rows


def run_cuad(
    chosen: Chosen,
    *,
    wanted: Mapping[str, Mapping[str, str]] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> CuadResult:
    """Read the contracts, score the answers, and draw the intervals. With `wanted` (normalised answers
    by title and category) the metadata are read and scored too."""
    answers = _answer(chosen, say, with_metadata=wanted is not None)
    questions = questions_of(chosen.contracts)
    counts = tally(questions, answers.predictions)
    presence = presence_scores(questions, answers.presence)
    intervals = bootstrap(counts, [question.contract for question in questions])
    intervals |= presence_intervals(questions, answers.presence)
    answered: dict[str, float] = {}
    if wanted is not None:
        scores = score_answers(answers.metadata, wanted)
        answered = scores.figures()
        intervals |= scores.intervals()
    return CuadResult(chosen, answers, questions, counts, presence, intervals, answered)


def _answer(chosen: Chosen, say: Callable[[str], None], *, with_metadata: bool) -> Answers:
    model, categories = load_model(chosen.weights), category_of_type()
    predictions: dict[str, list[tuple[str, float]]] = {}
    presence: dict[str, dict[str, Presence]] = {}
    metadata: dict[str, Metadata] = {}
    began = time.perf_counter()
    for number, contract in enumerate(chosen.contracts, start=1):
        document = document_of(contract.title, contract.text)
        found, classified = classify_and_score(document, model=model)
        if with_metadata:
            metadata[contract.title] = read_metadata(structured(document), classified.passages)
        best: dict[str, dict[str, float]] = {}
        for passage in found:
            # Best first: a text that stands twice in the contract keeps its higher probability.
            texts = best.setdefault(categories.get(passage.type, ""), {})
            texts.setdefault(contract.text[passage.start : passage.end], passage.score)
        for category, question in contract.questions.items():
            predictions[question] = list(best.get(category, {}).items())[:NBEST]
        states = {each.type: each for each in classified.presence}
        presence[contract.title] = {name: states[kind] for kind, name in categories.items()}
        if number % 25 == 0:
            say(f"{number} of {len(chosen.contracts)} contracts read")
    return Answers(predictions, presence, time.perf_counter() - began, metadata)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
