"""Lengths of time are read as written, and a conflict between words and numeral is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.metadata.durations import find_durations


def _read(text: str) -> list[tuple[str, int, str, bool]]:
    return [
        (text[found.start : found.end], found.value.count, found.value.unit, found.conflict)
        for found in find_durations(text)
    ]


@pytest.mark.parametrize(
    ("words", "count", "unit"),
    [
        ("thirty (30) days", 30, "days"),
        ("12 months", 12, "months"),
        ("two years", 2, "years"),
        ("five (5) business days", 5, "business_days"),
        ("ninety days", 90, "days"),
        ("30 (thirty) days", 30, "days"),
        ("(30) days", 30, "days"),
        ("sixty(60)days", 60, "days"),
        ("thirty-day", 30, "days"),
        ("one hundred and eighty (180) calendar days", 180, "days"),
        ("twenty-four (24) months", 24, "months"),
        ("two and one-half years", 30, "months"),
        ("1.5 years", 18, "months"),
        ("four calendar quarters", 12, "months"),
        ("1,000 hours", 1000, "hours"),
    ],
)
def test_a_length_of_time_is_read_as_written(words: str, count: int, unit: str) -> None:
    assert _read(f"within {words} after receipt") == [(words, count, unit, False)]


def test_the_numeral_wins_over_the_words_and_the_conflict_is_told() -> None:
    assert _read("thirty (60) days") == [("thirty (60) days", 60, "days", True)]


def test_both_ends_of_a_range_are_given() -> None:
    assert [each[1:3] for each in _read("between two and five years")] == [(2, "years"), (5, "years")]
    assert [each[1:3] for each in _read("thirty (30) to sixty (60) days")] == [(30, "days"), (60, "days")]


def test_net_terms_and_a_single_unit_are_lengths_of_time() -> None:
    assert _read("payable net 45.") == [("45", 45, "days", False)]
    assert _read("Net 30 days") == [("30 days", 30, "days", False)]
    assert _read("within a month of notice") == [("a month", 1, "months", False)]


@pytest.mark.parametrize("text", ["24x7x365", "$30 days", "net 5% of sales", "a day", "per year", "___ days"])
def test_what_is_no_length_of_time_gives_nothing(text: str) -> None:
    assert find_durations(text) == ()


@given(st.text(alphabet="thirty (30)day months-,.$ and to net one", max_size=60))
def test_found_places_are_ordered_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_durations(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(st.integers(1, 999), st.sampled_from(["days", "weeks", "months", "years"]))
def test_every_numeral_comes_back(count: int, unit: str) -> None:
    assert [(each[1], each[2]) for each in _read(f"for {count} {unit} from now")] == [(count, unit)]
