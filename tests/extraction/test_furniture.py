"""Lines of a plain text that belong to its pages."""

from contracts.document import Block, Document
from extraction.structure.furniture import furniture_blocks
from extraction.structure.structure import structured


def document(*lines: str) -> Document:
    blocks: list[Block] = []
    at = 0
    for line in lines:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(
        name="x", sha256="0", media_type="text/plain", text="\n".join(lines), blocks=tuple(blocks)
    )


def found(*lines: str) -> list[int]:
    read = document(*lines)
    return sorted(furniture_blocks(read.text, read.blocks))


SOURCE = "Source: ACME HOLDINGS INC., 10-K, 3/30/2020"


def test_the_line_of_the_source_and_the_number_before_it_are_furniture() -> None:
    assert found("1. Fees. Ten euros.", "", "2.", "", SOURCE, "", "are paid.") == [2, 4]


def test_a_line_that_returns_beside_the_numbers_of_pages_is_furniture() -> None:
    lines = [
        line for page in "123" for line in ("The parties agree at length.", "Draft of May", f"- {page} -")
    ]
    assert found(*[f"{line} {at}" if at % 3 == 0 else line for at, line in enumerate(lines)]) == [
        1,
        2,
        4,
        5,
        7,
        8,
    ]


def test_a_line_that_only_returns_and_one_beside_a_number_only_are_none() -> None:
    assert found("and further", "one", "and further", "two", "and further", "three") == []
    assert found("Fees", "1.", "The fee is due.", "SCHEDULE 4", "6", "SCHEDULE 4", "7", "SCHEDULE 4") == []


def test_page_numbers_are_not_read_as_clauses() -> None:
    read = structured(
        document(
            "1. Fees. Ten euros.", "2.", SOURCE, "2. Term. One year.", "3.", SOURCE, "3. Law. That of Norway."
        )
    )
    assert [(one.label, one.heading) for one in read.clauses] == [
        ("1.", "Fees"),
        ("2.", "Term"),
        ("3.", "Law"),
    ]
