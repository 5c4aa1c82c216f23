"""The clause tree: labels, headings, nesting, and the parts of a contract told apart."""

import string
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.document import Block, Document
from contracts.structure import Clause
from extraction.structure.structure import structured

Line = str | dict[str, object]


def document(lines: Sequence[Line]) -> Document:
    """A document of one block per line; a line may be a dict of block fields with its `text`."""
    blocks: list[Block] = []
    texts: list[str] = []
    at = 0
    for line in lines:
        fields = {"text": line} if isinstance(line, str) else dict(line)
        text = str(fields.pop("text"))
        bold = fields.pop("bold_chars", 0)
        values = {"kind": "paragraph", "bold": ((at, at + bold),) if bold else (), **fields}
        blocks.append(Block.model_validate({**values, "start": at, "end": at + len(text)}))
        texts.append(text)
        at += len(text) + 1
    text = "\n".join(texts)
    return Document(name="x", sha256="0", media_type="text/plain", text=text, blocks=tuple(blocks))


def tree(*lines: Line) -> list[str]:
    """The clauses as "level kind [label] heading" lines."""
    return [
        f"{c.level} {c.kind} [{c.label}] {c.heading}".rstrip() for c in structured(document(lines)).clauses
    ]


def clause(found: Document, label: str) -> Clause:
    return next(clause for clause in found.clauses if clause.label == label)


def test_a_run_in_heading_is_parted_from_its_body() -> None:
    found = structured(document(["12. Governing Law. This Agreement is governed by the law of Norway."]))
    governing = clause(found, "12.")
    assert governing.heading == "Governing Law"
    assert (
        found.text[governing.body_start : governing.end] == "This Agreement is governed by the law of Norway."
    )


@pytest.mark.parametrize(
    ("line", "label", "heading"),
    [
        ("1. Definitions", "1.", "Definitions"),
        ("2.3 Audit Rights: The Buyer may audit.", "2.3", "Audit Rights"),
        ("6.9 “Quiet Period” Covenant. The Holders agree to wait.", "6.9", "“Quiet Period” Covenant"),
        ("Item Thirteen Liability for Breach", "Item Thirteen", "Liability for Breach"),
        ("Item Two, Operation of the Plant", "Item Two", "Operation of the Plant"),
        ("14.. Notices. All notices are in writing.", "14..", "Notices"),
        ("D.10 Charges. The Supplier bears them.", "D.10", "Charges"),
        ("1. “Quiet Period” has the meaning given below. It ends in May.", "1.", ""),
        ("Section 4.1 Fees. The Customer pays.", "Section 4.1", "Fees"),
        ("ARTICLE V CONFIDENTIALITY", "ARTICLE V", "CONFIDENTIALITY"),
        ("7. LIMITATION OF LIABILITY The liability of a party is limited.", "7.", "LIMITATION OF LIABILITY"),
        ("8. Governing law", "8.", "Governing law"),
        ("9. [Notices]. Notices. All notices are in writing.", "9.", "Notices"),
        ("1. The Supplier shall deliver.", "1.", ""),
        ("1. Acme Inc. shall deliver the goods.", "1.", ""),
    ],
)
def test_label_and_heading_of_a_line(line: str, label: str, heading: str) -> None:
    found = structured(document([line])).clauses[0]
    assert (found.label, found.heading) == (label, heading)


def test_numbers_nest_by_their_parts_and_letters_below_them() -> None:
    assert tree(
        "1. Scope",
        "1.1 The Supplier supplies:",
        "(a) goods;",
        "(b) services:",
        "(i) at once;",
        "(ii) later;",
        "1.2 It supplies nothing else at all.",
        "2. Price",
    ) == [
        "0 clause [1.] Scope",
        "1 clause [1.1]",
        "2 clause [(a)]",
        "2 clause [(b)]",
        "3 clause [(i)]",
        "3 clause [(ii)]",
        "1 clause [1.2]",
        "0 clause [2.] Price",
    ]


def test_i_after_h_is_a_letter_when_j_follows() -> None:
    letters = [f"({letter}) item {letter};" for letter in "abcdefghij"]
    levels = [line.split()[0] for line in tree("1. The list:", *letters)]
    assert levels == ["0"] + ["1"] * 10


def test_i_after_h_opens_a_roman_list_when_ii_follows() -> None:
    letters = [f"({letter}) item {letter};" for letter in "abcdefgh"]
    levels = [
        line.split()[0] for line in tree("1. The list:", *letters, "(i) one;", "(ii) two;", "(j) last.")
    ]
    assert levels == ["0"] + ["1"] * 8 + ["2", "2"] + ["1"]


