"""Every position of the starters, from its standard down to a contract that is silent."""

from pathlib import Path

import pytest
import yaml

from clause_library.library import Library, load_library
from contracts.edits import Edit, InsertParagraphs, ReplaceText
from contracts.extraction import Extraction
from contracts.findings import Finding
from playbooks.load import starter_playbooks
from playbooks.playbook import Playbook, Position
from review.adapt import adapt
from review.assess import assess
from review.voice import Voice

OUTSIDE = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "outside").glob("*.yaml"))
}
BUYING, SELLING = Voice(us="Customer", them="Vendor"), Voice(us="Vendor", them="Customer")
# So that the positions that apply only to some contracts apply: personal data, fee increases, renewal.
APPLIES = (
    "Vendor shall deliver the Service as ordered. Users may enter personal data. Vendor may increase the "
    "fees as stated below, and this Agreement may automatically renew as stated below."
)
SILENT = (
    "## Subject",
    "Vendor shall deliver the Service. Users may enter personal data.",
    "Both parties sign below.",
)

POSITIONS = [(book.id, position.id) for book in starter_playbooks().values() for position in book.positions]
ALSO = [
    (book_id, position_id, row)
    for book_id, rows in OUTSIDE.items()
    for position_id, told in rows.items()
    for row in told.get("also", ())
]
RUNGS = [
    (book.id, position.id, rank, clause)
    for book in starter_playbooks().values()
    for position in book.positions
    for rank, clause in enumerate([position.standard, *(each.clause for each in position.fallbacks)])
    if clause and (rank or position.checks[0].kind != "absent")
]


def _one(book_id: str, position_id: str) -> tuple[Playbook, Position]:
    book = starter_playbooks()[book_id]
    position = next(each for each in book.positions if each.id == position_id)
    return book.model_copy(update={"positions": (position,)}), position


def _lines(text: str, type_id: str) -> list[str | tuple[str, str]]:
    return ["## Subject", APPLIES, "## Particular terms", *((line, type_id) for line in text.split("\n"))]


def _judged(extraction: Extraction, book: Playbook, library: Library) -> Finding:
    (finding,) = assess(extraction, book, library=library, side=book.side)
    return finding


@pytest.mark.parametrize(("book_id", "position_id", "rank", "clause_id"), RUNGS)
def test_the_approved_clause_of_a_rung_reaches_that_rung_and_no_better_one(
    build, library, book_id, position_id, rank, clause_id
):
    book, position = _one(book_id, position_id)
    adapted = adapt(library.get(clause_id), SELLING if book.side == "vendor" else BUYING)
    finding = _judged(build(_lines(adapted.text, position.clause_types[0])), book, library)
    assert (finding.verdict, finding.rank) == (("fallback", rank) if rank else ("standard", None)), (
        finding.reason
    )


@pytest.mark.parametrize(("book_id", "position_id"), POSITIONS)
def test_a_clause_outside_the_position_is_seen_with_its_words(build, library, book_id, position_id):
    book, _ = _one(book_id, position_id)
    outside = OUTSIDE[book_id][position_id]
    finding = _judged(build(_lines(outside["text"], outside["type"])), book, library)
    assert finding.verdict == outside.get("verdict", "non_standard"), finding.reason
    assert finding.quotes
    assert finding.deciding_check is not None


@pytest.mark.parametrize(("book_id", "position_id", "row"), ALSO)
def test_other_peoples_wording_gets_its_verdict(build, library, book_id, position_id, row):
    book, _ = _one(book_id, position_id)
    finding = _judged(build(_lines(row["text"], row["type"])), book, library)
    assert finding.verdict == row["verdict"], finding.reason


@pytest.mark.parametrize(("book_id", "position_id"), POSITIONS)
def test_silence_is_missing_only_where_the_clause_is_required(build, library, book_id, position_id):
    book, position = _one(book_id, position_id)
    finding = _judged(build(SILENT), book, library)
    if position.checks[0].kind == "absent":
        assert finding.verdict == "standard"
    elif position.required:
        assert finding.verdict == "missing"
    else:
        assert finding.verdict == "not_applicable"
    if "applies only where" not in finding.reason:
        assert finding.absent is not None
        assert finding.absent.searched


def _cases() -> list[tuple[str, str, str]]:
    silent = [(book_id, position_id, "") for book_id, position_id in POSITIONS]
    return silent + [
        (book_id, position_id, OUTSIDE[book_id][position_id]["text"]) for book_id, position_id in POSITIONS
    ]


@pytest.mark.parametrize(("book_id", "position_id", "words"), _cases())
def test_a_suggestion_keeps_its_promise_when_it_is_made(build, library, book_id, position_id, words):
    book, _ = _one(book_id, position_id)
    type_id = OUTSIDE[book_id][position_id]["type"]
    lines = _lines(words, type_id) if words else SILENT
    before = build(lines)
    finding = _judged(before, book, library)
    if finding.verdict not in ("fallback", "non_standard", "missing"):
        assert finding.suggestion is None
        return
    assert finding.suggestion is not None, "nothing to offer"
    assert finding.suggestion.edits, finding.suggestion.unresolved
    after = build(_made(before, finding.suggestion.edits, type_id))
    verdict = _judged(after, book, library)
    better = verdict.verdict == "standard" or (verdict.rank or 99) < (finding.rank or 99)
    assert better, f"{finding.suggestion.kind}: {verdict.verdict} ({verdict.reason})"


def _made(extraction: Extraction, edits: tuple[Edit, ...], type_id: str) -> list[str | tuple[str, str]]:
    """The lines of the contract, typed as before, once the edits are made."""
    document = extraction.document
    typed = {(each.start, each.end) for each in extraction.passages}
    lines: list[str | tuple[str, str]] = []
    for index, block in enumerate(document.blocks):
        words = document.text[block.start : block.end]
        for edit in sorted((e for e in edits if isinstance(e, ReplaceText)), key=lambda e: -e.start):
            if block.start <= edit.start and edit.end <= block.end:
                words = words[: edit.start - block.start] + edit.text + words[edit.end - block.start :]
        mark = "## " if block.kind == "heading" else ""
        gone = words in ("", "Intentionally omitted.")
        is_typed = (block.start, block.end) in typed and not gone
        if index > 1 and words:
            lines.append((words, type_id) if is_typed else mark + words)
        for edit in edits:
            if isinstance(edit, InsertParagraphs) and edit.after == index:
                lines.extend((line, type_id) for line in edit.paragraphs)
    return lines


def test_the_table_names_every_position_of_the_starters():
    assert {book_id: set(rows) for book_id, rows in OUTSIDE.items()} == {
        book.id: {position.id for position in book.positions} for book in starter_playbooks().values()
    }
    assert load_library().clauses
