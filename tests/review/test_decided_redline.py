"""A sample, decided on and written to Word: own words go in, what was rejected stays, the receipt holds."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document as open_docx

from contracts.findings import Review
from extraction.engine import extract
from extraction.readers.docx.reader import read_docx
from playbooks.load import starter_playbooks
from review.carrying import standings_of
from review.deciding import Ask, Place, decide
from review.engine import review
from review.marking import redline_review
from review.redline.redline import Author
from review.report.issue_list import issue_list
from review.settling import decided, interplay, settle

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "samples" / "third-party-nda.docx"
OWN = "The obligations of confidence in this Agreement continue for four (4) years after each disclosure."


@pytest.fixture(scope="module")
def made(library) -> Review:
    extraction = extract(read_docx(SAMPLE.read_bytes(), SAMPLE.name))
    return review(extraction, starter_playbooks()["nda-mutual"], library=library, side="mutual")


def _decided(made: Review, **choices: tuple[str, str]) -> Review:
    history = []
    for finding_id, (choice, text) in choices.items():
        standings = interplay(made, standings_of(made, own=history, earlier=()))
        ask = Ask(choice=choice, by="Ann", reason="So be it.", text=text)
        place = Place(contract_id="c", counterparty="", at=NOON)
        history.append(decide(settle(made, standings), finding_id.replace("_", "-"), ask=ask, place=place))
    return decided(made, interplay(made, standings_of(made, own=history, earlier=())))


def _redlined(review: Review) -> tuple[str, bool, bytes]:
    """The text with all changes accepted, whether the receipt holds, and the file."""
    written = redline_review(SAMPLE.read_bytes(), review, author=Author(name="Ann", initials="A"), date=NOON)
    assert written is not None
    text = read_docx(written.data, SAMPLE.name).text
    return text, written.receipt.holds and not written.receipt.refused, written.data


def test_own_words_are_written_and_proved(made):
    sendable = [each.id for each in made.findings if each.suggestion and each.suggestion.before]
    term = next(
        each
        for each in made.findings
        if each.id in sendable and "in perpetuity" in each.suggestion.before.text
    )
    text, holds, data = _redlined(_decided(made, **{term.id.replace("-", "_"): ("edit", OWN)}))
    assert holds
    assert OWN in text
    assert "in perpetuity" not in text
    assert _redlined(_decided(made, **{term.id.replace("-", "_"): ("edit", OWN)}))[2] == data


def test_what_was_rejected_stays_as_it_stands(made):
    sent = [each for each in made.findings if each.suggestion and each.suggestion.before]
    choices = {each.id.replace("-", "_"): ("reject", "") for each in sent[:2]}
    text, holds, _ = _redlined(_decided(made, **choices))
    assert holds
    for each in sent[:2]:
        assert each.suggestion.before.text in text
    for each in sent[2:]:
        assert each.suggestion.before.text not in text


def test_the_decision_stands_in_our_issue_list_and_never_in_theirs(made):
    first = next(each for each in made.findings if each.deviates)
    decisions = {first.id: "Decided by Ann: the contract stays as it is."}
    ours, theirs = (
        "\n".join(
            cell.text
            for table in open_docx(
                io.BytesIO(issue_list(made, audience=audience, decisions=decisions))
            ).tables
            for cell in table._cells
        )
        for audience in ("internal", "external")
    )
    assert ours.count("Decided by Ann") == 1
    assert "Decided by" not in theirs
