"""A contract that cannot be reviewed gets no claims of absence and no redline."""

import io
from datetime import UTC, datetime

import pytest
from docx import Document as WordDocument

from clause_library.library import load_library
from contracts.findings import Review
from extraction.engine import extract
from extraction.readers.reading import read_document
from playbooks.load import starter_playbooks
from review.engine import review
from review.marking import redline_review
from review.redline.redline import Author

GERMAN = (
    "Geheimhaltungsvereinbarung",
    "Diese Vereinbarung wird zwischen der Alder GmbH und der Birke AG geschlossen.",
    *(
        f"{number}. Vertraulichkeit. Die Parteien verpflichten sich, alle vertraulichen Informationen geheim "
        "zu halten und nicht an Dritte weiterzugeben, soweit nicht das Gesetz etwas anderes bestimmt."
        for number in range(1, 8)
    ),
)
LETTER = ("Dear Sam,", "please bring eggs, milk and bread, and post the letter on the table. Yours, Kim")


def _word(paragraphs: tuple[str, ...]) -> bytes:
    document = WordDocument()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _reviewed(data: bytes) -> Review:
    extraction = extract(read_document(data, "letter.docx"))
    return review(extraction, starter_playbooks()["nda-mutual"], library=load_library(), side="mutual")


@pytest.mark.parametrize("paragraphs", [GERMAN, LETTER], ids=["german", "letter"])
def test_what_cannot_be_reviewed_is_told_nothing_is_missing_and_is_not_marked_up(paragraphs: tuple[str, ...]):
    data = _word(paragraphs)
    found = _reviewed(data)
    assert found.triage.route == "cannot_review"
    assert found.triage.reasons
    assert not [each for each in found.findings if each.verdict == "missing" or each.suggestion]
    author, date = Author(name="Us", initials="U"), datetime(2026, 1, 1, tzinfo=UTC)
    assert redline_review(data, found, author=author, date=date) is None


def test_a_contract_in_another_language_is_told_so():
    assert "English" in " ".join(_reviewed(_word(GERMAN)).triage.reasons)
