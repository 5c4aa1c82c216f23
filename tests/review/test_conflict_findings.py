"""A contradiction inside the contract is a finding of its own, and keeps it from being signed."""

import pytest

from api.cli.summary import review_lines
from api.web.pages.review import view_of
from clause_library.library import Library
from contracts.extraction import Extraction
from contracts.findings import Finding, Review
from contracts.metadata import Conflict, Metadata
from contracts.spans import Quote, locate
from extraction.engine import extract
from extraction.readers.reading import read_document
from playbooks.load import starter_playbooks
from review.conflicts import conflict_findings
from review.engine import review
from review.report.page import render_report
from review.report.rendering import review_json
from review.triage import triage

NDA = "\n".join(
    (
        "MUTUAL NON-DISCLOSURE AGREEMENT",
        "This Agreement is made on 5 January 2026 between Alder Ltd and Birch Ltd.",
        "1. Confidentiality. Each party shall keep the other party's Confidential Information in confidence "
        "and shall use it for the Purpose only.",
        "2. Term. The term of this Agreement is three (3) years.",
        "3. Return. On request each party shall return or destroy the Confidential Information of the other.",
        "4. Law. This Agreement is governed by the laws of the State of Delaware.",
        "5. Assignment. Neither party may assign this Agreement without the consent of the other party.",
    )
)
SECOND_LAW = "6. General. This Agreement shall be construed in accordance with the laws of the State of Ohio."
SLIP = "6. Notices. Notices take effect fifteen (5) days after posting."


def _reviewed(text: str, library: Library) -> Review:
    found = extract(read_document(text.encode(), "nda.txt"))
    return review(found, starter_playbooks()["nda-mutual"], library=library, side="mutual")


def _ours(found: Review) -> list[Finding]:
    return [each for each in found.findings if each.position_id.startswith("document.conflict.")]


def test_a_contract_without_contradictions_has_no_such_finding(library: Library):
    assert _ours(_reviewed(NDA, library)) == []


def test_two_laws_are_a_grave_finding_with_both_quotations(library: Library):
    found = _reviewed(f"{NDA}\n{SECOND_LAW}", library)
    (finding,) = _ours(found)
    assert finding.position_id == finding.id == "document.conflict.governing_law"
    assert (finding.verdict, finding.severity, finding.suggestion) == ("non_standard", "high", None)
    assert ["Delaware" in quote.text or "Ohio" in quote.text for quote in finding.quotes] == [True, True]
    assert "Delaware" in finding.reason
    assert "Ohio" in finding.reason
    assert found.triage.route == "legal_review"
    assert any("governing law" in ask for ask in found.triage.asks)
    assert any("Ohio" in reason for reason in found.triage.reasons)


def test_a_slip_in_a_number_of_no_field_is_a_lesser_finding(library: Library):
    (finding,) = _ours(_reviewed(f"{NDA}\n{SLIP}", library))
    assert (finding.position_id, finding.severity) == ("document.conflict.number", "medium")
    assert [quote.text for quote in finding.quotes] == ["fifteen (5) days"]


def test_the_findings_on_positions_are_not_moved_by_it(library: Library):
    before = _reviewed(NDA, library)
    after = _reviewed(f"{NDA}\n{SLIP}", library)
    verdicts = {each.position_id: each.verdict for each in after.findings if each not in _ours(after)}
    assert verdicts == {each.position_id: each.verdict for each in before.findings}
    assert after.triage.score > before.triage.score


def test_fingerprints_are_the_same_after_words_elsewhere_change(library: Library):
    one = _ours(_reviewed(f"{NDA}\n{SECOND_LAW}", library))
    other = _ours(_reviewed(f"{NDA.replace('the Purpose', 'that purpose')}\n{SECOND_LAW}", library))
    assert [each.fingerprint for each in one] == [each.fingerprint for each in other]


def test_it_is_shown_wherever_findings_are(library: Library):
    found = _reviewed(f"{NDA}\n{SECOND_LAW}", library)
    (finding,) = _ours(found)
    assert any(card.finding == finding and len(card.quotes) == 2 for card in view_of(found).deviating)
    page = render_report(found)
    assert finding.title in page
    assert "laws of the State of Ohio" in page
    told = review_json(found, seconds=0, outputs={})["findings"]
    assert [len(each["quotes"]) for each in told if each["id"] == finding.id] == [2]
    lines = review_lines(found)
    assert any(finding.title in line for line in lines)
    assert [sum(quote.text in line for line in lines) for quote in finding.quotes] == [1, 1]


@pytest.mark.parametrize(
    ("field", "severity", "route"),
    [("liability_cap", "high", "legal_review"), ("payment_term", "medium", "negotiate")],
)
def test_a_contract_that_is_else_safe_to_sign_is_not_with_it(field: str, severity: str, route: str):
    found = extract(read_document(NDA.encode(), "nda.txt"))
    playbook = starter_playbooks()["nda-mutual"]
    standard = Finding(
        id="law", position_id="law", title="Law", clause_type="governing_law", verdict="standard",
        severity="high", reason="As ours.", confidence=0.9, fingerprint="0", quotes=(_quote(found),),
    )  # fmt: skip
    assert triage(found, (standard,), playbook=playbook).route == "safe_to_sign"
    findings = conflict_findings(_with_conflicts(found, field), playbook)
    assert [each.severity for each in findings] == [severity] * 2
    assert [each.id for each in findings] == [f"document.conflict.{field}", f"document.conflict.{field}-2"]
    assert len({each.fingerprint for each in findings}) == 2
    told = triage(found, (*findings, standard), playbook=playbook)
    assert told.route == route
    assert told.asks


def _quote(found: Extraction) -> Quote:
    return locate(found.document, (0, 20))


def _with_conflicts(found: Extraction, field: str) -> Extraction:
    conflict = Conflict(field=field, sentence="Two things are said.", quotes=(_quote(found),))
    return found.model_copy(update={"metadata": Metadata(conflicts=(conflict, conflict))})
