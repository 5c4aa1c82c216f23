"""What cannot both hold is told; what only looks so is not."""

import pytest

from contracts.metadata import Conflict
from extraction.metadata.impossible import impossible_dates
from extraction.metadata.reading import read_metadata
from extraction.readers.reading import read_document
from extraction.structure.structure import structured

PREAMBLE = (
    "SERVICES AGREEMENT\nThis Services Agreement is made as of May 1, 2020 between Alder Inc. (“Vendor”) "
    "and Birch LLC (“Customer”).\n"
)
SIGNED = "\nIN WITNESS WHEREOF the parties have signed.\nBy: ____\n"
TWO_TERMS = (
    "1. The term of this Agreement is two (2) years from the Effective Date.",
    "9. This Agreement shall remain in force for a period of three (3) years, unless terminated earlier.",
)


def conflicts(*lines: str) -> tuple[Conflict, ...]:
    document = structured(read_document((PREAMBLE + "\n".join(lines)).encode(), "a.txt"))
    return read_metadata(document, ()).conflicts


RIVALS = [
    ("term", *TWO_TERMS),
    (
        "governing_law",
        "1. This Agreement is governed by the laws of the State of New York.",
        "2. This Agreement shall be construed in accordance with the laws of the State of Texas.",
    ),
    (
        "governing_law",
        "1. This Agreement shall be governed by the laws of England and Wales.",
        "2. This Agreement shall be governed by the law of Scotland.",
    ),
    (
        "notice_period",
        "1. Either party may terminate this Agreement at any time upon thirty (30) days' written notice.",
        "2. Either party may terminate this Agreement for convenience on 60 days' notice to the other.",
    ),
    (
        "renewal",
        "1. This Agreement renews yearly unless either party gives notice of non-renewal at least "
        "60 days before the end of the term.",
        "2. Either party may elect not to renew this Agreement by written notice at least ninety (90) days "
        "prior to the expiration of the then-current term.",
    ),
    (
        "payment_term",
        "1. Customer shall pay each invoice within thirty (30) days of receipt.",
        "2. All invoices are payable net 45.",
    ),
    (
        "late_interest",
        "1. Late payments shall bear interest at 1.5% per month.",
        "2. Overdue amounts accrue interest at the rate of 10% per annum.",
    ),
    (
        "venue",
        "1. The parties submit to the exclusive jurisdiction of the courts of Ohio.",
        "2. The state and federal courts in Texas shall have exclusive jurisdiction over any dispute.",
    ),
    (
        "liability_cap",
        "1. Vendor’s total liability under this Agreement shall not exceed $100,000.",
        "2. The aggregate liability of Vendor shall not exceed $250,000.",
    ),
    (
        "confidentiality_period",
        "1. The obligations of confidentiality shall survive for three (3) years after termination.",
        "2. Each party's duties of confidentiality continue for five (5) years after expiration.",
    ),
    ("effective_date", "1. “Effective Date” means May 1, 2020.", "2. Effective Date: June 1, 2020."),
]


@pytest.mark.parametrize(("field", "first", "second"), RIVALS)
def test_two_clauses_that_differ_are_a_conflict_with_both_quotations(field: str, first: str, second: str):
    (found,) = conflicts(first, "5. The Vendor shall perform the Services with care.", second)
    assert found.field == field
    assert len(found.quotes) == 2
    assert [quote.text in words for quote, words in zip(found.quotes, (first, second), strict=True)] == [
        True
    ] * 2


@pytest.mark.parametrize(("field", "first", "second"), RIVALS)
def test_either_clause_alone_is_no_conflict(field: str, first: str, second: str):
    assert conflicts(first) == conflicts(second) == ()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("", "1. Customer shall give thirty (60) days notice."),
        ("expiry_date", "1. This Agreement expires on February 30, 2023."),
        ("late_interest", "1. Late sums bear interest at five percent (6%) per year."),
        ("prices", "1. Customer shall pay ten thousand dollars ($100,000)."),
        (
            "term",
            "1. The term of this Agreement is three years, commencing on January 1, 2020 and ending on "
            "December 31, 2024.",
        ),
    ],
)
def test_words_that_contradict_themselves_are_one_quotation(field: str, words: str):
    (found,) = conflicts(words)
    assert (found.field, len(found.quotes)) == (field, 1)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "1. The initial term of this Agreement shall be 24 months.",
            "5. This Agreement shall continue in effect for two (2) years from the Effective Date.",
        ),
        (
            "1. Either party may terminate this Agreement for convenience on 60 days' notice.",
            "2. Either party may terminate this Agreement if it is not cured within 30 days of notice.",
        ),
        (
            "1. The Vendor may terminate this Agreement by giving 60 days' written notice.",
            "2. The Customer may terminate this Agreement by giving 90 days' written notice.",
        ),
        (
            "1. Invoices shall be paid within 30 days.",
            "2. Royalties shall be paid within 60 days of the end of each quarter.",
        ),
        (
            "1. Late payments shall bear interest at 1.5% per month.",
            "2. Overdue amounts accrue interest at the rate of 18% per annum.",
        ),
        (
            "1. Vendor’s total liability shall not exceed $100,000.",
            "2. Vendor's aggregate liability for breach of confidentiality shall not exceed $1,000,000.",
        ),
        (
            "1. The term of this Agreement is three years, commencing on January 1, 2020 and ending on "
            "December 31, 2022.",
        ),
        (
            "1. The term of this Agreement is [two (2)] [three (3)] years.",
            "2. This Agreement shall remain in effect for [one] year.",
        ),
        (
            "1. The term of this Agreement is two (2) years.",
            "2. If Customer buys the Gold plan, the term of this Agreement is five (5) years.",
        ),
        ("1. Customer shall pay FOURTEEN MILLION, EIGHT HUNDRED THOUSAND DOLLARS ($14,800,000).",),
        ("1. Confidential. Page 32 May 2004. Leap day: February 29, 2024.",),
    ],
)
def test_what_does_not_contradict_is_no_conflict(lines: tuple[str, ...]):
    assert conflicts(*lines) == ()


def test_a_form_of_another_agreement_inside_the_file_does_not_contradict():
    form = "EXHIBIT A\nFORM OF LICENSE AGREEMENT\n1. The term of this Agreement is five (5) years."
    assert conflicts(TWO_TERMS[0], SIGNED + form) == ()


def test_days_that_do_not_exist_are_found_where_the_month_is_a_word():
    text = "on April 31, 2020, the 30th of February 2021, June 30, 2020 and 30/02/2021"
    assert [text[start:end] for start, end in impossible_dates(text)] == [
        "April 31, 2020",
        "30th of February 2021",
    ]
