"""PDF files with text, read with PDFium: paragraphs with page and box, hidden words kept apart."""

import ctypes
import hashlib
import threading
from itertools import islice
from math import sqrt
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from contracts.document import Coverage, Document, Gap
from contracts.errors import CorruptFileError, EmptyFileError, EncryptedFileError, NoTextError
from extraction.readers.limits import Limits, check_pages, check_size
from extraction.readers.ocr import DPI, Scan, problem, read_scans
from extraction.readers.pdf_layout import blocks_of, furniture_of
from extraction.readers.pdf_lines import PageText
from extraction.readers.pdf_margins import without_margins
from extraction.readers.pdf_order import ordered
from extraction.readers.pdf_page import read_page
from extraction.readers.pdf_paragraphs import paragraphs

if TYPE_CHECKING:
    from PIL.Image import Image

_PASSWORD_CODES = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_SHOWN_ANNOTATIONS = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
# as many shapes on a page without any text may be the outlines of letters
_LETTERS = 40
# a page of letters at 300 dpi has 8 million pixels; a plan on A0 would have 140 million
_MOST_PIXELS = 40_000_000
# PDFium keeps global state and is not safe for several threads at once
_PDFIUM = threading.Lock()


def read_pdf(data: bytes, name: str, *, limits: Limits = Limits()) -> Document:
    """Read the text of a PDF.

    Blocks are paragraphs in reading order; `page` (1-based) and `box` are those of the lines on the
    page where the paragraph begins. Running headers, footers and page numbers are set apart. Words
    that a reader of the page cannot see, attachments and XFA forms become gaps. Pages that are pictures
    are read by OCR where it is installed, and are gaps in any case. Raises `EmptyFileError`,
    `CorruptFileError`, `EncryptedFileError`, `TooLargeError` and, when no page has text, `NoTextError`.
    """
    if not data:
        raise EmptyFileError(f"{name} is empty; send the file again")
    check_size(data, name, limits=limits)
    with _PDFIUM:
        pages, gaps, scans = _read_pages(data, name, limits)
    if scans:
        pages, unsure = read_scans(
            pages, scans, render=lambda page: _rendered(data, name, page), limits=limits
        )
        gaps += unsure
    lines = [ordered(page) for page in pages]
    found = paragraphs(without_margins(lines))
    if not found:
        why = problem(limits) or "OCR found no words in it, so send a searchable PDF or the Word file"
        raise NoTextError(f"{name} holds no text on its {len(pages)} pages, so it is probably a scan; {why}")
    blocks = blocks_of(found)
    coverage = Coverage(gaps=(*gaps, *_page_gaps(pages)), furniture=furniture_of(lines, found, blocks=blocks))
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        text="\n".join(paragraph.text for paragraph in found),
        blocks=blocks,
        pages=len(pages),
        coverage=coverage,
    )


def _read_pages(data: bytes, name: str, limits: Limits) -> tuple[list[PageText], list[Gap], list[Scan]]:
    pdf = _opened(data, name)
    try:
        count = len(pdf)
        if count == 0:
            raise CorruptFileError(f"{name} has no pages; send the file again")
        check_pages(count, name, limits=limits)
        gaps, scans = _file_gaps(pdf), list[Scan]()
        pages = [_read_page(pdf, index, scans, name) for index in range(count)]
    finally:
        pdf.close()
    return pages, gaps, scans


def _rendered(data: bytes, name: str, page: int) -> "tuple[Image, float]":
    """A grey picture of a page (1-based) and how many points one of its pixels is.

    The file is opened anew for each page, so that others can use PDFium while OCR reads.
    """
    with _PDFIUM:
        pdf = _opened(data, name)
        try:
            sheet = pdf[page - 1]
            width, height = sheet.get_size()
            scale = min(DPI / 72, sqrt(_MOST_PIXELS / max(width * height, 1.0)))
            bitmap = sheet.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]
            image = bitmap.to_pil().copy()
            bitmap.close()
            sheet.close()
        except pdfium.PdfiumError as error:
            raise CorruptFileError(f"page {page} of {name} cannot be drawn; the file is damaged") from error
        finally:
            pdf.close()
    return image, 1 / scale


