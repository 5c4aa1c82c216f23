"""Two runs are compared on the same contracts; chance is told from a difference."""

import numpy as np
import pytest

from contracts.errors import BoundMissedError, InvalidInputError
from evals.bounds import check_bounds, parse_bounds
from evals.paired import paired_difference, rows_by_group


def share(row) -> float:
    return float(row[0] / row[1]) if row[1] else 0.0


def test_a_run_is_no_different_from_itself():
    rows = np.array([[1.0, 2.0], [0.0, 2.0], [2.0, 2.0]])
    found = paired_difference(rows, rows, figure=share, rounds=50)
    assert (found.difference, found.low, found.high, found.p_value) == (0, 0, 0, 1)


def test_a_difference_in_every_contract_is_not_chance():
    first = np.array([[0.0, 2.0]] * 20)
    second = np.array([[2.0, 2.0]] * 20)
    found = paired_difference(first, second, figure=share, rounds=200)
    assert found.difference == 1
    assert found.p_value < 0.02
    assert found.low == found.high == 1


def test_a_difference_in_one_contract_of_two_may_be_chance():
    first, second = np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([[1.0, 1.0], [1.0, 1.0]])
    found = paired_difference(first, second, figure=share, rounds=200)
    assert found.difference == 0.5
    assert found.p_value == 1  # either way round, half of the answers differ


def test_runs_of_other_contracts_are_refused():
    with pytest.raises(ValueError, match="same contracts"):
        paired_difference(np.zeros((2, 2)), np.zeros((3, 2)), figure=share)


def test_counts_of_one_contract_are_added():
    counts = [np.array([[1, 2], [3, 4], [5, 6]]), np.array([7, 8, 9])]
    assert rows_by_group(counts, ["b", "a", "b"]).tolist() == [[3, 4, 8], [6, 8, 16]]


@pytest.mark.parametrize("bound", ["aupr", "aupr=much", "=", ""])
def test_what_is_no_bound_is_refused_before_the_run(bound):
    with pytest.raises(InvalidInputError):
        parse_bounds([bound])


def test_a_missed_bound_names_metric_and_value():
    check_bounds({"aupr": 0.7}, at_least=["aupr=0.7"], at_most=["aupr=0.7"])
    with pytest.raises(BoundMissedError, match=r"aupr is 0\.7000, below 0\.71"):
        check_bounds({"aupr": 0.7}, at_least=["aupr=0.71"])
    with pytest.raises(BoundMissedError, match="above 0"):
        check_bounds({"false": 0.1}, at_most=["false=0"])
    with pytest.raises(InvalidInputError, match="choose one of aupr"):
        check_bounds({"aupr": 0.7}, at_least=["recall=0.1"])
