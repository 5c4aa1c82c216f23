"""Published figures: kept as JSON from a run, and written into the pages between markers.

A page holds `<!-- figures: NAME -->` … `<!-- end of figures -->`; what stands between is made from
`evals/kept/NAME.json`, so a page cannot say another figure than the run that is kept.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from contracts.errors import InvalidInputError

Run = Mapping[str, Any]
PAGES = ("README.md", "evals/README.md")
_MARKED = re.compile(r"(<!-- figures: ([a-z-]+) -->\n).*?(<!-- end of figures -->)", re.S)
_WHERE = {
    "kleister-nda": "NDAs on which no rule was tuned",
    "obligations": "held-out sentences of our own writing",
    "due-dates": "cases of our own writing, half of them held out",
}
_CUAD = {
    "aupr": "AUPR",
    "precision_at_80_recall": "precision at 80 % recall",
    "precision_at_90_recall": "precision at 90 % recall",
    "highest_recall": "highest recall",
    "macro_aupr": "macro AUPR",
    "presence_macro_precision": "presence, macro precision",
    "presence_macro_recall": "presence, macro recall",
    "presence_macro_f1": "presence, macro F1",
    "false_absence_rate": "false-absence rate",
    "unsure_rate": "unsure",
}


def kept_runs() -> dict[str, dict[str, Any]]:
    """The runs that are kept, by name."""
    folder = Path(__file__).with_name("kept")
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def run_json(run: Run) -> str:
    """How a run is kept: without its seconds, which differ from machine to machine."""
    kept = {name: value for name, value in run.items() if name != "seconds"}
    return json.dumps(kept, indent=1, ensure_ascii=False) + "\n"


def with_figures(page: str, runs: Mapping[str, Run]) -> str:
    """The page with everything between markers made anew; `InvalidInputError` for a marker that nothing
    answers to."""

    def made(match: re.Match[str]) -> str:
        table = _TABLES.get(match[2])
        if table is None:
            known = ", ".join(_TABLES)
            raise InvalidInputError(f"no figures are called {match[2]!r}; a marker names one of {known}")
        return f"{match[1]}{table(runs)}\n{match[3]}"

    return _MARKED.sub(made, page)


def _summary(runs: Mapping[str, Run]) -> str:
    rows = ["| what | measured on | figure | 95 % interval |", "|---|---|---|---|"]
    for name, metric, label in (
        ("cuad", "aupr", "clause passages (CUAD, 41 categories), AUPR"),
        ("cuad", "presence_macro_f1", "is the clause there, macro F1"),
        ("cuad", "false_absence_rate", "clauses that are there and were called absent"),
        ("clause-types", "accuracy", "type of a section from its words alone, first answer right"),
        ("contractnli", "accuracy", "17 statements about an NDA (ContractNLI), accuracy"),
        ("contractnli", "f1_contradiction", "F1 of “contradicted” among them"),
        ("contractnli", "map", "their evidence, mean average precision"),
        ("kleister-nda", "f1", "parties, law, date and term of NDAs (Kleister), F1"),
        ("obligations", "modality_f1", "obligations of our own gold sentences, modality F1"),
        ("due-dates", "exact", "due dates of our own gold cases, exact"),
    ):
        if name in runs and metric in runs[name]["metrics"]:
            run = runs[name]
            where = f"{run['n']} {_WHERE.get(name, 'contracts held out from training')}"
            rows.append(f"| {label} | {where} | {run['metrics'][metric]:.3f} | {_range(run, metric)} |")
    return "\n".join(rows)


def _cuad_figures(runs: Mapping[str, Run]) -> str:
    run = runs["cuad"]
    rows = ["| figure | value | 95 % interval |", "|---|---|---|"]
    rows += [
        f"| {_CUAD.get(name, name.replace('_', ' '))} | {_shown(value)} | {_range(run, name)} |"
        for name, value in run["metrics"].items()
    ]
    return "\n".join(rows)


def _cuad_categories(runs: Mapping[str, Run]) -> str:
    rows = [
        "| category | answers | AUPR | contracts with it | precision | recall | F1 | falsely absent "
        "| unsure |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    columns = (
        "aupr",
        "has",
        "presence_precision",
        "presence_recall",
        "presence_f1",
        "false_absence",
        "unsure",
    )
    for row in runs["cuad"]["per_category"]:
        values = (f"{row[name]}" if name == "has" else f"{row[name]:.2f}" for name in columns)
        rows.append(f"| {row['category']} | {row['answers']} | {' | '.join(values)} |")
    return "\n".join(rows)


def _clause_types(runs: Mapping[str, Run]) -> str:
    run = runs["clause-types"]
    metrics = run["metrics"]
    rows = [
        f"{metrics['sections']} sections of {run['n']} contracts: first answer right "
        f"{metrics['accuracy']:.3f} ({_range(run, 'accuracy')}), among the first three "
        f"{metrics['among_first_three']:.3f}, macro F1 {metrics['macro_f1']:.3f} over types with at least "
        f"three sections; always the commonest type: {metrics['commonest_type']:.3f}.",
        "",
        "| type | sections | precision | recall | F1 | taken for |",
        "|---|---|---|---|---|---|",
    ]
    for row in run["per_category"]:
        taken = ", ".join(row["taken_for"])
        figures = " | ".join(f"{row[name]:.2f}" for name in ("precision", "recall", "f1"))
        rows.append(f"| {row['category']} | {row['sections']} | {figures} | {taken} |")
    return "\n".join(rows)


def _plain(name: str) -> Callable[[Mapping[str, Run]], str]:
    """A table of all figures of one run, under their own names."""

    def table(runs: Mapping[str, Run]) -> str:
        run = runs[name]
        rows = ["| figure | value | 95 % interval |", "|---|---|---|"]
        rows += [
            f"| {metric.replace('_', ' ')} | {_shown(value)} | {_range(run, metric)} |"
            for metric, value in run["metrics"].items()
        ]
        return "\n".join(rows)

    return table


def _shown(value: float) -> str:
    return f"{value}" if isinstance(value, int) else f"{value:.3f}"


def _range(run: Run, metric: str) -> str:
    low_high = run["intervals"].get(metric)
    return f"{low_high[0]:.3f} – {low_high[1]:.3f}" if low_high else ""


_TABLES: dict[str, Callable[[Mapping[str, Run]], str]] = {
    "summary": _summary,
    "cuad": _cuad_figures,
    "cuad-categories": _cuad_categories,
    "clause-types": _clause_types,
    "contractnli": _plain("contractnli"),
    "kleister-nda": _plain("kleister-nda"),
    "obligations": _plain("obligations"),
    "due-dates": _plain("due-dates"),
    "facts": _plain("facts"),
}
