"""Answering ContractNLI's agreements with the offline engine, and setting the answers beside the gold."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from contracts.errors import InvalidInputError
from evals.datasets.contractnli import ChosenAgreements
from evals.scorers.contractnli import Predictions, intervals, metrics, paired_with, per_statement
from extraction.clauses.nda_cues import hypotheses
from extraction.clauses.nda_model import load_nda_model
from extraction.clauses.nda_score import score_spans
from extraction.training.nda import shipped_nda_card
from extraction.training.nda_data import CHOICES

FIGURES = ("accuracy", "f1_entailment", "f1_contradiction", "map", "precision_at_80_recall")

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>ContractNLI {split}</title>
<style>body{{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;margin:1rem 0}}td,th{{padding:.2rem .7rem;text-align:right;
border-bottom:1px solid #ccc}}td:first-child,th:first-child{{text-align:left}}</style>
<h1>ContractNLI, {split}: {n} agreements</h1><p>{note}</p>
<table><tr><th>figure<th>value<th>95 % interval</tr>{figures}</table>
<table><tr><th>statement<th>entailed<th>contradicted<th>not mentioned<th>accuracy<th>F1 entailment
<th>F1 contradiction<th>mAP<th>P@R80</tr>{rows}</table></html>
"""


def predict(chosen: ChosenAgreements, *, say: Callable[[str], None] = lambda _: None) -> Predictions:
    """`{id: {key: {choice, scores: {span_index: p}}}}` over the spans as the file gives them. Scores are
    the probability that a span is evidence, given that the agreement speaks to the statement."""
    model = load_nda_model(chosen.weights)
    out: dict[str, dict[str, dict[str, Any]]] = {}
    for number, agreement in enumerate(chosen.agreements, start=1):
        scores = score_spans(agreement.texts, model)
        out[agreement.id] = {
            each.key: {
                "choice": CHOICES[int(scores.chosen[column])],
                "scores": {
                    str(span): round(float(score), 6) for span, score in enumerate(scores.evidence[:, column])
                },
            }
            for column, each in enumerate(hypotheses())
        }
        if number % 25 == 0:
            say(f"{number} of {len(chosen.agreements)} agreements read")
    return out


def read_predictions(path: Path) -> Predictions:
    """Predictions as `--predictions` writes them."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise InvalidInputError(
            f"{path} holds no predictions ({problem}); give a file of --predictions"
        ) from None
    if not isinstance(found, dict):
        raise InvalidInputError(f"{path} is no object of agreements; give a file of --predictions")
    return found


def summarise(chosen: ChosenAgreements, said: Predictions, *, seconds: float) -> dict[str, Any]:
    """`{dataset, split, n, engine, metrics, per_category, intervals, seconds}`; shares in [0, 1]."""
    pairs = paired_with(chosen.agreements, said)
    return {
        "dataset": "contractnli",
        "split": chosen.split,
        "n": len(chosen.agreements),
        "engine": {
            "name": "four corners, offline",
            "weights": chosen.weights,
            "version": shipped_nda_card().version,
            "unseen": chosen.unseen,
        },
        "metrics": {name: round(value, 4) for name, value in metrics(pairs).items()},
        "per_category": per_statement(pairs),
        "intervals": {
            name: [round(low, 4), round(high, 4)] for name, (low, high) in intervals(pairs).items()
        },
        "seconds": round(seconds, 2),
    }


def render(summary: dict[str, Any]) -> str:
    """The summary as one page that needs nothing else."""
    figures = "".join(
        f"<tr><td>{escape(name)}<td>{value:.3f}<td>{summary['intervals'][name][0]:.3f} –"
        f" {summary['intervals'][name][1]:.3f}</tr>"
        for name, value in summary["metrics"].items()
    )
    rows = "".join(
        f"<tr><td>{escape(row['statement'])} ({escape(row['category'])})"
        + "".join(f"<td>{row[name]}" for name in ("entailment", "contradiction", "notmentioned"))
        + "".join(f"<td>{shown(row[name])}" for name in FIGURES)
        + "</tr>"
        for row in summary["per_category"]
    )
    unseen = summary["engine"]["unseen"]
    note = "The weights saw none of them." if unseen else "The weights learnt from some of them: a fit."
    return _PAGE.format(split=escape(summary["split"]), n=summary["n"], note=note, figures=figures, rows=rows)


def shown(value: float | None) -> str:
    """A share with two digits; a dash where there is none."""
    return "–" if value is None else f"{value:.2f}"
