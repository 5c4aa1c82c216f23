"""The pages say the figures of the runs that are kept, and nothing else."""

from pathlib import Path

import pytest

from contracts.errors import InvalidInputError
from evals.figures import PAGES, kept_runs, run_json, with_figures

ROOT = Path(__file__).parents[2]
RUN = {
    "dataset": "cuad", "split": "dev", "n": 2, "engine": {}, "metrics": {"aupr": 0.5}, "per_category": [],
    "intervals": {"aupr": [0.25, 0.75]}, "seconds": 3,
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_the_kept_runs_say(page):
    text = (ROOT / page).read_text("utf-8")
    assert "<!-- figures: " in text
    assert with_figures(text, kept_runs()) == text, "run `python tools/figures.py --pages`"


def test_figures_come_from_the_run():
    page = "Before\n<!-- figures: cuad -->\nold\n<!-- end of figures -->\nAfter\n"
    made = with_figures(page, {"cuad": RUN})
    assert "| AUPR | 0.500 | 0.250 – 0.750 |" in made
    assert "old" not in made
    assert made.startswith("Before\n")
    assert made.endswith("After\n")


def test_a_marker_that_nothing_answers_to_is_refused():
    with pytest.raises(InvalidInputError, match="'luck'"):
        with_figures("<!-- figures: luck -->\n<!-- end of figures -->", {})


def test_a_kept_run_does_not_tell_how_fast_the_machine_was():
    assert "seconds" not in run_json(RUN)
