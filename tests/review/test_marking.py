"""Suggestions written into the Word file they were made for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contracts.edits import ReplaceText
from contracts.errors import UnsupportedFormatError
from extraction.engine import extract
from extraction.readers.reading import read_document
from playbooks.load import starter_playbooks
from review.engine import review
from review.marking import redline_review
from review.redline.redline import Author

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "vendor-saas.docx"
OURS = Author(name="Four Corners", initials="FC")
WHEN = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def data() -> bytes:
    return SAMPLE.read_bytes()


@pytest.fixture(scope="module")
def answer(data, library):
    extraction = extract(read_document(data, SAMPLE.name))
    return review(extraction, starter_playbooks()["saas-customer"], library=library, side="customer")


def test_the_words_asked_for_stand_in_the_file(data, answer):
    redlined = redline_review(data, answer, author=OURS, date=WHEN)
    assert redlined.receipt.holds
    text = read_document(redlined.data, SAMPLE.name).text
    assert "in the twelve (12) months before the event" in text
    assert "unless either party gives the other notice of non-renewal" in text


def test_a_suggestion_with_one_refused_edit_is_left_out_whole(data, answer):
    finding = next(each for each in answer.findings if each.position_id == "liability-cap")
    end = len(answer.extraction.document.text)
    impossible = ReplaceText(start=0, end=end - 1, text="x")
    broken = finding.suggestion.model_copy(update={"edits": (*finding.suggestion.edits, impossible)})
    findings = tuple(
        each.model_copy(update={"suggestion": broken}) if each is finding else each
        for each in answer.findings
    )
    redlined = redline_review(data, answer.model_copy(update={"findings": findings}), author=OURS, date=WHEN)
    assert redlined.receipt.refused
    assert "three (3) months before the event" in read_document(redlined.data, SAMPLE.name).text


def test_a_review_without_suggestions_needs_no_file(data, answer):
    findings = tuple(each.model_copy(update={"suggestion": None}) for each in answer.findings)
    silent = answer.model_copy(update={"findings": findings})
    assert redline_review(data, silent, author=OURS, date=WHEN) is None


def test_only_word_files_are_redlined(data, answer):
    document = answer.extraction.document.model_copy(update={"media_type": "application/pdf"})
    extraction = answer.extraction.model_copy(update={"document": document})
    with pytest.raises(UnsupportedFormatError, match="Word file"):
        redline_review(data, answer.model_copy(update={"extraction": extraction}), author=OURS, date=WHEN)
