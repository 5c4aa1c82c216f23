"""One door for every file: what it is by its content, and the reader for it."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from contracts.document import Document, View
from contracts.errors import CorruptFileError, EmptyFileError, UnsupportedFormatError
from extraction.readers.archive import ZIP_ERRORS, check_directory
from extraction.readers.limits import Limits, check_size
from extraction.readers.unseen import with_unseen

# what the long tail of readers takes
KINDS = ("html", "md", "eml", "msg", "doc", "rtf", "odt")
_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_SEARCH_BYTES, _HTML_SEARCH_BYTES = 1024, 4096
_TEXT_NAMES = (".txt", ".text")
# kinds of files by name, where the first bytes are words
_TAIL_NAMES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "md", ".markdown": "md", ".eml": "eml",
    ".mht": "eml", ".mhtml": "eml",
}  # fmt: skip
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S)
_OLE_STREAMS = (("EncryptedPackage", "docx"), ("__properties_version1.0", "msg"), ("WordDocument", "doc"))
# a few first bytes that name a file for what it is, in words for people
_KINDS = (
    (b"\x89PNG", "a picture (.png)"),
    (b"\xff\xd8\xff", "a picture (.jpg)"),
    (b"GIF8", "a picture (.gif)"),
    (b"II*\x00", "a picture (.tiff)"),
    (b"MM\x00*", "a picture (.tiff)"),
    (b"\xdba-", "an old Word file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "a PostScript file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_BY_NAME = {
    ".doc": "named .doc but no Word file", ".rtf": "named .rtf but no Rich Text file",
    ".odt": "named .odt but no OpenDocument text", ".msg": "named .msg but no Outlook mail",
    ".pages": "a Pages file", ".xlsx": "a spreadsheet", ".xls": "a spreadsheet", ".csv": "a table (.csv)",
    ".pptx": "a presentation", ".ppt": "a presentation", ".xml": "an XML file", ".json": "a JSON file",
    ".zip": "a zip archive",
}  # fmt: skip
_REMEDY = "save it as .docx or PDF and upload that"


def read_document(
    data: bytes, name: str, *, view: View = "current", limits: Limits | None = None
) -> Document:
    """Read a contract from its bytes: .docx and .docm, PDF, plain text, web pages, Markdown, mail, and
    .doc, .rtf and .odt where LibreOffice is installed.

    The content decides, the name only where the content is silent: a PDF named .docx is read as a PDF.
    `view` matters for files of word processors alone. Raises a named `UnreadableError`, never another
    exception of a parser: `EmptyFileError`, `TooLargeError`, `UnsupportedFormatError`,
    `EncryptedFileError`, `CorruptFileError`, `NoTextError`.
    """
    limits = limits or Limits()
    shown = PurePath(name).name or "the file"
    if not data:
        raise EmptyFileError(f"{shown} is empty; upload it again")
    check_size(data, shown, limits=limits)
    kind = sniff(data, shown)
    if kind == "docx":
        from extraction.readers.docx.reader import read_docx

        return with_unseen(read_docx(data, shown, view=view, limits=limits))
    if kind == "pdf":
        from extraction.readers.pdf import read_pdf

        return with_unseen(read_pdf(data, shown, limits=limits))
    if kind == "text":
        from extraction.readers.text import read_text

        return with_unseen(read_text(data, shown, limits=limits))
    if kind in KINDS:
        from extraction.readers.longtail import read_longtail

        return with_unseen(read_longtail(data, shown, kind=kind, view=view, limits=limits))
    raise UnsupportedFormatError(f"{shown} is {kind}; {_REMEDY}")


def sniff(data: bytes, name: str) -> str:
    """What to read a file as: "docx", "pdf", "text" or one of `KINDS`; else what kind of file it is, in
    words for people ("a picture (.png)")."""
    suffix = PurePath(name).suffix.lower()
    return _by_first_bytes(data, suffix) or _by_name(data, suffix, name)


def is_page(data: bytes, name: str) -> bool:
    """Whether the file will be read as a web page, Markdown or mail, told without opening it."""
    suffix = PurePath(name).suffix.lower()
    return suffix in _TAIL_NAMES or (_HTML.match(data[:_HTML_SEARCH_BYTES]) is not None)


def _by_first_bytes(data: bytes, suffix: str) -> str | None:
    if data.startswith(_ZIP) or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data, suffix)
    if data.startswith(_OLE):
        # where it is none of these, the reader of .docx says what is wrong
        streams = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data)
        return next(streams, "docx")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if _PDF in data[:_PDF_SEARCH_BYTES]:
        return "pdf"
    return next((words for magic, words in _KINDS if data.startswith(magic)), None)


def _by_name(data: bytes, suffix: str, name: str) -> str:
    if suffix in (".docx", ".docm", ".dotx", ".pdf"):
        raise CorruptFileError(f"{name} is not what its name says (its first bytes are not); save it again")
    if suffix in _TAIL_NAMES:
        return _TAIL_NAMES[suffix]
    if _HTML.match(data[:_HTML_SEARCH_BYTES]) and suffix not in _TEXT_NAMES:
        return "html"
    if suffix in _BY_NAME:
        return _BY_NAME[suffix]
    if suffix in _TEXT_NAMES or not suffix[1:].isalpha():  # "NDA v1.2" has no type in its name
        return "text"
    return f"a file of a kind that is not read ({suffix[:12]})"


def _is_odt(data: bytes) -> bool:
    # the format asks for the type as the first, unpacked member
    return b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]


def _zip_kind(data: bytes, suffix: str) -> str:
    check_directory(data, Limits())
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {item.lower() for item in archive.namelist()}
    except ZIP_ERRORS:
        return "docx"  # whose reader says what is broken
    if "mimetype" in names and "content.xml" in names:
        return "odt" if _is_odt(data) else "an OpenDocument file of another kind than text"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "a spreadsheet"
    if "ppt/presentation.xml" in names:
        return "a presentation"
    if "[content_types].xml" in names or any(item.startswith("word/") for item in names):
        return "docx"
    return "docx" if suffix in (".docx", ".docm") else "a zip archive"
