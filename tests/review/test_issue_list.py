"""The issue list in Word: all that deviates for us, and nothing of ours for the counterparty."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx

from clause_library.library import load_library
from contracts.findings import Review
from extraction.engine import extract
from extraction.readers.reading import read_document
from playbooks.load import starter_playbooks
from review.engine import review
from review.report.issue_list import issue_list

SAMPLE = Path(__file__).parents[2] / "samples" / "vendor-saas.docx"


@pytest.fixture(scope="module")
def made() -> Review:
    extraction = extract(read_document(SAMPLE.read_bytes(), SAMPLE.name))
    return review(extraction, starter_playbooks()["saas-customer"], library=load_library(), side="customer")


def words_of(data: bytes) -> str:
    document = open_docx(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def rows_of(data: bytes) -> list[Any]:
    return open_docx(io.BytesIO(data)).tables[0].rows[1:]


def test_every_deviation_is_a_row_the_gravest_first(made: Review) -> None:
    rows = rows_of(issue_list(made))
    deviating = [finding for finding in made.findings if finding.deviates]
    assert len(rows) == len(deviating) > 0
    listed = [row.cells[2].paragraphs[0].text for row in rows]
    assert sorted(listed) == sorted(finding.title for finding in deviating)
    severities = [row.cells[2].paragraphs[1].text.split()[0].lower() for row in rows]
    ranks = [("critical", "high", "medium", "low").index(severity) for severity in severities]
    assert ranks == sorted(ranks)
    for row in rows:
        assert row.cells[6].text == "", "room for the decision"


def test_the_words_of_the_contract_and_ours_stand_side_by_side(made: Review) -> None:
    row = next(row for row in rows_of(issue_list(made)) if "Liability cap" in row.cells[2].text)
    assert "three (3) months" in row.cells[3].text
    runs = row.cells[4].paragraphs[0].runs
    assert [run.text for run in runs if run.font.strike] == ["three (3)"]
    assert [run.text for run in runs if run.font.underline] == ["twelve (12)"]
    assert row.cells[5].text == "General Counsel"


def test_the_list_for_the_counterparty_holds_nothing_of_ours(made: Review) -> None:
    data = issue_list(made, audience="external")
    words = words_of(data)
    asks = [each for each in made.findings if each.verdict in ("non_standard", "missing") and each.suggestion]
    assert len(rows_of(data)) == len(asks) > 0
    for finding in made.findings:
        for ours in (finding.guidance, finding.approver, finding.reason, finding.title):
            assert not ours or ours not in words
    assert "playbook" not in words.lower()
    assert "Internal" not in words
    for finding in asks:
        assert finding.counterparty_text in words


def test_an_open_slot_never_leaves_the_house(made: Review) -> None:
    finding = next(each for each in made.findings if each.suggestion and each.verdict == "missing")
    assert finding.suggestion is not None
    open_one = finding.suggestion.model_copy(update={"unresolved": ("cap_amount",)})
    changed = finding.model_copy(update={"suggestion": open_one})
    findings = tuple(changed if each.id == finding.id else each for each in made.findings)
    with_slot = made.model_copy(update={"findings": findings})
    assert "To be filled in first: cap amount." in words_of(issue_list(with_slot))
    sent = len(rows_of(issue_list(with_slot, audience="external")))
    assert sent == len(rows_of(issue_list(made, audience="external"))) - 1


def test_the_same_review_gives_the_same_bytes(made: Review) -> None:
    assert issue_list(made) == issue_list(made)


def test_characters_that_xml_forbids_are_left_out(made: Review) -> None:
    finding = made.findings[0].model_copy(update={"title": "A\x00B\x0bC", "verdict": "error"})
    odd = made.model_copy(update={"findings": (finding,)})
    assert "ABC" in words_of(issue_list(odd))


def test_a_review_without_deviations_says_so_without_a_table(made: Review) -> None:
    clean = made.model_copy(update={"findings": ()})
    document = open_docx(io.BytesIO(issue_list(clean)))
    assert not document.tables
    assert "0 points" in words_of(issue_list(clean))
