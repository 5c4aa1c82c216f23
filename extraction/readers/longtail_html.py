"""Web pages and Markdown as a Document: paragraphs, headings, list items and table cells as blocks."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from contracts.document import Block, BlockKind, Cell, Coverage, Document, Gap
from contracts.errors import CorruptFileError, NoTextError, TooLargeError
from extraction.readers.limits import Limits
from extraction.readers.longtail_hidden import without_hidden
from extraction.readers.longtail_page import (
    BREAK,
    CENTRE,
    LABEL,
    LABEL_END,
    MARKS,
    paragraphs_in,
    plain,
)
from extraction.readers.longtail_partition import partitioner
from extraction.readers.text import decoded

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.I
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# the parser of libxml2 stops at these ends, while a browser shows what stands behind them
_ENDS = re.compile(r"</\s*(?:body|html)\s*>", re.I)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000-\ue004\ufffe\uffff]")
_WORD = re.compile(r"\w+")
_LABEL = re.compile(f"{LABEL}([^{LABEL_END}]*){LABEL_END}")
_DEEPEST = 120
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
_CONTENT_CHARS = 2000


@dataclass(slots=True)
class Piece:
    """A block before its place in the text is known; `bold` are offsets in `text`."""

    kind: BlockKind
    text: str
    label: str = ""
    level: int | None = None
    centred: bool = False
    bold: tuple[tuple[int, int], ...] = ()
    cell: Cell | None = None
    indent_points: float = 0.0


def page_text(data: bytes, name: str) -> str:
    """The characters of a web page: by its mark, its own declaration, else as a text file."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith(_BOMS):
        with suppress(LookupError, UnicodeDecodeError):  # a wrong declaration: then the bytes decide
            return data.decode((declared[1] or declared[2]).decode("ascii"))
    return decoded(data, name)


def markdown_page(text: str, name: str) -> str:
    """Markdown as a web page; numbers of lists are kept where they are typed. Raises `TooLargeError`."""
    import markdown

    deep = TooLargeError(f"{name} is nested too deeply; save it as .docx or PDF")
    if _deepest_bracket(text) > _DEEPEST:
        raise deep  # the parser takes the cube of their number
    try:
        return markdown.markdown(text, extensions=["tables", "fenced_code", "sane_lists"])
    except RecursionError as error:
        raise deep from error


def _deepest_bracket(text: str) -> int:
    """How deep square brackets stand in one another, in the paragraph where it is worst."""
    deepest = depth = 0
    for match in _BRACKETS.finditer(text):
        depth = depth + 1 if match[0] == "[" else max(depth - 1, 0) if match[0] == "]" else 0
        deepest = max(deepest, depth)
    return deepest


def read_page(page: str, name: str, *, limits: Limits) -> tuple[list[Piece], list[Gap]]:
    """Blocks and gaps of a web page. Raises `TooLargeError` where it is nested too deeply."""
    root = _parsed(page, name)
    _check_depth(root, name, limits)
    gaps = [*_left_out(root), *_style_gaps(root)]
    hidden = without_hidden(root)
    gaps += _hidden_gaps(hidden.words)
    gaps += [
        Gap(kind="style", place="the style sheet", severity="low",
            reason=f"a rule that may hide words could not be followed ({rule})")
        for rule in hidden.unfollowed[:20]
    ]  # fmt: skip
    body = plain(root)
    expected = [MARKS.sub("", words) for words in paragraphs_in(body)]
    if not expected:
        return [], gaps
    pieces = list(_pieces(_partitioned(body, name)))
    return pieces, gaps + _lost(expected, pieces)


def document_of(pieces: list[Piece], *, data: bytes, name: str, media_type: str, gaps: list[Gap]) -> Document:
    """The pieces put together; `NoTextError` where there is none."""
    if not pieces:
        raise NoTextError(f"{name} holds no words that can be seen; send the contract as .docx or PDF")
    blocks, at = [], 0
    for piece in pieces:
        blocks.append(
            Block(
                kind=piece.kind, start=at, end=at + len(piece.text), label=piece.label, level=piece.level,
                bold=tuple((start + at, end + at) for start, end in piece.bold), centred=piece.centred,
                cell=piece.cell, indent_points=piece.indent_points,
            )
        )  # fmt: skip
        at += len(piece.text) + 1
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        text="\n".join(piece.text for piece in pieces),
        blocks=tuple(blocks),
        coverage=Coverage(gaps=tuple(gaps)),
    )


def _parsed(page: str, name: str) -> Any:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    text = _ENDS.sub("", _DECLARATION.sub("", page.replace("\x0c", " ")))
    text = _UNPRINTABLE.sub("\ufffd", text).encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CorruptFileError(f"{name} cannot be read as a web page; save it as .docx or PDF") from error
    if root is None:
        raise NoTextError(f"{name} holds no words; send the contract as .docx or PDF")
    for item in root.iter():  # characters that were written as entities
        item.text = _UNPRINTABLE.sub("\ufffd", item.text) if item.text else None
        item.tail = _UNPRINTABLE.sub("\ufffd", item.tail) if item.tail else None
        for name_of, value in item.attrib.items():
            if _UNPRINTABLE.search(value):
                item.set(name_of, _UNPRINTABLE.sub("\ufffd", value))
    return root


def _check_depth(root: Any, name: str, limits: Limits) -> None:
    # `unstructured` goes down by recursion, several calls a level
    most = min(limits.max_depth, _DEEPEST)
    if root.xpath(f"boolean({'/*' * (most + 1)})"):
        raise TooLargeError(f"{name} is nested deeper than {most} levels; save it as .docx or PDF")


