"""The commands that lint, compare and describe playbooks, as a person at a terminal meets them."""

import json
from pathlib import Path

import pytest

from api.cli.main import main
from playbooks.load import starter_playbooks

ROOT = Path(__file__).parent.parent.parent
STARTER = (ROOT / "playbooks" / "starters" / "nda-mutual.yaml").read_text("utf-8")


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    code = ended.value.code
    return code if isinstance(code, int) else 0


@pytest.fixture
def mine(tmp_path: Path):
    """Writes the starter with some words replaced, under an id of its own."""

    def written(old: str, new: str) -> Path:
        assert old in STARTER
        path = tmp_path / "mine.yaml"
        path.write_text(STARTER.replace("id: nda-mutual", "id: mine", 1).replace(old, new, 1), "utf-8")
        return path

    return written


def line_with(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if words in line)


def test_lint_names_line_field_and_what_was_meant(mine, capsys):
    path = mine("clause_types: [residuals]", "clause_types: [residuls]")
    assert run("playbook", "lint", path) == 2
    told = capsys.readouterr().out
    line = line_with(path, "residuls")
    assert f"error: line {line}: no-residuals: clause_types[1]: there is no clause type" in told
    assert 'did you mean "residuals"?' in told
    assert run("playbook", "lint", path, "--json") == 2
    problem = json.loads(capsys.readouterr().out)["problems"][0]
    assert (problem["line"], problem["field"], problem["severity"]) == (line, "clause_types[1]", "error")


def test_lint_finds_a_clause_that_gives_nothing_away(mine, capsys):
    first = starter_playbooks()["nda-mutual"].positions
    position = next(each for each in first if each.fallbacks and each.fallbacks[0].clause)
    path = mine(f"clause: {position.fallbacks[0].clause}\n", f"clause: {position.standard}\n")
    assert run("playbook", "lint", path) == 2
    assert "already passes the standard, so it gives nothing away" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_a_line(mine, capsys):
    path = mine("severity: high", "severity: hihg")
    assert run("playbook", "lint", path) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"mine.yaml, line {line_with(path, 'hihg')}: position" in told.err
    assert 'did you mean "high"?' in told.err


def test_diff_says_in_words_what_changed(mine, capsys):
    path = mine('version: "1"', 'version: "2"')
    assert run("playbook", "diff", "nda-mutual", path) == 0
    assert capsys.readouterr().out == "playbook: id nda-mutual → mine; version 1 → 2\n"
    assert run("playbook", "diff", "nda-mutual", path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [change["field"] for change in told["changes"]] == ["id", "version"]
    assert told["new"]["id"] == "mine"
    assert run("playbook", "diff", "nda-mutual", "nda-mutual") == 0
    assert "hold the same" in capsys.readouterr().out


def test_show_says_where_each_position_is_from(tmp_path, capsys):
    path = tmp_path / "unit.yaml"
    path.write_text(
        'id: unit\nextends: nda-mutual\ntitle: Unit\nversion: "1"\n'
        "positions:\n  - id: governing-law\n    approver: Dublin\n",
        "utf-8",
    )
    assert run("playbook", "show", path) == 0
    shown = capsys.readouterr().out
    assert "Stands on nda-mutual version 1; left out: nothing" in shown
    assert "  from nda-mutual, with its own approver\n" in shown
    assert (
        shown.count("  inherited from nda-mutual\n") == len(starter_playbooks()["nda-mutual"].positions) - 1
    )


def test_the_schema_can_be_written_to_a_file(tmp_path, capsys):
    assert run("playbook", "schema") == 0
    printed = capsys.readouterr().out
    assert run("playbook", "schema", "--out", tmp_path / "s.json") == 0
    assert (tmp_path / "s.json").read_text("utf-8") == printed
    assert json.loads(printed)["title"] == "Playbook"
