"""What people put on top of a PDF page: form values, typed words, remarks, marks, stamps, files."""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from contracts.document import Gap
from extraction.readers.pdf_lines import Area, Line, Note, PageText

_MOST_ANNOTATIONS = 5000
_MOST_CHARS = 20_000
_HIDDEN_FLAGS = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
# pressed into the page they are words of it
_SHOWN = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
_REMARKS = (
    raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY,
    raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_SQUARE,
    raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_INK,
    raw.FPDF_ANNOT_REDACT,
)  # fmt: skip
# what is told as a gap wherever it stands: its kind, and why
_GAPS = {
    raw.FPDF_ANNOT_FREETEXT: (
        "free_text",
        "words typed onto the page as an annotation; they are read as text",
    ),
    raw.FPDF_ANNOT_INK: ("drawing", "a drawing or handwriting on the page was not read"),
    raw.FPDF_ANNOT_STAMP: ("stamp", "a stamp on the page; only words in it are read"),
    raw.FPDF_ANNOT_FILEATTACHMENT: ("attachment", "a file attached to the page was not read"),
    raw.FPDF_ANNOT_SOUND: ("media", "a recording on the page was not read"),
    raw.FPDF_ANNOT_MOVIE: ("media", "a film on the page was not read"),
    raw.FPDF_ANNOT_RICHMEDIA: ("media", "a film or recording on the page was not read"),
}
# marks on words, told with the words
_MARKS = {
    raw.FPDF_ANNOT_STRIKEOUT: ("struck_out", "words struck out by an annotation; they are still in the text"),
    raw.FPDF_ANNOT_REDACT: ("redaction", "words marked to be blacked out; they are still in the text"),
}
_LOW = ("free_text", "stamp")
_DONE = ("Accepted", "Rejected", "Cancelled", "Completed")
_BOX_FIELDS = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_VALUE_FIELDS = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX)


@dataclass(frozen=True, slots=True)
class _Value:
    """The value of a form field or the words of a typed note, where they belong."""

    words: str
    area: Area
    drawn: bool
    field: bool


@dataclass(slots=True)
class Overlay:
    """The annotations of one page."""

    values: list[_Value]
    notes: list[Note]
    gaps: list[Gap]
    marks: list[tuple[int, tuple[Area, ...]]]
    presses: bool

    def onto(self, page: PageText) -> PageText:
        """The page with the remarks, and with the values that the file does not draw: a program that shows it
        makes them up. A value that is drawn otherwise than it is stored is a gap."""
        known = _letters(" ".join(line.text for line in page.lines)) if self.values else ""
        lines, gaps = list(page.lines), list(self.gaps)
        for value in self.values:
            if _letters(value.words) and _letters(value.words) in known:
                continue
            if not value.drawn:
                lines += _lines_of(value, page.number)
            elif value.field:
                reason = "a form field holds another value than the page shows; what is shown is read"
                gaps.append(_gap("form_value", reason, page=page.number, content=value.words))
        for kind, areas in self.marks:
            gaps.append(_gap(*_MARKS[kind], page=page.number, content=_under(areas, page.lines)))
        return replace(page, lines=lines, notes=self.notes, gaps=gaps)


def overlay(
    page: pdfium.PdfPage, number: int, *, form: Any, turned: Callable[[float, float], Any]
) -> Overlay:
    """Look through the annotations of `page` (1-based `number`); ticks and remarks are hidden from PDFium, so
    that pressing the others into the page leaves them out. `form` is PDFium's form environment or None."""
    found = Overlay([], [], [], [], False)
    count = min(max(raw.FPDFPage_GetAnnotCount(page.raw), 0), _MOST_ANNOTATIONS)
    for index in range(count):
        item = raw.FPDFPage_GetAnnot(page.raw, index)
        if not item:
            continue
        try:
            _take(found, _Annotation(page, item, index, number, turned), form)
        finally:
            raw.FPDFPage_CloseAnnot(item)
    return found


