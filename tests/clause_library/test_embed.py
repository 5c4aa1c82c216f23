"""The built-in embedder: the same vectors everywhere, near for like words."""

import hashlib
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clause_library.embed import BuiltInEmbedder, similarity
from clause_library.library import load_library

TEXTS = st.text(alphabet="abcdefghij ÄßК,.'’\n0123", max_size=80)
ROUND_TRIP = """
import hashlib, json
from clause_library.embed import BuiltInEmbedder
vector = BuiltInEmbedder().embed(["Neither party may assign this Agreement without consent."])[0]
print(hashlib.sha256(json.dumps([round(x, 12) for x in vector]).encode()).hexdigest())
"""


@given(TEXTS)
@settings(deadline=None)
def test_a_vector_has_length_one_or_is_zero(text: str) -> None:
    embedder = BuiltInEmbedder()
    vector = embedder.embed([text])[0]
    assert len(vector) == embedder.dimensions
    length = sum(number * number for number in vector)
    assert length == pytest.approx(1.0) or not any(vector)


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
    vector = BuiltInEmbedder().embed(["Neither party may assign this Agreement without consent."])[0]
    ours = hashlib.sha256(json.dumps([round(x, 12) for x in vector]).encode()).hexdigest()
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
