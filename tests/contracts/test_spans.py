"""locate() is the only way to quote, and what it quotes is always the slice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.findings import Finding
from contracts.spans import PlainText, fold, locate

TEXT = PlainText(text="The “Cap” is  three\u00a0(3) months’ fees. The “Cap” is final — as agreed.")


def test_exact_words_are_quoted_where_they_stand():
    quote = locate(TEXT, "final")
    assert quote is not None
    assert (quote.text, quote.match) == ("final", "exact")
    assert TEXT.text[quote.span.start : quote.span.end] == "final"


def test_straight_quotes_and_single_spaces_find_curly_quotes_and_runs_of_space():
    quote = locate(TEXT, 'the "cap" is three (3) months\' fees')
    assert quote is not None
    assert quote.match == "normalised"
    assert quote.text == "The “Cap” is  three\u00a0(3) months’ fees"


def test_words_that_are_not_there_are_not_quoted():
    assert locate(TEXT, "twelve months") is None
    assert locate(TEXT, "") is None


def test_the_second_occurrence_is_another_place():
    first, second = locate(TEXT, "“Cap”"), locate(TEXT, "“Cap”", occurrence=2)
    assert first is not None
    assert second is not None
    assert second.span.start > first.span.end
    assert locate(TEXT, "“Cap”", occurrence=3) is None


def test_a_search_stays_within_its_bounds():
    assert locate(TEXT, "final", within=(0, 20)) is None


def test_offsets_outside_the_text_are_an_error_not_a_guess():
    with pytest.raises(ValueError, match="outside a text"):
        locate(TEXT, (0, 10_000))


def test_a_finding_that_says_missing_must_say_where_was_searched():
    with pytest.raises(ValueError, match="without saying where"):
        Finding(
            id="f1", position_id="p", title="t", clause_type="x", verdict="missing", severity="high",
            reason="r", confidence=1, fingerprint="0",
        )  # fmt: skip


@given(st.text(), st.data())
def test_a_quote_is_always_the_slice_of_its_text(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = PlainText(text=text)
    quote = locate(source, (start, end))
    assert quote.text == text[quote.span.start : quote.span.end]
    found = locate(source, quote.text)
    if quote.text:
        assert found is not None
        assert found.text == quote.text
        assert found.match == "exact"


@given(st.text())
def test_folding_keeps_an_origin_for_every_character(text: str):
    folded, origin = fold(text)
    assert len(folded) == len(origin)
    assert list(origin) == sorted(origin)
    assert all(0 <= offset < len(text) for offset in origin)


@given(
    st.lists(
        st.sampled_from(
            ["Fee ", " due", "ab", "\u201cX\u201d", "\u00ad", "\n ", "\t", "\ufb01", "\u0130", "`_"]
        )
    )
)
def test_folding_a_text_is_folding_its_characters_one_by_one(pieces: list[str]):
    text = "".join(pieces)
    alone = [(folded, offset) for offset, char in enumerate(text) for folded in fold(char)[0]]
    kept = [each for at, each in enumerate(alone) if each[0] != " " or not at or alone[at - 1][0] != " "]
    folded, origin = fold(text)
    assert list(zip(folded, origin, strict=True)) == kept


@given(st.text(), st.text(min_size=1), st.text())
def test_words_folded_by_another_program_are_found_again(before: str, words: str, after: str):
    source = PlainText(text=before + words + after)
    folded = fold(words)[0].strip()
    if folded:
        quote = locate(source, folded)
        assert quote is not None
        assert source.text[quote.span.start : quote.span.end] == quote.text
