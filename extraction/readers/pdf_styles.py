"""How the characters of a PDF page are painted: bold, and in which way, if any, out of sight."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_WHITE = 250
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True, slots=True)
class Style:
    """`hidden` is "" for words that a reader of the page sees."""

    bold: bool
    hidden: str


_PLAIN = Style(False, "")


class Styles:
    """Styles of the characters of one text page, looked up once per text object."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._handle = text_page.raw
        self._known: dict[int, Style] = {}
        self._fonts: dict[int, bool] = {}
        self.read_invisible = False

    def at(self, index: int) -> Style:
        """The style of the character at `index`."""
        item = raw.FPDFText_GetTextObject(self._handle, index)
        if not item:
            return _PLAIN
        key = ctypes.addressof(item.contents)
        style = self._known.get(key)
        if style is None:
            style = self._known[key] = Style(self._is_bold(item), self._hidden(item))
        if self.read_invisible and style.hidden == "invisible":
            return Style(style.bold, "")
        return style

    def bounds_at(self, index: int) -> tuple[float, float]:
        """The middle of the character at `index`, in page space (x, y upwards)."""
        rect = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._handle, index, ctypes.byref(rect))
        return (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2

    def _is_bold(self, item: object) -> bool:
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

    def _hidden(self, item: object) -> str:
        if raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
            return "invisible"
        colour = [ctypes.c_uint() for _ in range(4)]
        if not raw.FPDFPageObj_GetFillColor(item, *(ctypes.byref(part) for part in colour)):
            return ""
        red, green, blue, alpha = (part.value for part in colour)
        if alpha == 0:
            return "invisible"
        return "white" if min(red, green, blue) >= _WHITE else ""


def on_dark_ground(page: pdfium.PdfPage, point: tuple[float, float]) -> bool:
    """Whether something that is not white is painted around `point`: then white words are seen."""
    return any(_covers(item, point) for item in page.get_objects(max_depth=1))


def _covers(item: pdfium.PdfObject, point: tuple[float, float]) -> bool:
    kind = raw.FPDFPageObj_GetType(item.raw)
    if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING,
                         raw.FPDF_PAGEOBJ_FORM):  # fmt: skip
        return False
    left, bottom, right, top = item.get_bounds()
    if not (left <= point[0] <= right and bottom <= point[1] <= top):
        return False
    if kind == raw.FPDF_PAGEOBJ_FORM:
        return any(kind != raw.FPDF_PAGEOBJ_TEXT for kind in _kinds_in_form(item))
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return True
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item.raw, *(ctypes.byref(part) for part in colour))
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(mode), ctypes.byref(stroke))
    return mode.value != raw.FPDF_FILLMODE_NONE and min(part.value for part in colour[:3]) < _WHITE


def _kinds_in_form(item: pdfium.PdfObject) -> list[int]:
    count = raw.FPDFFormObj_CountObjects(item.raw)
    return [raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(item.raw, at)) for at in range(max(count, 0))]
