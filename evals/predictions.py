"""Predictions in the public n-best layout, ours or another engine's, and the counts they make."""

import json
from pathlib import Path
from typing import Any

from contracts.errors import InvalidInputError
from evals.datasets.cuad import questions_of
from evals.paired import Difference, paired_difference, rows_by_group
from evals.scorers.cuad import THRESHOLDS, Curve, Question, Tally, curve_of, tally
from extraction.training.cuad import read_cuad

Predictions = dict[str, list[tuple[str, float]]]


def read_predictions(path: Path) -> Predictions:
    """`{question id: [{"text", "probability"}]}`; raises `InvalidInputError` for anything else."""
    try:
        raw = json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise InvalidInputError(
            f"{path} cannot be read ({problem.strerror}); give a predictions file"
        ) from None
    except ValueError:
        raise InvalidInputError(f"{path} is no JSON; give a predictions file") from None
    try:
        return {
            str(question): [(str(each["text"]), float(each["probability"])) for each in offered]
            for question, offered in raw.items()
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InvalidInputError(
            f'{path} is not in the n-best layout, {{question: [{{"text", "probability"}}]}}'
        ) from None


def compare_cuad(file: Path, *, first: Path, second: Path) -> dict[str, Any]:
    """Two predictions files against a CUAD file, over the questions that both answer.

    Returns `{dataset, n, questions, metrics: {name: {first, second, difference, low, high, p_value}}}`.
    """
    ones, others = read_predictions(first), read_predictions(second)
    asked = [each for each in questions_of(read_cuad(file)) if each.id in ones and each.id in others]
    if not asked:
        raise InvalidInputError(
            f"{first} and {second} answer no question of {file}; give files of its contracts"
        )
    metrics = {name: found._asdict() for name, found in _differences(asked, ones, others).items()}
    return {
        "dataset": "cuad",
        "n": len({each.contract for each in asked}),
        "questions": len(asked),
        "metrics": metrics,
    }


def _differences(questions: list[Question], first: Predictions, second: Predictions) -> dict[str, Difference]:
    groups = [each.contract for each in questions]
    one, other = (_rows(tally(questions, each), groups) for each in (first, second))
    figures = {
        "aupr": lambda curve: curve.area,
        "precision_at_80_recall": lambda curve: curve.precision_at(0.8),
        "precision_at_90_recall": lambda curve: curve.precision_at(0.9),
    }
    return {
        name: paired_difference(one, other, figure=lambda row, figure=figure: figure(_curve(row)))
        for name, figure in figures.items()
    }


def _rows(counts: Tally, groups: list[str]) -> Any:
    return rows_by_group([counts.found, counts.false, counts.answers], groups)


def _curve(row: Any) -> Curve:
    width = len(THRESHOLDS)
    return curve_of(row[:width], row[width : 2 * width], answers=int(row[-1]))
