"""Options that the commands of `fourcorners eval` share, and how figures are printed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

FailUnder = Annotated[
    list[str] | None, typer.Option(help="METRIC=VALUE: exit 4 where the metric is below; repeatable.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


class Half(StrEnum):
    """Halves of a gold set of ours; rules are mended on the open one."""

    all = "all"
    open = "open"
    held = "held"


def metric_lines(summary: Mapping[str, Any]) -> list[str]:
    """Each metric of a run with its 95 % interval where it has one."""
    lines: list[str] = []
    for name, value in summary["metrics"].items():
        low_high = summary["intervals"].get(name)
        interval = f"  [{low_high[0]:.3f}, {low_high[1]:.3f}]" if low_high else ""
        lines.append(f"  {name:<28}{value:g}{interval}")
    return lines
