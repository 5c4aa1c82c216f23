"""The gold set of facts is of its shape, and its scorer counts what is missed and what is invented alike."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from contracts.errors import InvalidInputError
from contracts.metadata import Duration, Fact, LiabilityCap, Metadata, Money, PaymentTerm, Price
from evals.commands import app
from evals.datasets.facts import NAMED_ONLY, SCORED, FactCase, read_facts
from evals.facts import run_facts
from evals.scorers.facts import is_same, score_facts

DAYS = Duration(count=30, unit="days")


def _case(**facts: Any) -> FactCase:
    return FactCase(id="a", text="x", why="because", facts=facts)


def _fact(value: Any, sure: float = 0.8) -> Fact[Any]:
    return Fact(value=value, quotes=(), confidence=sure, source="rules")


def test_the_gold_set_is_large_has_reasons_and_both_halves():
    cases = read_facts()
    assert len(cases) >= 120
    assert all(len(case.why) > 4 for case in cases)
    halves = [case.half for case in cases]
    assert min(halves.count("open"), halves.count("held")) >= 50
    named = {field for case in cases for field in case.facts}
    assert set(SCORED) - {"agreement_date"} <= named


@pytest.mark.parametrize(
    ("wanted", "said", "same"),
    [
        ("30 days", DAYS, True),
        ("30 days", Duration(count=30, unit="business_days"), False),
        ("USD 12500.50", Money(amount=Decimal("12500.5"), currency="USD"), True),
        ("USD 5", Money(amount=Decimal(5), currency="EUR"), False),
        ("none", None, True),
        ("none", DAYS, False),
        (1.5, Decimal("1.50"), True),
        (date(2024, 2, 29), date(2024, 2, 29), True),
        ("The Customer", "customer", True),
        ("each party", "either party", True),
        (True, False, False),
        ({"length": "30 days"}, PaymentTerm(length=DAYS, trigger="receipt"), True),
        ({"length": "30 days", "trigger": "none"}, PaymentTerm(length=DAYS, trigger="receipt"), False),
        ({"carve_outs": ["fraud"]}, LiabilityCap(carve_outs=("fraud", "theft")), False),
        (
            {"purpose": "fee"},
            Price(money=Money(amount=Decimal(5), currency="USD"), purpose="set-up fee"),
            True,
        ),
    ],
)
def test_values_are_compared_in_the_parts_that_were_written(wanted: Any, said: Any, same: bool):
    assert is_same(wanted, said) is same


def test_what_is_missed_and_what_is_invented_count_against_the_field():
    case = _case(payment_term={"length": "30 days"})
    counts, errors = score_facts(case, Metadata(late_interest=None))
    assert counts["payment_term"] == (0, 1, 0)
    assert errors == ("payment_term missed: {'length': '30 days'}",)
    counts, _ = score_facts(_case(), Metadata(payment_term=_fact(PaymentTerm(length=DAYS))))
    assert counts["payment_term"] == (0, 0, 1)


def test_a_guess_is_not_said():
    guess = Metadata(payment_term=_fact(PaymentTerm(length=DAYS), 0.45))
    assert score_facts(_case(), guess)[0]["payment_term"] == (0, 0, 0)


def test_fields_of_the_opening_are_scored_only_where_a_case_names_them():
    assert not set(NAMED_ONLY) & set(score_facts(_case(), Metadata())[0])
    assert score_facts(_case(expiry_date="none"), Metadata())[0]["expiry_date"] == (0, 0, 0)


def test_a_reader_that_reads_nothing_is_silent_and_recalls_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("evals.facts.read_metadata", lambda document, passages: Metadata())
    metrics = run_facts(read_facts()).summary()["metrics"]
    assert (metrics["recall"], metrics["silent_cases"]) == (0.0, 1.0)


def test_the_held_half_is_never_shown():
    assert {each.case.half for each in run_facts(read_facts()).wrong()} <= {"open"}


def test_the_command_prints_one_object_and_keeps_bounds():
    run = CliRunner()
    done = run.invoke(app, ["facts", "--split", "open", "--json", "--fail-under", "f1=0.95"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["dataset"] == "facts"
    assert told["n"] == sum(case.half == "open" for case in read_facts())
    assert {"right", "wanted", "said", "precision", "recall", "f1"} <= set(told["per_category"][0])
    assert "venue" in run.invoke(app, ["facts", "--split", "open"]).stdout
    assert run.invoke(app, ["facts", "--split", "open", "--fail-under", "f1=1.1"]).exit_code != 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("cases: [", "no YAML"),
        ("cases: [{id: a, text: x, why: y, facts: {colour: red}}]", "colour"),
        ("cases: [{id: a, text: x, facts: {}}]", "why"),
        (
            "cases: [{id: a, text: x, why: y, facts: {}}, {id: a, text: x, why: y, facts: {}}]",
            "stands twice",
        ),
    ],
)
def test_a_gold_set_out_of_shape_is_refused_with_its_place(tmp_path: Path, content: str, told: str):
    path = tmp_path / "facts.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(InvalidInputError, match=told):
        read_facts(path)
