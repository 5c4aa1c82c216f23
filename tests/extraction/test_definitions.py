"""Defined terms, where they stand and the words that give their meaning."""

import pytest

from contracts.document import Block, Document
from contracts.structure import Definition
from extraction.structure.structure import structured


def read(*lines: str, bold: tuple[tuple[int, int], ...] = ()) -> Document:
    blocks: list[Block] = []
    at = 0
    for line in lines:
        inside = tuple(one for one in bold if at <= one[0] < at + len(line))
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line), bold=inside))
        at += len(line) + 1
    text = "\n".join(lines)
    return structured(
        Document(name="x", sha256="0", media_type="text/plain", text=text, blocks=tuple(blocks))
    )


def meaning(document: Document, definition: Definition) -> str:
    return document.text[definition.meaning_start : definition.meaning_end]


def terms(*lines: str) -> list[str]:
    return [definition.term for definition in read(*lines).definitions]


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("“Affiliate” means a company under common control.", "Affiliate"),
        ('"Goods" shall mean the goods listed in Schedule 1.', "Goods"),
        ("The term “Losses” includes fines.", "Losses"),
        ("1.4 “Order”, as used in this Agreement, means an order of the Buyer.", "Order"),
        ("“Fees” has the meaning given in clause 4.", "Fees"),
        (
            "Confidential Information means all information that a party discloses.",
            "Confidential Information",
        ),
    ],
)
def test_a_term_with_a_verb_of_meaning_is_a_definition(line: str, term: str) -> None:
    document = read(line)
    (definition,) = document.definitions
    assert (definition.term, definition.form) == (term, "means")
    assert document.text[definition.start : definition.end] == term
    assert meaning(document, definition).endswith(line[-8:])


def test_a_term_in_bold_type_needs_no_quotation_marks() -> None:
    (definition,) = read("Services means the work in Exhibit A.", bold=((0, 8),)).definitions
    assert definition.term == "Services"


def test_a_name_in_parentheses_stands_for_the_words_before_it() -> None:
    document = read(
        "This Agreement is made between Acme Ltd, of Leeds (the “Supplier”) and Beta Ltd (the “Buyer”)."
    )
    supplier, buyer = document.definitions
    assert (supplier.term, supplier.form, buyer.term) == ("Supplier", "parenthesised", "Buyer")
    assert meaning(document, supplier).endswith("between Acme Ltd, of Leeds")
    assert meaning(document, buyer) == "Beta Ltd"


def test_one_parenthesis_may_name_two_things() -> None:
    line = "Acme and Beta (each a “Party” and together the “Parties”) agree."
    assert terms(line) == ["Party", "Parties"]


@pytest.mark.parametrize(
    "line",
    [
        "The sign (which says “No entry to unauthorised persons at night”) stays.",
        "It is called “goods” in the trade.",
        "The Supplier means well.",
        "This means that nothing is owed.",
    ],
)
def test_a_quotation_alone_defines_nothing(line: str) -> None:
    assert terms(line) == []


def test_two_terms_of_one_line_each_have_their_own_meaning() -> None:
    document = read("“Day” means a calendar day. “Week” means seven days.")
    day, week = document.definitions
    assert meaning(document, day) == "means a calendar day."
    assert meaning(document, week) == "means seven days."


def test_a_meaning_that_ends_in_a_colon_runs_over_its_list() -> None:
    document = read("1.1 “Losses” means:", "(a) damages; and", "(b) costs.", "1.2 “Term” means one year.")
    losses = document.definitions[0]
    assert meaning(document, losses) == "means:\n(a) damages; and\n(b) costs."
