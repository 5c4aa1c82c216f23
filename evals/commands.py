"""`fourcorners eval …`: score the engine on public annotated data."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.acord_command import acord
from evals.contractnli_command import contractnli
from evals.due_dates_command import due_dates
from evals.facts_command import facts
from evals.kleister_command import kleister
from evals.obligations_command import obligations
from evals.reading_command import reading
from evals.verdicts_command import verdicts

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


class Split(StrEnum):
    """Parts of a file that holds training contracts."""

    dev = "dev"
    train = "train"
    all = "all"


@app.callback()
def _root() -> None:
    """Score the engine on public annotated data."""


@app.command()
def cuad(  # noqa: PLR0913, PLR0917 (one parameter per promised option, decision 0002)
    file: Annotated[Path, typer.Argument(help="CUAD questions and answers (train.json or test.json).")],
    split: Annotated[
        Split | None,
        typer.Option(help="Part of a file that the weights learnt from; default: dev, which they did not."),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(help="Normalised answers (answers.jsonl): score law and dates too.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Score only the first N contracts.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Write the public n-best layout here.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page with all figures here.")] = None,
    fail_under: Annotated[
        list[str] | None, typer.Option(help="METRIC=VALUE: exit 4 where the metric is below; repeatable.")
    ] = None,
    fail_over: Annotated[
        list[str] | None, typer.Option(help="METRIC=VALUE: exit 4 where the metric is above; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Spans and presence of CUAD's 41 categories, by the published scorer and beyond it."""
    from evals.bounds import check_bounds, parse_bounds
    from evals.datasets.cuad import choose, read_answers
    from evals.report import render_report
    from evals.run import run_cuad

    parse_bounds([*(fail_under or ()), *(fail_over or ())])
    chosen = choose(file, split.value if split else None, limit=limit)
    wanted = read_answers(answers) if answers else None
    _say(f"{len(chosen.contracts)} contracts ({chosen.split}), weights: {chosen.weights}")
    if not chosen.unseen:
        _say("these weights learnt from some of these contracts: the figures show the fit, not the accuracy")
    result = run_cuad(chosen, wanted=wanted, say=_say)
    summary = result.summary()
    if predictions:
        _write(predictions, json.dumps(result.nbest(), ensure_ascii=False), "predictions")
    if report:
        _write(report, render_report(summary, result), "report")
    typer.echo(json.dumps(summary, ensure_ascii=False) if as_json else _table(summary))
    check_bounds(summary["metrics"], at_least=fail_under or (), at_most=fail_over or ())


@app.command("clause-types")
def clause_types(
    file: Annotated[Path, typer.Argument(help="CUAD questions and answers, for the contracts in it.")],
    split: Annotated[Split | None, typer.Option(help="As for cuad.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Score only the first N contracts.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """All clause types: what a section speaks of, told from its words without its heading."""
    from evals.clause_types import run_clause_types
    from evals.datasets.cuad import choose

    chosen = choose(file, split.value if split else None, limit=limit)
    summary = run_clause_types(chosen, say=_say)
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
        return
    typer.echo(f"clause types, {summary['split']}: {summary['n']} contracts")
    for name, value in summary["metrics"].items():
        typer.echo(f"  {name:<28}{value:g}")
    for row in summary["per_category"]:
        taken = ", ".join(row["taken_for"])
        typer.echo(f"  {row['category']:<36}{row['sections']:>5}{row['f1']:>7.2f}  {taken}")


@app.command()
def difference(
    file: Annotated[Path, typer.Argument(help="CUAD questions and answers.")],
    first: Annotated[Path, typer.Argument(help="Predictions of one run, in the public n-best layout.")],
    second: Annotated[Path, typer.Argument(help="Predictions of the other.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Two CUAD runs on the same contracts: the difference, its interval, and whether it is chance."""
    from evals.predictions import compare_cuad

    found = compare_cuad(file, first=first, second=second)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    typer.echo(f"cuad: {found['n']} contracts, {found['questions']} questions, second less first")
    for name, row in found["metrics"].items():
        typer.echo(
            f"  {name:<28}{row['first']:.3f} → {row['second']:.3f}  {row['difference']:+.3f} "
            f"[{row['low']:+.3f}, {row['high']:+.3f}]  p = {row['p_value']:.3f}"
        )


app.command()(contractnli)
app.command()(acord)
app.command("kleister-nda")(kleister)
app.command()(reading)
app.command()(obligations)
app.command("due-dates")(due_dates)
app.command()(facts)
app.command()(verdicts)


def _write(path: Path, content: str, what: str) -> None:
    path.write_text(content, "utf-8")
    _say(f"{what}: {path}")


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _table(summary: dict[str, Any]) -> str:
    lines = [f"{summary['dataset']} {summary['split']}: {summary['n']} contracts, {summary['seconds']} s"]
    for name, value in summary["metrics"].items():
        low_high = summary["intervals"].get(name)
        interval = f"  [{low_high[0]:.3f}, {low_high[1]:.3f}]" if low_high else ""
        lines.append(f"  {name:<28}{value:.3f}{interval}")
    lines.append(f"  {'category':<36}{'answers':>8}{'AUPR':>7}{'F1':>7}{'absent':>8}")
    for row in summary["per_category"]:
        figures = f"{row['aupr']:>7.2f}{row['presence_f1']:>7.2f}{row['false_absence']:>8.2f}"
        lines.append(f"  {row['category']:<36}{row['answers']:>8}{figures}")
    return "\n".join(lines)
