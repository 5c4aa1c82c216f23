"""`fourcorners eval contractnli`: statements about confidentiality, by the public definition."""

import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def contractnli(
    file: Annotated[Path, typer.Argument(help="ContractNLI agreements (dev.json or test.json).")],
    limit: Annotated[int | None, typer.Option(min=1, help="Score only the first N agreements.")] = None,
    score: Annotated[
        Path | None, typer.Option(help="Score these predictions and not those of the engine.")
    ] = None,
    predictions: Annotated[Path | None, typer.Option(help="Write choices and span scores here.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page with all figures here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Seventeen statements about NDAs: answers and evidence, by the public definition."""
    from evals.contractnli_run import predict, read_predictions, render, summarise
    from evals.datasets.contractnli import choose_agreements

    chosen = choose_agreements(file, limit=limit)
    _say(f"{len(chosen.agreements)} agreements ({chosen.split}), weights: {chosen.weights}")
    if not chosen.unseen:
        _say("these weights learnt from some of these agreements: the figures show the fit, not the accuracy")
    began = time.perf_counter()
    said = read_predictions(score) if score else predict(chosen, say=_say)
    summary = summarise(chosen, said, seconds=time.perf_counter() - began)
    if predictions:
        predictions.write_text(json.dumps(said), "utf-8")
        _say(f"predictions: {predictions}")
    if report:
        report.write_text(render(summary), "utf-8")
        _say(f"report: {report}")
    typer.echo(json.dumps(summary, ensure_ascii=False) if as_json else _table(summary))


def _table(summary: dict[str, Any]) -> str:
    from evals.contractnli_run import FIGURES, shown

    lines = [f"contractnli {summary['split']}: {summary['n']} agreements, {summary['seconds']} s"]
    for name, value in summary["metrics"].items():
        low, high = summary["intervals"][name]
        lines.append(f"  {name:<30}{value:.3f}  [{low:.3f}, {high:.3f}]")
    lines.append(f"  {'statement':<34}{'acc':>6}{'F1 E':>6}{'F1 C':>6}{'mAP':>6}{'P@80':>6}")
    for row in summary["per_category"]:
        cells = "".join(f"{shown(row[name]):>6}" for name in FIGURES)
        lines.append(f"  {row['id']:<34}{cells}")
    return "\n".join(lines)


def _say(line: str) -> None:
    typer.echo(line, err=True)