def _partitioned(body: Any, name: str) -> list[Any]:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    page = etree.tostring(body, method="html", encoding="unicode", with_tail=False)
    try:
        return partitioner()(text=f"<html><body>{page}</body></html>", languages=[""])
    except RecursionError as error:
        raise TooLargeError(f"{name} is nested too deeply; save it as .docx or PDF") from error


def _pieces(elements: list[Any]) -> Iterator[Piece]:
    tables, label, centred = 0, "", False
    for element in elements:
        if element.category == "Table":
            yield from _cells(element, tables)
            tables += 1
            continue
        kind: BlockKind = "heading" if element.category == "Title" else "paragraph"
        own = _LABEL.findall(element.text)
        label, centred = own[0] if own else label, centred or CENTRE in element.text
        bold = _bold(element)
        for raw in re.split(f"[{BREAK}\n]", element.text):
            text = _clean(raw, keep_indent=element.category == "CodeSnippet")
            if not text.strip():
                continue
            ranges, bold = _ranges(text, bold)
            yield Piece(
                kind, text.strip() if element.category != "CodeSnippet" else text.rstrip(),
                label=label, level=element.metadata.category_depth, centred=centred, bold=ranges,
                indent_points=6.0 * (len(text) - len(text.lstrip())),
            )  # fmt: skip
            label, centred = "", False


def _clean(text: str, *, keep_indent: bool = False) -> str:
    text = MARKS.sub("", text)
    return text if keep_indent else " ".join(text.split())


def _bold(element: Any) -> list[str]:
    texts = element.metadata.emphasized_text_contents or []
    tags = element.metadata.emphasized_text_tags or []
    return [_clean(text.replace(BREAK, " ")) for text, tag in zip(texts, tags, strict=False) if "b" in tag]


def _ranges(text: str, bold: list[str]) -> tuple[tuple[tuple[int, int], ...], list[str]]:
    """Where the emphasised words stand in `text`, and those that must stand in what follows."""
    found, at = [], 0
    for number, words in enumerate(bold):
        place = text.find(words, at) if words else -1
        if place < 0:
            return tuple(found), bold[number:] if words else bold[number + 1 :]
        at = place + len(words)
        found.append((place, at))
    return tuple(found), []


def _cells(element: Any, table: int) -> Iterator[Piece]:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    root = etree.fromstring(element.metadata.text_as_html, etree.HTMLParser(no_network=True, huge_tree=True))
    for caption in root.iter("caption"):
        if words := _clean("".join(caption.itertext())):
            yield Piece("paragraph", words)
    for row, item in enumerate(root.iter("tr")):
        for column, cell in enumerate(item):
            for raw in "".join(cell.itertext()).split(BREAK):
                if words := _clean(raw):
                    label = _LABEL.search(raw)
                    place = Cell(table=table, row=row, column=column)
                    yield Piece("cell", words, label=label[1] if label else "", cell=place)


def _lost(expected: list[str], pieces: list[Piece]) -> list[Gap]:
    """A gap for the words of the page that are in no block, so that nothing is lost silently."""
    wanted = Counter(word for words in expected for word in _WORD.findall(words))
    wanted -= Counter(word for piece in pieces for word in _WORD.findall(piece.text))
    if not wanted:
        return []
    content = " ".join(wanted.elements())[:_CONTENT_CHARS]
    reason = f"{wanted.total()} words of the page were not kept"
    return [Gap(kind="lost_words", place="the page", reason=reason, severity="high", content=content)]


def _left_out(root: Any) -> Iterator[Gap]:
    pictures = sum(1 for _ in root.iter("img", "picture", "canvas"))
    if pictures:
        reason = f"words in pictures are not read ({pictures} on the page)"
        yield Gap(kind="image", place="the page", reason=reason, severity="low")
    frames = sum(1 for _ in root.iter("iframe", "frame", "object", "embed"))
    if frames:
        reason = "another page is shown inside this one and was not fetched"
        yield Gap(kind="embedded_document", place="the page", reason=reason, severity="high")
    for item in list(root.iter("del")):
        if words := " ".join("".join(item.itertext()).split()):
            reason = "words marked as deleted were kept out"
            yield Gap(kind="deleted_text", place="the page", reason=reason, content=words[:_CONTENT_CHARS])
        tail = item.tail
        item.clear()
        item.tail, item.tag = tail, "span"


def _style_gaps(root: Any) -> Iterator[Gap]:
    if any("stylesheet" in (item.get("rel") or "").lower() for item in root.iter("link")):
        reason = "a style sheet outside the file was not fetched, so words that it hides were read"
        yield Gap(kind="style", place="the style sheet", reason=reason, severity="low")
    if any("counter(" in (item.text or "") for item in root.iter("style")):
        reason = "the style sheet prints numbers that were not read"
        yield Gap(kind="style", place="the style sheet", reason=reason)


def _hidden_gaps(words: list[tuple[str, str]]) -> list[Gap]:
    by_reason: dict[str, list[str]] = {}
    for text, reason in words:
        by_reason.setdefault(reason, []).append(text)
    return [
        Gap(kind="hidden_text", place="the page", severity="high", content=" ".join(texts)[:_CONTENT_CHARS],
            reason=f"text that a reader of the page does not see ({reason}) was kept out")
        for reason, texts in by_reason.items()
    ]  # fmt: skip
