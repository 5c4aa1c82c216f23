"""The bench measures what it says; how fast it is, is for the bench to say and not for a test."""

import io
from itertools import islice

import pytest
from docx import Document

from evals.bench_contract import long_contract
from evals.bench_facts import facts_of
from evals.bench_figure import Figure, seconds
from evals.bench_papers import long_docx, long_pdf
from evals.bench_pdf import width_of
from evals.bench_review import whole_review
from evals.bench_words import Piece, pieces
from extraction.engine import extract
from extraction.readers.reading import read_document


def test_a_long_contract_has_the_words_of_its_pages_and_no_open_slots():
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(long_contract(4))).paragraphs)
    assert 2000 <= len(text.split()) <= 2600
    assert "{" not in text


def test_a_figure_over_its_bound_does_not_hold():
    figure = Figure(name="x", unit="s", best=2.0, typical=2.5, floor="y", floor_typical=1.0, ratio=2.5)
    assert figure.holds
    assert figure.model_copy(update={"bound": 2.0}).holds
    assert not figure.model_copy(update={"bound": 1.9}).holds


def test_a_whole_review_ends_in_a_report_with_a_redline():
    report = whole_review(long_contract(3))
    assert "What deviates from the playbook" in report
    assert "The Word file with tracked changes" in report


def words_of(piece: Piece) -> str:
    return f"{piece.label} {piece.words} {' '.join(cell for row in piece.rows for cell in row)}"


def test_the_contract_has_numbered_clauses_and_tables():
    kinds = [piece.kind for piece in islice(pieces(), 200)]
    assert {"heading", "clause", "table"} < set(kinds)
    assert not any("{" in words_of(piece) for piece in islice(pieces(), 200))


def test_the_long_word_file_has_numbers_tables_and_its_words():
    document = read_document(long_docx(8), "long.docx")
    assert 4000 <= document.words <= 4400
    assert {"cell", "paragraph", "header", "footer"} <= {block.kind for block in document.blocks}
    assert any(block.label == "3." for block in document.blocks)


def test_the_long_pdf_has_its_pages_and_every_word_in_order():
    document = read_document(long_pdf(5), "long.pdf")
    assert document.pages == 5
    printed = " ".join(words_of(piece) for piece in islice(pieces(), 40)).split()
    assert document.text.split()[5:900] == printed[:895]
    assert [item.text for item in document.coverage.furniture][1::2] == ["1", "2", "3", "4", "5"]


def test_the_same_files_come_out_each_time():
    assert long_pdf(2) == long_pdf(2)


@pytest.mark.parametrize(("words", "points"), [("", 0.0), ("i", 2.78), ("WW ", 21.38), ("“", 5.0)])
def test_printed_widths_are_those_of_times(words: str, points: float):
    assert width_of(words, 10) == pytest.approx(points)


def test_seconds_are_those_of_the_clock_and_the_first_run_is_not_counted():
    ticks, runs = iter([0.0, 2.0, 5.0, 6.0]), []
    taken = seconds(2, lambda: runs.append(1), clock=lambda: next(ticks))
    assert taken == [2.0, 1.0]
    assert len(runs) == 3


def test_the_facts_that_are_measured_are_those_that_the_engine_reads():
    found = extract(read_document(long_docx(3), "long.docx"))
    assert found.metadata.parties
    assert facts_of(found) == len(found.obligations) > 5
