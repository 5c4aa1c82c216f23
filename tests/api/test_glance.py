"""What is read while an upload waits, and what is left to the job."""

import shutil
from email.message import EmailMessage
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF

from adapters.settings import Settings
from api import reading
from api.opening import open_service
from api.reading import glance, means_of_reading
from api.service import Upload
from contracts.errors import CorruptFileError, NoTextError, TooLargeError, UnsupportedFormatError
from extraction.readers.limits import Limits

SAMPLE = Path(__file__).parents[2] / "samples" / "third-party-nda.docx"
tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract (tesseract-ocr) is not installed"
)
WORDS = (
    "MUTUAL NON-DISCLOSURE AGREEMENT\n\n1. Confidentiality. Each party shall keep the Confidential "
    "Information of the other party secret and shall not disclose it to any third party without consent. "
    "The receiving party shall use it only to evaluate the business relationship between the parties.\n\n"
    "2. Term. This Agreement begins on 14 September 2026 and continues for three (3) years, unless it is "
    "terminated earlier by either party on sixty (60) days' written notice.\n\n3. Governing Law. This "
    "Agreement is governed by the laws of the State of Delaware."
)


def printed(*pages: str) -> FPDF:
    pdf = FPDF()
    pdf.set_font("Times", size=12)
    for words in pages:
        pdf.add_page()
        pdf.multi_cell(0, 6, words)
    return pdf


def scanned(*pages: str, after: FPDF | None = None) -> bytes:
    """The pages as pictures, behind those of `after`."""
    out = after or FPDF()
    source = pdfium.PdfDocument(bytes(printed(*pages).output()))
    for page in source:
        picture = page.render(scale=2.5, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]
        out.add_page()
        out.image(picture, 0, 0, out.w, out.h)
        page.close()
    source.close()
    return bytes(out.output())


def mail(words: str, *attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"] = "The papers"
    message.set_content(words)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.fixture
def with_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if OCR worked here; a glance never starts it."""
    monkeypatch.setattr(reading, "ocr_problem", lambda limits: "")


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extraction.readers.ocr.shutil.which", lambda name: None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nda.docx", SAMPLE.read_bytes()),
        ("nda.txt", WORDS.encode()),
        ("nda.pdf", bytes(printed(WORDS).output())),
    ],
)
@pytest.mark.usefixtures("with_ocr")
def test_what_holds_text_is_read_at_once(name: str, data: bytes) -> None:
    glanced = glance(data, name, limits=Limits())
    assert glanced.document is not None
    assert (glanced.document.media_type, glanced.deferred) == (glanced.media_type, "")


@pytest.mark.usefixtures("with_ocr")
def test_a_scan_is_left_to_the_job_with_the_number_of_its_pictures() -> None:
    whole = glance(scanned(WORDS), "scan.pdf", limits=Limits())
    assert (whole.media_type, whole.document) == ("application/pdf", None)
    assert whole.deferred == "its pages are pictures, which OCR reads in a few seconds each"
    mixed = glance(scanned(WORDS, WORDS, after=printed(WORDS)), "mixed.pdf", limits=Limits())
    assert mixed.deferred == "2 pages are pictures, which OCR reads in a few seconds each"


@pytest.mark.usefixtures("without_ocr")
def test_without_ocr_a_scan_is_refused_and_a_mixed_file_read_at_once_with_the_remedy() -> None:
    with pytest.raises(NoTextError, match="install Tesseract"):
        glance(scanned(WORDS), "scan.pdf", limits=Limits())
    mixed = glance(scanned(WORDS, after=printed(WORDS)), "mixed.pdf", limits=Limits())
    assert mixed.document is not None
    assert "install Tesseract" in mixed.document.coverage.gaps[0].reason


@pytest.mark.usefixtures("with_ocr")
def test_a_damaged_file_is_refused_at_once() -> None:
    with pytest.raises(CorruptFileError):
        glance(b"%PDF-1.7\nnonsense", "broken.pdf", limits=Limits())


def test_an_old_format_is_left_to_the_job_where_libreoffice_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "office", lambda: "/usr/bin/soffice")
    glanced = glance(b"{\\rtf1 words}", "nda.rtf", limits=Limits())
    assert (glanced.media_type, glanced.document) == ("application/rtf", None)
    assert glanced.deferred == "LibreOffice opens this format first"


def test_an_old_format_is_refused_at_once_where_libreoffice_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnsupportedFormatError, match="install LibreOffice"):
        glance(b"{\\rtf1 words}", "nda.rtf", limits=Limits())


def test_a_mail_of_attachments_alone_is_taken_in_where_one_can_be_read() -> None:
    taken = glance(mail("", ("nda.docx", SAMPLE.read_bytes())), "papers.eml", limits=Limits())
    assert (taken.media_type, taken.document, taken.enclosures) == ("message/rfc822", None, 1)
    assert glance(mail("words", ("logo.png", b"\x89PNG")), "papers.eml", limits=Limits()).enclosures == 1
    with pytest.raises(NoTextError, match=r"papers\.eml"):
        glance(mail("", ("logo.png", b"\x89PNG")), "papers.eml", limits=Limits())


def test_a_mail_is_opened_for_what_came_with_it_only_after_the_guarded_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stalled(*_: object, **__: object) -> None:
        raise TooLargeError("papers.eml takes too long to read; send it in parts")

    def opened(*_: object) -> tuple[()]:
        raise AssertionError("parsed in this process before the guard has let it pass")

    monkeypatch.setattr(reading, "read_guarded", stalled)
    monkeypatch.setattr(reading, "attached", opened)
    with pytest.raises(TooLargeError):
        glance(mail("words"), "papers.eml", limits=Limits())


def test_what_the_machine_reads_with_is_part_of_what_a_reading_is_made_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def means(problem: str, office: str | None, limits: Limits = Limits()) -> str:
        monkeypatch.setattr(reading, "ocr_problem", lambda limits: problem)
        monkeypatch.setattr(reading, "office", lambda: office)
        return means_of_reading(limits)

    found = {
        means("", None),
        means("OCR needs Tesseract", None),
        means("", "/usr/bin/soffice"),
        means("", None, Limits(ocr_language="deu")),
    }
    assert len(found) == 4
    assert means("", None) in found


@tesseract
def test_a_scan_becomes_a_review_that_is_not_ready_to_sign(tmp_path: Path) -> None:
    with open_service(Settings(home=tmp_path / "home", workers=1)) as service:
        contract = service.submit(Upload(scanned(WORDS), "scan.pdf"))
        assert (contract.state, contract.playbook_id) == ("queued", None)
        done = service.wait(contract.id, timeout_seconds=120)
        assert (done.state, done.playbook_id) == ("reviewed", "nda-mutual")
        assert done.route != "safe_to_sign"
        gaps = service.review(contract.id)[1].extraction.document.coverage.gaps
        assert [(gap.kind, gap.place) for gap in gaps] == [("ocr", "page 1")]


@tesseract
def test_a_scan_in_which_ocr_finds_no_words_fails_with_its_sentence(tmp_path: Path) -> None:
    with open_service(Settings(home=tmp_path / "home", workers=1)) as service:
        contract = service.submit(Upload(scanned(""), "blank.pdf"))
        failed = service.wait(contract.id, timeout_seconds=120)
        assert failed.state == "failed"
        assert "OCR found no words in it" in failed.problem