def _opened(data: bytes, name: str) -> pdfium.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise CorruptFileError(f"{name} is not a PDF, whatever its name says; send the original file")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in _PASSWORD_CODES:
            raise EncryptedFileError(f"{name} is protected by a password; send it without one") from error
        raise CorruptFileError(f"{name} cannot be opened as a PDF; it is damaged, send it again") from error


def _read_page(pdf: pdfium.PdfDocument, index: int, scans: list[Scan], name: str) -> PageText:
    try:
        page = pdf[index]
        if _has_shown_annotations(page):
            # form values and typed-on text are annotations: pressing them into the page makes them text
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = pdf[index]
        found = read_page(page, index + 1)
        picture = _picture_share(page)
        drawn = not found.lines and _is_drawn(page)
    except pdfium.PdfiumError as error:
        raise CorruptFileError(f"page {index + 1} of {name} cannot be read; the file is damaged") from error
    words = sum(len(line.text.split()) for line in found.lines)
    if (words < 20 and picture > 0.4) or (words == 0 and picture > 0.05):
        scans.append(Scan(index + 1, "mostly a picture" if words else "scanned page"))
    elif drawn:
        scans.append(Scan(index + 1, "a page whose words are drawn as shapes"))
    page.close()
    return found


def _has_shown_annotations(page: pdfium.PdfPage) -> bool:
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in _SHOWN_ANNOTATIONS:
            return True
    return False


def _picture_share(page: pdfium.PdfPage) -> float:
    """The share of the page, in [0, 1], under its largest image."""
    width, height = page.get_size()
    share = 0.0
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=1):
        left, bottom, right, top = item.get_bounds()
        share = max(share, (right - left) * (top - bottom) / max(width * height, 1.0))
    return min(share, 1.0)


def _is_drawn(page: pdfium.PdfPage) -> bool:
    """Whether the page has so many shapes that they may be the outlines of letters."""
    shapes = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2)
    return sum(1 for _ in islice(shapes, _LETTERS)) == _LETTERS


def _file_gaps(pdf: pdfium.PdfDocument) -> list[Gap]:
    gaps: list[Gap] = []
    if pdf.get_formtype() == raw.FORMTYPE_XFA_FULL:
        gaps.append(Gap(kind="xfa_form", place="the whole file", severity="high",
                        reason="an XFA form, whose pages a PDF reader cannot show"))  # fmt: skip
    attached = raw.FPDFDoc_GetAttachmentCount(pdf.raw)
    for index in range(max(attached, 0)):
        label = _attachment_name(pdf, index)
        gaps.append(Gap(kind="attachment", place=label, reason="a file attached to the PDF was not read"))
    return gaps


def _attachment_name(pdf: pdfium.PdfDocument, index: int) -> str:
    attachment = raw.FPDFDoc_GetAttachment(pdf.raw, index)
    size = raw.FPDFAttachment_GetName(attachment, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    raw.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[:-2].decode("utf-16-le", "replace") or f"attachment {index + 1}"


def _page_gaps(pages: list[PageText]) -> list[Gap]:
    gaps: list[Gap] = []
    for page in pages:
        by_reason: dict[str, list[str]] = {}
        for words, reason in page.hidden:
            if words.strip():
                by_reason.setdefault(reason, []).append(words)
        gaps += [
            Gap(kind="hidden_text", place=f"page {page.number}", severity="high", content=" ".join(words),
                reason=f"text that a reader of the page does not see ({reason}) was kept out")
            for reason, words in by_reason.items()
        ]  # fmt: skip
    if any(page.ocr_layer for page in pages):
        places = [str(page.number) for page in pages if page.ocr_layer]
        reason = "pictures of pages; the text is what someone's OCR laid under them"
        place = f"pages {places[0]} to {places[-1]}"
        gaps.append(Gap(kind="ocr_layer", place=place, reason=reason, severity="low"))
    return gaps
