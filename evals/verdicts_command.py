"""`fourcorners eval verdicts [FILE]`: the gold set of verdicts."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.options import AsJson, FailUnder, Half, metric_lines


def verdicts(  # noqa: PLR0913
    *,
    file: Annotated[
        Path | None, typer.Argument(help="A gold set, file or folder; default: the one that is kept.")
    ] = None,
    split: Annotated[Half, typer.Option("--split", "--half", help="Score one half only.")] = Half.all,
    errors: Annotated[
        int, typer.Option(min=0, help="Show wrong verdicts of up to N contracts of the open half on stderr.")
    ] = 0,
    report: Annotated[Path | None, typer.Option(help="Write a page with all figures here.")] = None,
    fail_under: FailUnder = None,
    fail_over: Annotated[
        list[str] | None, typer.Option(help="METRIC=VALUE: exit 4 where the metric is above; repeatable.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What the review says of whole contracts: verdicts, places, routes, against our own gold set."""
    from evals.bounds import check_bounds, parse_bounds
    from evals.verdicts import run_verdicts
    from evals.verdicts_gold import read_gold
    from evals.verdicts_page import render

    parse_bounds([*(fail_under or ()), *(fail_over or ())])
    result = run_verdicts(read_gold(file), split=split.value, say=lambda line: typer.echo(line, err=True))
    summary = result.summary()
    for each in result.wrong()[:errors]:
        typer.echo(each.contract.id, err=True)
        for line in complaints(each):
            typer.echo(f"    {line}", err=True)
    if report:
        report.write_text(render(result), "utf-8")
        typer.echo(f"report: {report}", err=True)
    typer.echo(json.dumps(summary, ensure_ascii=False) if as_json else _table(summary))
    check_bounds(summary["metrics"], at_least=fail_under or (), at_most=fail_over or ())


def complaints(each: Any) -> list[str]:
    """What went wrong with one contract, a line for each thing."""
    lines = [
        f"{row.position}: wanted {' or '.join(row.wanted)}, said {row.said} ({row.reason})"
        for row in each.rows
        if not row.right
    ]
    lines += [f"{row.position}: placed after {row.place!r}" for row in each.rows if row.placed is False]
    if not each.route_right:
        lines.append(f"route: wanted {' or '.join(each.contract.route.routes)}, said {each.route}")
    return lines


def _table(summary: dict[str, Any]) -> str:
    lines = [f"verdicts ({summary['split']}): {summary['n']} contracts, {summary['seconds']} s"]
    lines += metric_lines(summary)
    lines.append(
        f"  {'category':<26}{'n':>5}{'right':>8}{'missing':>9}{'alarm':>7}{'over':>7}{'undecided':>11}"
    )
    for row in summary["per_category"]:
        lines.append(
            f"  {row['category']:<26}{row['n']:>5}{row['verdict_accuracy']:>8.2f}{row['false_missing']:>9.2f}"
            f"{row['false_alarm']:>7.2f}{row['overlooked']:>7.2f}{row['undecided']:>11.2f}"
        )
    return "\n".join(lines)
