"""PDF files with text, read with PDFium: paragraphs with page and box, hidden words kept apart."""

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
from extraction.readers.pdf_gaps import file_gaps, page_gaps
from extraction.readers.pdf_layout import blocks_of, furniture_of
from extraction.readers.pdf_lines import PageText
from extraction.readers.pdf_margins import without_margins
from extraction.readers.pdf_notes import overlay
from extraction.readers.pdf_order import ordered
from extraction.readers.pdf_page import Boxes, read_page, set_upright
from extraction.readers.pdf_paragraphs import paragraphs
from extraction.readers.pdf_remarks import comments_of
from extraction.readers.pdf_sight import has_layers

if TYPE_CHECKING:
    from PIL.Image import Image

_PASSWORD_CODES = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
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
    coverage = Coverage(gaps=(*gaps, *page_gaps(pages)), furniture=furniture_of(lines, found, blocks=blocks))
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        text="\n".join(paragraph.text for paragraph in found),
        blocks=blocks,
        pages=len(pages),
        comments=comments_of(pages, found, blocks=blocks),
        coverage=coverage,
    )


def _read_pages(data: bytes, name: str, limits: Limits) -> tuple[list[PageText], list[Gap], list[Scan]]:
    pdf = _opened(data, name)
    try:
        count = len(pdf)
        if count == 0:
            raise CorruptFileError(f"{name} has no pages; send the file again")
        check_pages(count, name, limits=limits)
        gaps, scans, layers = file_gaps(pdf), list[Scan](), has_layers(data)
        if pdf.get_formtype() != raw.FORMTYPE_NONE:
            pdf.init_forms()
        pages = [_read_page(pdf, index, scans, name, layers=layers) for index in range(count)]
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


def _read_page(
    pdf: pdfium.PdfDocument, index: int, scans: list[Scan], name: str, *, layers: bool
) -> PageText:
    try:
        page = pdf[index]
        set_upright(page)
        over = overlay(page, index + 1, form=pdf.formenv, turned=Boxes(page).turned)
        if over.presses:
            # form values and typed-on text are annotations: pressing them into the page makes them text
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = pdf[index]
        picture = _picture_share(page)
        found = over.onto(read_page(page, index + 1, layers=layers, picture=picture))
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


def _picture_share(page: pdfium.PdfPage) -> float:
    """The share of the page, in [0, 1], under its images (scanners cut pages into strips)."""
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=1):
        left, bottom, right, top = item.get_bounds()
        covered += (right - left) * (top - bottom)
    return min(covered / max(width * height, 1.0), 1.0)


def _is_drawn(page: pdfium.PdfPage) -> bool:
    """Whether the page has so many shapes that they may be the outlines of letters."""
    shapes = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2)
    return sum(1 for _ in islice(shapes, _LETTERS)) == _LETTERS
