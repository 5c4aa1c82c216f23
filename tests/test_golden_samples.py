"""The first golden test: each planted problem is found, and nothing unplanted of weight is claimed."""

import io
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from adapters.clock import FixedClock
from adapters.settings import load_settings
from api.composition import playbook_for
from api.reviewing import Request, ReviewedFile, review_file
from contracts.spans import locate
from extraction.readers.reading import read_document
from review.redline.revisions import accept, reject

FOLDER = Path(__file__).parent.parent / "samples"
PLANTED = yaml.safe_load((FOLDER / "planted.yaml").read_text("utf-8"))
CLOCK = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
CASES = [(name, position) for name, plan in PLANTED.items() for position in plan["planted"]]


@cache
def _reviewed(name: str) -> ReviewedFile:
    data = (FOLDER / f"{name}.docx").read_bytes()
    return review_file(data, f"{name}.docx", request=Request(), settings=load_settings(), clock=CLOCK)


@pytest.mark.parametrize("name", PLANTED)
def test_the_playbook_is_chosen_by_the_type_of_contract(name: str):
    assert _reviewed(name).review.playbook.id == PLANTED[name]["playbook"]


@pytest.mark.parametrize("name", PLANTED)
def test_the_service_chooses_the_same_playbook_before_the_review(name: str):
    document = read_document((FOLDER / f"{name}.docx").read_bytes(), f"{name}.docx")
    assert playbook_for(document, load_settings()) == PLANTED[name]["playbook"]


@pytest.mark.parametrize(("name", "position"), CASES)
def test_a_planted_problem_is_found(name: str, position: str):
    finding = next(found for found in _reviewed(name).review.findings if found.position_id == position)
    assert finding.verdict in PLANTED[name]["planted"][position], finding.reason


@pytest.mark.parametrize("name", PLANTED)
def test_nothing_unplanted_of_high_severity_is_claimed(name: str):
    claimed = [
        (found.position_id, found.verdict, found.reason)
        for found in _reviewed(name).review.findings
        if found.deviates and found.severity in ("high", "critical")
    ]
    assert [claim for claim in claimed if claim[0] not in PLANTED[name]["planted"]] == []


@pytest.mark.parametrize("name", PLANTED)
def test_no_sample_is_called_safe_to_sign(name: str):
    triage = _reviewed(name).review.triage
    assert triage.route in ("negotiate", "legal_review")
    assert triage.reasons


@pytest.mark.parametrize("name", PLANTED)
def test_every_quotation_is_the_slice_of_the_contract(name: str):
    review = _reviewed(name).review
    document = review.extraction.document
    quotes = [quote for finding in review.findings for quote in finding.quotes]
    quotes += [obligation.quote for obligation in review.extraction.obligations]
    assert quotes
    for quote in quotes:
        assert locate(document, (quote.span.start, quote.span.end)).text == quote.text


@pytest.mark.parametrize("name", PLANTED)
def test_the_redline_is_proved_and_rejecting_it_gives_the_text_back(name: str):
    done = _reviewed(name)
    assert done.receipt is not None, done.no_redline
    assert done.redline is not None
    assert done.receipt.holds
    assert done.receipt.insertions > 0
    original = (FOLDER / f"{name}.docx").read_bytes()
    ours = "Four Corners"
    assert _text(reject(done.redline, author=ours)) == _text(original)
    assert _text(accept(done.redline, author=ours)) != _text(original)


@pytest.mark.parametrize("name", PLANTED)
def test_internal_guidance_never_enters_the_word_file(name: str):
    import zipfile

    done = _reviewed(name)
    assert done.redline is not None
    with zipfile.ZipFile(io.BytesIO(done.redline)) as package:
        written = "".join(package.read(part).decode("utf-8", "ignore") for part in package.namelist())
    notes = [finding.guidance for finding in done.review.findings if finding.guidance]
    assert notes
    assert not [note for note in notes if note in written]


@pytest.mark.parametrize("name", PLANTED)
def test_the_same_file_gives_the_same_bytes_again(name: str):
    data = (FOLDER / f"{name}.docx").read_bytes()
    again = review_file(data, f"{name}.docx", request=Request(), settings=load_settings(), clock=CLOCK)
    assert again.redline == _reviewed(name).redline
    assert again.report == _reviewed(name).report
    assert again.review.model_dump_json() == _reviewed(name).review.model_dump_json()


def test_the_facts_of_the_vendors_agreement_are_read():
    metadata = _reviewed("vendor-saas").review.extraction.metadata
    assert metadata.title is not None
    assert metadata.title.value.lower() == "software as a service agreement"
    assert [fact.value.defined_term for fact in metadata.parties] == ["Vendor", "Customer"]
    assert metadata.effective_date is not None
    assert metadata.effective_date.value.isoformat() == "2026-10-01"
    assert metadata.governing_law is not None
    assert metadata.governing_law.value == "Delaware"
    assert metadata.renewal is not None
    assert metadata.renewal.value.automatic


def _text(data: bytes) -> str:
    return read_document(data, "x.docx").text
