"""The proof holds for what we write, and fails for each way of breaking it."""

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO

import pytest
from docx import Document as NewDocument

from contracts.edits import InsertParagraphs, Receipt, ReplaceText
from extraction.readers.docx.reader import read_docx
from review.redline.archive import rewrite
from review.redline.prove import receipt
from review.redline.redline import Author, redline

BODY = "word/document.xml"


def original() -> bytes:
    document = NewDocument()
    for words in ("The term is two years.", "The law of Ohio applies.", "Nothing else was agreed."):
        document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


ORIGINAL = original()


def redlined() -> bytes:
    document = read_docx(ORIGINAL, "a.docx")
    start = document.text.index("Ohio")
    edits = (
        ReplaceText(start=start, end=start + 4, text="Iowa", comment="our law"),
        InsertParagraphs(after=1, paragraphs=("Audits are yearly.",)),
    )
    date = datetime(2026, 3, 4, tzinfo=UTC)
    return redline(ORIGINAL, document, edits=edits, author=Author(name="Ann Lee"), date=date).data


REDLINED = redlined()
INTENDED = read_docx(REDLINED, "a.docx").text


def tampered(change: Callable[[bytes], bytes], part: str = BODY) -> Receipt:
    with zipfile.ZipFile(BytesIO(REDLINED)) as archive:
        content = archive.read(part)
    assert change(content) != content
    return receipt(ORIGINAL, rewrite(REDLINED, {part: change(content)}), intended=INTENDED)


def failed(proof: Receipt) -> set[str]:
    return {check.name for check in proof.checks if not check.holds}


def test_what_was_written_is_proved():
    proof = receipt(ORIGINAL, REDLINED, intended=INTENDED)
    assert proof.holds
    assert (proof.insertions, proof.deletions, proof.comments) == (3, 1, 1)
    assert BODY in proof.changed_parts


def test_a_file_against_itself_holds():
    proof = receipt(ORIGINAL, ORIGINAL)
    assert proof.holds
    assert proof.changed_parts == ()


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        (b"two years", b"ten years", "untouched_paragraphs_identical"),
        (b"two years", b"ten years", "reject_all_is_original"),
        (b"The law of ", b"The laws of ", "reject_all_is_original"),
        (b"<w:delText>Ohio", b"<w:delText>Utah", "reject_all_is_original"),
        (b">Iowa<", b">Utah<", "accept_all_is_intended"),
        (b">Audits are yearly.<", b">Audits are daily.<", "accept_all_is_intended"),
        (b"<w:delText>Ohio</w:delText>", b"<w:t>Ohio</w:t>", "markup_sound"),
        (b"<w:commentReference", b"<w:noBreakHyphen", "ranges_paired"),
        (b"</w:body>", b"</w:bodi>", "well_formed"),
        (b"<w:sectPr", b"<w:bookmarkStart w:id='9' w:name='x'/><w:sectPr", "ranges_paired"),
    ],
)
def test_a_broken_file_fails_the_check_that_names_it(old: bytes, new: bytes, check: str):
    assert check in failed(tampered(lambda content: content.replace(old, new, 1)))


def test_an_id_used_twice_is_seen():
    forge = partial(re.sub, rb'(?<=<w:ins w:id=")\d+', b"41")
    assert "ids_unique" in failed(tampered(forge))


def test_another_part_changed_is_seen():
    proof = tampered(
        lambda content: content.replace(b"<w:styles", b"<!-- --><w:styles", 1), "word/styles.xml"
    )
    assert failed(proof) == {"untouched_parts_identical"}


def test_a_second_new_author_is_seen():
    proof = tampered(lambda content: content.replace(b'w:author="Ann Lee"', b'w:author="Eve"', 1))
    assert "author_is_new" in failed(proof)


def test_a_change_to_anothers_revision_is_seen():
    date = datetime(2026, 3, 4, tzinfo=UTC)
    document = read_docx(REDLINED, "a.docx")
    at = document.text.index("Nothing")
    edit = ReplaceText(start=at, end=at + 7, text="Something")
    again = redline(REDLINED, document, edits=(edit,), author=Author(name="Bob"), date=date).data
    assert receipt(REDLINED, again).holds
    with zipfile.ZipFile(BytesIO(again)) as archive:
        content = archive.read(BODY)
    forged = content.replace(b"2026-03-04T00:00:00Z", b"2020-01-01T00:00:00Z", 1)
    assert "others_revisions_unchanged" in failed(receipt(REDLINED, rewrite(again, {BODY: forged})))
