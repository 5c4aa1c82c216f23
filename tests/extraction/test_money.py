"""Amounts, percentages and multiples are read as written, never by a thousand too few."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.metadata.money import find_money, find_multiples, find_percentages


@pytest.mark.parametrize(
    ("words", "amount", "currency"),
    [
        ("$1,000,000", "1000000", "USD"),
        ("USD 2.5 million", "2500000", "USD"),
        ("£2 million", "2000000", "GBP"),
        ("EUR 50.000", "50000", "EUR"),
        ("EUR 1.000.000,50", "1000000.50", "EUR"),
        ("€ 50 000", "50000", "EUR"),
        ("CHF 1'000'000", "1000000", "CHF"),
        ("US$5m", "5000000", "USD"),
        ("$3.2bn", "3200000000", "USD"),
        ("C$ 500", "500", "CAD"),
        ("10,000 Canadian dollars", "10000", "CAD"),
        ("500 euros", "500", "EUR"),
        ("twenty-five thousand dollars", "25000", "USD"),
        ("one million dollars ($1,000,000)", "1000000", "USD"),
        ("$10 (ten dollars)", "10", "USD"),
        ("Five Hundred Thousand and no/100 Dollars ($500,000.00)", "500000", "USD"),
        ("Rs. 5 crore", "50000000", "INR"),
    ],
)
def test_an_amount_is_read_as_written(words: str, amount: str, currency: str) -> None:
    (found,) = find_money(f"shall pay {words} on demand.")
    assert (found.value.amount, found.value.currency) == (Decimal(amount), currency)
    assert f"shall pay {words} on demand."[found.start : found.end].endswith(words)
    assert not found.conflict


def test_words_and_numeral_that_differ_are_a_conflict_and_the_numeral_counts() -> None:
    (found,) = find_money("One Million Dollars (US$2,000,000)")
    assert (found.value.amount, found.conflict) == (2_000_000, True)


@pytest.mark.parametrize("text", ["$____", "$[●]", "$*,***", "the dollar amount", "pounds of weight"])
def test_a_blank_gives_nothing(text: str) -> None:
    assert find_money(text) == ()


@given(st.integers(0, 10**12))
def test_grouped_dollars_come_back(amount: int) -> None:
    (found,) = find_money(f"a fee of ${amount:,}, payable")
    assert found.value.amount == amount


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("5%", "5"),
        ("five percent (5%)", "5"),
        ("1 1/2%", "1.5"),
        ("one and one-half percent (1.5%)", "1.5"),
        ("51 (fifty-one) per cent", "51"),
        ("fifty (50) percent (50%)", "50"),
    ],
)
def test_a_percentage_is_read_as_written(words: str, value: str) -> None:
    text = f"interest of {words} per month"
    (found,) = find_percentages(text)
    assert (found.value, text[found.start : found.end]) == (Decimal(value), words)


def test_a_percentage_whose_words_differ_is_a_conflict() -> None:
    (found,) = find_percentages("ten percent (15%)")
    assert (found.value, found.conflict) == (15, True)


@pytest.mark.parametrize(
    ("words", "value"),
    [("two times (2x)", "2"), ("3x", "3"), ("three (3) times", "3"), ("1.5 times", "1.5"), ("twice", "2")],
)
def test_a_multiple_is_read_as_written(words: str, value: str) -> None:
    text = f"not exceed {words} the fees paid"
    (found,) = find_multiples(text)
    assert (found.value, text[found.start : found.end]) == (Decimal(value), words)


@pytest.mark.parametrize(
    "text", ["twice per year", "three times a year", "at all times", "24x7", "one time fee", "a 2x4 beam"]
)
def test_how_often_is_not_how_much(text: str) -> None:
    assert find_multiples(text) == ()
