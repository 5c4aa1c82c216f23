"""Phrases that speak of our side and the other."""

import pytest

from playbooks.checks import MustMention, MustNotMention
from playbooks.playbook import Playbook, Position
from review.assess import assess

OURS = MustMention(groups=(("{party_us} ... own*", "assign* to {party_us}"),), says=("that it is ours",))
WORDS = "Results belong as follows. "


def _book(*checks, side="customer") -> Playbook:
    position = Position(
        id="p", title="P", clause_types=("ip_ownership",), issue="Because.", severity="high", checks=checks
    )
    return Playbook(
        id="b", title="B", version="1", contract_types=("services",), side=side, notice="N.",
        positions=(position,),
    )  # fmt: skip


def _verdict(build, library, words, book, **told):
    extraction = build(["## Ownership", (WORDS + words, "ip_ownership")], **told)
    return assess(extraction, book, library=library, side=book.side)[0]


@pytest.mark.parametrize(
    ("side", "words", "verdict"),
    [
        ("customer", "Customer shall own the results.", "standard"),
        ("customer", "Northfield Instruments, Inc. shall own the results.", "standard"),
        ("customer", "Vendor shall own the results.", "non_standard"),
        ("vendor", "Vendor shall own the results.", "standard"),
        ("vendor", "Vendor assigns the results to the Customer.", "non_standard"),
    ],
)
def test_a_phrase_on_a_side_knows_which_party_it_is(build, library, side, words, verdict):
    finding = _verdict(build, library, words, _book(OURS, side=side))
    assert finding.verdict == verdict, finding.reason


def test_the_names_stand_in_unwanted_phrases_too(build, library):
    unwanted = MustNotMention(phrases=("{party_them} ... own*",), unless=("{party_us} ... own*",))
    assert _verdict(build, library, "Vendor owns the results.", _book(unwanted)).verdict == "non_standard"
    both = "Vendor owns its tools and Customer owns the results."
    assert _verdict(build, library, both, _book(unwanted)).verdict == "standard"


@pytest.mark.parametrize("check", [OURS, MustNotMention(phrases=("{party_us} ... own*",))])
def test_nothing_is_decided_where_our_side_has_no_name(build, library, check):
    told = {"preamble": "The undersigned agree as follows."}
    finding = _verdict(build, library, "One of us owns the results.", _book(check), **told)
    assert finding.verdict == "not_evaluated"
    assert "calls our side" in finding.reason
