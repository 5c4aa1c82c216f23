"""`fourcorners eval contractnli` on agreements of our own and, where they are, on the public ones."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from contracts.errors import InvalidInputError
from evals.commands import app
from evals.datasets.contractnli import choose_agreements
from extraction.clauses.nda_cues import hypotheses

TEXTS = [
    "The Receiving Party shall not reverse engineer any sample.",
    "Neither party shall solicit employees of the other party.",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    annotations: dict[str, dict[str, Any]] = {
        each.key: {"choice": "NotMentioned", "spans": []} for each in hypotheses()
    }
    annotations["nda-11"] = {"choice": "Entailment", "spans": [0]}
    annotations["nda-18"] = {"choice": "Entailment", "spans": [1]}
    document = {
        "id": 7,
        "text": "\n".join(TEXTS),
        "spans": [[0, len(TEXTS[0])], [len(TEXTS[0]) + 1, len(TEXTS[0]) + 1 + len(TEXTS[1])]],
        "annotation_sets": [{"annotations": annotations}],
    }
    path = tmp_path / "test.json"
    path.write_text(json.dumps({"documents": [document, document | {"id": 8}]}), "utf-8")
    return path


def run(*arguments: object) -> Any:
    result = CliRunner().invoke(app, ["contractnli", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def test_the_envelope_holds_what_was_promised(file: Path, tmp_path: Path):
    out, page = tmp_path / "said.json", tmp_path / "report.html"
    found = json.loads(run(file, "--json", "--predictions", out, "--report", page).stdout)
    assert list(found) == [
        "dataset", "split", "n", "engine", "metrics", "per_category", "intervals", "seconds",
    ]  # fmt: skip
    assert (found["dataset"], found["split"], found["n"]) == ("contractnli", "test", 2)
    assert found["engine"]["unseen"] is True
    assert set(found["intervals"]) == set(found["metrics"])
    assert len(found["per_category"]) == 17
    said = json.loads(out.read_text("utf-8"))
    assert said["7"]["nda-11"]["choice"] == "Entailment"
    assert said["7"]["nda-11"]["scores"]["0"] > said["7"]["nda-11"]["scores"]["1"]
    assert "nda-11" in page.read_text("utf-8")


def test_predictions_of_others_are_scored_and_wrong_ones_score_worse(file: Path, tmp_path: Path):
    out, turned = tmp_path / "said.json", tmp_path / "turned.json"
    first = json.loads(run(file, "--json", "--predictions", out).stdout)["metrics"]
    again = json.loads(run(file, "--json", "--score", out).stdout)["metrics"]
    assert again == first
    said = json.loads(out.read_text("utf-8"))
    for statements in said.values():
        for answer in statements.values():
            answer["choice"] = "Contradiction"
            answer["scores"] = {span: 1 - score for span, score in answer["scores"].items()}
    turned.write_text(json.dumps(said), "utf-8")
    worse = json.loads(run(file, "--json", "--score", turned).stdout)["metrics"]
    for name in ("accuracy", "f1_entailment", "map", "precision_at_80_recall"):
        assert worse[name] < first[name]


def test_a_limit_takes_the_first(file: Path):
    assert json.loads(run(file, "--json", "--limit", 1).stdout)["n"] == 1


def test_a_file_without_documents_is_told(tmp_path: Path):
    path = tmp_path / "none.json"
    path.write_text('{"documents": []}', "utf-8")
    with pytest.raises(InvalidInputError, match="has no documents"):
        choose_agreements(path)


def test_each_split_gets_weights_that_are_fair_to_it(shared_data: Path):
    training = choose_agreements(shared_data / "contractnli" / "train.json", limit=3)
    assert (training.split, training.unseen) == ("train", False)
    development = choose_agreements(shared_data / "contractnli" / "dev.json", limit=3)
    assert (development.split, development.weights, development.unseen) == ("dev", "dev", True)


@pytest.mark.sweep
def test_the_development_split_clears_the_bars(shared_data: Path):
    found = json.loads(run(shared_data / "contractnli" / "dev.json", "--json").stdout)["metrics"]
    least = {
        "accuracy": 0.82,
        "f1_contradiction": 0.38,
        "f1_entailment": 0.76,
        "map": 0.85,
        "precision_at_80_recall": 0.52,
    }
    assert {name: found[name] >= bound for name, bound in least.items()} == dict.fromkeys(least, True)
