"""`fourcorners eval reading` from end to end, on files of our own making."""

import io
import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF
from typer.testing import CliRunner

from contracts.errors import InvalidInputError
from evals.commands import app
from evals.reading import FileReading, files_below, read_files, share_in_order
from evals.reading_scans import read_scans
from evals.reading_table import reading_page, summary

TERM = "Each party keeps the other's secrets for as long as this agreement lasts and two years longer."


def word_file() -> bytes:
    document = Document()
    document.add_paragraph("1. Term")
    document.add_paragraph(TERM)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def printed() -> bytes:
    pdf = FPDF()
    for number in range(1, 4):
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        pdf.cell(0, 5, "Draft of the Owl Agreement", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(20)
        pdf.multi_cell(0, 5, f"{number}. On day {'twice ' * number}it is agreed. {TERM}")
    return bytes(pdf.output())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.docx").write_bytes(word_file())
    (tmp_path / "papers" / "b.docx").write_bytes(b"no Word file")
    (tmp_path / "papers" / "owl agreement.pdf").write_bytes(printed())
    (tmp_path / "papers" / "notes.xyz").write_bytes(b"not looked at")
    return tmp_path / "papers"


def test_each_file_is_read_or_refused_with_its_figures(folder: Path, tmp_path: Path) -> None:
    cuad, report = tmp_path / "cuad.json", tmp_path / "reading.md"
    words = "Draft of the Owl Agreement 1. On day twice it is agreed. " + TERM
    cuad.write_text(json.dumps({"data": [{"title": "OWL_Agreement", "paragraphs": [{"context": words}]}]}))
    arguments = ["reading", str(folder), "--against", str(cuad), "--report", str(report), "--json"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["files"], told["read"], told["refused"], told["failed"]) == (3, 2, 1, 0)
    word, broken, pdf = told["readings"]
    assert (word["outcome"], word["words"], word["blocks"]) == ("read", len(TERM.split()) + 2, 2)
    assert word["peak_mib"] >= word["idle_mib"] > 1
    assert (broken["outcome"], broken["reason"].split(":")[0]) == ("refused", "CorruptFileError")
    # the running header is set apart, and put back for the comparison with a text that holds it
    assert (pdf["pages"], pdf["in_order"]) == (3, 1.0)
    assert 0.8 < pdf["in_order_without_furniture"] < 0.9
    page = report.read_text()
    assert "| papers | 3 | 2 | 1 | 0 |" in page
    assert "CorruptFileError" in page
    assert TERM not in page


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract (tesseract-ocr) is not installed")
def test_pages_made_pictures_are_read_and_held_against_their_own_words(tmp_path: Path) -> None:
    pdf = FPDF()
    for _ in range(2):
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 5, TERM + " " + TERM.replace("secrets", "records") * 6)
    file = tmp_path / "owl.pdf"
    file.write_bytes(bytes(pdf.output()))
    (reading,) = read_scans([tmp_path / "a.docx", file], 3, say=lambda _: None)
    assert (reading.file, reading.page) == ("owl.pdf", 2)
    assert reading.words > 100
    assert reading.in_order > 0.95
    assert reading.confidence > 80
    page = reading_page([read_files([file], say=lambda _: None)[0]], "x", pictures=[reading])
    assert "| owl.pdf | 2 |" in page
    assert summary([], [reading])["scans_in_order"] is not None


def test_people_get_counts_and_a_folder_without_files_is_refused(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["reading", str(folder / "a.docx")])
    assert done.exit_code == 0
    assert "files: 1" in done.stdout
    done = CliRunner().invoke(app, ["reading", str(tmp_path / "none")])
    assert isinstance(done.exception, InvalidInputError)


def test_a_missed_bound_ends_in_four(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.reading.PEAK_MIB", 1.0)
    done = CliRunner().invoke(app, ["reading", str(folder / "a.docx")])
    assert done.exit_code == 4
    assert "MISSED a.docx" in done.stdout


def test_a_child_that_fails_is_told_and_holds_no_bound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.reading.sys.executable", "/bin/false")
    (reading,) = read_files([folder / "a.docx"], say=lambda _: None)
    assert (reading.outcome, reading.reason, reading.holds) == ("failed", "exit 1", False)
    assert summary([reading])["holds"] is False
    assert "| a.docx | failed | exit 1 |" in reading_page([reading], "x")


def test_bounds_are_on_time_and_on_memory() -> None:
    reading = FileReading(file="a", folder="b", kilobytes=1, outcome="read", seconds=5.0, peak_mib=600.0)
    assert reading.holds
    assert not reading.model_copy(update={"seconds": 5.1}).holds
    assert not reading.model_copy(update={"peak_mib": 601.0}).holds


def test_files_come_by_name_and_by_kind(folder: Path) -> None:
    assert [file.name for file in files_below([folder])] == ["a.docx", "b.docx", "owl agreement.pdf"]


@pytest.mark.parametrize(
    ("wanted", "found", "share"),
    [
        ("one two three four", "One, two - three; FOUR", 1.0),
        ("one two three four", "three four one two", 0.5),
        ("one two three four", "one two x three", 0.75),
        ("", "anything", 1.0),
    ],
)
def test_words_count_only_in_their_order(wanted: str, found: str, share: float) -> None:
    assert share_in_order(wanted, found) == share
