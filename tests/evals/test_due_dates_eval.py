"""The gold set of due dates, and the command that holds the engine to it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contracts.errors import BoundMissedError, InvalidInputError
from evals.commands import app
from evals.datasets.due_dates import read_due_cases


def test_the_kept_cases_are_many_reasoned_and_halved() -> None:
    cases = read_due_cases()
    assert len(cases) >= 60
    assert all(case.why for case in cases)
    held = sum(case.half == "held" for case in cases)
    assert 0.4 < held / len(cases) < 0.6


def test_due_dates_are_exact_on_nine_of_ten_and_none_is_invented() -> None:
    bounds = ["--fail-under", "exact=0.9", "--fail-under", "exact_held=0.9"]
    done = CliRunner().invoke(app, ["due-dates", *bounds, "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert list(told) == [
        "dataset", "split", "n", "engine", "metrics", "per_category", "intervals", "seconds",
    ]  # fmt: skip
    assert told["metrics"]["invented"] == 0


def write_cases(folder: Path, text: str) -> Path:
    path = folder / "cases.yaml"
    path.write_text(text)
    return path


def test_another_file_is_scored_and_a_miss_is_named(tmp_path: Path) -> None:
    sentence = "The Supplier shall pay within 2 days after the Closing."
    known = "events: {Closing: 2026-01-01}, due: 2026-01-09"
    case = f'cases: [{{id: a1, sentence: "{sentence}", {known}, why: x}}]'
    path = write_cases(tmp_path, case)
    done = CliRunner().invoke(app, ["due-dates", str(path), "--fail-under", "exact=0.9"])
    assert isinstance(done.exception, BoundMissedError)
    assert "exact" in done.stdout


@pytest.mark.parametrize(
    "text",
    ["", "cases: 3", "cases: [{id: x}]", "cases: [[", "cases: [{id: x, sentence: y, why: z, due: soon}]"],
)
def test_a_file_that_is_no_gold_set_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"cases\.yaml"):
        read_due_cases(write_cases(tmp_path, text))
