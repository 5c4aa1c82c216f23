"""The words of one PDF page as PDFium finds them, put into lines with boxes, styles and cells."""

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from math import degrees

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extraction.readers.pdf_lines import Area, Line, PageText
from extraction.readers.pdf_rules import Place, grids
from extraction.readers.pdf_sight import UNDER, Sight
from extraction.readers.pdf_styles import Style, Styles

_EXPANDED = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st", "\xa0": " ", "\t": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u3000": " ",
        "\u200b": None, "\ufeff": None, "\x00": None, "\x0b": " ", "\x0c": " ",
    }
)  # fmt: skip
_LINE_END_HYPHENS = ("\ufffe", "\x02")
_PRINTED = re.compile("[^\r\n\ufffe\x02]*[\ufffe\x02]|[^\r\n\ufffe\x02]+")
_WORD = re.compile("[^ \xa0\t]+")
_PLAIN = re.compile("[ -~“”‘’–—§•]*")
_UNPRINTED = dict.fromkeys([0xFFFE, 2, *range(14, 32)])
_TINY_POINTS = 2.0
_SCAN_SHARE = 0.4
_ANGLES, _UPRIGHT_SHARE = 100, 0.8
_GLUED_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,3})*\.?|\([a-z]{1,4}\)|\([A-Z]\))(?=[A-Za-z“\"(])")
_LABEL_GAP = 0.06  # of the height of the label: letters of one word touch or overlap


@dataclass(frozen=True, slots=True)
class _Word:
    """The characters `[start, end)` of the page."""

    start: int
    end: int
    style: Style


class Boxes:
    """Boxes of characters, turned so that the top left of the page, as its words stand upright, is the
    origin and y grows downwards."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage | None = None) -> None:
        self._handle = text_page.raw if text_page else None
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = page.get_rotation()
        self._rect = raw.FS_RECTF()
        self._reference = ctypes.byref(self._rect)

    def at(self, index: int) -> Area:
        """left, top, right, bottom of the character at `index`."""
        rect = self._rect
        raw.FPDFText_GetLooseCharBox(self._handle, index, self._reference)
        if self._turn == 0:
            return (
                rect.left - self._left,
                self._top - rect.top,
                rect.right - self._left,
                self._top - rect.bottom,
            )
        ends = (self.turned(rect.left, rect.top), self.turned(rect.right, rect.bottom))
        xs, ys = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
        return xs[0], ys[0], xs[1], ys[1]

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space, from the top left of the page."""
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        if self._turn == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def set_upright(page: pdfium.PdfPage) -> None:
    """Turn the page, in memory, so that its words stand upright: tables are often printed sideways on it."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        angles = [
            round(-degrees(raw.FPDFText_GetCharAngle(text_page.raw, index)) / 90) % 4 * 90
            for index in range(0, count, max(count // _ANGLES, 1))
        ]
    finally:
        text_page.close()
    if angles:
        turn, share = Counter(angles).most_common(1)[0]
        if turn != page.get_rotation() and share >= _UPRIGHT_SHARE * len(angles):
            page.set_rotation(turn)


def read_page(page: pdfium.PdfPage, number: int, *, layers: bool = False, picture: float = 1.0) -> PageText:
    """The lines of `page`, in the order of the content stream, pieces of one printed line apart.

    `layers` says that the file has layers that can be switched off; `picture` is the share of the page, in
    [0, 1], that pictures cover: words out of sight are read where they are the text layer of a scan.
    """
    text_page = page.get_textpage()
    try:
        return _Reading(page, text_page, number, layers).run(scan=picture >= _SCAN_SHARE)
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
        found = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(found) == count:
            return found
        units = buffer[:count]
    else:
        units = [raw.FPDFText_GetUnicode(text_page.raw, index) for index in range(count)]
    return "".join(chr(unit) if not 0xD800 <= unit < 0xE000 else "\ufffd" for unit in units)


class _Reading:
    def __init__(
        self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int, layers: bool
    ) -> None:
        self._page = page
        self._boxes = Boxes(page, text_page)
        self._chars = _characters(text_page)
        self._size = page.get_size()
        self._number = number
        self._sight = Sight(page, layers=layers)
        self._styles = Styles(text_page, self._sight)
        self._grids = grids(page, self._boxes.turned) if self._chars else []
        self._hidden: list[tuple[str, str]] = []

    def run(self, *, scan: bool) -> PageText:
        lines = [words for match in _PRINTED.finditer(self._chars) if (words := self._words(*match.span()))]
        unseen = self._unseen(lines)
        found = [line for words in lines for line in self._lines(words, unseen)]
        width, height = self._size
        ocr = False
        if scan and not found and any(reason in ("invisible", UNDER) for _, reason in self._hidden):
            # a scan with a text layer: the layer is out of sight by design, so it is read after all
            self._hidden, ocr = [], True
            self._styles.read_layer()
            lines = [[_Word(w.start, w.end, self._styles.at(w.start)) for w in words] for words in lines]
            found = [line for words in lines for line in self._lines(words, {})]
        return PageText(self._number, width, height, found, self._hidden, ocr)

    def _words(self, start: int, end: int) -> list[_Word]:
        at = self._styles.at
        found = [
            _Word(match.start(), match.end(), at(match.start()))
            for match in _WORD.finditer(self._chars, start, end)
        ]
        return self._with_label_apart(found) if found else found

    def _with_label_apart(self, words: list[_Word]) -> list[_Word]:
        """The words of a line; a number that a sliver, but no blank, parts from the first word is one."""
        first = words[0]
        label = _GLUED_LABEL.match(self._chars, first.start, first.end)
        if label is None:
            return words
        cut = label.end()
        before, after = self._boxes.at(cut - 1), self._boxes.at(cut)
        if after[0] - before[2] < _LABEL_GAP * (before[3] - before[1]):
            return words
        return [
            _Word(first.start, cut, first.style), _Word(cut, first.end, self._styles.at(cut)), *words[1:]
        ]  # fmt: skip

    def _unseen(self, lines: list[list[_Word]]) -> dict[int, str]:
        """By their beginnings, the words that are in doubt and cannot be seen, and why."""
        doubtful = [word for words in lines for word in words if word.style.doubt]
        if not doubtful:
            return {}
        areas = [self._area([word]) for word in doubtful]
        seen = self._sight.seen(areas, [word.style.item for word in doubtful])
        return {
            word.start: word.style.doubt for word, is_seen in zip(doubtful, seen, strict=True) if not is_seen
        }

    def _lines(self, words: list[_Word], unseen: dict[int, str]) -> list[Line]:
        """The line that these words are, or one for each cell of a table that it runs through."""
        shown: list[_Word] = []
        for word in words:
            reason = word.style.hidden or unseen.get(word.start, "")
            if reason:
                self._hidden.append((self._chars[word.start : word.end].translate(_EXPANDED), reason))
            else:
                shown.append(word)
        if not shown:
            return []
        area = self._area(shown)
        if self._is_out_of_sight(area):
            text = " ".join(self._chars[word.start : word.end] for word in shown)
            self._hidden.append((text.translate(_EXPANDED), "tiny or off the page"))
            return []
        middle = (area[1] + area[3]) / 2
        if not any(
            g.top <= middle <= g.bottom and g.left < area[2] and area[0] < g.right for g in self._grids
        ):
            line = self._joined(shown, area, None)
            return [line] if line else []
        pieces = [(place, list(group)) for place, group in groupby(shown, self._place)]
        found = (self._joined(group, self._area(group), place) for place, group in pieces)
        return [line for line in found if line]

    def _area(self, words: list[_Word]) -> Area:
        left, top, right, bottom = self._boxes.at(words[0].start)
        last = self._boxes.at(words[-1].end - 1)
        return min(left, last[0]), min(top, last[1]), max(right, last[2]), max(bottom, last[3])

    def _place(self, word: _Word) -> Place | None:
        left, top, right, bottom = self._area([word])
        x, y = (left + right) / 2, (top + bottom) / 2
        return next(
            (grid.place(x, y, table=table) for table, grid in enumerate(self._grids) if grid.holds(x, y)),
            None,
        )

    def _is_out_of_sight(self, area: Area) -> bool:
        left, top, right, bottom = area
        width, height = self._size
        tiny = 0 < bottom - top < _TINY_POINTS and right - left < 40 * _TINY_POINTS * _TINY_POINTS
        return tiny or right < 0 or bottom < 0 or left > width or top > height

    def _joined(self, words: list[_Word], area: Area, place: Place | None) -> Line | None:
        text, bold = "", []
        for word in words:
            letters = self._chars[word.start : word.end]
            if not _PLAIN.fullmatch(letters):
                letters = letters.translate(_EXPANDED)
                if not letters:
                    continue
            text += " " if text else ""
            if word.style.bold:
                joined = bold and bold[-1][1] >= len(text) - 1
                since = bold.pop()[0] if joined else len(text)
                bold.append((since, len(text) + len(letters)))
            text += letters
        hyphened = text.endswith(_LINE_END_HYPHENS)
        if hyphened:
            text = text[:-1] + "-"
        if not _PLAIN.fullmatch(text):
            # a soft hyphen inside a line is printed, so it is a hyphen
            text = text.replace("\xad", "-").translate(_UNPRINTED)
        if not text.strip():
            return None
        first = self._boxes.at(words[0].end - 1)[2] - area[0]
        return Line(text, self._number, *area, first, bold, hyphened or text.endswith("-"), place)
