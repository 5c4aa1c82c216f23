"""One door for every file: what it is by its content, and the reader for it."""

import zipfile
from io import BytesIO
from pathlib import PurePath

from contracts.document import Document, View
from contracts.errors import CorruptFileError, EmptyFileError, UnsupportedFormatError
from extraction.readers.limits import Limits, check_size
from extraction.readers.unseen import with_unseen

_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_SEARCH_BYTES = 1024
_TEXT_NAMES = (".txt", ".text", ".md")
# a few first bytes that name a file for what it is, in words for people
_KINDS = (
    (b"{\\rtf", "a Rich Text file (.rtf)"),
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
    ".doc": "an old Word file (.doc)", ".rtf": "a Rich Text file (.rtf)", ".odt": "an OpenDocument text",
    ".html": "a web page", ".htm": "a web page", ".eml": "an e-mail", ".msg": "an e-mail",
    ".pages": "a Pages file", ".xlsx": "a spreadsheet", ".xls": "a spreadsheet", ".csv": "a table (.csv)",
    ".pptx": "a presentation", ".ppt": "a presentation", ".xml": "an XML file", ".json": "a JSON file",
    ".zip": "a zip archive",
}  # fmt: skip
_REMEDY = "save it as .docx or PDF and upload that"


def read_document(
    data: bytes, name: str, *, view: View = "current", limits: Limits | None = None
) -> Document:
    """Read a contract from its bytes: .docx and .docm, PDF, plain text.

    The content decides, the name only where the content is silent: a PDF named .docx is read as a PDF.
    `view` matters for Word files alone. Raises a named `UnreadableError`, never another exception of a
    parser: `EmptyFileError`, `TooLargeError`, `UnsupportedFormatError`, `EncryptedFileError`,
    `CorruptFileError`, `NoTextError`.
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
    raise UnsupportedFormatError(f"{shown} is {kind}; {_REMEDY}")


def sniff(data: bytes, name: str) -> str:
    """ "docx", "pdf" or "text", else what kind of file it is, in words for people ("a picture (.png)")."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_ZIP) or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data, suffix)
    if data.startswith(_OLE):
        # the package reader tells an encrypted .docx from an old binary file
        return "docx"
    if _PDF in data[:_PDF_SEARCH_BYTES]:
        return "pdf"
    found = next((words for magic, words in _KINDS if data.startswith(magic)), None)
    if found:
        return found
    if suffix in (".docx", ".docm", ".dotx", ".pdf"):
        raise CorruptFileError(f"{name} is not what its name says (its first bytes are not); save it again")
    if suffix in _BY_NAME:
        return _BY_NAME[suffix]
    if suffix in _TEXT_NAMES or not suffix[1:].isalpha():  # "NDA v1.2" has no type in its name
        return "text"
    return f"a file of a kind that is not read ({suffix[:12]})"


def _zip_kind(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {item.lower() for item in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return "docx"  # whose reader says what is broken
    if "mimetype" in names and "content.xml" in names:
        return "an OpenDocument file (.odt)"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "a spreadsheet"
    if "ppt/presentation.xml" in names:
        return "a presentation"
    if "[content_types].xml" in names or any(item.startswith("word/") for item in names):
        return "docx"
    return "docx" if suffix in (".docx", ".docm") else "a zip archive"
