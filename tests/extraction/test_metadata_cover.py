"""Cover pages: a labelled value is a fact, a place to fill in is not."""

from datetime import date

from contracts.document import Block, Cell, Document
from contracts.metadata import Duration, Metadata
from extraction.metadata.reading import read_metadata


def _read(rows: list[tuple[str, ...]]) -> Metadata:
    text, blocks = "", list[Block]()
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            start = len(text)
            text += words + "\n"
            place = Cell(table=0, row=row, column=column)
            blocks.append(Block(kind="cell", start=start, end=start + len(words), cell=place))
    document = Document(name="a.docx", sha256="0", media_type="x", text=text, blocks=tuple(blocks))
    return read_metadata(document, ())


def test_labelled_cells_are_facts() -> None:
    metadata = _read(
        [
            ("Cover Page for the Standard Mutual NDA", ""),
            ("Effective Date ", "2026-02-25"),
            ("Term of NDA", "2 years"),
            ("Governing Law", "the laws of the State of California"),
            ("Party Name: Alder Labs, Inc.", "Party Name: Birch Ventures LLC"),
        ]
    )
    assert metadata.effective_date is not None
    assert metadata.effective_date.value == date(2026, 2, 25)
    assert metadata.term is not None
    assert metadata.term.value.length == Duration(count=2, unit="years")
    assert metadata.governing_law is not None
    assert metadata.governing_law.value == "California"
    assert [fact.value.name for fact in metadata.parties] == ["Alder Labs, Inc.", "Birch Ventures LLC"]
    assert metadata.contract_type is not None
    assert metadata.contract_type.value == "nda"


def test_a_role_is_taken_from_the_label() -> None:
    metadata = _read([("Provider", "Alder Labs, Inc."), ("Customer", "Birch Ventures LLC")])
    assert [fact.value.role for fact in metadata.parties] == ["provider", "customer"]


def test_places_to_fill_in_give_nothing() -> None:
    metadata = _read(
        [
            ("Effective Date", "[Fill in]"),
            ("Governing Law", "{governing_law}"),
            ("Term", "____"),
            ("Customer", "[Name of the customer]"),
            ("Provider", "<name>"),
        ]
    )
    assert metadata == Metadata()
