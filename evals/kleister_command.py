"""`fourcorners eval kleister-nda`: party, law, effective date and term of NDAs."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.datasets.kleister import Half
from evals.options import AsJson, FailUnder


def kleister(  # noqa: PLR0913 (one parameter per promised option, decision 0002)
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with in.tsv and expected.tsv.")],
    *,
    half: Annotated[
        str, typer.Option(help="tune, report (by the hash of the file's name) or all of the agreements.")
    ] = "all",
    limit: Annotated[int | None, typer.Option(min=1, help="Score only the first N agreements.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Write expected.tsv lines here.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page with all figures here.")] = None,
    fail_under: FailUnder = None,
    as_json: AsJson = False,
) -> None:
    """Parties, law, effective date and term of NDAs, by the public F1 over normalised pairs."""
    from evals.bounds import check_bounds, parse_bounds
    from evals.datasets.kleister import read_agreements
    from evals.kleister_run import render, run_kleister

    parse_bounds(fail_under or ())
    chosen = _half(half)
    result = run_kleister(read_agreements(folder, half=chosen, limit=limit), chosen, say=_say)
    summary = result.summary()
    if predictions:
        predictions.write_text(result.lines(), "utf-8")
        _say(f"predictions: {predictions}")
    if report:
        report.write_text(render(summary), "utf-8")
        _say(f"report: {report}")
    typer.echo(json.dumps(summary, ensure_ascii=False) if as_json else _table(summary))
    check_bounds(summary["metrics"], at_least=fail_under or ())


def _half(given: str) -> Half:
    if given in ("tune", "report", "all"):
        return given
    raise typer.BadParameter(f"{given[:40]!r} is no part of the data; choose tune, report or all")


def _table(summary: dict[str, Any]) -> str:
    low, high = summary["intervals"]["f1"]
    lines = [
        f"kleister-nda {summary['split']}: {summary['n']} agreements, {summary['seconds']} s",
        f"  F1 {summary['metrics']['f1']:.3f}  [{low:.3f}, {high:.3f}]",
        f"  {'key':<18}{'expected':>9}{'said':>6}{'right':>6}{'P':>7}{'R':>7}{'F1':>7}",
    ]
    for row in summary["per_category"]:
        shares = "".join(f"{row[name]:>7.3f}" for name in ("precision", "recall", "f1"))
        lines.append(f"  {row['category']:<18}{row['expected']:>9}{row['said']:>6}{row['right']:>6}{shares}")
    return "\n".join(lines)


def _say(line: str) -> None:
    typer.echo(line, err=True)
