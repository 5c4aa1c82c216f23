"""Verdicts, their fingerprints, clashes between suggestions, and the review as a whole."""

from contracts.document import Coverage, Gap
from contracts.metadata import Duration
from contracts.revisions import Revision
from playbooks.checks import AbsentCheck, AskModel, DurationRange, MustMention, Mutual, Present, SimilarTo
from playbooks.conditions import AllOf, FactIs, Not
from playbooks.load import starter_playbooks
from playbooks.playbook import Fallback, Playbook, Position
from review.assess import assess
from review.conditions import holds
from review.engine import review

FIVE_YEARS = DurationRange(max=Duration(count=5, unit="years"))
TEN_YEARS = DurationRange(max=Duration(count=10, unit="years"))


def _position(id="p", **told) -> Position:
    known = {
        "title": id,
        "clause_types": ("term",),
        "issue": "Because.",
        "severity": "high",
        "checks": (FIVE_YEARS,),
    }
    return Position(id=id, **{**known, **told})


def _book(*positions: Position) -> Playbook:
    return Playbook(
        id="b",
        title="B",
        version="1",
        contract_types=("saas",),
        side="customer",
        notice="n",
        positions=positions,
    )


def _assess(extraction, library, *positions):
    return assess(extraction, _book(*positions), library=library, side="customer")


def test_the_first_rung_that_holds_is_the_verdict(build, library):
    extraction = build(["## Term", ("It runs for seven (7) years.", "term")])
    ladder = (Fallback(title="At most ten years", checks=(TEN_YEARS,), approver="Head of Legal"),)
    (finding,) = _assess(extraction, library, _position(fallbacks=ladder))
    assert (finding.verdict, finding.rank, finding.approver) == ("fallback", 1, "Head of Legal")
    assert "7 years" in finding.reason


def test_an_unsure_clause_is_never_missing(build, library):
    extraction = build(["## Other", ("It goes on.", "insurance")], unsure=["insurance"])
    (finding,) = _assess(extraction, library, _position(clause_types=("insurance",), checks=(Present(),)))
    assert finding.verdict == "not_evaluated"
    assert finding.quotes


def test_an_unsure_clause_that_meets_the_standard_proves_itself(build, library):
    words = "Vendor handles personal data under the data protection laws."
    extraction = build(["## Other", (words, "data_protection")], unsure=["data_protection"])
    checks = (MustMention(groups=(("personal data",), ("data protection laws",))),)
    (finding,) = _assess(extraction, library, _position(clause_types=("data_protection",), checks=checks))
    assert finding.verdict == "standard"
    assert finding.confidence < 0.6


def test_a_question_to_a_model_is_not_evaluated_without_one(build, library):
    extraction = build(["## Term", ("It runs for two (2) years.", "term")])
    checks = (FIVE_YEARS, AskModel(question="Is it fair?", expected="yes"))
    (finding,) = _assess(extraction, library, _position(checks=checks))
    assert finding.verdict == "not_evaluated"


def test_an_error_in_one_position_leaves_the_others_alone(build, library):
    extraction = build(["## Term", ("It runs for two (2) years.", "term")])
    broken = _position("broken", checks=(SimilarTo(clause="no-such-clause", at_least=0.5),))
    first, second = _assess(extraction, library, broken, _position("sound"))
    assert first.verdict == "error"
    assert "no-such-clause" in first.reason
    assert second.verdict == "standard"


def test_a_missing_library_clause_costs_the_words_and_not_the_verdict(build, library):
    extraction = build(["## Term", ("It is mutual.", "term")])
    position = _position(checks=(MustMention(groups=(("years",),)),), standard="no-such-clause")
    (finding,) = _assess(extraction, library, position)
    assert finding.verdict == "non_standard"
    assert finding.suggestion is None
    assert "No words could be suggested" in finding.reason


def test_a_position_that_does_not_apply_says_why(build, library):
    extraction = build(["## Term", ("It runs for two (2) years.", "term")])
    condition = FactIs(fact="mentions", values=("spaceship",))
    (finding,) = _assess(extraction, library, _position(applies_when=condition))
    assert finding.verdict == "not_applicable"
    assert "spaceship" in finding.reason


def test_unknown_facts_count_as_met(build):
    extraction = build(["## Other", "Nothing of note."])
    personal = FactIs(fact="personal_data", values=("yes",))
    never = FactIs(fact="side", values=("vendor",))
    assert holds(personal, extraction, side="customer") is None
    assert holds(Not(of=personal), extraction, side="customer") is None
    assert holds(AllOf(of=(personal, never)), extraction, side="customer") is False


def test_a_fingerprint_changes_with_the_words_and_not_with_the_verdict(build, library):
    short = build(["## Term", ("It runs for two (2) years.", "term")])
    long = build(["## Term", ("It runs for nine (9) years.", "term")])
    (one,) = _assess(short, library, _position())
    (again,) = _assess(short, library, _position(checks=(TEN_YEARS, Mutual())))
    (other,) = _assess(long, library, _position())
    assert one.fingerprint == again.fingerprint
    assert one.verdict != again.verdict
    assert one.fingerprint != other.fingerprint


def test_of_two_suggestions_for_the_same_words_the_graver_stays(build, library):
    extraction = build(["## Term", ("It runs for nine (9) years.", "term")])
    mild = _position("mild", severity="low", checks=(DurationRange(max=Duration(count=3, unit="years")),))
    grave = _position("grave", severity="critical")
    first, second = _assess(extraction, library, mild, grave)
    assert first.suggestion is None
    assert "“grave”" in first.reason
    assert second.suggestion is not None


