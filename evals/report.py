"""The result of an evaluation as one page that needs nothing else."""

from pathlib import Path
from typing import Any

import jinja2

from evals.drawing import HEIGHT, WIDTH, curve_points
from evals.mistakes import worst_mistakes
from evals.run import CuadResult
from evals.scorers.cuad import BOOTSTRAP_ROUNDS


def render_report(summary: dict[str, Any], result: CuadResult) -> str:
    """HTML for a run: the object that `--json` prints as tables and bars, the curves, and the worst
    errors with their passages. Everything from the data is escaped; no script, nothing is fetched."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(Path(__file__).with_name("report.html").read_text("utf-8"))
    mistakes = worst_mistakes(result.questions, result.answers.predictions, contracts=result.chosen.contracts)
    return template.render(
        result=summary,
        rounds=BOOTSTRAP_ROUNDS,
        curve=curve_points(result.counts.curve()),
        curves={name: curve_points(curve, width=150, height=60) for name, curve in result.curves().items()},
        width=WIDTH,
        height=HEIGHT,
        mistakes=list(enumerate(mistakes, start=1)),
    )
