"""Whose promise a sentence can be."""

import pytest

from contracts.spans import PlainText
from playbooks.checks import MustMention, MustNotMention
from playbooks.strictness import implies
from review.mentions import check_must_mention, check_must_not_mention
from review.passages import Reading, Region

PARTIES = (("Customer", "Northfield Instruments, Inc."), ("Vendor", "Cloudmason Software, Inc."))


def _reading(text: str, *, ours: str = "Customer", parties=PARTIES) -> Reading:
    region = Region(start=0, end=len(text), focus_start=0, focus_end=len(text), score=1.0, by="words")
    return Reading(source=PlainText(text=text), regions=(region,), party_terms=parties, ours=ours)


TOLD = MustMention(groups=(("notif*",), ("breach*",)), within="sentence", owed_by="them")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Vendor shall notify Customer of each breach.", "passed"),
        ("Customer shall notify Vendor of each breach.", "failed"),
        ("Northfield Instruments, Inc. shall notify Vendor of each breach.", "failed"),
        ("Each breach is to be notified without delay.", "passed"),
        ("Customer shall, and Vendor shall, notify each breach.", "passed"),
        ("Customer shall pay. Vendor will notify it of each breach.", "passed"),
        ("The Vendor and the Customer agree to notify the other of each breach.", "passed"),
    ],
)
def test_a_sentence_that_binds_us_alone_is_no_promise_of_theirs(text, outcome):
    assert check_must_mention(TOLD, _reading(text)).outcome == outcome


def test_whole_passages_are_read_the_same_way():
    check = MustMention(groups=(("notif*",), ("thirty",)), owed_by="them")
    text = "Customer shall notify a breach. It has thirty days."
    assert check_must_mention(check, _reading(text)).outcome == "failed"


def test_where_our_side_is_not_known_every_sentence_counts():
    text = "Customer shall notify Vendor of each breach."
    assert check_must_mention(TOLD, _reading(text, ours="")).outcome == "passed"


def test_our_side_is_known_by_its_name_though_the_parties_were_not_read():
    reading = _reading("The Customer shall notify each breach.", ours="the Customer", parties=())
    assert check_must_mention(TOLD, reading).outcome == "failed"


def test_a_fault_in_a_duty_of_the_other_side_is_none_of_ours():
    check = MustNotMention(phrases=("any breach",), owed_by="us")
    theirs, our_own = "Vendor shall indemnify for any breach.", "Customer shall indemnify for any breach."
    assert check_must_not_mention(check, _reading(theirs)).outcome == "passed"
    assert check_must_not_mention(check, _reading(our_own)).outcome == "failed"


def test_a_fault_is_not_decided_where_our_side_is_not_known():
    check = MustNotMention(phrases=("any breach",), owed_by="us")
    text = "Customer shall indemnify for any breach."
    assert check_must_not_mention(check, _reading(text, ours="")).outcome == "not_evaluated"
    assert check_must_not_mention(check, _reading("Both sign.", ours="")).outcome == "passed"


def test_a_check_for_one_side_asks_for_more_than_the_same_for_any():
    anyone = TOLD.model_copy(update={"owed_by": "any"})
    assert implies(TOLD, anyone)
    assert not implies(anyone, TOLD)
    strict = MustNotMention(phrases=("any breach",))
    loose = MustNotMention(phrases=("any breach",), owed_by="us")
    assert implies(strict, loose)
    assert not implies(loose, strict)
