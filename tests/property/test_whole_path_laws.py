"""Laws of the whole path from bytes to a review, over odd texts and damaged files."""

import random
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document as new_word_file
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clause_library.library import load_library
from contracts.errors import RedlineRefusedError, UnreadableError
from contracts.extraction import Extraction
from contracts.spans import Quote
from contracts.value import Value
from extraction.engine import extract
from extraction.metadata.money import find_money
from extraction.readers.reading import read_document
from extraction.readers.text import read_text
from extraction.sentences import sentences
from playbooks.load import starter_playbooks
from review.engine import review
from review.marking import redline_review
from review.redline.redline import Author

_PIECES = st.sampled_from(
    [
        'This Agreement is between Acme Inc. ("Acme") and Beta LLC ("Beta").', '"Term" means ', "5%",
        "Acme shall pay $10 within thirty (30) days.", "governed by the laws of the State of New York",
        "1. ", "(a) ", "1.1 ", "\n", "\n\n", " ", "\t", "\u00a0", "Section 1.1", "ARTICLE I", "(", "“", "”",
        ".", "____", "\x00", "\x0c", "\r\n", "\u202e", "\u05d0", "😀", "e\u0301", "January 1, 2026",
        "shall not exceed", "WHEREAS", "[",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join)
_ANN, _WHEN = Author(name="Ann Lee"), datetime(2026, 3, 4, tzinfo=UTC)


@given(_TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_span_of_an_extraction_lies_in_the_text_and_every_quote_is_its_slice(text: str) -> None:
    try:
        document = read_text(text.encode("utf-8", "surrogatepass"), "odd.txt")
    except UnreadableError:
        return
    _check(extract(document))


_FILLERS = (" ", "\t", "\n", "\u00a0", ".", ". ", "_", "(", "[", '"', "(a) ", "1. ", "1.1.", "! ", "I. ", "a")


@pytest.mark.parametrize("filler", _FILLERS)
def test_a_long_run_of_one_filler_is_read_to_its_end(filler: str) -> None:
    text = "1. Fees. Acme shall pay" + filler * 2500 + "the fees within thirty (30) days.\n"
    found = extract(read_text(text.encode(), "run.txt"))
    _check(found)
    for start, end in sentences(text, 0, end=len(text)):
        assert text[start:end].strip() == text[start:end]


_REPEATED = (
    "shall ", "may ", "and shall ", "Acme shall pay ", "“Term” means x. ", '"A", ', '"A" and ', '("Term") ',
    "January 1, 2026 ", "date: January 1, 2026 By: x\n",
)  # fmt: skip


@pytest.mark.parametrize("words", _REPEATED)
def test_words_repeated_for_pages_are_read_and_reviewed(words: str) -> None:
    found = extract(read_text(("1. Fees. " + words * (8000 // len(words))).encode(), "repeated.txt"))
    _check(found)
    book = starter_playbooks()["nda-mutual"]
    assert review(found, book, library=load_library(), side=book.side).findings


@pytest.mark.parametrize("words", ["term of {} years", "five ({}) years", "{} percent", "USD {}.5"])
def test_a_number_too_great_to_reckon_with_does_not_stop_the_reading(words: str) -> None:
    great = words.format("9" * 60)
    _check(extract(read_text(f"1. Intro. Acme shall pay.\n{great}\n".encode(), "great.txt")))
    assert find_money(f"Acme shall pay $1{',000' * 20}.") == ()


def test_a_table_cell_of_blanks_is_no_label() -> None:
    word = new_word_file()
    cells = word.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Effective Date" + " " * 20_000 + "!", "January 1, 2026"
    out = BytesIO()
    word.save(out)
    _check(extract(read_document(out.getvalue(), "cell.docx")))


def test_a_damaged_word_file_is_reviewed_or_refused_with_a_reason() -> None:
    book, library = starter_playbooks()["nda-mutual"], load_library()
    ended = {"reviewed": 0, "refused": 0}
    for data in _damaged():
        try:
            document = read_document(data, "damaged.docx")
        except UnreadableError:
            ended["refused"] += 1
            continue
        found = extract(document)
        _check(found)
        answer = review(found, book, library=library, side=book.side)
        try:
            written = redline_review(data, answer, author=_ANN, date=_WHEN)
        except RedlineRefusedError:
            written = None
        assert written is None or written.receipt.holds
        ended["reviewed"] += 1
    assert min(ended.values()) > 0, "the mutations are all too strong or all too weak"


def _check(found: Extraction) -> None:
    document = found.document
    size = len(document.text)
    places = [
        *document.blocks, *document.clauses, *document.definitions, *document.references, *found.passages
    ]  # fmt: skip
    for each in places:
        assert 0 <= each.start <= each.end <= size, each
    for quote in _quotes(found):
        assert document.text[quote.span.start : quote.span.end] == quote.text
        assert quote.span.text_hash == document.text_hash


def _quotes(value: object) -> Iterator[Quote]:
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _quotes(each)
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from _quotes(getattr(value, name))


def _damaged() -> Iterator[bytes]:
    """A good file with bytes flipped inside its members, and with its end cut off; the seed is fixed."""
    chance = random.Random(2026)
    word = new_word_file()
    for line in (
        "MUTUAL NON-DISCLOSURE AGREEMENT",
        'This Agreement is made between Acme Inc. ("Acme") and Beta LLC ("Beta").',
        "1. Confidentiality. Each party shall keep the information secret for ten (10) years.",
        "2. Governing Law. This Agreement is governed by the laws of the State of New York.",
    ):
        word.add_paragraph(line)
    out = BytesIO()
    word.save(out)
    whole = out.getvalue()
    for _ in range(8):
        yield whole[: chance.randrange(len(whole))]
    for _ in range(8):
        # flipped where it is packed: members that reading has no need of are damaged too
        at = chance.randrange(len(whole))
        yield whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
    names = ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"]
    for turn in range(24):
        yield _flipped(whole, names[turn % len(names)], chance)


def _flipped(whole: bytes, name: str, chance: random.Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            data = bytearray(old.read(item))
            if item == name:
                data[chance.randrange(len(data))] = chance.choice(b"abcxyz0189<&\"' \x00\xff")
            new.writestr(item, bytes(data))
    return out.getvalue()
