"""Wordings that are found quickly are found where the plain pattern finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.wordings import worded

WORDS = ("if", "in", "when", "whenever", "in\\s+case", "such\\s+that", "that", "upon")
PLAIN = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
QUICK = re.compile(worded(*WORDS) + r"\b", re.IGNORECASE)


@given(
    st.lists(
        st.sampled_from(["If", "in", "case", "WHEN", "ever", "such", "that", " ", "\n", "x", "1", "_", "."])
    )
)
def test_quick_wordings_match_what_the_plain_pattern_matches(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [each.span() for each in QUICK.finditer(text)] == [each.span() for each in PLAIN.finditer(text)]


@pytest.mark.parametrize("wording", ["", "1 day", r"\w+", "a?b", "é"])
def test_a_wording_that_begins_with_no_plain_letter_is_refused(wording: str) -> None:
    with pytest.raises(ValueError, match="plain letter"):
        worded(wording)