def test_articles_hold_sections_whether_their_numbers_go_on_or_not() -> None:
    assert tree(
        "ARTICLE I",
        "DEFINITIONS",
        "Section 1.01. Terms. A term is a word.",
        "ARTICLE II",
        "TERM",
        "Section 2.01. Length. One year.",
        "Section 2.02. Renewal. None.",
    ) == [
        "0 clause [ARTICLE I] DEFINITIONS",
        "1 clause [Section 1.01.] Terms",
        "0 clause [ARTICLE II] TERM",
        "1 clause [Section 2.01.] Length",
        "1 clause [Section 2.02.] Renewal",
    ]


def test_automatic_labels_and_heading_styles_count_like_typed_ones() -> None:
    assert tree(
        {"text": "Term", "label": "1.", "level": 0, "kind": "heading"},
        {"text": "It lasts one year.", "label": "1.1", "level": 1},
        {"text": "unless ended", "label": "(a)", "level": 2},
        {"text": "Notices", "label": "2.", "level": 0, "kind": "heading"},
    ) == ["0 clause [1.] Term", "1 clause [1.1]", "2 clause [(a)]", "0 clause [2.] Notices"]


def test_levels_alike_do_not_lift_letters_out_of_their_clause() -> None:
    lines = [
        ("4.1", "Term."),
        ("4.2", "Termination."),
        ("a.", "Either party may end it."),
        ("b.", "So may both."),
    ]
    found = tree(*({"text": text, "label": label, "level": 0, "kind": "heading"} for label, text in lines))
    assert found == ["0 clause [4.1] Term", "0 clause [4.2] Termination", "1 clause [a.]", "1 clause [b.]"]


def test_the_parts_of_a_contract_are_told_apart() -> None:
    assert tree(
        "SERVICES AGREEMENT",
        "This agreement is made between Acme Ltd and Beta Ltd.",
        "RECITALS",
        "(A) Acme offers services.",
        "(B) Beta needs them.",
        "The parties agree as follows:",
        "1. Services. Acme provides the services.",
        "2. Fees. Beta pays for them.",
        "3. Term. One year.",
        "IN WITNESS WHEREOF the parties have signed.",
        "By: ____________",
        "EXHIBIT A",
        "PRICE LIST",
        "1. Hourly rate. One hundred euros.",
    ) == [
        "0 preamble []",
        "0 recital [] RECITALS",
        "1 recital [(A)]",
        "1 recital [(B)]",
        "0 clause [1.] Services",
        "0 clause [2.] Fees",
        "0 clause [3.] Term",
        "0 signature []",
        "0 schedule [EXHIBIT A] PRICE LIST",
        "1 schedule [1.] Hourly rate",
    ]


def test_whereas_paragraphs_are_recitals_until_the_operative_words() -> None:
    assert tree(
        "AGREEMENT",
        "WHEREAS, Acme makes pumps; and",
        "WHEREAS, Beta sells them;",
        "NOW, THEREFORE, the parties agree as follows:",
        "1. Appointment. Acme appoints Beta.",
    ) == ["0 preamble []", "0 recital []", "0 clause [1.] Appointment"]


def test_a_table_of_contents_is_not_read_as_clauses() -> None:
    assert tree(
        "SUPPLY AGREEMENT",
        "TABLE OF CONTENTS",
        "1. Definitions .......... 1",
        "2. Supply .......... 4",
        "3. Price .......... 9",
        "Exhibit A - Prices",
        "This agreement is made between Acme Ltd, of Leeds, and Beta Ltd, of York, on the date below.",
        "1. Definitions",
        "2. Supply",
        "3. Price",
    ) == ["0 preamble []", "0 clause [1.] Definitions", "0 clause [2.] Supply", "0 clause [3.] Price"]


def test_clauses_run_into_one_line_are_found_by_their_count() -> None:
    filler = "The parties do what they have promised to each other in good faith and without delay. "
    line = (
        "This agreement binds Acme and Beta. NOW, THEREFORE, they agree as follows: 1. DEFINITIONS 1.1"
        " Terms. "
        + filler
        + "1.2 Numbers. There are 3. Words of section 2. Of another act. "
        + filler
        + "2. Term. "
        + filler
        + "See Section 1.1 Terms. "
        + filler
        + "2.1 Renewal. "
        + filler
        + "IN WITNESS WHEREOF they have signed."
    )
    assert tree(line) == [
        "0 preamble []",
        "0 clause [1.] DEFINITIONS",
        "1 clause [1.1] Terms",
        "1 clause [1.2] Numbers",
        "0 clause [2.] Term",
        "1 clause [2.1] Renewal",
        "0 signature []",
    ]


