"""The result of an evaluation as one page that needs nothing else."""

from importlib.resources import files
from typing import Any

import jinja2

from evals.scorers.cuad import BOOTSTRAP_ROUNDS


def render_report(result: dict[str, Any]) -> str:
    """HTML for the object that `--json` prints; everything from the data is escaped."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(files("evals").joinpath("report.html").read_text("utf-8"))
    return template.render(result=result, rounds=BOOTSTRAP_ROUNDS)
