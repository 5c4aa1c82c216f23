"""Finding the places of a position: headings, passages, facts, and the second look."""

from playbooks.checks import MustMention, Present
from playbooks.playbook import Position
from review.headings import read_heading
from review.match import match

MENTIONS = MustMention(groups=(("personal data",), ("data protection laws",)))


ANY = (Present(),)


def _position(*types: str, checks=ANY) -> Position:
    return Position(id="p", title="P", clause_types=types, issue="Because.", severity="high", checks=checks)


def test_a_heading_of_one_type_alone_makes_the_clause_present(build):
    extraction = build(["## Insurance", "Vendor carries cover of $1,000,000."])
    found = match(_position("insurance"), extraction)
    assert found.state == "present"
    assert found.reading.quotes()[0].text == "Vendor carries cover of $1,000,000."


def test_a_vague_heading_is_unsure_when_the_classifier_sees_nothing(build):
    extraction = build(["## Termination", "Customer may leave on notice."])
    assert match(_position("termination_for_cause"), extraction).state == "unsure"


def test_a_part_of_a_heading_counts_as_a_heading(build):
    extraction = build(["## Publicity; Notices", "Letters go to the address above."])
    assert match(_position("notices"), extraction).state == "present"


def test_a_misleading_heading_is_no_evidence(build):
    extraction = build(["## Customer Data", "Customer owns what it enters."])
    assert match(_position("data_protection"), extraction).state == "absent"


def test_a_place_is_grown_to_its_clause_so_that_the_next_sentence_is_seen(build):
    line = "Liability is limited. It shall not exceed $5,000 in all."
    extraction = build(["## Risk", (line, "cap_on_liability")])
    (region,) = match(_position("cap_on_liability"), extraction).reading.regions
    assert "$5,000" in extraction.document.text[region.start : region.end]


def test_an_unsure_type_is_never_absent(build):
    extraction = build(["## Risk", ("Somebody pays something.", "insurance")], unsure=["insurance"])
    found = match(_position("insurance"), extraction)
    assert found.state == "unsure"
    assert found.reading.regions


def test_the_words_of_the_checks_turn_absent_into_unsure(build):
    extraction = build(["## Odds and ends", "Vendor handles personal data under the data protection laws."])
    assert match(_position("data_protection", checks=(MENTIONS,)), extraction).state == "unsure"


def test_one_common_word_does_not_turn_absent_into_unsure(build):
    checks = (MustMention(groups=(("law",), ("notice",))),)
    extraction = build(["## Odds and ends", "Notice of a change in the law goes by post."])
    assert match(_position("compelled_disclosure", checks=checks), extraction).state == "absent"


def test_absence_says_where_was_searched(build):
    found = match(_position("insurance"), build(["## Notices", "Letters go by post."]))
    assert found.state == "absent"
    assert any("clause" in phrase for phrase in found.searched)
    assert any("paragraphs" in phrase for phrase in found.searched)


def test_the_governing_law_is_found_by_its_fact(build):
    extraction = build(["## Odds and ends", "This Agreement is governed by the laws of Delaware."])
    found = match(_position("governing_law"), extraction)
    assert found.state == "present"
    assert found.reading.law == "Delaware"


def test_headings_are_read_without_case_and_stops():
    assert read_heading("INSURANCE.", ("insurance",)).alone
    assert not read_heading("", ("insurance",)).named
    assert read_heading("Termination", ("termination_for_cause",)).vague


def test_a_definition_is_no_clause_where_a_clause_stands_beside_it(build):
    extraction = build(
        ["## Definitions", ("“Data” means personal data under the data protection laws.", "data_protection"),
         "## Data", ("Vendor handles the Data with care.", "data_protection")]
    )  # fmt: skip
    regions = match(_position("data_protection"), extraction).reading.regions
    assert [extraction.document.text[each.focus_start : each.focus_end] for each in regions] == [
        "Vendor handles the Data with care."
    ]


def test_an_item_of_a_list_is_read_with_the_others(build):
    extraction = build(
        ["## Sundry", "1.1 The duty does not cover information that:",
         ("(a) is public;", "confidentiality_exclusions"), "(b) was known to the receiver before; or",
         "(c) came from a third party.", "1.2 The parties pay their own costs."]
    )  # fmt: skip
    (region,) = match(_position("confidentiality_exclusions"), extraction).reading.regions
    words = extraction.document.text[region.start : region.end]
    assert "was known" in words
    assert "third party" in words
    assert "costs" not in words
