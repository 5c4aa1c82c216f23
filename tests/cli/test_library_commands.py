"""`fourcorners library`: look, compare, export and read again, find again, index."""

import json
from pathlib import Path

import pytest

from api.cli.main import main


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FOURCORNERS_CLAUSES_FOLDER", raising=False)


def run(*words: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    return int(ended.value.code or 0)


def test_a_clause_is_shown_with_its_standing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("library", "show", "saas-liability-cap-12-months") == 0
    assert "standing: sample: counsel must approve it before use" in capsys.readouterr().out
    assert run("library", "show", "nobody", "--json") == 2


def test_a_list_is_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("library", "list", "--type", "cap_on_liability", "--side", "vendor", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["clauses"]
    assert rows
    assert {(row["type"], row["side"]) for row in rows} == {("cap_on_liability", "vendor")}


def test_two_variants_are_set_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("library", "compare", "payment-30-days", "payment-45-days", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {run["kind"] for run in found["words"]} >= {"same"}
    assert 0 < found["kept"] <= 1


def test_what_is_exported_is_read_again_as_a_folder_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("library", "export", "--out", tmp_path / "own" / "all.yaml") == 0
    first = (tmp_path / "own" / "all.yaml").read_bytes()
    monkeypatch.setenv("FOURCORNERS_CLAUSES_FOLDER", str(tmp_path / "own"))
    assert run("library", "export", "--out", tmp_path / "again.yaml") == 0
    assert (tmp_path / "again.yaml").read_bytes() == first
    (tmp_path / "own" / "all.yaml").write_text("notice: x\nclauses:\n  - {id: a, sied: vendor}\n")
    assert run("library", "list") == 2
    assert 'all.yaml, line 3: clause "a": unknown key "sied"; did you mean "side"?' in capsys.readouterr().err


def test_the_index_is_made_once_and_again_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("library", "index", "--json") == 0
    embedded = json.loads(capsys.readouterr().out)["embedded"]
    assert embedded > 0
    assert run("library", "index", "--json") == 0
    assert json.loads(capsys.readouterr().out)["embedded"] == 0
    assert run("library", "index", "--rebuild", "--json") == 0
    assert json.loads(capsys.readouterr().out)["embedded"] == embedded


def test_a_clause_in_a_file_is_found_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "clause.txt"
    file.write_text("Neither party may assign this agreement without the written consent of the other.")
    assert run("library", "like", file, "--in", "library", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert any("assign" in row["text"] for row in found["library"])
    assert found["contracts"] == []
    assert run("library", "like", " ") == 2
