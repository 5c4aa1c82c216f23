"""Suggestions: least intrusive first, in the document's own terms, in the right place."""

from decimal import Decimal

import pytest

from contracts.edits import InsertParagraphs, ReplaceText
from contracts.findings import Finding
from contracts.metadata import Duration
from playbooks.checks import (
    AbsentCheck,
    DurationRange,
    FeesPeriod,
    MustMention,
    MustNotMention,
    NumberRange,
    OneOf,
)
from playbooks.playbook import Playbook, Position
from review.assess import assess


def _finding(library, extraction, *, side="customer", **told) -> Finding:
    position = Position(
        id="p", title="P", issue="Because.", severity="high", counterparty_text="We propose this.",
        guidance="Internal.", **told,
    )  # fmt: skip
    book = Playbook(
        id="b", title="B", version="1", contract_types=("saas",), side=side, notice="n", positions=(position,)
    )
    (finding,) = assess(extraction, book, library=library, side=side)
    return finding


CAP = FeesPeriod(min=Duration(count=12, unit="months"))
LOW_CAP = "Vendor’s total liability shall not exceed the fees paid in the three (3) months before the claim."


def test_only_the_number_changes_where_only_the_number_is_wrong(build, library):
    extraction = build(["## Limitation of Liability", (LOW_CAP, "cap_on_liability")])
    finding = _finding(
        library, extraction, clause_types=("cap_on_liability",), checks=(CAP,),
        standard="saas-liability-cap-12-months",
    )  # fmt: skip
    (edit,) = finding.suggestion.edits
    assert isinstance(edit, ReplaceText)
    assert extraction.document.text[edit.start : edit.end] == "three (3) months"
    assert edit.text == "twelve (12) months"
    assert edit.comment == "We propose this."
    assert finding.suggestion.text == LOW_CAP.replace("three (3)", "twelve (12)")


def test_internal_guidance_is_in_no_edit(build, library):
    extraction = build(["## Limitation of Liability", (LOW_CAP, "cap_on_liability")])
    finding = _finding(
        library, extraction, clause_types=("cap_on_liability",), checks=(CAP,),
        standard="saas-liability-cap-12-months",
    )  # fmt: skip
    assert "Internal" not in finding.suggestion.model_dump_json()


def test_a_proviso_of_ours_is_put_at_the_end_of_the_sentence(build, library):
    text = "At the end of the Initial Term it shall automatically renew for periods of two (2) years."
    extraction = build(["## Renewal", (text, "renewal_term")])
    finding = _finding(
        library, extraction, clause_types=("renewal_term",), checks=(MustMention(groups=(("notice",),)),),
        standard="saas-renewal-with-reminder",
    )  # fmt: skip
    (edit,) = finding.suggestion.edits
    assert edit.start == edit.end
    assert edit.text.startswith(", unless either party gives")


def test_an_unwanted_adverb_is_struck_with_its_comma(build, library):
    text = "Customer grants Vendor a worldwide, perpetual, free licence to its logo."
    extraction = build(["## Logo", (text, "license_grant")])
    finding = _finding(
        library, extraction, clause_types=("license_grant",), checks=(MustNotMention(phrases=("perpetual",)),)
    )
    (edit,) = finding.suggestion.edits
    assert extraction.document.text[edit.start : edit.end] == ", perpetual"
    assert edit.text == ""


def test_a_missing_clause_goes_beside_its_siblings(build, library):
    extraction = build(
        ["## Confidentiality", "Each party keeps Confidential Information secret.", "## Governing Law",
         "The laws of Delaware apply, also to Confidential Information.", "## Notices", "By post."]
    )  # fmt: skip
    finding = _finding(
        library, extraction, clause_types=("return_of_information",),
        checks=(MustMention(groups=(("return",),)),), standard="nda-return-or-destruction",
    )  # fmt: skip
    assert finding.verdict == "missing"
    heading, body = finding.suggestion.edits
    assert isinstance(heading, InsertParagraphs)
    blocks = extraction.document.blocks
    assert extraction.document.text[blocks[heading.after].start :].startswith("Each party keeps Confidential")
    assert blocks[heading.like].kind == "heading"
    assert blocks[body.like].kind == "paragraph"
    assert "Confidentiality" in finding.suggestion.placement


def test_a_missing_clause_goes_to_the_end_where_numbers_are_pointed_to(build, library):
    extraction = build(
        ["## Confidentiality", "Each party keeps Confidential Information secret.", "## Governing Law",
         "The laws of Delaware apply, also to Confidential Information.", "## Notices",
         "By post, subject to Section 2."]
    )  # fmt: skip
    finding = _finding(
        library, extraction, clause_types=("return_of_information",),
        checks=(MustMention(groups=(("return",),)),), standard="nda-return-or-destruction",
    )  # fmt: skip
    assert finding.suggestion.edits[0].after == len(extraction.document.blocks) - 1


def test_an_unwanted_clause_is_struck_and_its_number_kept(build, library):
    text = "For two (2) years Customer shall not compete."
    extraction = build(["## Non-Competition", (text, "non_compete"), "## Notices", "By post."])
    finding = _finding(
        library, extraction, clause_types=("non_compete",), checks=(AbsentCheck(),), required=False
    )
    assert finding.suggestion.kind == "delete"
    (edit,) = finding.suggestion.edits
    assert edit.text == "Intentionally omitted."


def test_a_suggestion_that_would_lose_a_definition_is_shown_and_not_sent(build, library):
    text = "Vendor may charge a sum that it names (the “Special Fee”)."
    extraction = build(["## Payment", (text, "payment"), "## Notices", "The Special Fee is told by post."])
    finding = _finding(
        library, extraction, clause_types=("payment",), checks=(MustMention(groups=(("invoice",),)),),
        standard="payment-30-days",
    )  # fmt: skip
    assert finding.suggestion.edits == ()
    assert finding.suggestion.unresolved == ("the definition of “Special Fee”",)


def test_a_number_is_changed_to_the_nearest_bound(build, library):
    extraction = build(["## Late Payment", ("Overdue sums bear interest at 4% per month.", "late_payment")])
    finding = _finding(
        library, extraction, clause_types=("late_payment",),
        checks=(NumberRange(unit="percent", max=Decimal("1.5")),),
    )  # fmt: skip
    (edit,) = finding.suggestion.edits
    assert edit.text == "1.5%"


def test_what_cannot_be_promised_is_not_offered(build, library):
    extraction = build(["## Term", ("It runs for a while.", "term")])
    check = DurationRange(max=Duration(count=1, unit="years"), if_none="fail")
    finding = _finding(library, extraction, clause_types=("term",), checks=(check,))
    assert finding.verdict == "non_standard"
    assert finding.suggestion is None


@pytest.mark.parametrize(
    ("law", "courts"),
    [
        ("Germany", "Kiel"),
        ("the Cayman Islands", "the Cayman Islands"),
        ("Ontario", "the Province of Ontario"),
    ],
)
def test_a_foreign_law_and_its_courts_are_changed_by_their_names(build, library, law, courts):
    courts_too = f"and the courts of {courts} have jurisdiction over it."
    text = f"This Agreement is governed by the laws of {law}, {courts_too}"
    extraction = build(["## Governing Law", (text, "governing_law")])
    finding = _finding(
        library, extraction, clause_types=("governing_law",), standard="governing-law-new-york",
        checks=(OneOf(field="governing_law", values=("New York",)),),
    )  # fmt: skip
    assert finding.suggestion.kind == "replace_words"
    assert finding.suggestion.text == (
        "This Agreement is governed by the laws of the State of New York, and the courts of New York have "
        "jurisdiction over it."
    )
