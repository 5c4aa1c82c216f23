"""`fourcorners eval facts [FILE]`: the gold set of commercial facts."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.options import AsJson, FailUnder, Half, metric_lines


def facts(
    *,
    file: Annotated[Path | None, typer.Argument(help="A gold set; default: the one that is kept.")] = None,
    split: Annotated[Half, typer.Option(help="Score one half only.")] = Half.all,
    errors: Annotated[
        int, typer.Option(min=0, help="Show up to N wrong cases of the open half on stderr.")
    ] = 0,
    fail_under: FailUnder = None,
    as_json: AsJson = False,
) -> None:
    """Commercial facts (venue, prices, caps …): precision, recall and F1 by field, on our own set."""
    from evals.bounds import check_bounds, parse_bounds
    from evals.datasets.facts import read_facts
    from evals.facts import run_facts

    parse_bounds(fail_under or ())
    result = run_facts(read_facts(file), split=split.value)
    summary = result.summary()
    for each in result.wrong()[:errors]:
        typer.echo(f"{each.case.id}: {each.case.text}", err=True)
        for line in each.errors:
            typer.echo(f"    {line}", err=True)
    typer.echo(json.dumps(summary, ensure_ascii=False) if as_json else _table(summary))
    check_bounds(summary["metrics"], at_least=fail_under or ())


def _table(summary: dict[str, Any]) -> str:
    overall = {**summary, "metrics": {name: summary["metrics"][name] for name in _OVERALL}}
    lines = [
        f"facts ({summary['split']}): {summary['n']} cases, {summary['seconds']} s",
        *metric_lines(overall),
    ]
    lines.append(f"  {'field':<24}{'right':>6}{'wanted':>8}{'said':>6}{'P':>7}{'R':>7}{'F1':>7}")
    for row in summary["per_category"]:
        counts = f"{row['right']:>6}{row['wanted']:>8}{row['said']:>6}"
        shares = "".join(f"{row[name]:>7.2f}" for name in ("precision", "recall", "f1"))
        low, high = summary["intervals"][f"{row['category']}_f1"]
        halves = "".join(f"  {half} {row[f'{half}_f1']:.2f}" for half in Half if f"{half}_f1" in row)
        lines.append(f"  {row['category']:<24}{counts}{shares}  [{low:.2f}, {high:.2f}]{halves}")
    return "\n".join(lines)


_OVERALL = ("precision", "recall", "f1", "silent_cases")