LINES = [
    "## Term",
    ("It runs for two (2) years.", "term"),
    "## Notices",
    " ".join(["Letters go by the post."] * 20),
]


def _route(extraction, library, position):
    return review(extraction, _book(position), library=library, side="customer").triage


def test_safe_to_sign_needs_proof_that_all_was_read(build, library):
    extraction = build(LINES)
    assert _route(extraction, library, _position()).route == "safe_to_sign"
    gap = Coverage(gaps=(Gap(kind="image", place="page 3", reason="a picture", severity="medium"),))
    partly = extraction.model_copy(
        update={"document": extraction.document.model_copy(update={"coverage": gap})}
    )
    triage = _route(partly, library, _position())
    assert triage.route != "safe_to_sign"
    assert any("page 3" in reason for reason in triage.reasons)


def test_pending_changes_are_not_safe_to_sign(build, library):
    extraction = build(LINES)
    change = Revision(id="1", kind="insert", author="Jo", date=None, start=0, end=1, text="x")
    document = extraction.document.model_copy(update={"revisions": (change,)})
    triage = _route(extraction.model_copy(update={"document": document}), library, _position())
    assert triage.route != "safe_to_sign"
    assert any("Jo" in reason for reason in triage.reasons)


def test_a_deviation_with_words_to_send_is_negotiated(build, library):
    extraction = build(["## Term", ("It runs for nine (9) years.", "term"), *LINES[2:]])
    triage = _route(extraction, library, _position())
    assert triage.route == "negotiate"
    assert triage.asks == ("p: change the words",)


def test_a_critical_deviation_goes_to_legal(build, library):
    extraction = build(["## Term", ("It runs for nine (9) years.", "term"), *LINES[2:]])
    triage = _route(extraction, library, _position(severity="critical", approver="General Counsel"))
    assert triage.route == "legal_review"
    assert triage.approvers == ("General Counsel",)


def test_a_scrap_of_text_cannot_be_reviewed(build, library):
    triage = _route(build(["## Term", ("Two years.", "term")]), library, _position())
    assert triage.route == "cannot_review"


def test_the_same_input_gives_the_same_review(build, library):
    book = starter_playbooks()["saas-customer"]
    extraction = build(LINES)
    first = review(extraction, book, library=library, side="customer")
    assert first == review(extraction, book, library=library, side="customer")
    assert len(first.findings) == len(book.positions)


def test_a_cover_page_that_takes_in_other_terms_is_not_missing_its_clauses(build, library):
    words = "This Cover Page incorporates the Standard Terms posted by the publisher."
    extraction = build(["## Cover Page", words])
    (finding,) = _assess(extraction, library, _position(clause_types=("insurance",), checks=(Present(),)))
    assert finding.verdict == "not_evaluated"
    assert finding.quotes[0].text == words


def test_a_cover_page_does_not_prove_that_an_unwanted_clause_is_not_in_the_terms(build, library):
    unwanted = _position(clause_types=("non_compete",), checks=(AbsentCheck(),), required=False)
    words = "This Cover Page incorporates the Standard Terms posted by the publisher."
    (finding,) = _assess(build(["## Cover Page", words]), library, unwanted)
    assert finding.verdict == "not_evaluated"
    (finding,) = _assess(build(["## Subject", "Both parties sign below."]), library, unwanted)
    assert finding.verdict == "standard"


def test_the_first_quote_of_a_finding_is_the_sentence_and_the_check_keeps_its_words(build, library):
    text = "The obligations of confidence continue in perpetuity. They bind both."
    book = starter_playbooks()["nda-mutual"]
    only = tuple(each for each in book.positions if each.id == "confidentiality-period")
    extraction = build(["## Duration", (text, "confidentiality_period")])
    (finding,) = assess(
        extraction, book.model_copy(update={"positions": only}), library=library, side="mutual"
    )
    assert finding.quotes[0].text == "The obligations of confidence continue in perpetuity."
    assert finding.deciding_check.quotes[0].text == "in perpetuity"


def test_a_reference_is_followed_to_the_heading_it_points_to(build, library):
    book = starter_playbooks()["saas-customer"]
    only = tuple(each for each in book.positions if each.id == "cap-carve-outs")
    cap = "The limits do not apply to fraud, to a breach of Section 1 or to claims under Section 2."
    lines = ["## Confidentiality", "Each party keeps secrets.", "## Indemnification", "Vendor defends us.",
             "## Limits", (cap, "uncapped_liability")]  # fmt: skip
    (finding,) = assess(
        build(lines), book.model_copy(update={"positions": only}), library=library, side="customer"
    )
    assert finding.verdict == "standard", finding.reason


def test_a_cover_page_is_not_blamed_for_what_its_terms_may_say(build, library):
    book = starter_playbooks()["nda-mutual"]
    extraction = build(
        [("This page takes in the Standard Terms posted at example.com/nda. Purpose: how it may be used.",
          "use_restriction")]
    )  # fmt: skip
    findings = assess(extraction, book, library=library, side="mutual")
    assert not [each.position_id for each in findings if each.verdict in ("missing", "non_standard")]


def test_a_definition_alone_is_no_clause_where_it_does_not_meet_the_position(build, library):
    lines = [
        "## Definitions",
        ("“Term” means the time for which it runs, seven (7) years.", "term"),
        "## Notices",
        "Letters go by the post. " * 20,
    ]
    (finding,) = _assess(build(lines), library, _position(required=True))
    assert finding.verdict == "missing"
    assert finding.absent is not None
    assert "seven (7) years" in finding.absent.nearest[0].text
    (fits,) = _assess(build(lines), library, _position(required=True, checks=(TEN_YEARS,)))
    assert fits.verdict == "standard"
