"""How well pictures of pages are read: pages whose words are known, made pictures and given to OCR."""

import io
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.errors import NoTextError
from contracts.value import Value
from evals.reading import share_in_order, whole_text
from extraction.readers.limits import Limits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

SCAN_DPI = 200
_LEAST_WORDS = 80


class ScanReading(Value):
    """One page (1-based) of a PDF with text, read from a picture of it at `SCAN_DPI`. `words` are those of
    its own text; `in_order` is the share of them, in [0, 1], that OCR found in the same order; `confidence`
    is what OCR says of itself, in percent."""

    file: str
    page: int
    words: int
    in_order: float
    confidence: int
    seconds: float


def read_scans(files: Sequence[Path], count: int, *, say: Callable[[str], None]) -> tuple[ScanReading, ...]:
    """One page, from the middle, of `count` PDF files spread evenly over `files`."""
    prints = [file for file in files if file.suffix.lower() == ".pdf"]
    step = max(len(prints) / max(count, 1), 1.0)
    found: list[ScanReading] = []
    for number in range(min(count, len(prints))):
        one = _read(prints[int(number * step)])
        if one is not None:
            found.append(one)
            say(f"scan    {one.seconds:>7.2f} s {one.in_order:>8.2%}  {one.file}, page {one.page}")
    return tuple(found)


def _read(file: Path) -> ScanReading | None:
    """None where no page of the file has words enough to judge by."""
    from extraction.readers.reading import read_document

    page, words, picture = _picture(file)
    if page == 0:
        return None
    begun = time.perf_counter()
    try:
        document = read_document(picture, "scan.pdf")
    except NoTextError:
        share, confidence = 0.0, 0
    else:
        share = share_in_order(words, whole_text(document))
        told = " ".join(gap.reason for gap in document.coverage.gaps if gap.kind == "ocr")
        shown = re.search(r"(\d+) %", told)
        confidence = int(shown[1]) if shown else 0
    seconds = round(time.perf_counter() - begun, 2)
    return ScanReading(
        file=file.name, page=page, words=len(words.split()), in_order=share, confidence=confidence,
        seconds=seconds,
    )  # fmt: skip


def _picture(file: Path) -> tuple[int, str, bytes]:
    """The page nearest the middle with words enough, its own text as we read it (files may draw a page in
    another order than it is read in), and a PDF that is a picture of it."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(file)
    try:
        middle = len(pdf) // 2
        for index in sorted(range(len(pdf)), key=lambda index: abs(index - middle)):
            words = _own_words(pdf, index)
            if len(words.split()) >= _LEAST_WORDS:
                image = pdf[index].render(scale=SCAN_DPI / 72, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]
                buffer = io.BytesIO()
                image.save(buffer, "PDF", resolution=SCAN_DPI)
                return index + 1, words, buffer.getvalue()
    finally:
        pdf.close()
    return 0, "", b""


def _own_words(pdf: "PdfDocument", index: int) -> str:
    import pypdfium2

    from extraction.readers.pdf import read_pdf

    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(pdf, [index])
    buffer = io.BytesIO()
    alone.save(buffer)
    alone.close()
    try:
        return whole_text(read_pdf(buffer.getvalue(), "page.pdf", limits=Limits(max_ocr_pages=0)))
    except NoTextError:
        return ""
