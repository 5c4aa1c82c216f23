"""Lines of a PDF joined into paragraphs: one block each, hyphenation at line ends undone."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extraction.readers.pdf_lines import Line

_LABEL = re.compile(
    r"(?:(?:article|section|clause|schedule|exhibit|annex|appendix|attachment)\s+[\dIVXLA-Z][\w.]*\b"
    r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivxlIVXL]{1,5})\)|\d{1,2}(?:\.\d{1,3})+\.?|(?:\d{1,2}|[A-Z]|[IVXL]{1,5})\."
    r"|[•●▪◦■·○*–—-](?=\s))(?=\s|$|[A-Z“\"])",
    re.I,
)
_SENTENCE_END = re.compile(r"[.;:!?][\"”’')\]]*$|(?:;|,)\s+(?:and|or)$")
_KEPT_HYPHENS = re.compile(
    r"(?:non|self|co|pre|post|semi|anti|multi|inter|intra|sub|well|third|first|second|arms|long|short|pro|quasi"
    r"|ex|cross|counter|off|on|up|work|know|so|right|royalty|good|best|e)"
)
_NAMES = re.compile(
    r"\b(?:inc|llc|ltd|corp|corporation|l\.?p|plc|gmbh|between|among|dated)\b|^(?:and|by|to|of)$", re.I
)

# of the height of a line: as near as that, the next one in a cell goes on a line that is short, or full
_CELL_PITCH, _WIDE_PITCH = 1.6, 2.0


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and whether they are printed in the middle of the column; `starts` are
    the offsets in `text` at which the lines begin."""

    lines: list[Line]
    centred: bool = False
    text: str = ""
    bold: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float
    pitch: float


def paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    """The paragraphs of the document in reading order. One that runs over the foot of a page is one."""
    found: list[Paragraph] = []
    for lines in pages:
        column = _column([line for line in lines if line.cell is None])
        for line in lines:
            if line.cell is not None:
                if found and _continues_cell(found[-1], line):
                    found[-1].lines.append(line)
                else:
                    found.append(Paragraph([line]))
                continue
            centred = _is_centred(line, column) and not (found and _is_block_indent(found[-1], line, column))
            if found and _continues(found[-1], line, column, centred=centred):
                found[-1].lines.append(line)
            else:
                found.append(Paragraph([line], centred))
    words = _words(found)
    for paragraph in found:
        _join(paragraph, words)
    return found