def test_headings_without_numbers_make_clauses() -> None:
    opening = (
        "This letter sets out the terms on which Acme Ltd will keep the information of Beta Ltd secret, " * 3
    )
    assert tree(
        "LETTER AGREEMENT",
        opening,
        {"text": "Confidentiality", "bold_chars": 15},
        "Keep it secret.",
        {"text": "Term", "bold_chars": 4},
        "Two years.",
    ) == ["0 preamble []", "0 clause [] Confidentiality", "0 clause [] Term"]


def test_a_letter_without_numbers_or_headings_has_its_paragraphs_for_clauses() -> None:
    body = (
        "You will keep what we tell you secret and use it only to look into the purchase that we discussed."
    )
    found = structured(
        document(["Dear Sirs,", "In consideration of our talks you agree as follows:", body, body])
    )
    assert [clause.kind for clause in found.clauses] == ["preamble", "clause", "clause"]


SIGNED: tuple[Line, ...] = (
    {"text": "1. Fees. The Customer pays monthly.", "page": 1},
    {"text": "2. Law. The law of Norway governs.", "page": 1},
    {"text": "IN WITNESS WHEREOF, the parties have signed.", "page": 1},
)


def test_a_titled_page_behind_the_signatures_is_an_attachment() -> None:
    title: Line = {"text": "STATEMENT OF WORK", "page": 2, "centred": True, "bold_chars": 17}
    body: Line = {
        "text": "Term: The work takes twelve months from the first day.",
        "page": 2,
        "bold_chars": 5,
    }
    assert tree(*SIGNED, title, body)[-2:] == ["0 schedule [] STATEMENT OF WORK", "1 schedule [] Term"]
    # a name over a signature is none, and neither is a title on the page of the signatures
    name: Line = {"text": "NORTHERN WORKS LIMITED", "page": 2, "centred": True, "bold_chars": 22}
    assert tree(*SIGNED, name)[-1].startswith("0 signature")
    assert tree(*SIGNED, {"text": "STATEMENT OF WORK", "page": 1, "centred": True})[-1].startswith(
        "0 signature"
    )


def test_an_appendix_without_a_number_stands_alone_on_a_line_of_a_page() -> None:
    assert tree(*SIGNED, {"text": "Appendix", "page": 2})[-1] == "0 schedule [Appendix]"
    titled: Line = {"text": "Appendix 2 Account and method of payment", "page": 2}
    assert tree(*SIGNED, titled)[-1] == "0 schedule [Appendix 2] Account and method of payment"
    # in a text file the word may be the end of a sentence that was wrapped
    assert tree("1. Fees. As set out in the", "Appendix", "2. Law. Norway.")[-1] == "0 clause [2.] Law"


def test_an_empty_document_has_no_clauses() -> None:
    assert structured(document([])).clauses == ()


LABELS = st.sampled_from(
    [
        "",
        "1. ",
        "2. ",
        "3. ",
        "1.1 ",
        "1.2 ",
        "2.1 ",
        "(a) ",
        "(b) ",
        "(i) ",
        "(ii) ",
        "(h) ",
        "(j) ",
        "ARTICLE I ",
        "ARTICLE II ",
        "Section 2.1 ",
        "EXHIBIT A",
        "A. ",
        "IN WITNESS WHEREOF ",
        "WHEREAS, ",
        "SCHEDULE 1 ",
    ]
)
LINES = st.lists(st.tuples(LABELS, st.text(string.ascii_letters + " .,:;“”()12", max_size=60)), max_size=25)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_spans_nest_are_ordered_and_cover_the_words(lines: list[tuple[str, str]]) -> None:
    source = document([label + words for label, words in lines])
    found = structured(source)
    by_id = {clause.id: clause for clause in found.clauses}
    assert found.text == source.text
    assert list(by_id) == [f"c{number + 1}" for number in range(len(found.clauses))]
    assert [c.start for c in found.clauses] == sorted(c.start for c in found.clauses)
    for one in found.clauses:
        assert one.start <= one.body_start <= one.end <= len(source.text)
        first, last = one.blocks
        assert source.blocks[first].start <= one.start
        assert last == first or source.blocks[last - 1].start <= max(one.end, one.start)
        if one.parent is None:
            assert one.level == 0
        else:
            parent = by_id[one.parent]
            assert parent.level == one.level - 1
            assert parent.start <= one.start
            assert one.end <= parent.end
    roots = [clause for clause in found.clauses if clause.parent is None]
    outside = 0
    for root in roots:
        assert not source.text[outside : root.start].strip() or root.start < outside
        outside = max(outside, root.end)
    assert not source.text[outside:].strip()


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_siblings_do_not_overlap(lines: list[tuple[str, str]]) -> None:
    clauses = structured(document([label + words for label, words in lines])).clauses
    for before, after in pairwise(clauses):
        assert after.parent == before.id or before.end <= after.start


