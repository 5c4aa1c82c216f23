"""What a document calls our side and the other."""

import pytest

from review.voice import voice_of

_MANY = ["{0} shall do this.", "{0} shall do that.", "{0} shall do the rest."]


def _preamble(one: str, other: str) -> str:
    return (
        f"This Agreement is made as of January 5, 2026 between Ashgrove Works, Inc., a Delaware corporation "
        f"(“{one}”), and Priory Lane, LLC, a Texas limited liability company (“{other}”)."
    )


@pytest.mark.parametrize(
    ("one", "other", "customer", "vendor"),
    [
        ("Company", "Consultant", "Company", "Consultant"),
        ("Consultant", "Company", "Company", "Consultant"),
        ("Company", "Customer", "Customer", "Company"),
        ("Company", "Distributor", "Distributor", "Company"),
        ("Ashgrove", "Contractor", "Ashgrove", "Contractor"),
        ("Ashgrove", "Reseller", "Reseller", "Ashgrove"),
        ("Priory", "Company", "Priory", "Company"),
        ("Controller", "Processor", "Controller", "Processor"),
        ("Data Processor", "Data Controller", "Data Controller", "Data Processor"),
    ],
)
def test_the_party_beside_a_telling_role_has_the_other_one(build, one, other, customer, vendor):
    extraction = build(["## Work", f"{one} and {other} sign below."], preamble=_preamble(one, other))
    ours, theirs = (voice_of(extraction, side=side) for side in ("customer", "vendor"))
    assert (ours.us.removeprefix("the "), ours.them.removeprefix("the ")) == (customer, vendor)
    assert (theirs.us.removeprefix("the "), theirs.them.removeprefix("the ")) == (vendor, customer)


def test_a_form_without_names_is_read_by_its_capitals(build):
    lines = ["## Work", *(each.format(role) for role in ("Contractor", "Company") for each in _MANY)]
    voice = voice_of(build(lines, preamble="The terms of this Agreement follow."), side="customer")
    assert (voice.us, voice.them) == ("Company", "Contractor")


def test_the_customers_of_a_reseller_are_no_party(build):
    preamble = _preamble("Ashgrove", "Channel Partner").replace("This Agreement", "This Reseller Agreement")
    lines = ["## Work", *(each.format("The Customer") for each in _MANY)]
    voice = voice_of(build(lines, preamble=preamble), side="vendor")
    assert (voice.us, voice.them.removeprefix("the ")) == ("Ashgrove", "Channel Partner")


def test_the_other_party_comes_before_a_word_with_a_capital(build):
    lines = ["## Work", *(each.format("Contractor") for each in _MANY)]
    voice = voice_of(build(lines, preamble=_preamble("Ashgrove", "Customer")), side="customer")
    assert voice.them == "Ashgrove"


def test_a_word_with_a_capital_is_no_party_where_both_have_names_of_their_own(build):
    lines = ["## Work", *(each.format(role) for role in ("Partner", "Seller") for each in _MANY)]
    preamble = _preamble("Ashgrove", "Priory").replace("This Agreement", "This Reseller Agreement")
    voice = voice_of(build(lines, preamble=preamble), side="vendor")
    assert (voice.us, voice.them) == ("", "")


def test_nothing_is_guessed_where_no_role_is_told(build):
    voice = voice_of(build(["## Work", "We agree."], preamble="The undersigned agree."), side="customer")
    assert (voice.us, voice.them) == ("", "")
