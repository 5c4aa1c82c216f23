"""Zip and XML tricks: refused by name before anything is unpacked or built."""

import struct
import zipfile
from io import BytesIO

import pytest

from contracts.errors import CorruptFileError, EncryptedFileError, TooLargeError, UnreadableError
from extraction.readers.archive import check_directory, open_archive
from extraction.readers.docx.package import parse_xml
from extraction.readers.docx.reader import read_docx
from extraction.readers.limits import Limits
from extraction.readers.longtail_archive import check_opendocument
from extraction.readers.reading import read_document

P = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def patched(data: bytes, mark: bytes, offset: int, value: bytes, *, last: bool = False) -> bytes:
    at = (data.rfind(mark) if last else data.find(mark)) + offset
    return data[:at] + value + data[at + len(value) :]


def test_members_are_known_by_their_name_in_lower_case():
    _, members = open_archive(archive(("Word\\A.xml", b"x"), ("/b.xml", b"y")), Limits())
    assert list(members) == ["word/a.xml", "b.xml"]


@pytest.mark.parametrize("twin", ["word/A.XML", "word\\a.xml", "/word/a.xml"])
def test_two_spellings_of_one_name_are_two_parts_of_one_name(twin: str):
    with pytest.raises(CorruptFileError, match="two parts of one name"):
        open_archive(archive(("word/a.xml", b"x"), (twin, b"y")), Limits())


@pytest.mark.parametrize("name", ["../a.xml", "word/../../a.xml", "..\\a.xml", "/../a.xml"])
def test_a_name_that_leads_out_of_the_file_is_refused(name: str):
    with pytest.raises(CorruptFileError, match="leads out"):
        open_archive(archive((name, b"x")), Limits())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_of_packing_that_word_has_not_are_refused(method: int):
    with pytest.raises(CorruptFileError, match="packed as Word never does"):
        open_archive(archive(("a.xml", b"x" * 100), method=method), Limits())


def test_members_on_the_same_bytes_are_refused():
    data = archive(("a.xml", b"x" * 5000), ("b.xml", b"y" * 5000), method=zipfile.ZIP_STORED)
    first_offset = struct.pack("<I", 0)
    with pytest.raises(CorruptFileError, match="same bytes"):
        open_archive(patched(data, b"PK\x01\x02", 42, first_offset, last=True), Limits())


def test_a_password_is_told_from_the_directory():
    data = patched(archive(("a.xml", b"x")), b"PK\x01\x02", 8, b"\x01\x00")
    with pytest.raises(EncryptedFileError):
        open_archive(data, Limits())


@pytest.mark.parametrize("size", [0, 1, 10_000_000])
def test_a_size_that_lies_is_never_read_beyond(word_file, size: int):
    data = word_file(P)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        data = patched(data, mark, offset, struct.pack("<I", size), last=True)
    with pytest.raises(UnreadableError):
        read_document(data, "a.docx")


def test_a_directory_of_a_million_members_is_not_even_listed(monkeypatch):
    data = b"PK\x03\x04" + b"PK\x01\x02" * 60_000
    monkeypatch.setattr(zipfile, "ZipFile", None)  # would be called to list them
    with pytest.raises(TooLargeError, match="far more than 5,000 parts"):
        read_document(data, "a.docx")


def test_files_within_the_file_do_not_count_as_its_members():
    check_directory(b"PK\x01\x02" * 50_000, Limits())


def test_an_archive_within_an_archive_is_never_opened(word_file):
    bomb = word_file(P, members={"word/media/a.bin": bytes(5_000_000)})
    assert read_docx(word_file(P, members={"word/embeddings/a.docx": bomb}), "a.docx").text == "Words"


# --- XML


def test_more_elements_than_allowed_are_counted_before_they_are_built(monkeypatch):
    monkeypatch.setattr("extraction.readers.docx.package.etree.fromstring", None)
    with pytest.raises(TooLargeError, match="more than 3 elements"):
        parse_xml(b"<a><b/><b/><b/></a>", "a.xml", limits=Limits(max_elements=3))


