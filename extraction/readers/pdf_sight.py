"""Whether words of a PDF page can be seen: where it is in doubt, the page is drawn with and without them."""

import ctypes
import re
import zlib
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extraction.readers.pdf_lines import Area
from extraction.readers.pdf_rules import bounds_of

UNDER, WHITE, LAYER = "under a picture or a shape", "white", "on a layer that is switched off"
_COVERS = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM)
_LEAST_COVER_POINTS = 4.0
_MOST_COVERS = 200
_MOST_OBJECTS = 50_000
_SCALE = 2.0
_MOST_PIXELS = 12_000_000
# of 255: the least difference between a word and its ground at which people make it out
_LEAST_CONTRAST = 12
_LAYER_NAME = b"/OCProperties"
_PACKED_OBJECTS = re.compile(rb"/ObjStm[^\x00-\x08]{0,400}?stream\r?\n")
_MOST_UNPACKED = 32 * 1024 * 1024


class Sight:
    """What may hide the words of one page."""

    def __init__(self, page: pdfium.PdfPage, *, layers: bool) -> None:
        self._page = page
        self._layers = layers
        count = min(max(raw.FPDFPage_CountObjects(page.raw), 0), _MOST_OBJECTS)
        objects = [raw.FPDFPage_GetObject(page.raw, index) for index in range(count)]
        kinds = [raw.FPDFPageObj_GetType(item) for item in objects]
        self._under = _covered(objects, kinds)
        texts = (item for item, kind in zip(objects, kinds, strict=True) if kind == raw.FPDF_PAGEOBJ_TEXT)
        self._plain = {ctypes.addressof(item.contents) for item in texts} if layers else set()

    def doubt(self, item: Any, key: int) -> str:
        """How the words of a text object may be out of sight, whatever their colour; "" where they are not.
        `key` is its address."""
        if key in self._under:
            return UNDER
        # what stands in a form may be on the layer of the form, which PDFium does not tell
        return LAYER if self._layers and (key not in self._plain or _is_marked(item)) else ""

    def seen(self, areas: list[Area], items: list[Any]) -> list[bool]:
        """For each area, whether drawing the page without the text objects `items` changes it."""
        import numpy as np

        shown = self._drawn()
        distinct = {ctypes.addressof(item.contents): item for item in items}
        try:
            for item in distinct.values():
                raw.FPDFPageObj_SetIsActive(item, False)
            bare = self._drawn()
        finally:
            for item in distinct.values():
                raw.FPDFPageObj_SetIsActive(item, True)
        change = np.abs(shown.astype(np.int16) - bare).max(axis=2)
        scale = change.shape[1] / max(self._page.get_width(), 1.0)
        found: list[bool] = []
        for left, top, right, bottom in areas:
            rows = slice(max(int(top * scale), 0), max(int(bottom * scale) + 1, 0))
            columns = slice(max(int(left * scale), 0), max(int(right * scale) + 1, 0))
            part = change[rows, columns]
            found.append(bool(part.size) and int(part.max()) >= _LEAST_CONTRAST)
        return found

    def _drawn(self) -> Any:
        width, height = self._page.get_size()
        scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = self._page.render(scale=scale)  # pyright: ignore[reportArgumentType]
        picture = bitmap.to_numpy().copy()
        bitmap.close()
        return picture[:, :, :3]


def has_layers(data: bytes) -> bool:
    """Whether a PDF may have layers that can be switched off: their names may be in packed objects."""
    if _LAYER_NAME in data:
        return True
    budget = _MOST_UNPACKED
    for match in _PACKED_OBJECTS.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            unpacked = unpacker.decompress(data[match.end() : match.end() + budget], budget)
        except zlib.error:
            return True  # encrypted or packed in another way: assume so
        budget -= len(unpacked)
        if _LAYER_NAME in unpacked or budget <= 0:
            return True
    return False


def _is_marked(item: Any) -> bool:
    """Whether the content stream marks the object as optional ("OC")."""
    buffer = ctypes.create_string_buffer(16)
    written = ctypes.c_ulong()
    for at in range(min(max(raw.FPDFPageObj_CountMarks(item), 0), 20)):
        mark = raw.FPDFPageObj_GetMark(item, at)
        place = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        named = raw.FPDFPageObjMark_GetName(mark, place, 16, ctypes.byref(written))
        if named and buffer.raw[: max(written.value - 2, 0)].decode("utf-16-le", "replace") == "OC":
            return True
    return False


def _covered(objects: list[Any], kinds: list[int]) -> set[int]:
    """Addresses of the text objects over which something wide is painted later."""
    count = len(objects)
    first = next((at for at, kind in enumerate(kinds) if kind == raw.FPDF_PAGEOBJ_TEXT), count)
    covers: list[tuple[int, tuple[float, float, float, float]]] = []
    for at in range(first + 1, count):
        if kinds[at] in _COVERS and (place := _cover(objects[at], kinds[at])) is not None:
            covers.append((at, place))
    if not covers:
        return set()
    covers = sorted(covers, key=lambda cover: _size(cover[1]), reverse=True)[:_MOST_COVERS]
    last = max(at for at, _ in covers)
    return {
        ctypes.addressof(objects[at].contents)
        for at in range(first, last)
        if kinds[at] == raw.FPDF_PAGEOBJ_TEXT and _is_under(at, bounds_of(objects[at]), covers)
    }


def _cover(item: Any, kind: int) -> tuple[float, float, float, float] | None:
    if kind == raw.FPDF_PAGEOBJ_PATH:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke))
        if mode.value == raw.FPDF_FILLMODE_NONE:
            return None
    left, bottom, right, top = place = bounds_of(item)
    if right - left < _LEAST_COVER_POINTS or top - bottom < _LEAST_COVER_POINTS:
        return None
    if kind == raw.FPDF_PAGEOBJ_FORM and all(kind == raw.FPDF_PAGEOBJ_TEXT for kind in _kinds_in(item)):
        return None
    return place


def _kinds_in(form: Any) -> list[int]:
    count = min(max(raw.FPDFFormObj_CountObjects(form), 0), _MOST_OBJECTS)
    return [raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(form, at)) for at in range(count)]


def _size(place: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = place
    return (right - left) * (top - bottom)


def _is_under(
    at: int,
    place: tuple[float, float, float, float],
    covers: list[tuple[int, tuple[float, float, float, float]]],
) -> bool:
    left, bottom, right, top = place
    middle = (bottom + top) / 2
    return any(
        later > at and low <= middle <= high and start < right and left < end
        for later, (start, low, end, high) in covers
    )
