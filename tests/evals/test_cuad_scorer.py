"""The CUAD scorer, against cases worked by hand from the published definition."""

import numpy as np
import pytest

from evals.scorers.cuad import THRESHOLDS, Question, bootstrap, curve_of, is_match, tally
from extraction.training.match import overlap, word_set


def ask(*answers: str, id: str = "a__Governing Law", contract: str = "a") -> Question:
    return Question(id, contract, id.rpartition("__")[2], answers)


def test_the_thresholds_are_the_published_hundred_and_one() -> None:
    assert len(THRESHOLDS) == 101
    assert THRESHOLDS[0] == 0.99
    assert list(THRESHOLDS[-2:]) == [0.001, 0]


def test_words_are_split_at_single_spaces_only() -> None:
    assert word_set("The  Law, of\nOhio; and/or: Utah.") == {
        "the",
        "",
        "law",
        "of\nohio",
        "and",
        "or",
        "utah",
    }


def test_half_of_the_union_is_enough_to_match_and_less_is_not() -> None:
    assert is_match("a__Governing Law", "a b c d", predicted="a b")
    assert not is_match("a__Governing Law", "a b c d e", predicted="a b")
    assert overlap(word_set("a b"), word_set("b c")) == pytest.approx(1 / 3)


def test_parties_also_match_by_containing_the_answer() -> None:
    long = "This Agreement is made between Acme Inc. and many other people named below"
    assert is_match("a__Parties", "Acme Inc.", predicted=long)
    assert not is_match("a__Document Name", "Acme Inc.", predicted=long)


def test_a_question_whose_id_holds_parties_anywhere_matches_by_containing() -> None:
    assert is_match("Agreement of the Parties__Insurance", "Acme", predicted="one two three four Acme")


def test_matching_is_many_to_many() -> None:
    # Two answers found by one prediction, and a second prediction of the same words is no false one.
    counts = tally([ask("a b c", "a b c d")], {"a__Governing Law": [("a b c", 0.9), ("a b c.", 0.8)]})
    assert counts.found[0, -1] == 2
    assert counts.false[0, -1] == 0


def test_every_prediction_for_an_absent_clause_is_false() -> None:
    counts = tally([ask()], {"a__Governing Law": [("x", 0.9), ("y", 0.2), ("", 0.9)]})
    at_half = int(np.flatnonzero(np.isclose(THRESHOLDS, 0.5))[0])
    assert counts.false[0, at_half] == 1
    assert counts.false[0, -1] == 2


def test_a_prediction_counts_only_above_the_threshold() -> None:
    counts = tally([ask("a")], {"a__Governing Law": [("a", 0.001)]})
    assert counts.found[0, -2] == 0
    assert counts.found[0, -1] == 1


def test_of_equal_texts_the_last_probability_counts() -> None:
    counts = tally([ask("a")], {"a__Governing Law": [("a", 0.9), ("a", 0.1)]})
    assert counts.found[0, 0] == 0
    assert counts.found[0, int(np.flatnonzero(np.isclose(THRESHOLDS, 0.2))[0])] == 0


def test_the_curve_of_a_worked_case() -> None:
    # Four answers. "a" at .95 is right, "x" at .85 is wrong, "b" at .75 is right, the rest is not found:
    # points (0, 1), (1/4, 1), (1/4, 1/2), (2/4, 2/3); made falling: 1, 1, 2/3, 2/3. Area: 1/4 * 1 up to
    # the second point, then 1/4 * 2/3 (both ends of the last stretch are 2/3 already).
    questions = [ask("a", "b", "c", "d")]
    counts = tally(questions, {"a__Governing Law": [("a", 0.95), ("x", 0.85), ("b", 0.75)]})
    curve = counts.curve()
    assert curve.area == pytest.approx(1 / 4 + 1 / 4 * 2 / 3)
    assert curve.precision_at(0.5) == pytest.approx(2 / 3)
    assert curve.precision_at(0.8) == 0


def test_nothing_predicted_at_all_is_an_area_of_zero() -> None:
    counts = tally([ask("a")], {})
    assert counts.curve().area == 0
    assert counts.curve().precision_at(0.8) == 0


def test_a_threshold_above_every_prediction_takes_the_precision_to_its_right() -> None:
    curve = curve_of(np.array([0, 0, 1]), np.array([0, 1, 1]), answers=1)
    assert list(curve.precision) == [1.0, 0.5, 0.5, 0.5]


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    questions = [ask("a", id=f"{n}__Insurance", contract=str(n)) for n in range(12)]
    said = {each.id: [("a" if n % 3 else "x", 0.5 + n / 40)] for n, each in enumerate(questions)}
    counts = tally(questions, said)
    groups = [each.contract for each in questions]
    first = bootstrap(counts, groups, rounds=50)
    assert first == bootstrap(counts, groups, rounds=50)
    low, high = first["aupr"]
    assert low <= counts.curve().area <= high
    assert low < high


def test_rows_of_the_tally_can_be_taken_by_themselves() -> None:
    questions = [ask("a", id="1__Insurance"), ask("b", id="1__Exclusivity")]
    counts = tally(questions, {"1__Insurance": [("a", 0.5)]})
    assert counts.curve(np.array([0])).recall[-1] == 1
    assert counts.curve(np.array([1])).recall[-1] == 0
