"""The gold set of verdicts is of its shape, becomes a real Word file, and its scorer counts every error."""

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from clause_library.library import load_library
from contracts.errors import InvalidInputError
from evals.commands import app
from evals.scorers.verdicts import Row, shares
from evals.verdicts import reviewed, run_verdicts
from evals.verdicts_file import lines, word_file
from evals.verdicts_gold import GoldContract, Wanted, WantedRoute, read_gold
from evals.verdicts_page import render
from extraction.readers.reading import read_document
from playbooks.load import starter_playbooks

BODY = """This Agreement is between Alder Inc. (“Vendor”) and Birch LLC (“Customer”).
## Services
Vendor shall perform the {-old-}{+new+} Services.
- First part.
-- Detail.
## Law
The laws of New York govern.
~ By: ______"""


def _contract(**told: object) -> GoldContract:
    book = starter_playbooks()["nda-mutual"]
    expect = {
        position.id: Wanted.model_validate({"is": "standard", "why": "so"}) for position in book.positions
    }
    given = {"id": "a", "playbook": book.id, "side": "mutual", "body": BODY, "title": "AGREEMENT", **told}
    route = WantedRoute.model_validate({"is": "negotiate", "why": "so"})
    return GoldContract.model_validate({**given, "expect": expect, "route": route})


def _row(wanted: tuple[str, ...], said: str, **told: object) -> Row:
    row = Row("a", "nda-mutual", "term", "high", "", wanted, said, "")
    return row._replace(**told)


def test_the_gold_set_has_24_contracts_three_to_a_starter_in_both_halves():
    contracts = read_gold()
    assert len(contracts) == 24
    books = [contract.playbook for contract in contracts]
    assert {books.count(each) for each in starter_playbooks()} == {3}
    halves = [contract.half for contract in contracts]
    assert halves.count("held") == halves.count("open") == 12
    assert {c.playbook for c in contracts if c.half == "open"} == set(starter_playbooks())


def test_every_planted_condition_and_every_route_to_a_signature_is_there():
    contracts = read_gold()
    planted = {wanted.planted for contract in contracts for wanted in contract.expect.values()}
    assert len(planted) == 11
    assert sum("safe_to_sign" in contract.route.routes for contract in contracts) >= 4
    for contract in contracts:
        headings = {line.heading for line in lines(contract)}
        for position, wanted in contract.expect.items():
            assert set(wanted.after) <= headings, (contract.id, position)
            assert bool(wanted.after) == ("missing" in wanted.verdicts), (contract.id, position)


@pytest.mark.parametrize("numbering", ["automatic", "typed", "none"])
@pytest.mark.parametrize("headings", ["own", "inline"])
def test_the_word_file_has_its_clauses_headings_and_tracked_changes(numbering, headings):
    data = word_file(_contract(numbering=numbering, headings=headings))
    assert data == word_file(_contract(numbering=numbering, headings=headings))
    document = read_document(data, "a.docx")
    assert "perform the new Services" in document.text
    assert {each.kind for each in document.revisions} == {"insert", "delete"}
    review = reviewed(_contract(numbering=numbering, headings=headings), data, library=load_library())
    # Without a number a heading beside tracked words is not always seen as one.
    wanted = {"Law"} if numbering == "none" else {"Services", "Law"}
    assert wanted <= {clause.heading.strip(".") for clause in review.extraction.document.clauses}


def test_a_verdict_is_right_with_its_rank_and_any_of_several_will_do():
    rows = [
        _row(("standard",), "standard"),
        _row(("fallback 1",), "fallback 2"),
        _row(("missing", "non_standard"), "non_standard"),
        _row(("standard",), "missing"),
        _row(("non_standard",), "standard", severity="low"),
        _row(("standard",), "not_evaluated"),
        _row(("missing",), "missing", placed=False),
    ]
    found = shares(rows)
    assert found["verdict_accuracy"] == round(3 / 7, 4)
    assert found["kind_accuracy"] == round(4 / 7, 4)
    assert found["false_missing"] == round(1 / 5, 4)
    assert found["false_alarm"] == round(1 / 3, 4)
    assert found["overlooked"] == round(1 / 4, 4)
    assert found["undecided"] == round(1 / 7, 4)
    assert found["severity_weighted_error"] == round((20 * 3 + 3) / (20 * 6 + 3), 4)
    assert found["placement"] == 0


def test_a_run_has_the_promised_shape_repeats_itself_and_becomes_a_page():
    result = run_verdicts([_contract()])
    summary = result.summary()
    assert list(summary) == [
        "dataset", "split", "n", "engine", "metrics", "per_category", "intervals", "seconds",
    ]  # fmt: skip
    assert summary["metrics"]["repeatability"] == 1
    assert set(summary["intervals"]) == set(summary["metrics"])
    assert {row["category"] for row in summary["per_category"]} == {"playbook nda-mutual", "planted nothing"}
    assert "playbook nda-mutual" in render(result)


def test_a_gold_set_of_somebody_else_is_scored_and_a_missed_bound_ends_in_four(tmp_path: Path):
    contract = _contract()
    told = contract.model_dump(mode="json", by_alias=True, exclude={"folder", "body"})
    (tmp_path / "real.docx").write_bytes(word_file(contract))
    file = tmp_path / "gold.yaml"
    file.write_text(yaml.safe_dump({"contracts": [{**told, "file": "real.docx"}]}), "utf-8")
    run = CliRunner().invoke(app, ["verdicts", str(file), "--json", "--report", str(tmp_path / "page.html")])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["n"] == 1
    assert (tmp_path / "page.html").exists()
    missed = CliRunner().invoke(app, ["verdicts", str(file), "--fail-under", "verdict_accuracy=1.01"])
    assert type(missed.exception).__name__ == "BoundMissedError"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"playbook": "nothing"}, "choose one of"),
        ({"body": ""}, "needs its words"),
        ({"expect": {"term": {"is": "standard", "why": "so"}}}, "says nothing of the position"),
        ({"expect": {"term": {"is": "fine", "why": "so"}}}, "is no verdict"),
        ({"title": ["a"]}, "title"),
    ],
)
def test_a_gold_set_that_is_not_of_its_shape_is_refused_by_name(tmp_path: Path, change, words):
    told = _contract().model_dump(mode="json", by_alias=True, exclude={"folder"})
    file = tmp_path / "gold.yaml"
    file.write_text(yaml.safe_dump({**told, **change}), "utf-8")
    with pytest.raises(InvalidInputError, match=words):
        read_gold(file)


def test_a_folder_without_a_gold_set_is_refused(tmp_path: Path):
    with pytest.raises(InvalidInputError, match=r"no \.yaml"):
        read_gold(tmp_path)
