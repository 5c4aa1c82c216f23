"""Phrases of a playbook stay what their writer meant, and stay cheap on any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.spans import PlainText
from review import chain
from review.chain import chain_of, spans_of
from review.phrases import find_phrases, says

LONG = 200_000


def found(phrase: str, text: str) -> list[str]:
    hits = find_phrases(PlainText(text=text), (phrase,), within=(0, len(text)))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("third party", "A third-party, the Third  Party; thirdparty.", ["third-party", "Third  Party"]),
        ("non-compete", "noncompete, non compete, non-compete", ["noncompete", "non compete", "non-compete"]),
        ("indemnif*", "Indemnification, non-indemnified; reindemnify", ["Indemnification", "indemnified"]),
        ("compet* business", "competing business, competitive-type business", [
            "competing business", "competitive-type business"]),
        ("developed ... independently", "developed by it, wholly independently. developed. Independently", [
            "developed by it, wholly independently"]),
        ("a ... b", "a 1 2 3 4 5 6 7 8 b", ["a 1 2 3 4 5 6 7 8 b"]),
        ("a ... b", "a 1 2 3 4 5 6 7 8 9 b", []),
        ("a ... b", "a; b. a, b", ["a, b"]),
        ("a ... b ... c", "a a x b b y c b", ["a a x b b y c"]),
        ("a ... third", "a well-known third party", ["a well-known third"]),
        ("hold* ... harmless", "holding Acme Inc. U.S.A harmless", []),
        ("hold* ... harmless", "holding Acme, the buyer, harmless", ["holding Acme, the buyer, harmless"]),
        ("pay ... net*", "pay all net-30 invoices", ["pay all net-30"]),
        ("- a - b", "a b; a - b", ["a b", "a - b"]),
    ],
)  # fmt: skip
def test_a_phrase_finds_what_its_writer_meant(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["a.b", "(a+)+", "[a-z]", "a|b", "^a$", "\\w", "a{2}", "a?", ".+"])
def test_what_is_special_in_a_pattern_stands_for_itself(phrase: str) -> None:
    assert found(phrase, "aaaa bbb a b ab zz w") == []
    assert found(phrase, f"it says {phrase} here") == [phrase]


WORDS = st.lists(st.sampled_from(["a", "b", "a-b", "ab", "-", ",", ".", ";", "b,"]), max_size=30)
PHRASES = st.lists(
    st.tuples(st.sampled_from(["a", "b", "a*", "b*", "ab"]), st.sampled_from([" ", " ... "])),
    min_size=1, max_size=4,
).map(lambda pairs: "".join(word + joint for word, joint in pairs).removesuffix(" ... ").strip())  # fmt: skip


def by_expression(phrase: str, text: str) -> bool:
    """The same meaning as one regular expression, which may take any time on a longer text."""
    gap = r",?[ -]+(?:(?:[^\s.;]|\.(?=\S))+[ -]+){0,8}?"
    ends = [
        r"[ -]+".join(
            re.escape(word.rstrip("*")) + (r"[\w'-]*" if "*" in word else "") for word in part.split()
        )
        for part in phrase.split("...")
    ]
    return re.search(r"(?<!\w)" + gap.join(ends) + r"(?!\w)", text) is not None


@given(PHRASES, WORDS)
def test_a_chain_says_what_a_regular_expression_would(phrase: str, words: list[str]) -> None:
    text = " ".join(words)
    assert bool(next(spans_of(phrase, text, within=(0, len(text))), None)) == by_expression(phrase, text)


@given(PHRASES, WORDS)
def test_places_follow_one_another_within_the_range(phrase: str, words: list[str]) -> None:
    text = " ".join(words)
    within = (len(text) // 4, len(text) - len(text) // 4)
    spans = list(spans_of(phrase, text, within=within))
    flat = [point for span in spans for point in span]
    assert flat == sorted(flat)
    assert all(within[0] <= start < end <= within[1] for start, end in spans)


EXPLOSIVE = {
    "many gaps": (" ... ".join(["a"] * 12) + " ... b", "a " * (LONG // 2)),
    "many stars": (" ".join(["a*"] * 14) + " b", "a-" * (LONG // 2)),
    "gaps and stars": (" ... ".join(["a*"] * 9) + " ... b", "a-a " * (LONG // 4)),
    "hyphens": ("a* ... a* ... b", "a" + "-" * LONG),
    "hyphens between": ("a - - - b", "a " + "- " * (LONG // 2)),
    "one long word": ("a* a* b", "a" * LONG),
    "apostrophes": ("a* ... b", "a'" * (LONG // 2)),
    "stops": ("a ... b", "a." * (LONG // 2)),
    "nearly there": (" ".join(["a"] * 90) + " b", "a " * (LONG // 2)),
    "nested quantifiers": ("(a+)+$", "a" * LONG),
}


@pytest.mark.parametrize("name", EXPLOSIVE)
def test_no_phrase_explodes_on_two_hundred_thousand_characters(name: str) -> None:
    """Matching by backtracking would not end here in a lifetime."""
    phrase, text = EXPLOSIVE[name]
    assert not says(PlainText(text=text), (phrase,), within=(0, len(text)))


def test_each_place_of_a_part_is_tied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is in proportion to the places of the parts, however many ways lead through them."""
    joins = chain._joins
    calls = 0

    def counted(folded: str, between: tuple[int, int], part: chain.Part) -> bool:
        nonlocal calls
        calls += 1
        return joins(folded, between, part)

    monkeypatch.setattr(chain, "_joins", counted)
    text = "a " * 5000
    parts = len(chain_of("a ... a ... a ... a").parts)
    assert len(list(spans_of("a ... a ... a ... a", text, within=(0, len(text))))) == 1250
    assert calls <= parts * 5000
