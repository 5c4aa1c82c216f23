"""Words that must or must not be said, and for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.spans import PlainText
from playbooks.checks import MustMention, MustNotMention, Mutual, OneOf
from review.law import check_one_of, same_law
from review.mentions import check_must_mention, check_must_not_mention
from review.mutuality import check_mutual
from review.passages import Reading, Region
from review.phrases import find_phrases


def _reading(text: str, **facts) -> Reading:
    region = Region(start=0, end=len(text), focus_start=0, focus_end=len(text), score=1.0, by="words")
    return Reading(source=PlainText(text=text), regions=(region,), **facts)


def test_every_group_must_be_met():
    check = MustMention(groups=(("consent", "approval"), ("written", "in writing")))
    assert check_must_mention(check, _reading("With prior approval in writing.")).outcome == "passed"
    result = check_must_mention(check, _reading("With prior approval."))
    assert result.outcome == "failed"
    assert "written" in result.reason


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("indemnif*", "Vendor INDEMNIFIES Customer", True),
        ("law", "lawful", False),
        ("third party", "a third-party claim", True),
        ("non-compete", "a noncompete", True),
        ("customer's data", "the Customer’s  data", True),
        ("data", "metadata", False),
    ],
)
def test_phrases_are_whole_words_without_case(phrase, text, found):
    assert bool(find_phrases(PlainText(text=text), [phrase], within=(0, len(text)))) is found


@given(st.text(alphabet="ab -’\u00a0\n", max_size=40), st.sampled_from(["a", "ab*", "a b", "a-b"]))
def test_a_found_phrase_lies_within_the_text_and_begins_with_its_letter(text, phrase):
    for each in find_phrases(PlainText(text=text), [phrase], within=(0, len(text))):
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start] == "a"


def test_an_unwanted_phrase_is_quoted_with_its_sentence():
    check = MustNotMention(phrases=("perpetual*",))
    result = check_must_not_mention(check, _reading("It is free. The licence is perpetual."))
    assert result.outcome == "failed"
    assert [quote.text for quote in result.quotes] == ["perpetual", "The licence is perpetual."]


def test_a_sentence_that_says_an_excuse_does_not_count():
    check = MustNotMention(phrases=("perpetual*",), unless=("trade secret*",))
    assert check_must_not_mention(check, _reading("For trade secrets it is perpetual.")).outcome == "passed"


PARTIES = (("Customer", "Northfield Instruments, Inc."), ("Vendor", "Cloudmason Software, Inc."))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Each party shall keep the secret.", "passed"),
        ("Neither party is liable for lost profits.", "passed"),
        ("Customer shall keep the secret.", "failed"),
        ("Customer shall keep it, and Vendor shall keep it.", "passed"),
        ("The Receiving Party shall keep the secret.", "passed"),
        ("In no event will Vendor’s liability exceed the fees.", "failed"),
        ("The secret is kept.", "not_evaluated"),
    ],
)
def test_mutual_words_bind_both(text, outcome):
    assert check_mutual(Mutual(), _reading(text, party_terms=PARTIES)).outcome == outcome


def test_a_receiving_party_that_is_somebodys_own_name_is_not_both():
    parties = (("Receiving Party", "Alpha Ltd"), ("Disclosing Party", "Beta Ltd"))
    reading = _reading("The Receiving Party shall keep the secret.", party_terms=parties)
    assert check_mutual(Mutual(), reading).outcome == "failed"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Delaware", "the State of Delaware", True),
        ("England", "England and Wales", True),
        ("Virginia", "West Virginia", False),
        ("the laws of the Commonwealth of Massachusetts", "massachusetts", True),
        ("Germany", "Delaware", False),
    ],
)
def test_laws_are_compared_by_their_names(one, other, same):
    assert same_law(one, other) is same


def test_an_unknown_law_is_not_evaluated():
    check = OneOf(field="governing_law", values=("Delaware",))
    assert check_one_of(check, _reading("The usual law applies.")).outcome == "not_evaluated"
    assert check_one_of(check, _reading("x", law="Texas")).outcome == "failed"
    assert check_one_of(check, _reading("x", law="Delaware")).outcome == "passed"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("It may do so without notice.", "failed"),
        ("It may do so without any prior notice to the other.", "failed"),
        ("It may not do so without notice.", "passed"),
        ("Neither party may do so without prior written notice.", "passed"),
    ],
)
def test_words_that_are_denied_are_no_mention(text, outcome):
    check = MustMention(groups=(("notice",),))
    assert check_must_mention(check, _reading(text)).outcome == outcome


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("was developed by it independently of the talks", True),
        ("was developed. Independently of that it was sold", False),
        ("was developed by one two three four five six seven eight nine independently", False),
    ],
)
def test_dots_stand_for_a_few_words_of_the_same_sentence(text, found):
    source = PlainText(text=text)
    assert bool(find_phrases(source, ["develop* ... independently"], within=(0, len(text)))) is found


def test_words_apart_do_not_meet_a_check_on_one_sentence():
    check = MustMention(groups=(("use",), ("only",)), within="sentence", says=("its use", "a limit"))
    assert check_must_mention(check, _reading("It may use it. Only days count.")).outcome == "failed"
    assert check_must_mention(check, _reading("It may use it only so.")).outcome == "passed"


def test_the_sentence_that_meets_most_groups_is_quoted_after_the_words():
    check = MustMention(groups=(("notice",), ("breach",)))
    result = check_must_mention(check, _reading("A notice is sent. It gives notice of a breach. Done."))
    assert [quote.text for quote in result.quotes] == ["notice", "It gives notice of a breach.", "breach"]


def test_a_reason_uses_the_words_of_the_position_and_never_a_stem():
    plain = check_must_mention(MustMention(groups=(("notif*",),)), _reading("x")).reason
    assert "notif" not in plain
    told = check_must_mention(MustMention(groups=(("notif*",),), says=("a warning",)), _reading("x")).reason
    assert told == "it says nothing of a warning"


def test_a_box_that_was_not_ticked_says_nothing():
    check = MustNotMention(phrases=("in perpetuity",))
    assert check_must_not_mention(check, _reading("[x] 2 years\n[  ] In perpetuity")).outcome == "passed"
    assert check_must_not_mention(check, _reading("[  ] 2 years\n[x] In perpetuity")).outcome == "failed"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("One Party (the “Disclosing Party”) discloses things to the other.", "not_evaluated"),
        ("A party may disclose what the other party allows.", "passed"),
        ("Either party may disclose it.", "passed"),
        ("You agree to keep it secret.", "failed"),
        ("You and we both agree to keep it secret.", "passed"),
        ("Customer agrees that Vendor shall be entitled to an injunction.", "failed"),
    ],
)
def test_one_word_for_a_party_does_not_prove_that_both_are_bound(text, outcome):
    assert check_mutual(Mutual(), _reading(text, party_terms=PARTIES)).outcome == outcome


@pytest.mark.parametrize(("ours", "outcome"), [("Customer", "passed"), ("", "not_evaluated")])
def test_our_right_alone_is_enough_where_the_check_says_so(ours, outcome):
    reading = _reading("Customer may leave at any time.", party_terms=PARTIES, ours=ours)
    assert check_mutual(Mutual(or_ours=True), reading).outcome == outcome
