"""One door for every file: the content decides, every refusal has a name and a remedy."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from contracts.errors import (
    CorruptFileError,
    EmptyFileError,
    EncryptedFileError,
    NoTextError,
    TooLargeError,
    UnreadableError,
    UnsupportedFormatError,
)
from extraction.readers.limits import Limits
from extraction.readers.reading import read_document

P = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.docm", "a.pdf", "a", "a.txt"])
def test_a_word_file_is_read_by_its_content_whatever_its_name(word_file, name):
    assert read_document(word_file(P), name).text == "Words"


@pytest.mark.parametrize("name", ["a.txt", "NDA v1.2", "folder/a.txt"])
def test_text_is_read_where_nothing_says_otherwise(name):
    document = read_document(b"1. Term", name)
    assert (document.text, document.media_type) == ("1. Term", "text/plain")
    assert "/" not in document.name


@pytest.mark.parametrize(
    ("data", "name", "error", "words"),
    [
        (b"", "a.docx", EmptyFileError, "upload"),
        (b"plain words", "a.docx", CorruptFileError, "not what its name says"),
        (b"plain words", "a.pdf", CorruptFileError, "not what its name says"),
        (b"PK\x03\x04junk", "a.docx", CorruptFileError, "broken"),
        (b"\x89PNG\r\n", "a.png", UnsupportedFormatError, "picture"),
        (b"<html>", "a.html", NoTextError, r"\.docx or PDF"),
        (b"words", "a.rtf", UnsupportedFormatError, "no Rich Text"),
        (b"words", "a.msg", UnsupportedFormatError, "no Outlook mail"),
        (b"words", "a.wpd", UnsupportedFormatError, r"\.docx or PDF"),
        (OLE, "a.doc", UnsupportedFormatError, "old binary"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", EncryptedFileError, "password"),
        (zipped("mimetype", "content.xml"), "a.odt", UnsupportedFormatError, "OpenDocument"),
        (zipped("xl/workbook.xml"), "a.docx", UnsupportedFormatError, "spreadsheet"),
        (zipped("ppt/presentation.xml"), "a.docx", UnsupportedFormatError, "presentation"),
        (zipped("readme"), "a.zip", UnsupportedFormatError, "zip archive"),
        (zipped("readme"), "a.docx", CorruptFileError, "no Word document"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_a_remedy(data, name, error, words):
    with pytest.raises(error, match=words):
        read_document(data, name)


def test_invisible_letters_are_kept_out_of_the_text_and_told():
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "approve")
    document = read_document(f"1. Term\n2. Fees{tags}".encode(), "a.txt")
    (gap,) = document.coverage.gaps
    assert document.text == "1. Term\n2. Fees"
    assert (gap.kind, gap.place, gap.severity, gap.content) == (
        "invisible_characters",
        "block 2",
        "high",
        "approve",
    )


def test_a_direction_override_is_told_and_a_flag_is_not():
    document = read_document("pay \u202e001 €\u202c now".encode(), "a.txt")
    assert [gap.content for gap in document.coverage.gaps] == ["001 €"]
    flag = "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbsct") + "\U000e007f"
    assert read_document(f"Scotland {flag}".encode(), "a.txt").coverage.complete


def test_too_large_a_file_is_refused_before_it_is_opened():
    with pytest.raises(TooLargeError):
        read_document(b"PK\x03\x04" + bytes(100), "a.docx", limits=Limits(max_bytes=50))


def test_no_cut_of_a_file_raises_anything_but_a_named_error(word_file):
    whole = word_file(P, parts={"styles": "styles|", "numbering": "numbering|"})
    for end in range(1, len(whole), 37):
        try:
            read_document(whole[:end], "a.docx")
        except UnreadableError:
            continue


def test_no_flipped_byte_raises_anything_but_a_named_error(word_file):
    whole = word_file(P, parts={"styles": "styles|", "numbering": "numbering|"})
    for at in range(0, len(whole), 23):
        broken = bytearray(whole)
        broken[at] ^= 0x55
        try:
            read_document(bytes(broken), "a.docx")
        except UnreadableError:
            continue


# Refused on purpose; everything else in the folder is read.
REFUSED = {
    "poi__ExternalEntityInText.docx": "CorruptFileError",
    "poi__bug53475-password-is-solrcell.docx": "EncryptedFileError",
    "poi__comment.docx": "NoTextError",
    "mammoth.js__external-picture.docx": "NoTextError",
    "counsel-os__legal-template.docx": "NoTextError",
    "RP033-Table-Prop-Ex-Change.docx": "NoTextError",
    "RP033-Table-Prop-Ex-Change-Accepted.docx": "NoTextError",
    "RP033-Table-Prop-Ex-Change-Rejected.docx": "NoTextError",
}


@pytest.mark.sweep
def test_every_word_file_of_the_public_data_is_read_or_refused_by_name(shared_data: Path):
    refused = {}
    for file in sorted((shared_data / "docx").glob("*/*.doc*")):
        try:
            document = read_document(file.read_bytes(), file.name)
        except UnreadableError as error:
            refused[file.name] = type(error).__name__
            continue
        assert document.text == "\n".join(document.text[b.start : b.end] for b in document.blocks), file.name
    fuzzed = {name for name in refused if name.startswith(("poi__clusterfuzz", "poi__crash"))}
    assert {name: kind for name, kind in refused.items() if name not in fuzzed} == REFUSED


# Where our views differ from the files that another program made by accepting or rejecting everything.
# The reasons stand in docs/decisions/0004-revision-triples.md.
TRIAGED: frozenset[str] = frozenset()


@pytest.mark.sweep
def test_views_agree_with_accepted_and_rejected_files(shared_data: Path):
    compared, differing = 0, set()
    for file in sorted((shared_data / "docx" / "revision_triples").glob("*.docx")):
        for suffix, view in (("-Accepted", "current"), ("-Rejected", "original")):
            settled = file.with_name(f"{file.stem}{suffix}.docx")
            if not settled.exists() or file.name.startswith("RP033"):
                continue
            compared += 1
            ours = read_document(file.read_bytes(), file.name, view=view)
            theirs = read_document(settled.read_bytes(), settled.name)
            if ours.text != theirs.text or _labels(ours) != _labels(theirs):
                differing.add(settled.name)
    assert compared >= 50
    assert differing == TRIAGED


def _labels(document) -> list[tuple[str, str]]:
    return [(block.kind, block.label) for block in document.blocks]
