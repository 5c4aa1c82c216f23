"""A plain text file as a Document: one block per line, so that typed labels stand at line starts."""

import codecs
import hashlib
import re
from collections.abc import Iterator

from contracts.document import Block, Document
from contracts.errors import CorruptFileError, EmptyFileError, NoTextError
from extraction.readers.limits import Limits, check_pages, check_size

MEDIA_TYPE = "text/plain"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# control characters that no text file has; a tab is fine, and so are the escapes of old printers
_BINARY = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.002


def read_text(data: bytes, name: str, *, limits: Limits | None = None) -> Document:
    """Read UTF-8, UTF-16 or UTF-32 with a mark, else UTF-8, else Windows-1252.

    Lines are blocks, empty ones too; a form feed begins a new page, and `pages` is None where there is
    none. Raises `EmptyFileError`, `TooLargeError`, `CorruptFileError` (binary) and `NoTextError`.
    """
    limits = limits or Limits()
    if not data:
        raise EmptyFileError(f"{name} is empty; upload it again")
    check_size(data, name, limits=limits)
    text = decoded(data, name)
    if not text.strip():
        raise NoTextError(f"{name} holds only blanks; upload the file that has the words")
    blocks = tuple(_blocks(text))
    pages = blocks[-1].page or 1
    check_pages(pages, name, limits=limits)
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        text=_LINE_ENDS.sub("\n", text),
        blocks=blocks if pages > 1 else tuple(block.model_copy(update={"page": None}) for block in blocks),
        pages=pages if pages > 1 else None,
    )


def decoded(data: bytes, name: str) -> str:
    """The characters of a text file; `CorruptFileError` where the bytes are not text."""
    encoding = next((found for mark, found in _BOMS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise CorruptFileError(f"{name} is not valid {encoding}; save it again as UTF-8") from error
        # bytes that Windows-1252 leaves undefined become U+FFFD and count as binary below
        text = data.decode("cp1252", "replace")
        text = text.replace("\ufffd", "\x00")
    if len(_BINARY.findall(text)) > _BINARY_SHARE * len(text):
        raise CorruptFileError(f"{name} is not a text file; save the contract as .docx or PDF")
    return _BINARY.sub("\ufffd", text)


def _blocks(text: str) -> Iterator[Block]:
    at, page = 0, 1
    ends = [*_LINE_ENDS.finditer(text), None]
    begin = 0
    for end in ends:
        line = text[begin : end.start()] if end else text[begin:]
        yield Block(
            kind="paragraph",
            start=at,
            end=at + len(line),
            page=page,
            indent_points=6.0 * _indent(line),
        )
        at += len(line) + 1
        if end is not None:
            begin = end.end()
            page += end.group() == "\x0c"


def _indent(line: str) -> int:
    """Leading blanks of a line, in characters; a tab counts to the next multiple of eight."""
    if not line.strip():
        return 0
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())
