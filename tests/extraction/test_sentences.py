"""Sentence boundaries in contract English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, end=len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Fees are due. Interest runs.", ["Fees are due.", "Interest runs."]),
        ("Acme, Inc. shall pay. It may stop.", ["Acme, Inc. shall pay.", "It may stop."]),
        ("As set out in Sec. 4 and Art. 5 below. Done.", ["As set out in Sec. 4 and Art. 5 below.", "Done."]),
        ("1. Term. This Agreement lasts.", ["1. Term.", "This Agreement lasts."]),
        ("Under Section 4. Payment follows.", ["Under Section 4. Payment follows."]),
        ("Signed in the U.S. by J. Smith.", ["Signed in the U.S. by J. Smith."]),
        ("Made with Acme Corp. The parties agree.", ["Made with Acme Corp.", "The parties agree."]),
        ('It is the "Service." The Vendor runs it.', ['It is the "Service."', "The Vendor runs it."]),
        ("On 1 May 2020. Then nothing.", ["On 1 May 2020.", "Then nothing."]),
        ("He may (a) stop; (b) go on.", ["He may (a) stop; (b) go on."]),
    ],
)
def test_stops_end_sentences_only_where_lawyers_mean_them_to(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_a_line_feed_between_blocks_is_a_boundary() -> None:
    assert split("GOVERNING LAW\nThis Agreement") == ["GOVERNING LAW", "This Agreement"]


def test_list_items_stand_alone() -> None:
    text = "The Vendor shall deliver to the Customer in good time:\n(a) the plan;\n(b) the report."
    assert split(text) == [
        "The Vendor shall deliver to the Customer in good time:",
        "(a) the plan;",
        "(b) the report.",
    ]


def test_a_filled_line_goes_on_where_the_next_begins_in_lower_case() -> None:
    text = "The Customer shall pay the Vendor each invoice\nwithin thirty days.\n\nNext."
    assert split(text) == [text[: text.index("\n\n")], "Next."]


def test_only_the_given_range_is_read() -> None:
    text = "One. Two. Three."
    assert sentences(text, 5, end=9) == [(5, 9)]


@given(st.text(alphabet="aA1 .;:\n()\"'“U.S", max_size=80), st.integers(0, 10))
def test_sentences_are_ordered_trimmed_and_leave_only_white_space_out(text: str, cut: int) -> None:
    start = min(cut, len(text))
    found = sentences(text, start, end=len(text))
    at = start
    for first, last in found:
        assert text[at:first].strip() == ""
        assert first < last
        assert text[first:last] == text[first:last].strip()
        at = last
    assert text[at:].strip() == ""
