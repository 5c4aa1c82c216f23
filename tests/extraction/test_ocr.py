"""Pages that are pictures: read by Tesseract where it is, told as gaps with the remedy where it is not."""

import difflib
import shutil

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from PIL import Image
from pydantic import ValidationError

from contracts.document import Document
from contracts.errors import NoTextError
from extraction.readers import ocr
from extraction.readers.limits import Limits
from extraction.readers.pdf import read_pdf

CLAUSES = (
    "1. Confidentiality. The Receiving Party shall keep the Confidential Information secret and shall not "
    "disclose it to any third party without the prior written consent of the Disclosing Party.",
    "2. Term. This Agreement begins on 14 September 2026 and continues for three (3) years, unless it is "
    "terminated earlier by either Party on sixty (60) days' written notice.",
    "3. Governing Law. This Agreement is governed by the laws of the State of Delaware, and the fees of "
    "USD 12,500.00 are payable within thirty (30) days.",
)
tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract (tesseract-ocr) is not installed"
)


def printed(*clauses: str) -> FPDF:
    pdf = FPDF()
    pdf.set_font("Times", size=11)
    pdf.add_page()
    for clause in clauses:
        pdf.multi_cell(0, 5, clause)
        pdf.ln(4)
    return pdf


def scanned(pdf: FPDF, *, into: FPDF | None = None, dpi: int = 200) -> FPDF:
    """The pages of `pdf` as pictures, at the end of `into`."""
    out = into or FPDF()
    source = pdfium.PdfDocument(bytes(pdf.output()))
    for page in source:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]
        out.add_page()
        out.image(picture, 0, 0, out.w, out.h)
        page.close()
    source.close()
    return out


def read(pdf: FPDF, limits: Limits | None = None) -> Document:
    return read_pdf(bytes(pdf.output()), "scan.pdf", limits=limits or Limits())


@pytest.fixture(scope="module")
def scan() -> Document:
    return read(scanned(printed(*CLAUSES)))


@tesseract
def test_a_scan_gives_the_words_and_paragraphs_of_the_print(scan: Document) -> None:
    read_words, words = scan.text.split(), " ".join(CLAUSES).split()
    matcher = difflib.SequenceMatcher(None, words, read_words, autojunk=False)
    right = sum(block.size for block in matcher.get_matching_blocks())
    assert right / len(words) >= 0.97
    assert [scan.text[block.start : block.end][:2] for block in scan.blocks] == ["1.", "2.", "3."]
    assert scan.text == "\n".join(scan.text[block.start : block.end] for block in scan.blocks)


@tesseract
def test_words_from_ocr_have_their_page_and_box(scan: Document) -> None:
    for block in scan.blocks:
        assert block.page == 1
        assert block.box is not None
        assert 20 < block.box.left < block.box.right < 595
    tops = [block.box.top for block in scan.blocks if block.box]
    assert tops == sorted(tops)


@tesseract
def test_a_page_read_by_ocr_is_a_gap_with_its_confidence(scan: Document) -> None:
    (gap,) = scan.coverage.gaps
    assert (gap.kind, gap.place, gap.severity) == ("ocr", "page 1", "medium")
    assert "confidence of 9" in gap.reason
    assert not scan.coverage.complete


@tesseract
def test_the_same_scan_gives_the_same_document(scan: Document) -> None:
    again = read(scanned(printed(*CLAUSES)))
    assert (again.text, again.coverage) == (scan.text, scan.coverage)


@tesseract
def test_only_the_page_that_is_a_picture_is_read_by_ocr() -> None:
    document = read(scanned(printed(CLAUSES[1]), into=printed(CLAUSES[0])))
    assert document.text.startswith(CLAUSES[0])
    assert [(gap.kind, gap.place) for gap in document.coverage.gaps] == [("ocr", "page 2")]
    assert document.blocks[-1].page == 2


@tesseract
def test_no_more_pages_are_read_than_the_limit_says() -> None:
    document = read(scanned(printed(CLAUSES[1]), into=scanned(printed(CLAUSES[0]))), Limits(max_ocr_pages=1))
    assert [(gap.kind, gap.place) for gap in document.coverage.gaps] == [
        ("ocr", "page 1"),
        ("scanned_page", "page 2"),
    ]
    assert "limit" in document.coverage.gaps[1].reason


@tesseract
def test_a_language_that_is_not_installed_is_told_with_the_remedy() -> None:
    with pytest.raises(NoTextError, match="tesseract-ocr-xyz"):
        read(scanned(printed(CLAUSES[0])), Limits(ocr_language="xyz"))


def test_unsure_words_make_the_gap_a_high_one() -> None:
    word = "<span class='ocrx_word' title='bbox 10 10 50 20; x_wconf %d'>Term</span>"
    line = f"<html><span class='ocr_line' title='bbox 10 10 90 20'>{word}</span></html>"
    for confidence, severity, unsure in ((49, "high", "Term"), (69, "high", ""), (70, "medium", "")):
        page = ocr._from_hocr((line % confidence).encode(), 1, 0.24)
        assert (page.confidence, [item.text for item in page.lines]) == (confidence, ["Term"])
        gap = ocr._gap(page, "page 1")
        assert (gap.severity, gap.content) == (severity, unsure)


def test_without_tesseract_each_page_is_a_gap_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    document = read(scanned(printed(CLAUSES[1]), into=printed(CLAUSES[0])))
    (gap,) = document.coverage.gaps
    assert (gap.kind, gap.place, gap.severity) == ("scanned_page", "page 2", "high")
    assert "install Tesseract" in gap.reason


def test_without_tesseract_a_file_of_pictures_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    with pytest.raises(NoTextError, match="install Tesseract"):
        read(scanned(printed(CLAUSES[0])))


def test_ocr_can_be_switched_off() -> None:
    with pytest.raises(NoTextError, match="switched off"):
        read(scanned(printed(CLAUSES[0])), Limits(max_ocr_pages=0))


def test_a_blank_page_is_no_gap() -> None:
    pdf = printed(CLAUSES[0])
    pdf.add_page()
    assert read(pdf).coverage.complete


@tesseract
def test_a_picture_without_words_is_a_gap() -> None:
    pdf = printed(CLAUSES[0])
    pdf.add_page()
    pdf.image(Image.new("RGB", (60, 80), (200, 200, 200)), 0, 0, 210, 297)
    assert [(gap.kind, gap.severity) for gap in read(pdf).coverage.gaps] == [("scanned_page", "high")]


@pytest.mark.parametrize("language", ["../eng", "eng;rm", "", "--psm", "eng+"])
def test_a_language_is_a_name_and_nothing_else(language: str) -> None:
    with pytest.raises(ValidationError):
        Limits(ocr_language=language)
