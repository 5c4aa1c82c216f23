"""Similarity and the built-in embedder: the same vectors everywhere, near for like words."""

import hashlib
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clause_library.embed import similarity
from clause_library.library import load_library
from clause_library.projection import ProjectedEmbedder

TEXTS = st.text(alphabet="abcdefghij ÄßК,.'’\n0123", max_size=80)
ROUND_TRIP = """
import hashlib, json
from clause_library.projection import ProjectedEmbedder
vector = ProjectedEmbedder().embed(["Neither party may assign this Agreement without consent."])[0]
print(hashlib.sha256(json.dumps([round(x, 5) for x in vector]).encode()).hexdigest())
"""


@given(TEXTS)
@settings(deadline=None)
def test_a_vector_has_length_one_or_is_zero(text: str) -> None:
    embedder = ProjectedEmbedder()
    vector = embedder.embed([text])[0]
    assert len(vector) == embedder.dimensions
    length = sum(number * number for number in vector)
    assert length == pytest.approx(1.0, abs=1e-3) or not any(vector)


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_similarity_is_symmetric_and_between_0_and_1(one: str, two: str) -> None:
    assert 0.0 <= similarity(one, two) <= 1.0
    assert similarity(one, two) == similarity(two, one)


def test_a_text_is_wholly_like_itself() -> None:
    assert similarity("Each party keeps it secret.", "Each party keeps it secret.") == pytest.approx(1.0)


def test_letter_case_quotes_and_punctuation_make_no_difference() -> None:
    assert similarity("The “Receiving Party’s” duty", "the receiving party's duty!") == pytest.approx(1.0)


def test_words_of_one_family_are_near() -> None:
    assert similarity("They may hire our staff.", "Solicitation of employees") > 0.4


def test_another_subject_is_far() -> None:
    assert similarity("The laws of Delaware govern.", "Invoices are due within thirty days.") < 0.1


def test_a_text_without_words_is_like_nothing() -> None:
    assert similarity("", "Each party") == 0.0
    assert similarity("…", "…") == 0.0


def test_another_process_makes_the_same_vectors() -> None:
    vector = ProjectedEmbedder().embed(["Neither party may assign this Agreement without consent."])[0]
    ours = hashlib.sha256(json.dumps([round(x, 5) for x in vector]).encode()).hexdigest()
    done = subprocess.run(
        [sys.executable, "-c", ROUND_TRIP],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert done.stdout.strip() == ours


def test_variants_of_one_clause_are_nearer_than_other_clauses() -> None:
    library = load_library()
    other = library.get("taxes")
    for one in library.clauses:
        for id in one.fallbacks:
            assert similarity(one.text, library.get(id).text) > similarity(one.text, other.text), (one.id, id)


def test_the_order_of_asking_makes_no_difference() -> None:
    texts = ["renewal of the term", "notice of renewal", "the licence fee", "renewal of the term"]
    together = ProjectedEmbedder().embed(texts)
    assert together == [ProjectedEmbedder().embed([text])[0] for text in texts]
    assert together[0] == together[3]


def test_more_words_than_are_kept_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"clause about alpha{number} and beta{number}" for number in range(30)]
    expected = ProjectedEmbedder().embed(texts)
    monkeypatch.setattr("clause_library.projection._MOST_KEPT", 5)
    assert ProjectedEmbedder().embed(texts) == expected
