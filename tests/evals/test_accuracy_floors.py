"""No change makes the engine read worse than it has been published to, on splits no weights saw."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.bounds import check_bounds
from evals.commands import app

# below the published figures by less than half of their intervals
CUAD = ["--fail-under", "aupr=0.74", "--fail-under", "presence_macro_f1=0.75"]
RATES = ["--fail-over", "false_absence_rate=0.045", "--fail-over", "unsure_rate=0.14"]


@pytest.mark.sweep
def test_clauses_are_found_as_well_as_published(shared_data: Path):
    done = CliRunner().invoke(app, ["cuad", str(shared_data / "cuad/train.json"), *CUAD, *RATES])
    assert done.exit_code == 0, done.exception
    assert "(dev)" in done.output


@pytest.mark.sweep
def test_statements_about_ndas_are_answered_as_well_as_published(shared_data: Path):
    done = CliRunner().invoke(app, ["contractnli", str(shared_data / "contractnli/dev.json"), "--json"])
    found = json.loads(done.stdout)
    floors = ["accuracy=0.83", "f1_contradiction=0.38", "f1_entailment=0.77", "map=0.85"]
    check_bounds(found["metrics"], at_least=floors)
    assert found["engine"]["unseen"] is True
