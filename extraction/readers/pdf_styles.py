"""How the characters of a PDF page are painted: bold, and in which way, if any, out of sight."""

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extraction.readers.pdf_sight import UNDER, WHITE, Sight

_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_LIGHT = 200
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_TINY_POINTS = 1.5


@dataclass(frozen=True, slots=True)
class Style:
    """`hidden` says how the words are out of sight, "" where they are not; `doubt` how they may be, which
    a drawing of the page decides; `item` is PDFium's text object."""

    bold: bool
    hidden: str
    doubt: str = ""
    item: Any = None


_PLAIN = Style(False, "")


class Styles:
    """Styles of the characters of one text page, looked up once per text object."""

    def __init__(self, text_page: pdfium.PdfTextPage, sight: Sight) -> None:
        self._handle = text_page.raw
        self._sight = sight
        self._known: dict[int, Style] = {}
        self._fonts: dict[int, bool] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_references = [ctypes.byref(part) for part in self._colour]
        self._matrix, self._size = raw.FS_MATRIX(), ctypes.c_float()
        self._reads_layer = False

    def read_layer(self) -> None:
        """From now on, words that are invisible or under a picture count as seen."""
        self._reads_layer = True
        self._known.clear()

    def at(self, index: int) -> Style:
        """The style of the character at `index`."""
        item = raw.FPDFText_GetTextObject(self._handle, index)
        if not item:
            return _PLAIN
        key = ctypes.addressof(item.contents)
        style = self._known.get(key)
        if style is None:
            style = self._known[key] = self._style(item, key)
        return style

    def _style(self, item: Any, key: int) -> Style:
        bold, hidden = self._is_bold(item), self._hidden(item)
        doubt = "" if hidden else self._sight.doubt(item, key) or (WHITE if self._is_light(item) else "")
        if self._reads_layer:
            hidden, doubt = "" if hidden == "invisible" else hidden, "" if doubt == UNDER else doubt
        return Style(bold, hidden, doubt, item)

    def _is_bold(self, item: Any) -> bool:
        font = raw.FPDFTextObj_GetFont(item)
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace").lower()
            self._fonts[key] = any(part in name for part in _BOLD_NAMES)
        return self._fonts[key]

    def _hidden(self, item: Any) -> str:
        if raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
            return "invisible"
        if raw.FPDFPageObj_GetFillColor(item, *self._colour_references):
            if self._colour[3].value == 0:
                return "invisible"
        else:
            for part in self._colour:
                part.value = 0
        return "tiny" if self._is_tiny(item) else ""

    def _is_light(self, item: Any) -> bool:
        """Whether the colour that `_hidden` has just looked up may be that of the paper."""
        return min(part.value for part in self._colour[:3]) >= _LIGHT

    def _is_tiny(self, item: Any) -> bool:
        raw.FPDFTextObj_GetFontSize(item, ctypes.byref(self._size))
        raw.FPDFPageObj_GetMatrix(item, ctypes.byref(self._matrix))
        across = abs(self._matrix.a) + abs(self._matrix.b)
        up = abs(self._matrix.c) + abs(self._matrix.d)
        return 0 < self._size.value * max(across, up) < _TINY_POINTS
