"""Words of the library speak as the document does, and every change is declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clause_library.clause import ApprovedClause
from clause_library.library import load_library
from review.adapt import adapt, plain_lines
from review.spelling import respelt, spelling_of
from review.substitution import Draft, undone
from review.voice import Voice, voice_of

_VOICES = st.builds(
    Voice,
    us=st.sampled_from(["", "Customer", "the Buyer"]),
    them=st.sampled_from(["Vendor", "the Supplier"]),
    agreement=st.sampled_from(["this Agreement", "these Terms", "this Contract"]),
    spelling=st.sampled_from(["British", "American", ""]),
    modal=st.sampled_from(["shall", "will", "must", ""]),
    numbers=st.sampled_from(["both", "digits", "words", ""]),
    straight_quotes=st.sampled_from([True, False, None]),
    capital_party=st.booleans(),
    called=st.sampled_from([(), (("Confidential Information", "Proprietary Information"),)]),
)


def _clause(text: str) -> ApprovedClause:
    return ApprovedClause(
        id="one",
        type="notices",
        title="Notices",
        text=text,
        side="mutual",
        posture="balanced",
        contract_types=("nda",),
    )


@given(st.sampled_from(load_library().clauses), _VOICES)
def test_undoing_the_declared_substitutions_gives_the_library_its_words_back(clause, voice):
    adapted = adapt(clause, voice)
    assert undone(adapted.text, adapted.substitutions) == plain_lines(clause.text)
    for each in adapted.substitutions:
        assert adapted.text[each.at : each.at + len(each.theirs)] == each.theirs
        assert each.ours != each.theirs


@given(
    st.text("ab c", max_size=30), st.lists(st.tuples(st.text("ab", min_size=1, max_size=2), st.text("abX ")))
)
def test_replacing_again_what_was_replaced_can_be_undone(text, steps):
    draft = Draft(text)
    for old, new in steps:
        draft.replace(old, lambda _, new=new: new)
    assert undone(draft.text, draft.substitutions) == text


@pytest.mark.parametrize(
    ("voice", "told"),
    [
        (
            Voice(spelling="American"),
            "The party shall favor organizations that grant a license within thirty (30) days.",
        ),
        (
            Voice(spelling="British"),
            "The party shall favour organisations that grant a licence within thirty (30) days.",
        ),
        (Voice(), "The party shall favour organizations that grant a licence within thirty (30) days."),
        (
            Voice(numbers="digits"),
            "The party shall favour organizations that grant a licence within 30 days.",
        ),
        (
            Voice(numbers="words"),
            "The party shall favour organizations that grant a licence within thirty days.",
        ),
        (
            Voice(modal="must"),
            "The party must favour organizations that grant a licence within thirty (30) days.",
        ),
    ],
)
def test_spelling_numbers_and_duties_are_the_documents(voice, told):
    text = "The party shall favour organizations that grant a licence within thirty (30) days."
    assert adapt(_clause(text), voice).text == told


def test_marks_of_quotation_are_the_documents():
    assert adapt(_clause("The party’s “Fees”."), Voice(straight_quotes=True)).text == 'The party\'s "Fees".'
    assert adapt(_clause("The party's fees."), Voice(straight_quotes=False)).text == "The party’s fees."


def test_a_document_that_spells_both_ways_alike_changes_nothing():
    assert spelling_of("The organisation and the organization.") == ""
    assert spelling_of("A license to use the center.") == "American"
    assert spelling_of("A licence to use the centre.") == "British"
    assert respelt("Authorised", "American") == "Authorized"
    assert respelt("promise", "American") == "promise"


@pytest.mark.parametrize(
    ("words", "style"),
    [("within 30 days and 12 months", "digits"), ("within ten (10) days and six (6) months", "both"),
     ("within thirty days or two years", "words"), ("within 30 days", "")],
)  # fmt: skip
def test_the_style_of_lengths_is_told_by_most_of_them(build, words, style):
    extraction = build(["## Payment", f"Customer shall pay {words}."])
    assert voice_of(extraction, side="customer").numbers == style


def test_a_term_is_written_small_where_the_document_writes_it_small(build):
    line = "Each party protects confidential information, and returns confidential information."
    voice = voice_of(build(["## Secrets", line]), side="customer")
    assert adapt(_clause("A party returns Confidential Information."), voice).text == (
        "A party returns confidential information."
    )
