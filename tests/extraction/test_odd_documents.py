"""Odd documents are read without a crash, and nothing is said of them that their words do not prove."""

import pytest

from contracts.extraction import Extraction
from extraction.engine import extract
from extraction.readers.reading import read_document

FORM = (
    "EXHIBIT {0}\n\nForm of notice {0}. The Company shall deliver to the Holder a notice of the transfer and "
    "of the amount of the payment in each case by the date set out in this form."
)
BARE = {
    "one line": "This Agreement is governed by the laws of Ohio.",
    "only numbers": "\n".join(str(number * 7919) for number in range(300)),
    "a table alone": "\n".join(f"Item {number}\tWidget\t{number}.00\tUSD" for number in range(200)),
    "a signature page": "IN WITNESS WHEREOF, the parties sign.\n\nACME, INC.\n\nBy: __\n\nBETA LLC\n\nBy: __",
    "blanks to fill in": "AGREEMENT\n"
    + "\n".join(f"{number}. ______ shall ______ by ____." for number in range(1, 30)),
    "one word": "Agreement",
    "marks alone": "§§§ *** ___ ——— …",
}
READ = {
    "all exhibits": "\n\n".join(FORM.format(letter) for letter in "ABCDEFGHIJ"),
    "all capitals": "\n".join(
        f"{number}. THE SUPPLIER SHALL DELIVER THE GOODS TO THE BUYER." for number in range(20)
    ),
    "one endless paragraph": "The Supplier shall deliver the goods and the Customer shall pay for them, "
    * 60,
}


def _extracted(text: str) -> Extraction:
    return extract(read_document(text.encode(), "a.txt"))


def _assert_quotes_stand(extraction: Extraction) -> None:
    document = extraction.document
    for duty in extraction.obligations:
        assert document.text[duty.quote.span.start : duty.quote.span.end] == duty.quote.text
    for passage in extraction.passages:
        assert 0 <= passage.start < passage.end <= len(document.text)


@pytest.mark.parametrize("kind", BARE)
def test_where_little_was_read_nothing_is_called_absent(kind: str):
    extraction = _extracted(BARE[kind])
    assert {each.state for each in extraction.presence} <= {"present", "unsure"}
    _assert_quotes_stand(extraction)


@pytest.mark.parametrize("kind", READ)
def test_where_enough_was_read_absence_can_be_told(kind: str):
    extraction = _extracted(READ[kind])
    assert "absent" in {each.state for each in extraction.presence}
    _assert_quotes_stand(extraction)


def test_a_thousand_times_the_same_page_is_read_and_its_duties_are_all_found():
    page = "The Supplier shall deliver the goods to the Customer within ten days of each order.\n"
    extraction = _extracted(page * 400)
    assert len(extraction.obligations) == 400
    assert extraction.document.coverage.gaps == ()
