"""`fourcorners eval obligations [FILE]`: the gold set of who owes what."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.options import AsJson, FailUnder, Half, metric_lines


def obligations(
    *,
    file: Annotated[Path | None, typer.Argument(help="A gold set; default: the one that is kept.")] = None,
    split: Annotated[Half, typer.Option(help="Score one half only.")] = Half.all,
    errors: Annotated[
        int, typer.Option(min=0, help="Show the worst N cases of the open half on stderr.")
    ] = 0,
    fail_under: FailUnder = None,
    as_json: AsJson = False,
) -> None:
    """Who owes what to whom: found, modality, actor and every other field, against our own gold set."""
    from evals.bounds import check_bounds, parse_bounds
    from evals.datasets.obligations import read_gold
    from evals.obligations import run_obligations

    parse_bounds(fail_under or ())
    result = run_obligations(read_gold(file), split=split.value)
    summary = result.summary()
    for case, lines in result.worst()[:errors]:
        typer.echo(f"{case.id}: {case.text}", err=True)
        for line in lines:
            typer.echo(f"    {line}", err=True)
    typer.echo(json.dumps(summary, ensure_ascii=False) if as_json else _table(summary))
    check_bounds(summary["metrics"], at_least=fail_under or ())


def _table(summary: dict[str, Any]) -> str:
    lines = [f"obligations ({summary['split']}): {summary['n']} cases, {summary['seconds']} s"]
    lines += metric_lines(summary)
    lines.append(f"  {'figure':<14}{'right':>7}{'wanted':>8}{'said':>6}{'F1':>7}")
    for row in summary["per_category"]:
        counts = f"{row['right']:>7}{row['wanted']:>8}{row['said']:>6}{row['f1']:>7.2f}"
        halves = "".join(f"  {half} {row[f'{half}_f1']:.2f}" for half in Half if f"{half}_f1" in row)
        lines.append(f"  {row['category']:<14}{counts}{halves}")
    return "\n".join(lines)
