"""`fourcorners eval due-dates [FILE]`: the gold set of due dates."""

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.options import AsJson, FailUnder, metric_lines


def due_dates(
    *,
    file: Annotated[Path | None, typer.Argument(help="A gold set; default: the one that is kept.")] = None,
    fail_under: FailUnder = None,
    as_json: AsJson = False,
) -> None:
    """Due dates from sentences and known events: day, event waited for and rhythm, all exact."""
    from evals.bounds import check_bounds, parse_bounds
    from evals.datasets.due_dates import read_due_cases
    from evals.due_dates import run_due_dates, summary

    parse_bounds(fail_under or ())
    counted, seconds = run_due_dates(read_due_cases(file))
    told = summary(counted, seconds)
    for each in counted:
        # what is held out is not looked at when rules are mended
        if not each.exact and each.case.half == "open":
            said = each.said.date or each.said.waits_for or each.said.recurrence or "nothing"
            typer.echo(f"WRONG {each.case.id}: {said}", err=True)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(f"due dates: {told['n']} cases, {told['seconds']} s")
        for line in metric_lines(told):
            typer.echo(line)
        for row in told["per_category"]:
            typer.echo(f"  {row['category']:<32}{row['n']:>4}{row['exact']:>7.2f}")
    check_bounds(told["metrics"], at_least=fail_under or ())
