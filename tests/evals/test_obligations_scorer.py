"""Duties are scored as worked by hand; a reader that is wrong scores worse."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contracts.errors import InvalidInputError
from contracts.metadata import Money
from contracts.obligations import Obligation
from contracts.spans import PlainText, locate
from evals.commands import app
from evals.datasets.obligations import Owed, read_gold
from evals.obligations import run_obligations, score_duties
from evals.scorers.obligations import Count, Said, same_words, score_case
from extraction.obligations.reading import read_obligations

TEXT = PlainText(text="Supplier shall deliver the Goods and Customer shall pay EUR 10 on delivery.")
DELIVER = Owed(
    actor="Supplier", party=("Supplier",), modality="obligation", action="deliver the Goods", to=("Customer",)
)
PAY = Owed(
    actor="Customer",
    party=("Customer",),
    modality="obligation",
    action="pay EUR 10",
    trigger="delivery",
    amount=Money.model_validate({"amount": 10, "currency": "EUR"}),
)


def _said(actor: str, action: str, **more: object) -> Said:
    fields = {"modality": "obligation", "actor": actor, "action": action, **more}
    duty = Obligation.model_validate({"id": "o1", "quote": locate(TEXT, (0, 5)), **fields})
    return Said(duty, (actor,) if actor else (), ("Customer",) if duty.owed_to else ())


def test_a_perfect_reading_has_only_ones():
    said = [
        _said("Supplier", "deliver the Goods", owed_to="Birch"),
        _said("Customer", "pay EUR 10 on delivery", trigger="delivery", amount=PAY.amount),
    ]
    scored = score_case([DELIVER, PAY], said)
    assert {count.f1 for count in scored.counts.values()} == {1.0}
    assert scored.errors == ()


def test_what_is_missed_and_what_is_invented_weigh_the_same():
    missed = score_case([DELIVER, PAY], [_said("Supplier", "deliver the Goods")])
    assert missed.counts["modality"] == Count(right=1, wanted=2, said=1)
    assert missed.counts["modality"].f1 == pytest.approx(2 / 3)
    invented = score_case([DELIVER], [_said("Supplier", "deliver the Goods"), _said("Supplier", "sing")])
    assert invented.counts["modality"] == Count(right=1, wanted=1, said=2)
    assert invented.counts["modality"].f1 == pytest.approx(2 / 3)
    assert missed.errors[0] == "missed: Customer | pay EUR 10"
    assert "invented: obligation | Supplier | sing" in invented.errors


def test_a_wrong_modality_or_actor_is_found_but_not_right():
    said = [_said("Customer", "deliver the Goods", modality="permission")]
    counts = score_case([DELIVER], said).counts
    assert counts["found"] == Count(1, 1, 1)
    assert counts["modality"] == Count(0, 1, 1)
    assert counts["actor"] == Count(0, 1, 1)
    assert counts["party"] == Count(0, 1, 1)


def test_two_duties_with_like_words_are_paired_by_their_actors():
    wanted = [
        DELIVER.model_copy(update={"action": "keep records"}),
        DELIVER.model_copy(update={"action": "keep records", "actor": "Customer", "party": ("Customer",)}),
    ]
    said = [_said("Customer", "keep records"), _said("Supplier", "keep records")]
    assert score_case(wanted, said).counts["actor"] == Count(2, 2, 2)


def test_fields_left_out_are_empty_but_object_and_receiver_are_not_scored():
    said = [_said("Customer", "pay EUR 10", object="EUR 10", owed_to="Alder", condition="if asked")]
    counts = score_case([PAY], said).counts
    assert counts["object"] == counts["owed_to"] == Count(0, 0, 0)
    assert counts["condition"] == Count(0, 0, 1)
    assert counts["amount"] == Count(0, 1, 0)


def test_nothing_wanted_and_nothing_said_is_right_and_a_false_alarm_is_not():
    assert score_case([], []).counts["found"].f1 == 1
    assert score_case([], [_said("Supplier", "sing")]).counts["found"].f1 == 0


def test_words_are_the_same_but_for_their_edges():
    assert same_words("the Goods", "Goods")
    assert same_words("if the Goods are late", "If the Goods are")
    assert not same_words("the Goods", "the price of the Goods")


def test_the_gold_set_is_large_mixed_and_says_only_words_of_its_texts():
    gold = read_gold()
    owed = [(case, each) for case in gold.cases for each in case.owes]
    assert len(gold.cases) >= 120
    assert sum(not case.owes for case in gold.cases) >= 25
    assert min(sum(case.half == half for case in gold.cases) for half in ("open", "held")) >= 60
    for case, each in owed:
        for words in (each.actor, each.action, each.object, each.condition, each.exception, each.trigger):
            assert not words or locate(PlainText(text=case.text), words), (case.id, words)
    assert all(case.why for case in gold.cases)


def test_the_engine_reads_better_than_one_that_answers_always_the_same():
    gold = read_gold()
    result = run_obligations(gold, split="open")
    metrics = result.summary()["metrics"]
    assert metrics["modality_f1"] >= 0.9
    assert metrics["actor_f1"] >= 0.9
    right = wrong = 0
    for case in gold.cases:
        if case.half == "open":
            duties = read_obligations(gold.document_of(case), gold.parties_of(case))
            turned = [
                each.model_copy(update={"modality": "permission", "actor": "Nobody"}) for each in duties
            ]
            right += score_duties(gold, case, duties=duties).counts["modality"].right
            wrong += score_duties(gold, case, duties=turned).counts["modality"].right
    assert wrong < right / 2


def test_the_command_prints_one_object_and_misses_bounds_with_four(tmp_path: Path):
    file = tmp_path / "gold.yaml"
    file.write_text(
        "contexts: {s: {parties: [{name: Alder Ltd, term: Supplier}, {name: Birch Ltd, term: Customer}]}}\n"
        "cases:\n- {id: a, in: s, text: Supplier shall sing., why: Plain., owes: [{actor: Supplier, party: "
        "[Supplier], modality: obligation, action: sing}, {actor: Customer, party: [Customer], modality: "
        "obligation, action: dance}]}\n"
    )
    run = CliRunner().invoke(app, ["obligations", str(file), "--json", "--errors", "3"])
    found = json.loads(run.stdout)
    assert (found["dataset"], found["split"], found["n"]) == ("obligations", "all", 1)
    assert found["metrics"]["modality_f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["metrics"]["duties_missed"] == 1
    assert found["intervals"]["modality_f1"] == [0.6667, 0.6667]
    bounded = CliRunner().invoke(app, ["obligations", str(file), "--fail-under", "modality_f1=0.9"])
    assert bounded.exit_code != 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("cases: [", "no YAML"),
        ("contexts: {}\ncases: [{id: a, in: x, text: T, why: W, owes: []}]", "unknown context"),
        ("contexts: {}\ncases: [{id: a}]", "cases.0"),
    ],
)
def test_a_gold_set_that_is_wrong_is_refused_with_its_place(tmp_path: Path, words: str, said: str):
    file = tmp_path / "gold.yaml"
    file.write_text(words)
    with pytest.raises(InvalidInputError, match=said):
        read_gold(file)
