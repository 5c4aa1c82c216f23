"""`fourcorners eval cuad` from end to end, on contracts of our own making."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from contracts.errors import BoundMissedError, InvalidInputError
from evals.commands import app
from evals.datasets.cuad import choose
from extraction.clauses.taxonomy import clause_types
from extraction.train import TrainingCard, shipped_card, title_key
from extraction.training.cuad import AnnotatedContract

LAW = "This Agreement shall be governed by and construed in accordance with the laws of the State of Ohio."
CATEGORIES = [kind.cuad for kind in clause_types().values() if kind.cuad]


def write_file(folder: Path, titles: list[str]) -> Path:
    data: list[dict[str, Any]] = []
    for title in titles:
        text = f"SERVICES AGREEMENT\n\n1. Governing Law.\n{LAW}\n\n2. Fees.\nThe Customer pays monthly.\n"
        questions = [
            {
                "id": f"{title}__{category}",
                "answers": [{"text": LAW, "answer_start": text.index(LAW)}]
                if category == "Governing Law"
                else [],
            }
            for category in CATEGORIES
        ]
        data.append({"title": title, "paragraphs": [{"context": text, "qas": questions}]})
    path = folder / "cuad.json"
    path.write_text(json.dumps({"version": "1", "data": data}))
    return path


def test_json_is_one_object_with_the_promised_keys(tmp_path: Path) -> None:
    path = write_file(tmp_path, ["Alpha & Sons", "Beta", "Gamma"])
    predictions, report = tmp_path / "predictions.json", tmp_path / "report.html"
    arguments = ["cuad", str(path), "--predictions", str(predictions), "--report", str(report), "--json"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    assert list(result) == [
        "dataset", "split", "n", "engine", "metrics", "per_category", "intervals", "seconds",
    ]  # fmt: skip
    assert (result["split"], result["n"], result["engine"]["weights"]) == ("test", 3, "shipped")
    assert result["engine"]["unseen"] is True
    assert len(result["per_category"]) == 41
    law = next(row for row in result["per_category"] if row["category"] == "Governing Law")
    assert law["aupr"] > 0.9
    assert law["presence_f1"] == 1
    assert "NaN" not in done.stdout
    offered = json.loads(predictions.read_text())
    assert len(offered) == 3 * 41
    best = offered["Beta__Governing Law"][0]
    assert best["text"] == LAW
    assert 0 < best["probability"] <= 1
    page = report.read_text()
    assert "http" not in page
    assert "Governing Law" in page


def test_for_people_there_is_a_table(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["cuad", str(write_file(tmp_path, ["A", "B"])), "--limit", "1"])
    assert done.exit_code == 0
    assert "1 contracts" in done.stdout
    assert "Governing Law" in done.stdout


def test_a_file_of_training_contracts_is_scored_on_the_part_no_weights_saw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = [f"T{number}" for number in range(40)]
    card: TrainingCard = shipped_card()
    known = card.model_copy(update={"titles": tuple(title_key(title) for title in titles)})
    monkeypatch.setattr("evals.datasets.cuad.shipped_card", lambda: known)
    path = write_file(tmp_path, titles)
    chosen = choose(path, None)
    expected = [title for title in titles if AnnotatedContract(title, "", {}, {}).is_dev]
    assert [contract.title for contract in chosen.contracts] == expected
    assert (chosen.split, chosen.weights, chosen.unseen) == ("dev", "dev", True)
    whole = choose(path, "all", limit=3)
    assert (len(whole.contracts), whole.weights, whole.unseen) == (3, "shipped", False)
    assert choose(path, "train").unseen is False


def test_a_split_without_contracts_is_refused(tmp_path: Path) -> None:
    number = next(n for n in range(99) if not AnnotatedContract(f"T{n}", "", {}, {}).is_dev)
    with pytest.raises(InvalidInputError, match="no contracts in the split 'dev'"):
        choose(write_file(tmp_path, [f"T{number}"]), "dev")


def test_the_card_names_no_contract_in_clear() -> None:
    card = shipped_card()
    assert card.contracts == len(card.titles)
    assert all(len(title) == 12 for title in card.titles)


@pytest.mark.sweep
def test_the_development_split_keeps_its_accuracy(shared_data: Path) -> None:
    done = CliRunner().invoke(app, ["cuad", str(shared_data / "cuad" / "train.json"), "--json"])
    result = json.loads(done.stdout)
    assert result["split"] == "dev"
    assert result["metrics"]["aupr"] >= 0.66
    assert result["metrics"]["presence_macro_f1"] >= 0.68
    assert result["metrics"]["false_absence_rate"] <= 0.08


def test_a_run_below_its_bound_fails_the_command(tmp_path):
    path = write_file(tmp_path, ["A"])
    done = CliRunner().invoke(app, ["cuad", str(path), "--fail-under", "highest_recall=1.5"])
    assert isinstance(done.exception, BoundMissedError)
    assert "highest_recall" in done.stdout


def predictions(tmp_path, name: str, words: str):
    path = tmp_path / name
    offered = {
        f"{title}__{category}": [{"text": words, "probability": 0.9}] if category == "Governing Law" else []
        for title in "ABCDEFGH"
        for category in CATEGORIES
    }
    path.write_text(json.dumps(offered))
    return path


def test_a_deliberately_wrong_run_scores_worse_and_not_by_chance(tmp_path):
    file = write_file(tmp_path, list("ABCDEFGH"))
    right, wrong = predictions(tmp_path, "r.json", LAW), predictions(tmp_path, "w.json", "The Customer pays")
    done = CliRunner().invoke(app, ["difference", str(file), str(right), str(wrong), "--json"])
    found = json.loads(done.stdout)
    assert found["n"] == 8
    row = found["metrics"]["aupr"]
    assert (row["first"], row["second"]) == (1, 0)
    assert row["p_value"] < 0.05


@pytest.mark.parametrize("content", ["[1]", "no", '{"q": [{"text": "a"}]}', '{"other": []}'])
def test_a_file_that_holds_no_predictions_of_the_set_is_refused(tmp_path, content):
    file, bad = write_file(tmp_path, ["A"]), tmp_path / "bad.json"
    bad.write_text(content)
    done = CliRunner().invoke(app, ["difference", str(file), str(bad), str(bad)])
    assert isinstance(done.exception, InvalidInputError)
