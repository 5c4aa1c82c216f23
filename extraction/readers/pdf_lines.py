"""The lines of a PDF page, with their boxes, emphasis, and the words kept out of sight."""

import ctypes
import re
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from contracts.document import Box
from extraction.readers.pdf_styles import Style, Styles, on_dark_ground

_EXPANDED = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st", "\xa0": " ", "\t": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u3000": " ",
        "\u200b": None, "\ufeff": None, "\x00": None, "\x0b": " ", "\x0c": " ",
    }
)  # fmt: skip
_LINE_END_HYPHENS = "\ufffe\x02"
_TINY_POINTS = 2.0
_GLUED_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,3})*\.?|\([a-z]{1,4}\)|\([A-Z]\))(?=[A-Za-z“\"(])")
_LABEL_GAP = 0.06  # of the height of the label: letters of one word touch or overlap


@dataclass(slots=True)
class Line:
    """One printed line. The box is in PDF points from the top left; `bold` are ranges of `text`;
    `first_word` is the printed width of its first word; `hyphened` says that PDFium saw a word broken
    at its end (the hyphen itself is kept in `text`)."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    first_word: float
    bold: list[tuple[int, int]] = field(default_factory=list)
    hyphened: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def all_bold(self) -> bool:
        return sum(end - start for start, end in self.bold) >= 0.9 * len(self.text)

    @property
    def box(self) -> Box:
        places = (round(value, 1) for value in (self.left, self.top, self.right, self.bottom))
        return Box(**dict(zip(("left", "top", "right", "bottom"), places, strict=True)))


@dataclass(slots=True)
class PageText:
    """What stands on one page (1-based `number`): its lines in reading order, the hidden words with
    the way they are hidden, and whether its words are the layer that OCR put under a picture."""

    number: int
    width: float
    height: float
    lines: list[Line]
    hidden: list[tuple[str, str]]
    ocr_layer: bool = False


class _Boxes:
    """Boxes of characters, turned so that the page's top left is the origin and y grows downwards."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> None:
        self._handle = text_page.raw
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = page.get_rotation()
        self._rect = raw.FS_RECTF()
        self._reference = ctypes.byref(self._rect)

    def at(self, index: int) -> tuple[float, float, float, float]:
        """left, top, right, bottom of the character at `index`."""
        raw.FPDFText_GetLooseCharBox(self._handle, index, self._reference)
        rect = self._rect
        ends = (self._turned(rect.left, rect.top), self._turned(rect.right, rect.bottom))
        xs, ys = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
        return xs[0], ys[0], xs[1], ys[1]

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        if self._turn == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def read_page(page: pdfium.PdfPage, number: int) -> PageText:
    """The lines of `page`, in the order of the content stream, pieces of one printed line apart."""
    text_page = page.get_textpage()
    try:
        return _Reading(page, text_page, number).run()
    finally:
        text_page.close()


def _characters(text_page: pdfium.PdfTextPage) -> str:
    """One character per PDFium index, so that indexes can be used for boxes."""
    count = text_page.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page.raw, 0, count, buffer)
    if written == count + 1:
        units = buffer[:count]
    else:
        units = [raw.FPDFText_GetUnicode(text_page.raw, index) for index in range(count)]
    return "".join(chr(unit) if not 0xD800 <= unit < 0xE000 else "\ufffd" for unit in units)


