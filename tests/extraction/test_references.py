"""Cross-references: resolved, dangling, or pointing outside."""

from contracts.document import Block, Document
from contracts.structure import Reference
from extraction.structure.structure import structured

BODY = (
    "ARTICLE IV CONFIDENTIALITY",
    "Section 4.1 Duty. Each party keeps the information secret.",
    "Section 4.2 Limits. Nothing in Section 4.1 binds a party (a) by law or (b) by order of a court.",
    "ARTICLE V TERM",
    "Section 5.1 Length. The term is one year:",
    "(a) from the date above; or",
    "(b) from delivery.",
)


def read(*lines: str) -> Document:
    blocks: list[Block] = []
    at = 0
    for line in lines:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    text = "\n".join(lines)
    return structured(
        Document(name="x", sha256="0", media_type="text/plain", text=text, blocks=tuple(blocks))
    )


def aims(document: Document, references: tuple[Reference, ...]) -> list[tuple[str, str | None]]:
    labels = {clause.id: clause.label for clause in document.clauses}
    return [(one.label, labels[one.clause_id] if one.clause_id else None) for one in references]


def of_last(words: str) -> tuple[Document, tuple[Reference, ...]]:
    document = read(*BODY, f"Section 5.2 Survival. {words}")
    start = document.text.rindex("Section 5.2")
    return document, tuple(one for one in document.references if one.start > start)


def test_sections_articles_and_deeper_places_are_resolved() -> None:
    document, found = of_last("See Section 4.1, Article IV and Section 5.1(b).")
    assert aims(document, found) == [("4.1", "Section 4.1"), ("IV", "ARTICLE IV"), ("5.1(b)", "(b)")]
    assert all(document.text[one.start : one.end] == one.text for one in found)


def test_a_word_in_capitals_between_two_items_is_no_item() -> None:
    document, found = of_last("Rights under ARTICLE IV or ARTICLE V, and ARTICLE IV again, survive.")
    assert aims(document, found) == [("IV", "ARTICLE IV"), ("V", "ARTICLE V"), ("IV", "ARTICLE IV")]
    assert all(document.text[one.start : one.end] == one.text != "" for one in found)


def test_each_of_several_is_a_reference() -> None:
    document, found = of_last("Sections 4.1, 4.2 and 5.1 survive.")
    assert aims(document, found) == [("4.1", "Section 4.1"), ("4.2", "Section 4.2"), ("5.1", "Section 5.1")]
    assert [one.text for one in found] == ["Sections 4.1", "4.2", "5.1"]


def test_a_letter_inside_the_words_of_a_section_resolves_to_the_section() -> None:
    document, found = of_last("As allowed by Section 4.2(b).")
    assert aims(document, found) == [("4.2(b)", "Section 4.2")]


def test_a_paragraph_is_sought_from_where_it_is_named() -> None:
    document = read(*BODY[:-1], "(b) where paragraph (a) above does not apply, from delivery.")
    labels = {clause.id: clause.label for clause in document.clauses}
    found = next(one for one in document.references if "paragraph" in one.text)
    assert found.clause_id is not None
    assert labels[found.clause_id] == "(a)"


def test_what_is_not_there_dangles() -> None:
    _, found = of_last("See Section 9.9 and Exhibit C.")
    assert [(one.kind, one.clause_id) for one in found] == [("section", None), ("exhibit", None)]


def test_laws_and_other_papers_are_outside() -> None:
    _, found = of_last(
        "Section 365 of the Bankruptcy Code, Article 28 GDPR, 17 C.F.R. Section 5.1 and Section 4.1 of the "
        "Lease Agreement apply; see Section 409A."
    )
    assert [one.kind for one in found] == ["external"] * 5
    assert not any(one.clause_id for one in found)


def test_exhibits_are_resolved_and_their_titles_are_no_references() -> None:
    document = read(
        "1. Price. The price stands in Exhibit A.", "2. Rest. Nothing.", "EXHIBIT A", "Ten euros each."
    )
    (found,) = document.references
    assert aims(document, (found,)) == [("Exhibit A", "EXHIBIT A")]


def test_labels_are_no_references() -> None:
    assert [one.text for one in read(*BODY).references] == ["Section 4.1"]


def test_the_list_of_a_sentence_is_no_reference() -> None:
    document, found = of_last("As said in Section 4.1, and (iv) as to goods.")
    assert aims(document, found) == [("4.1", "Section 4.1")]


def kinds(*lines: str) -> list[tuple[str, str, bool]]:
    """(text, kind, whether it leads somewhere) of each reference."""
    return [(one.text, one.kind, one.clause_id is not None) for one in read(*lines).references]


def test_a_list_deep_in_a_sentence_still_resolves_to_its_section() -> None:
    _, found = of_last("As allowed by Section 4.2(b)(iv).")
    assert [one.clause_id for one in found] == [None]
    document = read(
        "1. Use. It may be used (a) at home or (b) at work (i) by day or (ii) by night.", "2. See 1."
    )
    document = read(*(document.text.split("\n")[0], "2. Rest. See Section 1(b)(ii)."))
    assert aims(document, document.references) == [("1(b)(ii)", "1.")]


def test_a_letter_behind_a_number_is_an_item_of_it() -> None:
    document = read(
        "6. Term.", "A. It lasts a year.", "B. It may be renewed.", "7. End. Paragraph 6A survives."
    )
    assert aims(document, document.references) == [("6A", "A.")]


def test_a_number_that_is_printed_but_that_the_tree_left_out_does_not_dangle() -> None:
    line = "1. Terms. 1.2 “Fee” means ten euros. 1.9 [***] and the rest is secret. See Section 1.9 for more."
    (found,) = read("1. Scope. All.", line).references
    assert found.clause_id is not None


def test_numbers_of_rules_and_other_papers_by_their_initials_are_outside() -> None:
    _, found = of_last(
        "See FAR section 12.212, section 1.1441-4 of the rules, Section 9.1 of the MSA, Section 9.2 of the "
        "Model Form, Schedule 9.3 of the Seller Disclosure Schedule and the Civil Code for traders (Article "
        "9)."
    )
    assert {one.kind for one in found} == {"external"}


def test_what_an_amendment_does_not_hold_is_in_the_paper_that_it_changes() -> None:
    assert kinds("AMENDMENT NO. 2", "1. Fees. Section 9 is deleted.", "2. Rest. All else stays.") == [
        ("Section 9", "external", False)
    ]
    assert kinds("SUPPLY", "1. Fees. See Section 9.", "2. Rest. See Section 8 of the Agreement.") == [
        ("Section 9", "section", False),
        ("Section 8", "external", False),
    ]


def test_where_most_numbers_lead_nowhere_the_file_has_lost_its_numbers() -> None:
    body = "1. Fees. " + " ".join(f"See Section {number}." for number in range(10, 16))
    assert {kind for _, kind, _ in kinds(body, "2. Rest. All else stays.")} == {"external"}


def test_entries_of_a_list_of_exhibits_and_numbers_of_filings_are_no_references() -> None:
    assert (
        kinds("x Exhibit 10.75 SPONSORSHIP", "Exhibit C - Form of Notice", "Schedule 1.8 Price List 52") == []
    )
    assert kinds("1. Fees.", "Schedule A attached hereto shows the price.") == [
        ("Schedule A", "exhibit", False)
    ]


def test_the_list_that_goes_on_behind_a_deep_reference_is_none() -> None:
    _, found = of_last("The return under Section 4.2(b), (viii) the return of goods.")
    assert [one.label for one in found] == ["4.2(b)"]
