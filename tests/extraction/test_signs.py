"""Phrases that are evidence: found where they stand, silenced by what speaks louder."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.clauses import signs
from extraction.clauses.signs import SLOTS, find_evidence, types_beside
from extraction.clauses.taxonomy import clause_types

PLAIN = "The Supplier delivers the Goods on time."
SPEAKING = [
    ("most_favored_nation", "The Buyer gets prices no less favourable than those of any other customer."),
    ("third_party_beneficiary", "Alder plc is an intended third-party beneficiary of this Agreement."),
    ("no_solicit_of_customers", "The Agent shall not solicit any customers of the Company for a year."),
    ("non_disparagement", "Each party shall not disparage the other or its products."),
    ("source_code_escrow", "The Vendor deposits the source code in escrow with a bank."),
    ("joint_ip_ownership", "Such inventions shall be jointly owned by the parties."),
    ("covenant_not_to_sue", "The Licensee shall not contest the validity of the Marks."),
    ("unlimited_license", "The Customer may use the Software with an unlimited number of users."),
    (
        "price_restrictions",
        "The price may be raised once a year and may not increase by more than 3 percent.",
    ),
    ("liquidated_damages", "The Contractor pays $500 a day as liquidated damages."),
    ("affiliate_license_licensee", "The Licensee may sublicense the Software to its Affiliates."),
]
WORDS = st.lists(st.sampled_from([PLAIN, *(words for _, words in SPEAKING)]), max_size=8)


@pytest.mark.parametrize(("name", "words"), SPEAKING)
def test_a_plain_clause_is_strong_evidence_of_its_type(name: str, words: str) -> None:
    assert set(find_evidence([PLAIN, words.upper()])[name]["strong"]) == {1}


def test_a_sentence_that_denies_beneficiaries_is_evidence_against_them() -> None:
    words = "There are no third party beneficiaries of this Agreement."
    found = find_evidence([words])["third_party_beneficiary"]
    assert found.get("strong", ()) == ()
    assert found["against"] == (0,)


def test_a_use_of_marks_in_a_bad_light_is_no_promise_not_to_disparage() -> None:
    words = "The Licensee shall not use the Marks in a manner that would disparage the Licensor."
    found = find_evidence([words])["non_disparagement"]
    assert "strong" not in found
    assert found["against"] == (0,)


def test_ordinary_words_and_no_words_are_no_evidence() -> None:
    assert find_evidence([]) == {}
    assert find_evidence([PLAIN, ""]) == {}


@given(WORDS)
def test_what_a_sentence_says_does_not_hang_on_its_neighbours(sentences: list[str]) -> None:
    alone = [find_evidence([sentence]) for sentence in sentences]
    for name, slots in find_evidence(sentences).items():
        for slot, rows in slots.items():
            wanted = [row for row, own in enumerate(alone) for _ in own.get(name, {}).get(slot, ())]
            assert sorted(rows) == wanted


def test_every_entry_can_be_reached_by_its_plain_words() -> None:
    """A capital in `near` or in a phrase would never match, since sentences are made lower case."""
    for sign in signs._signs():
        assert sign.type in clause_types()
        assert sign.slot in SLOTS
        assert sign.near
        assert all(word == word.lower() for word in sign.near)
        bare = re.sub(r"\\[A-Za-z]", "", sign.pattern.pattern)
        assert bare == bare.lower()


def test_types_beside_are_types_of_the_taxonomy() -> None:
    assert types_beside()["uncapped_liability"] == ("cap_on_liability",)
    assert all(other in clause_types() for others in types_beside().values() for other in others)