class _Reading:
    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> None:
        self._page = page
        self._boxes = _Boxes(page, text_page)
        self._styles = Styles(text_page)
        self._chars = _characters(text_page)
        self._size = page.get_size()
        self._number = number
        self._hidden: list[tuple[str, str]] = []

    def run(self) -> PageText:
        lines = [line for start, end in self._ranges() if (line := self._line(start, end)) is not None]
        width, height = self._size
        ocr = False
        if not lines and any(reason == "invisible" for _, reason in self._hidden):
            # a scan with a text layer: the layer is invisible by design, so it is read after all
            self._styles.read_invisible, self._hidden, ocr = True, [], True
            lines = [line for start, end in self._ranges() if (line := self._line(start, end)) is not None]
        return PageText(self._number, width, height, lines, self._hidden, ocr)

    def _ranges(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        start = 0
        for index, char in enumerate(self._chars):
            if char in "\r\n":
                if start < index:
                    found.append((start, index))
                start = index + 1
            elif char in _LINE_END_HYPHENS:
                found.append((start, index + 1))
                start = index + 1
        if start < len(self._chars):
            found.append((start, len(self._chars)))
        return found

    def _line(self, start: int, end: int) -> Line | None:
        chars = self._chars
        while start < end and chars[start] in " \xa0\t":
            start += 1
        while end > start and chars[end - 1] in " \xa0\t":
            end -= 1
        if start == end:
            return None
        words = [(word, style) for word, style in self._words(start, end) if self._is_seen(word, style)]
        if not words:
            return None
        first_start, first_end = words[0][0]
        left, top, _, bottom = self._boxes.at(first_start)
        first_right = self._boxes.at(first_end - 1)[2]
        last = self._boxes.at(words[-1][0][1] - 1)
        box = (min(left, last[0]), min(top, last[1]), max(last[2], first_right), max(bottom, last[3]))
        if self._is_out_of_sight(box):
            text = " ".join(chars[begin:finish] for (begin, finish), _ in words)
            self._hidden.append((text.translate(_EXPANDED), "tiny or off the page"))
            return None
        return self._joined(words, box, first_right - left)

    def _words(self, start: int, end: int) -> list[tuple[tuple[int, int], Style]]:
        found: list[tuple[tuple[int, int], Style]] = []
        begin = -1
        for index in range(start, end + 1):
            blank = index == end or self._chars[index] in " \xa0\t"
            if blank and begin >= 0:
                found.append(((begin, index), self._styles.at(begin)))
                begin = -1
            elif not blank and begin < 0:
                begin = index
        return self._with_label_apart(found)

    def _with_label_apart(
        self, words: list[tuple[tuple[int, int], Style]]
    ) -> list[tuple[tuple[int, int], Style]]:
        """The words of a line; a number that a sliver, but no blank, parts from the first word is one."""
        (start, end), style = words[0]
        label = _GLUED_LABEL.match(self._chars, start, end)
        if label is None:
            return words
        before, after = self._boxes.at(label.end() - 1), self._boxes.at(label.end())
        if after[0] - before[2] < _LABEL_GAP * (before[3] - before[1]):
            return words
        return [((start, label.end()), style), ((label.end(), end), self._styles.at(label.end())), *words[1:]]

    def _is_seen(self, word: tuple[int, int], style: Style) -> bool:
        reason = style.hidden
        if reason == "white" and on_dark_ground(self._page, self._styles.bounds_at(word[0])):
            reason = ""
        if reason:
            self._hidden.append((self._chars[word[0] : word[1]].translate(_EXPANDED), reason))
        return not reason

    def _is_out_of_sight(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        width, height = self._size
        tiny = 0 < bottom - top < _TINY_POINTS and right - left < 40 * _TINY_POINTS * _TINY_POINTS
        return tiny or right < 0 or bottom < 0 or left > width or top > height

    def _joined(
        self, words: list[tuple[tuple[int, int], Style]], box: tuple[float, float, float, float], first: float
    ) -> Line | None:
        text, bold = "", []
        for (start, end), style in words:
            word = self._chars[start:end].translate(_EXPANDED)
            if not word:
                continue
            text += " " if text else ""
            if style.bold:
                joined = bold and bold[-1][1] >= len(text) - 1
                since = bold.pop()[0] if joined else len(text)
                bold.append((since, len(text) + len(word)))
            text += word
        hyphened = text.endswith(tuple(_LINE_END_HYPHENS))
        if hyphened:
            text = text[:-1] + "-"
        # a soft hyphen inside a line is printed, so it is a hyphen
        text = text.replace("\xad", "-").translate(dict.fromkeys([0xFFFE, 2, *range(14, 32)]))
        if not text.strip():
            return None
        return Line(text, self._number, *box, first, bold, hyphened or text.endswith("-"))
