"""Terms that our words would bring into a contract that does not know them."""

import pytest

from review.unknown import undefined_in


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Vendor protects the Customer Data, as each Order Form says.", ("Customer Data", "Order Form")),
        ("Vendor returns all data (the “Customer Data”) and deletes the Customer Data.", ()),
        ("The laws of Delaware and the United Nations Convention on Contracts apply.", ()),
        ("Fees are due in the Initial Term.", ("Initial Term",)),
        ("Vendor repairs the Software.", ()),
    ],
)
def test_only_terms_that_stand_nowhere_are_told(build, words, terms):
    document = build(["## Work", "The Software is made here.", "## Use", "The Software is used."]).document
    assert undefined_in(words, document) == terms