def test_end_tags_count_for_nothing():
    assert parse_xml(b"<a><b></b><b></b></a>", "a.xml", limits=Limits(max_elements=3)).tag == "a"


@pytest.mark.parametrize(
    "xml",
    [b"<a>" + b"x" * 10_100_000 + b"</a>", b'<a b="' + b"x" * 10_100_000 + b'"/>'],
    ids=["text", "attribute"],
)
def test_a_huge_text_or_attribute_is_refused(xml: bytes):
    with pytest.raises(UnreadableError):
        parse_xml(xml, "a.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037"])
@pytest.mark.parametrize("declaration", ['[<!ENTITY b "c">]', 'SYSTEM "file:///etc/hostname"'])
def test_a_document_type_cannot_hide_in_an_encoding(encoding: str, declaration: str):
    words = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE a {declaration}><a>&b;</a>"
    with pytest.raises(UnreadableError):
        parse_xml(words.encode(encoding), "a.xml")


@pytest.mark.parametrize("part", ["styles", "numbering", "comments", "footnotes", "header"])
def test_entities_are_refused_in_every_part_that_is_read(word_file, part: str):
    hostile = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = word_file(P, parts={part: "x|"}, members={f"word/{part}1.xml": hostile})
    with pytest.raises(CorruptFileError, match="declares a document type"):
        read_docx(data, "a.docx")


# --- OpenDocument


def opendocument(content: bytes = b"<a/>", manifest: bytes = b"<a/>") -> bytes:
    kind = b"application/vnd.oasis.opendocument.text"
    return archive(("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest))


@pytest.mark.parametrize(
    ("content", "manifest", "error"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a/>", CorruptFileError),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>', b"<a/>", CorruptFileError),
        (b"<a/>", b'<!DOCTYPE m [<!ENTITY b "c">]><m/>', CorruptFileError),
        (b"<a/>", b"<m:m xmlns:m='x'><m:encryption-data/></m:m>", EncryptedFileError),
        (b"<a>" * 230 + b"</a>" * 230, b"<a/>", TooLargeError),
        (b"<a", b"<a/>", CorruptFileError),
    ],
    ids=["entity", "external", "manifest", "password", "depth", "damaged"],
)
def test_an_opendocument_file_is_held_to_the_same_bounds(content: bytes, manifest: bytes, error):
    with pytest.raises(error):
        check_opendocument(opendocument(content, manifest), "a.odt", limits=Limits())


def test_a_manifest_of_an_old_program_may_name_its_type():
    manifest = b'<!DOCTYPE m PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m/>'
    check_opendocument(opendocument(manifest=manifest), "a.odt", limits=Limits())


def test_a_broken_opendocument_file_is_damaged():
    with pytest.raises(CorruptFileError, match=r"a\.odt is damaged"):
        check_opendocument(opendocument()[:100], "a.odt", limits=Limits())


# --- other formats


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html>" + b"<div>" * 5000 + b"x", "a.html"),
        (b"<table><tr><td>" * 500 + b"x", "a.html"),
        (b"<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><html><p>&a;</p>", "a.html"),
        (b">" * 3000 + b" x", "a.md"),
        (b"* " * 3000 + b" x", "a.md"),
        (b"[" * 20_000, "a.md"),
        (
            b"Content-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\nContent-Type: message/rfc822\n\n" * 3000,
            "a.eml",
        ),
    ],
    ids=["divs", "tables", "entity", "quotes", "lists", "brackets", "mails"],
)  # fmt: skip
def test_nesting_bombs_end_in_words_or_in_a_named_error(data: bytes, name: str):
    try:
        document = read_document(data, name)
    except UnreadableError:
        return
    assert document.text.strip()
    assert "&a;" in document.text or "hostname" not in data.decode()
