"""A gold contract as a Word file, with real headings, numbers and tracked changes.

The markup: `## Heading` begins a clause, `- words` is numbered below it, `-- words` below that, `~ words`
belongs to the signatures; every other line is a paragraph. `{+words+}` was inserted and `{-words-}` deleted
by the counterparty. The same contract gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from contracts.errors import InvalidInputError
from evals.verdicts_gold import GoldContract

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph

_CHANGE = re.compile(r"\{([+-])(.*?)\1\}")
_STAMP = (2025, 1, 1, 0, 0, 0)
_LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))


class Line(NamedTuple):
    """One paragraph: its level (0 a clause's heading, 1 and 2 below it, None outside numbering), its
    heading where it has one, and its words."""

    level: int | None
    heading: str
    words: str


def word_file(contract: GoldContract) -> bytes:
    """The contract's own file, or one made of its words."""
    if contract.file:
        try:
            return (contract.folder / contract.file).read_bytes()
        except OSError as error:
            raise InvalidInputError(f"contract {contract.id}: {contract.file} cannot be read") from error
    from docx import Document

    document = Document()
    document.add_paragraph(contract.title, style="Title")
    if contract.numbering == "automatic":
        _define_numbers(document)
    counts = [0, 0, 0]
    for line in lines(contract):
        label = _label(contract, line, counts)
        own = line.level == 0 and contract.headings == "own"
        paragraph = document.add_paragraph(style="Heading 1" if own else None)
        if line.level is not None and contract.numbering == "automatic":
            _number(paragraph, line.level)
        if line.heading:
            _write(paragraph, f"{label}{line.heading}{'' if own else '.'}", bold=True)
            _write(paragraph, f" {line.words}" if line.words else "")
        else:
            _write(paragraph, label + line.words)
    return _settled(document)


def lines(contract: GoldContract) -> Iterator[Line]:
    """The paragraphs of the body; an inline heading is joined with the paragraph after it."""
    waiting = ""
    for raw in contract.body.splitlines():
        words = raw.strip()
        if not words:
            continue
        line = _line(words)
        if waiting:
            joined = line.level is None and not words.startswith("~")
            yield Line(0, waiting, line.words if joined else "")
            waiting = ""
            if joined:
                continue
        if line.heading and contract.headings == "inline":
            waiting = line.heading
            continue
        yield line
    if waiting:
        yield Line(0, waiting, "")


def _line(words: str) -> Line:
    for mark, level in (("-- ", 2), ("- ", 1)):
        if words.startswith(mark):
            return Line(level, "", words.removeprefix(mark))
    if words.startswith("## "):
        return Line(0, words.removeprefix("## "), "")
    return Line(None, "", words.removeprefix("~ "))


def _label(contract: GoldContract, line: Line, counts: list[int]) -> str:
    """The number to be typed before the words; "" where there is none or Word makes it."""
    if line.level is None:
        return ""
    counts[line.level] += 1
    counts[line.level + 1 :] = [0] * (2 - line.level)
    if contract.numbering == "typed":
        letter = chr(ord("a") + counts[2] - 1)
        return (f"{counts[0]}.\t", f"{counts[0]}.{counts[1]}\t", f"({letter})\t")[line.level]
    if contract.numbering == "none" and line.level:
        return f"({chr(ord('a') + counts[line.level] - 1)})\t"
    return ""


def _define_numbers(document: "WordFile") -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (kind, text) in enumerate(_LEVELS)
    )
    root: Any = document.part.numbering_part.element
    many = '<w:multiLevelType w:val="multilevel"/>'
    root.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{many}{levels}</w:abstractNum>')
    )
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))


def _number(paragraph: "Paragraph", level: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()  # pyright: ignore[reportPrivateUsage]
    number = properties.get_or_add_numPr()
    number.get_or_add_ilvl().val = level
    number.get_or_add_numId().val = 900


def _write(paragraph: "Paragraph", words: str, *, bold: bool = False) -> None:
    at = 0
    for change in _CHANGE.finditer(words):
        _run(paragraph, words[at : change.start()], bold=bold)
        _tracked(paragraph, change[1], change[2])
        at = change.end()
    _run(paragraph, words[at:], bold=bold)


def _run(paragraph: "Paragraph", words: str, *, bold: bool) -> None:
    if words:
        paragraph.add_run(words).bold = bold or None


def _tracked(paragraph: "Paragraph", sign: str, words: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    own: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
    change: Any = OxmlElement("w:ins" if sign == "+" else "w:del")
    change.set(qn("w:id"), str(len(own) + 1))
    change.set(qn("w:author"), "Counsel for the counterparty")
    change.set(qn("w:date"), "2025-01-01T00:00:00Z")
    run: Any = OxmlElement("w:r")
    text: Any = OxmlElement("w:t" if sign == "+" else "w:delText")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    own.append(change)


def _settled(document: "WordFile") -> bytes:
    """The file without the time at which it was written."""
    written, settled = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _STAMP), source.read(name))
    return settled.getvalue()
