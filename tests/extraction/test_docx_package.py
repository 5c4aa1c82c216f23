"""Opening packages: within bounds, without entities, with a named error for everything else."""

import zipfile
from io import BytesIO

import pytest

from contracts.errors import (
    CorruptFileError,
    EmptyFileError,
    EncryptedFileError,
    TooLargeError,
    UnreadableError,
    UnsupportedFormatError,
)
from extraction.readers.docx.package import open_package, parse_xml
from extraction.readers.docx.reader import read_docx
from extraction.readers.limits import Limits

P = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_an_empty_file_is_empty():
    with pytest.raises(EmptyFileError):
        open_package(b"")


def test_a_broken_zip_is_corrupt(word_file):
    whole = word_file(P)
    with pytest.raises(CorruptFileError):
        open_package(whole[: len(whole) // 2])


def test_an_encrypted_container_asks_for_the_password_to_be_removed():
    with pytest.raises(EncryptedFileError, match="password"):
        open_package(OLE + "EncryptedPackage".encode("utf-16-le"))


def test_an_old_binary_file_names_the_remedy():
    with pytest.raises(UnsupportedFormatError, match=r"\.docx or PDF"):
        open_package(OLE)


def test_a_zip_without_a_document_is_corrupt():
    with pytest.raises(CorruptFileError, match="no Word document"):
        _ = open_package(zipped(a=b"x")).main


def test_a_spreadsheet_is_named_for_what_it_is(word_file):
    data = word_file(P, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    with pytest.raises(UnsupportedFormatError, match="spreadsheet"):
        open_package(data)


@pytest.mark.parametrize(
    "limits",
    [Limits(max_bytes=10), Limits(max_members=2), Limits(max_unpacked_bytes=100), Limits(max_depth=2)],
    ids=["bytes", "members", "unpacked", "depth"],
)
def test_every_bound_is_kept(word_file, limits):
    with pytest.raises(TooLargeError):
        read_docx(word_file(P), "a.docx", limits=limits)


def test_a_zip_bomb_is_refused(word_file):
    with pytest.raises(TooLargeError, match="bomb"):
        open_package(word_file(P, members={"word/media/a.bin": bytes(5_000_000)}))


def test_two_parts_of_one_name_are_refused(word_file):
    data = word_file(P, members={"word/Document.xml": b"<x/>"})
    with pytest.raises(CorruptFileError, match="one name"):
        open_package(data)


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        b"<a><b></a>",
        b"",
        b"<a>" * 100_000,
    ],
    ids=["entity", "external", "malformed", "empty", "unclosed"],
)
def test_hostile_xml_is_corrupt_and_nothing_is_resolved(xml):
    with pytest.raises(UnreadableError):
        parse_xml(xml, "a.xml")


def test_utf_16_parts_are_read(word_file):
    body = (
        '<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + P
        + "</w:body></w:document>"
    )
    data = word_file(P, members={"word/document.xml": body.encode("utf-16")})
    assert read_docx(data, "a.docx").text == "Words"


def test_a_document_type_cannot_hide_in_utf_16(word_file):
    body = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(CorruptFileError):
        read_docx(word_file(P, members={"word/document.xml": body.encode("utf-16")}), "a.docx")


def test_strict_names_are_read_as_transitional(word_file):
    data = word_file(P, parts={"styles": "styles|"}, strict=True)
    package = open_package(data)
    assert read_docx(data, "a.docx").text == "Words"
    assert package.tree(package.main).tag.endswith("wordprocessingml/2006/main}document")
    assert package.strict


def test_relationships_are_resolved_against_their_part(word_file):
    package = open_package(word_file(P, parts={"styles": "styles|", "comments": "comments|"}))
    assert package.related(package.main, "comments") == ("word/comments2.xml",)
    assert package.related(package.main, "numbering") == ()
