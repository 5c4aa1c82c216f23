"""ContractNLI's scorer, pinned by cases worked by hand."""

import numpy as np
import pytest

from contracts.errors import InvalidInputError
from evals.scorers.contractnli import (
    average_precision,
    intervals,
    metrics,
    paired_with,
    per_statement,
    precision_at,
)
from extraction.clauses.nda_cues import hypotheses
from extraction.training.nda_data import CHOICES, Agreement

KEYS = [each.key for each in hypotheses()]


def agreement(name: str, choices: dict[str, str], marked: dict[str, list[int]], spans: int = 4) -> Agreement:
    chosen = np.array([CHOICES.index(choices.get(key, "NotMentioned")) for key in KEYS])
    evidence = np.zeros((spans, len(KEYS)), bool)
    for key, rows in marked.items():
        evidence[rows, KEYS.index(key)] = True
    return Agreement(name, tuple(f"span {at}" for at in range(spans)), chosen, evidence)


def said(
    choices: dict[str, str], scores: dict[str, list[float]] | None = None
) -> dict[str, dict[str, object]]:
    given = scores or {}
    return {
        key: {
            "choice": choices.get(key, "NotMentioned"),
            "scores": {str(at): value for at, value in enumerate(given.get(key, []))},
        }
        for key in KEYS
    }


def test_average_precision_takes_one_step_per_marked_span():
    # Ranked: marked, not, marked, not. Precision 1 at recall 1/2, 2/3 at recall 1.
    found = average_precision(np.array([True, False, True, False]), np.array([0.9, 0.8, 0.7, 0.1]))
    assert found == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_equal_scores_are_one_threshold():
    # One threshold takes both: precision 1/2 at recall 1, wherever the marked one stands.
    for marked in ([True, False], [False, True]):
        assert average_precision(np.array(marked), np.array([0.5, 0.5])) == pytest.approx(0.5)


def test_precision_is_taken_where_recall_first_reaches_four_fifths():
    marked = np.array([True, True, False, True, True, False, True])
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3])
    # Four of five marked spans are in after the fifth: precision 4/5.
    assert precision_at(marked, scores, recall=0.8) == pytest.approx(4 / 5)


def test_map_is_a_mean_over_agreements_and_then_over_statements():
    gold = [
        agreement("a", {"nda-1": "Entailment", "nda-2": "Contradiction"}, {"nda-1": [0], "nda-2": [1]}),
        agreement("b", {"nda-1": "Entailment"}, {"nda-1": [2]}),
        agreement("c", {}, {}),
    ]
    predictions = {
        "a": said({}, {"nda-1": [0.9, 0.1, 0.2, 0.3], "nda-2": [0.9, 0.8, 0, 0]}),
        "b": said({}, {"nda-1": [0.9, 0.5, 0.8, 0.1]}),
        "c": said({}, {"nda-1": [1, 1, 1, 1]}),
    }
    found = metrics(paired_with(gold, predictions))
    # nda-1: 1 in a, 1/2 in b; nda-2: 1/2. Agreement c does not speak to either and is not asked.
    assert found["map"] == pytest.approx((0.75 + 0.5) / 2)
    assert found["map_over_pairs"] == pytest.approx((1 + 0.5 + 0.5) / 3)
    # nda-1 pooled: ranked .9 (marked) with .9 (not), then .8 (marked): 1/2 at 1/2, 2/3 at 1.
    assert found["map_pooled"] == pytest.approx((0.5 * 0.5 + 0.5 * 2 / 3 + 0.5) / 2)
    assert found["precision_at_80_recall"] == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_f1_is_a_mean_over_the_statements_that_hold_the_class():
    gold = [
        agreement("a", {"nda-1": "Entailment", "nda-2": "Contradiction"}, {"nda-1": [0], "nda-2": [0]}),
        agreement("b", {"nda-1": "Entailment", "nda-2": "Contradiction"}, {"nda-1": [0], "nda-2": [0]}),
    ]
    predictions = {
        "a": said({"nda-1": "Entailment", "nda-2": "Contradiction"}),
        "b": said({"nda-2": "Contradiction", "nda-3": "Contradiction"}),
    }
    found = metrics(paired_with(gold, predictions))
    # nda-1: precision 1, recall 1/2. nda-3 has no contradiction in the gold answers and does not count.
    assert found["f1_entailment"] == pytest.approx(2 / 3)
    assert found["f1_contradiction"] == pytest.approx(1)
    # Two of 34 answers are wrong: nda-1 and nda-3 in b.
    assert found["accuracy"] == pytest.approx(32 / 34)
    rows = {row["category"]: row for row in per_statement(paired_with(gold, predictions))}
    assert rows["nda-3"]["f1_contradiction"] is None
    assert rows["nda-1"]["entailment"] == 2


def test_a_deliberately_wrong_file_scores_worse():
    gold = [
        agreement(str(at), {"nda-1": "Entailment", "nda-2": "Contradiction"}, {"nda-1": [at], "nda-2": [3]})
        for at in range(3)
    ]
    right = {
        each.id: said(
            {"nda-1": "Entailment", "nda-2": "Contradiction"},
            {key: each.evidence[:, KEYS.index(key)].astype(float).tolist() for key in ("nda-1", "nda-2")},
        )
        for each in gold
    }
    wrong = {
        each.id: said(
            {"nda-1": "Contradiction", "nda-2": "Entailment"},
            {key: (~each.evidence[:, KEYS.index(key)]).astype(float).tolist() for key in ("nda-1", "nda-2")},
        )
        for each in gold
    }
    best, worst = metrics(paired_with(gold, right)), metrics(paired_with(gold, wrong))
    assert set(best.values()) == {1.0}
    assert all(worst[name] < best[name] for name in best)


def test_intervals_hold_the_figure_and_come_out_alike():
    gold = [agreement(str(at), {"nda-1": "Entailment"}, {"nda-1": [0]}) for at in range(6)]
    predictions = {
        each.id: said({"nda-1": "Entailment"} if at % 2 else {}, {"nda-1": [0.5, at / 10]})
        for at, each in enumerate(gold)
    }
    pairs = paired_with(gold, predictions)
    drawn = intervals(pairs, rounds=40)
    low, high = drawn["accuracy"]
    assert low <= metrics(pairs)["accuracy"] <= high
    assert drawn == intervals(pairs, rounds=40)


@pytest.mark.parametrize("change", [{"choice": "Maybe"}, {"choice": "Entailment", "scores": {"9": 1.0}}, {}])
def test_predictions_that_do_not_fit_are_told(change: dict[str, object]):
    gold = [agreement("a", {}, {})]
    predictions = {"a": said({})}
    predictions["a"]["nda-5"] = change
    with pytest.raises(InvalidInputError, match=r"predictions for a, nda-5: .* each needs a choice"):
        paired_with(gold, predictions)
