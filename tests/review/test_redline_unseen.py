"""A redline finds its words in a file that hides characters between them, and hides none of its own."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from contracts.edits import ReplaceText
from extraction.readers.docx.reader import read_docx
from review.redline.redline import Author, redline

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>'
    "Pay in 3\u200b0 days\u2060 or not</w:t></w:r></w:p></w:body></w:document>",
}


@pytest.fixture
def data() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("start", "end", "new"),
    [(7, 9, "45"), (7, 8, "4"), (8, 9, "5"), (9, 9, " full"), (14, 14, " of notice"), (8, 8, "0"),
     (0, 3, "Owe"), (4, 14, "at once"), (0, 21, "Pay")],
)  # fmt: skip
def test_words_around_an_unseen_character_are_changed_and_restored(data, start, end, new):
    document = read_docx(data, "a.docx")
    edit = ReplaceText(start=start, end=end, text=new)
    author, date = Author(name="Ann Lee", initials="AL"), datetime(2026, 3, 4, tzinfo=UTC)
    result = redline(data, document, edits=(edit,), author=author, date=date)
    wanted = document.text[:start] + new + document.text[end:]
    assert read_docx(result.data, "a.docx").text == wanted
    assert read_docx(result.data, "a.docx", view="original").text == document.text
    assert result.receipt.holds