def _column(lines: list[Line]) -> _Column:
    if not lines:
        return _Column(0.0, 0.0, 0.0)
    long = [line for line in lines if len(line.text) > 40] or lines
    rights = sorted(line.right for line in long)
    pitches = sorted(
        after.top - line.top
        for line, after in pairwise(lines)
        if 0.5 * line.height < after.top - line.top < 3 * line.height
    )
    # the tighter third: gaps between paragraphs are larger than gaps between lines
    pitch = pitches[len(pitches) // 3] if pitches else 1.2 * median(line.height for line in lines)
    return _Column(min(line.left for line in long), rights[int(0.95 * (len(rights) - 1))], pitch)


def _is_centred(line: Line, column: _Column) -> bool:
    before, after = line.left - column.left, column.right - line.right
    width = column.right - column.left
    return before > 0.1 * width and abs(before - after) < max(0.05 * width, 10.0)


def _is_block_indent(paragraph: Paragraph, line: Line, column: _Column) -> bool:
    """Whether `line` only looks centred, because it goes on a paragraph that is indented on both sides."""
    last = paragraph.lines[-1]
    close = last.page == line.page and 0 < line.top - last.top < 1.45 * column.pitch
    return close and not paragraph.centred and len(last.text) > 40 and _is_full(last, line, column)


def _continues(paragraph: Paragraph, line: Line, column: _Column, *, centred: bool) -> bool:
    last = paragraph.lines[-1]
    if last.cell is not None:
        return False
    if last.page != line.page or line.top < last.top - last.height:
        return _continues_over_break(paragraph, line, column)
    if paragraph.centred and centred:
        return _is_one_title(last, line, column)
    if (
        paragraph.centred != centred
        and (last.right < column.right - 36 or len(paragraph.text) < 60)
        and centred
    ):
        return False
    gap = line.top - last.top
    if (
        gap > 1.45 * max(column.pitch, _own_pitch(paragraph))
        or abs(line.height - last.height) > 0.3 * last.height
    ):
        return False
    if last.all_bold != line.all_bold and len(paragraph.lines) == 1 and not _is_full(last, line, column):
        return False
    return not _starts_anew(paragraph, line, column)


def _continues_cell(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line of a table goes on the paragraph: in the same cell, close below, and no new item."""
    last = paragraph.lines[-1]
    if line.cell is None or last.cell is None or last.page != line.page:
        return False
    if (last.cell.table, last.cell.row, last.cell.column) != (
        line.cell.table,
        line.cell.row,
        line.cell.column,
    ):
        return False
    if _LABEL.match(line.text):
        return _is_bare_label(last.text)
    # a cell is narrow and its lines are ragged, so only the end of a sentence well before its edge counts
    short = last.right < line.cell.right - 0.3 * (line.cell.right - line.cell.left)
    pitch = (_CELL_PITCH if short else _WIDE_PITCH) * max(last.height, line.height)
    return line.top - last.top <= max(pitch, 1.05 * _own_pitch(paragraph)) and not (
        short and _SENTENCE_END.search(last.text)
    )


def _own_pitch(paragraph: Paragraph) -> float:
    lines = paragraph.lines
    return lines[1].top - lines[0].top if len(lines) > 1 and lines[0].page == lines[1].page else 0.0


def _starts_anew(paragraph: Paragraph, line: Line, column: _Column) -> bool:
    last = paragraph.lines[-1]
    full = _is_full(last, line, column)
    ended = bool(_SENTENCE_END.search(last.text))
    if _LABEL.match(line.text) and (ended or not full):
        return not _is_bare_label(last.text) or line.left <= last.left + 1
    if not full:
        return ended or not _reads_on(last.text, line.text)
    indented = line.left > paragraph.lines[min(1, len(paragraph.lines) - 1)].left + 8
    hanging_over = len(paragraph.lines) > 1 and line.left < last.left - 8
    return ended and (indented or hanging_over)


def _is_full(last: Line, line: Line, column: _Column) -> bool:
    """Whether the first word of `line` would not have fitted at the end of `last`."""
    return last.right + line.first_word + 0.25 * last.height > column.right - 2


def _is_bare_label(text: str) -> bool:
    match = _LABEL.match(text)
    return bool(match) and match.end() == len(text.rstrip())


def _reads_on(before: str, after: str) -> bool:
    return before.endswith(",") or after[:1].islower() or _is_bare_label(before)


def _continues_over_break(paragraph: Paragraph, line: Line, column: _Column) -> bool:
    last = paragraph.lines[-1]
    if paragraph.centred or _SENTENCE_END.search(last.text) or _LABEL.match(line.text):
        return False
    reads_on = line.text[:1].islower() or last.text.endswith((",", "-"))
    alike = abs(last.height - line.height) <= 0.2 * last.height
    full = len(last.text) > 40 and last.right > column.right - 60
    return alike and (reads_on or (full and not line.text.isupper() and line.left <= last.left + 8))


def _is_one_title(last: Line, line: Line, column: _Column) -> bool:
    """Two centred lines are one title or heading: both in capitals, close, and no names of parties."""
    close = line.top - last.top <= 1.45 * min(column.pitch, 1.4 * last.height)
    capitals = last.text.isupper() and line.text.isupper()
    names = _NAMES.search(last.text) or _NAMES.search(line.text)
    return close and capitals and not names and abs(last.height - line.height) < 0.1 * last.height


def _words(found: list[Paragraph]) -> set[str]:
    """The words of the document, to decide which hyphens at line ends belong to a word."""
    words: set[str] = set()
    for paragraph in found:
        for line in paragraph.lines:
            words.update(word.strip(".,;:()\"'“”‘’[]").lower() for word in line.text.split())
    return words


def _join(paragraph: Paragraph, words: set[str]) -> None:
    text = ""
    for number, line in enumerate(paragraph.lines):
        if number:
            before = paragraph.lines[number - 1]
            text = _glued(text, line.text, words) if before.hyphened else text + " "
        shift = len(text)
        paragraph.starts.append(shift)
        text += line.text
        for start, end in line.bold:
            last = paragraph.bold[-1] if paragraph.bold else (0, -9)
            if start + shift - last[1] <= 1:
                paragraph.bold[-1] = (last[0], end + shift)
            else:
                paragraph.bold.append((start + shift, end + shift))
    paragraph.text = text


def _glued(text: str, after: str, words: set[str]) -> str:
    """`text`, which ends in a hyphen, ready for the line `after` to be put behind it."""
    if text.endswith((" -", " –")) or not after[:1].isalnum():
        return text + " "
    head = text[:-1].rsplit(None, 1)[-1].lower().lstrip("(\"“'[")
    tail = after.split(None, 1)[0].strip(".,;:()\"'“”’[]").lower()
    if not after[:1].islower() or f"{head}-{tail}" in words:
        return text
    if f"{head}{tail}" in words:
        return text[:-1]
    return text if _KEPT_HYPHENS.fullmatch(head) or "-" in head or not head.isalpha() else text[:-1]