@dataclass(frozen=True, slots=True)
class _Annotation:
    page: pdfium.PdfPage
    item: Any
    index: int
    number: int
    turned: Callable[[float, float], Any]

    @property
    def kind(self) -> int:
        return raw.FPDFAnnot_GetSubtype(self.item)

    @property
    def is_drawn(self) -> bool:
        return raw.FPDFAnnot_GetAP(self.item, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2

    @property
    def area(self) -> Area:
        rect = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(self.item, ctypes.byref(rect))
        return self._turned_area((rect.left, rect.right), (rect.top, rect.bottom))

    def areas(self) -> tuple[Area, ...]:
        """The quadrilaterals of a mark; its rectangle where it has none."""
        points = raw.FS_QUADPOINTSF()
        count = min(raw.FPDFAnnot_CountAttachmentPoints(self.item), 200)
        found: list[Area] = []
        for at in range(count):
            if raw.FPDFAnnot_GetAttachmentPoints(self.item, at, ctypes.byref(points)):
                xs, ys = (
                    (points.x1, points.x2, points.x3, points.x4),
                    (points.y1, points.y2, points.y3, points.y4),
                )
                found.append(self._turned_area(xs, ys))
        return tuple(found) or (self.area,)

    def string(self, key: bytes) -> str:
        return _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(self.item, key, buffer, size))

    def hide(self) -> None:
        raw.FPDFAnnot_SetFlags(self.item, raw.FPDFAnnot_GetFlags(self.item) | raw.FPDF_ANNOT_FLAG_HIDDEN)

    def parent(self) -> int | None:
        """The index on the page of the annotation that this one answers."""
        linked = raw.FPDFAnnot_GetLinkedAnnot(self.item, b"IRT")
        if not linked:
            return None
        index = raw.FPDFPage_GetAnnotIndex(self.page.raw, linked)
        raw.FPDFPage_CloseAnnot(linked)
        return index if index >= 0 else None

    def _turned_area(self, xs: tuple[float, ...], ys: tuple[float, ...]) -> Area:
        ends = self.turned(min(xs), min(ys)), self.turned(max(xs), max(ys))
        across, down = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
        return across[0], down[0], across[1], down[1]


def _take(found: Overlay, one: _Annotation, form: Any) -> None:
    kind = one.kind
    if raw.FPDFAnnot_GetFlags(one.item) & _HIDDEN_FLAGS:
        return
    if kind == raw.FPDF_ANNOT_WIDGET:
        _take_field(found, one, form)
        return
    words = one.string(b"Contents").strip()
    if kind in _SHOWN:
        found.presses = True
        if kind == raw.FPDF_ANNOT_FREETEXT and words:
            found.values.append(_Value(words, one.area, one.is_drawn, field=False))
    else:
        one.hide()
    if kind in _GAPS:
        found.gaps.append(_gap(*_GAPS[kind], page=one.number, content=words))
    if kind in _MARKS:
        found.marks.append((kind, one.areas()))
    if kind in _REMARKS:
        _take_remark(found, one, words)


def _take_field(found: Overlay, one: _Annotation, form: Any) -> None:
    found.presses = True
    if form is None:
        return
    kind = raw.FPDFAnnot_GetFormFieldType(form, one.item)
    if kind in _BOX_FIELDS:
        one.hide()
        ticked = bool(raw.FPDFAnnot_IsChecked(form, one.item))
        found.values.append(_Value("☒" if ticked else "☐", one.area, drawn=False, field=True))
    elif kind in _VALUE_FIELDS:
        value = _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, one.item, buffer, size))
        if value.strip():
            # the label of a choice may differ from what is stored
            plain = kind == raw.FPDF_FORMFIELD_TEXTFIELD
            found.values.append(_Value(value.strip(), one.area, one.is_drawn, field=plain))


def _take_remark(found: Overlay, one: _Annotation, words: str) -> None:
    parent = one.parent()
    if one.string(b"State") in _DONE and parent is not None:
        found.notes[:] = [
            replace(note, resolved=True) if note.index == parent else note for note in found.notes
        ]
    elif words:
        author, date = one.string(b"T").strip(), one.string(b"M")
        found.notes.append(Note(one.number, one.index, author, date, words, one.areas(), parent))


def _lines_of(value: _Value, page: int) -> Iterator[Line]:
    """The words as printed lines: evenly over the height of their place."""
    left, top, right, bottom = value.area
    lines = [line.strip() for line in re.split(r"[\r\n]+", value.words) if line.strip()]
    step = (bottom - top) / max(len(lines), 1)
    for number, words in enumerate(lines):
        above = top + number * step
        # a tall field of one line has letters of ordinary height
        height = min(step, 14.0)
        yield Line(words, page, left, above, min(right, left + 6.0 * len(words)), above + height, 6.0)


def _under(areas: tuple[Area, ...], lines: list[Line]) -> str:
    found: list[str] = []
    for left, top, right, bottom in areas:
        for line in lines:
            if top <= (line.top + line.bottom) / 2 <= bottom:
                start, end = line.between(left, right)
                found.append(line.text[start:end])
    return " ".join(words for words in found if words)


def _gap(kind: str, reason: str, *, page: int, content: str) -> Gap:
    severity = "low" if kind in _LOW else "medium"
    return Gap(kind=kind, place=f"page {page}", reason=reason, severity=severity, content=content[:2000])


def _letters(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())


def _string(read: Callable[[Any, int], int]) -> str:
    """A text of PDFium, which tells its size in bytes first and then fills a buffer of UTF-16."""
    size = min(read(None, 0), 2 * _MOST_CHARS)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").split("\0")[0]
