"""Pages that are pictures, read by Tesseract: a program of this machine, no network, bounded.

Decision 0010 says why extraction may start it. Where it is absent, each page stays a gap that names the
remedy.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from contracts.document import Gap
from extraction.readers.limits import Limits
from extraction.readers.pdf_lines import Line, PageText

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
_POINTS_PER_PIXEL = 72 / DPI
_PAGE_SECONDS = 120
_POOR_PERCENT = 70
_UNSURE_PERCENT = 50
_CONTENT_CHARS = 2000
_INSTALL = "install Tesseract (tesseract-ocr) to have it read, or send a searchable PDF"


@dataclass(frozen=True, slots=True)
class Scan:
    """A page (1-based) whose words, or most of them, are in a picture."""

    page: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What OCR made of a page: lines in PDF points, the mean confidence of its words in percent, and the
    words it is least sure of (below 50 %), in order."""

    lines: list[Line]
    confidence: int
    unsure: tuple[str, ...] = ()


@dataclass(slots=True)
class _Recogniser:
    language: str
    problem: str = ""
    left: int = 0
    gaps: list[Gap] = field(default_factory=list)


# a picture of the page (1-based) at `DPI`, and how many points one of its pixels is
Render = Callable[[int], "tuple[Image, float]"]


def read_scans(
    pages: Sequence[PageText], scans: Sequence[Scan], *, render: Render, limits: Limits
) -> tuple[list[PageText], list[Gap]]:
    """The pages with the words of `scans` read from their pictures, and one gap for each of these pages.

    A page that was read has a gap of kind `ocr` with its mean confidence (severity high below 70 %) and
    the words that OCR is least sure of; one
    that was not has a gap of kind `scanned_page` with the remedy. At most `limits.max_ocr_pages` are read.
    """
    found = list(pages)
    work = _Recogniser(limits.ocr_language, problem(limits), limits.max_ocr_pages)
    for scan in scans:
        page = _read(scan, render, work)
        if page is not None:
            found[scan.page - 1] = replace(found[scan.page - 1], lines=page.lines)
    return found, work.gaps


def problem(limits: Limits) -> str:
    """Why OCR cannot read on this machine, with the remedy; "" where it can."""
    if limits.max_ocr_pages == 0:
        return "OCR is switched off"
    if shutil.which("tesseract") is None:
        return f"OCR needs Tesseract, which is not installed; {_INSTALL}"
    import pytesseract

    try:
        known = set(pytesseract.get_languages())
    except (pytesseract.TesseractError, OSError) as error:
        return f"Tesseract does not run ({type(error).__name__}); {_INSTALL}"
    missing = [name for name in limits.ocr_language.split("+") if name not in known]
    if missing:
        named = ", ".join(missing)
        return f"Tesseract has no data for the language {named}; install tesseract-ocr-{missing[0]}"
    return ""


def recognise(image: "Image", page: int, *, language: str, scale: float = _POINTS_PER_PIXEL) -> ReadPage:
    """Read one picture of a page; `scale` is points per pixel.

    Raises pytesseract's `TesseractError`, or `RuntimeError` when it takes longer than two minutes.
    """
    import pytesseract

    # one thread: with the default, threads wait for one another and a page takes five times as long
    os.environ["OMP_THREAD_LIMIT"] = "1"
    hocr = pytesseract.image_to_pdf_or_hocr(
        image, lang=language, extension="hocr", config=f"--dpi {DPI}", timeout=_PAGE_SECONDS
    )
    return _from_hocr(hocr if isinstance(hocr, bytes) else hocr.encode(), page, scale)


def _read(scan: Scan, render: Render, work: _Recogniser) -> ReadPage | None:
    place = f"page {scan.page}"
    if work.problem or work.left <= 0:
        why = work.problem or "the limit of pages for OCR was reached; send the file in parts"
        work.gaps.append(
            Gap(kind="scanned_page", place=place, reason=f"{scan.reason}; {why}", severity="high")
        )
        return None
    work.left -= 1
    from pytesseract import TesseractError

    image, scale = render(scan.page)
    try:
        page = recognise(image, scan.page, language=work.language, scale=scale)
    except (TesseractError, RuntimeError) as error:
        why = "OCR took too long" if "timeout" in str(error) else "OCR failed"
        reason = f"{scan.reason}; {why} on it, send a searchable PDF"
        work.gaps.append(Gap(kind="scanned_page", place=place, reason=reason, severity="high"))
        return None
    work.gaps.append(_gap(page, place))
    return page if page.lines else None


def _gap(page: ReadPage, place: str) -> Gap:
    if not page.lines:
        reason = "a picture in which OCR found no words"
        return Gap(kind="scanned_page", place=place, reason=reason, severity="high")
    poor = page.confidence < _POOR_PERCENT
    return Gap(
        kind="ocr",
        place=place,
        reason=f"read from a picture by OCR with a mean confidence of {page.confidence} %",
        severity="high" if poor else "medium",
        content=" ".join(page.unsure)[:_CONTENT_CHARS],
    )


def _from_hocr(hocr: bytes, page: int, scale: float) -> ReadPage:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(hocr, parser)
    lines: list[Line] = []
    found: list[tuple[str, float]] = []
    for item in root.iter("{*}span"):
        if item.get("class") not in ("ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"):
            continue
        words = [
            (text, _properties(word))
            for word in item.iter("{*}span")
            if word.get("class") == "ocrx_word" and (text := "".join(word.itertext()).strip())
        ]
        if words:
            found += [(text, properties["x_wconf"][0]) for text, properties in words]
            lines.append(_line(words, _properties(item), page, scale))
    mean = sum(confidence for _, confidence in found) / max(len(found), 1)
    unsure = tuple(text for text, confidence in found if confidence < _UNSURE_PERCENT)
    return ReadPage(lines, round(mean), unsure)


def _properties(item: Any) -> dict[str, list[float]]:
    """The properties in an hOCR title: "bbox 10 20 30 40; x_wconf 93"."""
    parts = (part.split() for part in item.get("title", "").split(";"))
    return {part[0]: [float(value) for value in part[1:]] for part in parts if part}


def _line(
    words: list[tuple[str, dict[str, list[float]]]], own: dict[str, list[float]], page: int, scale: float
) -> Line:
    left, top, right, bottom = own["bbox"]
    size = own.get("x_size", [bottom - top])[0]
    if "baseline" in own:
        # from the size of the letters, so that a line without tall letters is as high as its neighbours
        bottom += own["baseline"][-1] + own.get("x_descenders", [0.0])[0]
        top = bottom - size
    first = words[0][1]["bbox"]
    text = " ".join(word for word, _ in words)
    return Line(
        text=text,
        page=page,
        left=left * scale,
        top=top * scale,
        right=right * scale,
        bottom=bottom * scale,
        first_word=(first[2] - first[0]) * scale,
        hyphened=len(text) > 1 and text.endswith("-") and text[-2].isalpha(),
    )
