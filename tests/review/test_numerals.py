"""Numbers rewritten in the document's own style."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.metadata import Duration
from extraction.metadata.durations import find_durations
from review.numerals import rewrite_length, rewrite_money, rewrite_multiple, rewrite_percentage, spell

STYLES = [
    "three (3) months",
    "3 months",
    "three months",
    "Thirty (30) Days",
    "one (1) year",
    "sixty (60) days",
    "1 week",
]


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("three (3) months", "twelve (12) months"),
        ("three-month", "twelve-month"),
        ("3-month", "12-month"),
        ("ninety (90) days", "twelve (12) months"),
        ("one year", "twelve months"),
        ("Three (3) Months", "Twelve (12) Months"),
        ("some time", None),
    ],
)
def test_a_length_keeps_its_style(written, rewritten):
    assert rewrite_length(written, Duration(count=12, unit="months")) == rewritten


@given(st.sampled_from(STYLES), st.integers(2, 400), st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_rewritten_length_reads_as_the_length_asked_for(written, count, unit):
    length = Duration(count=count, unit=unit)
    rewritten = rewrite_length(written, length)
    assert rewritten is not None
    (found,) = find_durations(f"a period of {rewritten} from today")
    assert found.value == length
    assert not found.conflict


@pytest.mark.parametrize(
    ("written", "value", "rewritten"),
    [
        ("95%", "99.9", "99.9%"),
        ("ninety-five percent (95%)", "99.9", "99.9%"),
        ("five percent (5%)", "3", "three percent (3%)"),
        ("1.5 percent", "1", "1 percent"),
    ],
)
def test_a_percentage_keeps_its_style(written, value, rewritten):
    assert rewrite_percentage(written, Decimal(value)) == rewritten


def test_a_multiple_keeps_its_style():
    assert rewrite_multiple("two (2) times", Decimal(3)) == "three (3) times"
    assert rewrite_multiple("2x", Decimal(3)) == "3x"
    assert rewrite_multiple("two times", Decimal(3)) == "three times"


def test_an_amount_keeps_its_sign_and_cents():
    assert rewrite_money("$50,000", Decimal(100000)) == "$100,000"
    assert rewrite_money("USD 500.00", Decimal(1000)) == "USD 1,000.00"
    assert rewrite_money("fifty thousand dollars ($50,000)", Decimal(100000)) is None


def test_numbers_are_spelt_as_contracts_spell_them():
    assert [spell(n) for n in (0, 12, 24, 100, 365)] == [
        "zero", "twelve", "twenty-four", "one hundred", "three hundred sixty-five",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="write it as a numeral"):
        spell(-1)
