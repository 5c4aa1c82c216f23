"""Characters that show nothing are kept out of the text, told, and never lose a word's place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.readers.docx.reader import read_docx
from extraction.readers.reading import read_document
from extraction.readers.unseen import unseen_gap, unseen_in, with_unseen

ZERO = "\u200b\u2060\ufeff"
LETTERS = st.text(alphabet="ab .\u200b\u2060\u202e\u200d\u00ad", min_size=1, max_size=30)


def stripped(text: str) -> str:
    out, at = "", 0
    for start, end in unseen_in(text):
        out, at = out + text[at:start], end
    return out + text[at:]


@pytest.mark.parametrize("letter", [*ZERO, "\u200e", "\u200d", "\u2064", "\u3164", "\u202e", "\u2067"])
def test_a_character_that_splits_a_word_is_kept_out_and_told(letter):
    document = read_document(f"The indem{letter}nity shall apply.".encode(), "a.txt")
    assert document.text == "The indemnity shall apply."
    (gap,) = document.coverage.gaps
    assert (gap.kind, gap.severity) == ("invisible_characters", "high")


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "שלום \u200fabc", "क्\u200dष", "soft\u00adware", "👩\u200d⚖️"]
)
def test_a_script_keeps_the_joiners_and_marks_that_it_needs(text):
    assert unseen_in(text) == []
    assert unseen_gap(text, place="body") is None


def test_the_gap_names_the_words_and_the_code_points():
    gap = unseen_gap("The indem\u200bnity and\u2060 more", place="body")
    assert gap is not None
    assert gap.content == "indem⟨U+200B⟩nity … and⟨U+2060⟩"
    assert "U+200B, U+2060" in gap.reason


def test_a_word_of_a_word_file_leads_to_its_place_behind_an_unseen_character(word_file):
    data = word_file("<w:p><w:r><w:t>Pay in 3\u200b0 days or not</w:t></w:r></w:p>")
    document = read_docx(data, "a.docx")
    assert document.text == "Pay in 30 days or not"
    (gap,) = document.coverage.gaps
    assert (gap.place, gap.content) == ("body, paragraph 1", "3⟨U+200B⟩0")


@given(st.lists(LETTERS, min_size=1, max_size=5))
def test_offsets_move_with_the_text(lines):
    if not any(stripped(line).strip() for line in lines):
        return
    document = read_document("\n".join(lines).encode(), "a.txt")
    assert not unseen_in(document.text)
    assert [document.text[b.start : b.end] for b in document.blocks] == document.text.split("\n")
    assert with_unseen(document) == document
