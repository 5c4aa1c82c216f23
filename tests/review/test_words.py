"""Word edits are exact, few, and read like a lawyer's."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.redline.words import WordEdit, tokens, word_edits

WORDS = [
    "the", "of", "and", "shall", "not", "may", "Supplier", "Customer", "thirty (30)", "days", "$1,000,000",
    "5%", "2.3(a)(ii)", "and/or", "non-compete", "“Term”", ",", ".", "\n", "\t", "\u00a0", "é", "𝒳", "",
]  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


@given(texts, texts)
def test_applying_the_edits_gives_the_text_after(before: str, after: str):
    edits = word_edits(before, after)
    assert _made(before, edits) == after
    assert all(edit.start < edit.end or edit.text for edit in edits)
    assert all(left.end < right.start for left, right in pairwise(edits))


def _made(before: str, edits: Sequence[WordEdit]) -> str:
    """`before` with the edits made, worked out apart from what is tested."""
    for edit in reversed(edits):
        before = before[: edit.start] + edit.text + before[edit.end :]
    return before


@given(texts)
def test_equal_texts_need_no_edit(text: str):
    assert word_edits(text, text) == ()


@given(texts)
def test_tokens_joined_are_the_text(text: str):
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    "word",
    [
        "$1,000,000", "US$ 2.5 million", "€500", "USD 10,000", "12.5%", "five percent (5%)", "5 per cent",
        "thirty (30)", "ninety-nine (99)", "2.3(a)(ii)", "2.3", "12(b)", "and/or", "non-solicitation",
        "“Confidential Information”", '"Term"', "January 5, 2026", "5 January 2026", "2026-01-05", "party’s",
        "1,500",
    ],
)  # fmt: skip
def test_a_legal_word_is_one_token(word: str):
    assert tokens(f"x {word} y") == ("x", " ", word, " ", "y")


def pairs(before: str, after: str) -> list[tuple[str, str]]:
    return [(before[edit.start : edit.end], edit.text) for edit in word_edits(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("within thirty (30) days", "within sixty (60) days", [("thirty (30)", "sixty (60)")]),
        ("a cap of $100,000 per year", "a cap of $1,000,000 per year", [("$100,000", "$1,000,000")]),
        ("the laws of Ohio", "the courts and laws of Iowa", [("", "courts and "), ("Ohio", "Iowa")]),
        ("Supplier of goods", "Seller of services", [("Supplier of goods", "Seller of services")]),
        ("Seller shall pay", "Buyer shall deliver", [("Seller", "Buyer"), ("pay", "deliver")]),
        ("Seller not pay", "Buyer not deliver", [("Seller", "Buyer"), ("pay", "deliver")]),
        ("Seller 12 pay", "Buyer 12 deliver", [("Seller", "Buyer"), ("pay", "deliver")]),
        ("Seller, Buyer", "Vendor, Client", [("Seller, Buyer", "Vendor, Client")]),
        ("shall pay.", "shall not pay.", [("", "not ")]),
        ("one two three four", "one four", [("two three ", "")]),
        ("", "new", [("", "new")]),
        ("old", "", [("old", "")]),
    ],
)  # fmt: skip
def test_changes_are_the_ones_a_lawyer_would_mark(before: str, after: str, expected: list[tuple[str, str]]):
    assert pairs(before, after) == expected


def test_a_change_beyond_the_budget_is_made_whole():
    before = " ".join(f"a{n}" for n in range(1000))
    after = " ".join(f"b{n}" for n in range(1000))
    assert pairs(f"Start {before} end", f"Start {after} end") == [(before, after)]