@pytest.mark.sweep
def test_training_contracts_have_trees_that_nest(shared_data: Path) -> None:
    import json

    data = json.loads((shared_data / "cuad" / "train.json").read_text())["data"]
    for entry in data[::12]:
        found = structured(document(entry["paragraphs"][0]["context"].split("\n")))
        assert found.clauses
        for before, after in pairwise(found.clauses):
            assert after.parent == before.id or before.end <= after.start


def test_a_whole_line_before_its_first_child_is_a_heading_though_it_ends_in_a_stop() -> None:
    assert tree(
        "4. Settlement and payment terms of sale.",
        "4.1 It is paid at once.",
        "5. It lasts.",
        "5.1 For a year.",
    ) == [
        "0 clause [4.] Settlement and payment terms of sale",
        "1 clause [4.1]",
        "0 clause [5.]",
        "1 clause [5.1]",
    ]


FILLER = (
    "The parties do what they have promised to each other in good faith and without delay, as they should. "
)


def test_headed_items_run_into_one_line_are_found_and_those_of_a_sentence_are_not() -> None:
    line = (
        "9. GENERAL TERMS (a) Waiver. A waiver is in writing. " + FILLER + "(b) Notices. They are too. "
        "(c) the rest is not; it may (d) Be so. " + FILLER
    )
    assert tree(line + FILLER) == [
        "0 clause [9.] GENERAL TERMS",
        "1 clause [(a)] Waiver",
        "1 clause [(b)] Notices",
    ]


def test_a_schedule_run_into_one_line_behind_the_signatures_begins_a_part() -> None:
    lines = ("1. Fees. Paid monthly.", "2. Law. That of Norway.", "IN WITNESS WHEREOF they sign.")
    assert tree(*lines, "EXHIBIT A THE PRODUCTS Each box holds ten. " + FILLER * 2)[-1] == (
        "0 schedule [EXHIBIT A] THE PRODUCTS"
    )
    assert tree(*lines, "Exhibit A is part of it. " + FILLER * 2)[-1] == "0 signature []"


def test_titles_that_have_lost_their_numbers_are_headings() -> None:
    titles = ("Formation", "Place of Business", "Capital", "Audit", "Goodwill", "Meetings")
    lines = [line for title in titles for line in (title, "The partners agree on that from year to year.")]
    found = tree("JOINT VENTURE AGREEMENT", "1.", "2.", "It is made today.", *lines, "The end.")
    assert found[1:] == [f"0 clause [] {title}" for title in titles]


def test_names_over_signatures_and_numbers_of_streets_are_no_headings() -> None:
    lines = ("1. Fees. Paid monthly.", "2. Law. That of Norway. Notices go to", "60 State Street")
    assert tree(*lines)[-1] == "0 clause [2.] Law"
    party: Line = {"text": "SELLER", "bold_chars": 6}
    assert tree(*lines[:2], party, "By: ________")[-1] == "0 signature []"
    holder: Line = {"text": "NORTHERN CAPITAL LP", "bold_chars": 19}
    assert tree(*lines[:2], holder, "Its general partner is Acme.")[-1] == "0 clause [2.] Law"


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1. Ending before the Start. It ends.", "Ending before the Start"),
        ("1. U.S. Export Rules. They apply.", "U.S. Export Rules"),
        ("1. NOTICES All notices are in writing.", "NOTICES"),
        ("1. Company Marks. 11", "Company Marks"),
    ],
)
def test_headings_with_stops_prepositions_and_page_numbers(line: str, heading: str) -> None:
    assert structured(document([line])).clauses[0].heading == heading
