"""The outline names each clause as it stands, with what it was taken for and the words that said so."""

from api.web.pages.outline import outline
from contracts.document import Block, Document
from contracts.structure import Clause, TypeScore

TEXT = "\n".join(
    (
        "1. Governing Law",
        "This is governed by the laws of Ohio.",
        "No heading stands over these words, which go on and on until their end comes into sight at last.",
        "The end.",
    )
)


def clause(number: int, start: int, end: int, **more: object) -> Clause:
    given = {
        "id": f"c{number}", "kind": "clause", "label": "", "heading": "", "start": start, "body_start": start,
        "end": end, "level": 0, "parent": None, "blocks": (0, 1),
    }  # fmt: skip
    return Clause.model_validate(given | more)


def document(*clauses: Clause) -> Document:
    blocks, at = [], 0
    for line in TEXT.split("\n"):
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(
        name="a.txt",
        sha256="0" * 64,
        media_type="text/plain",
        text=TEXT,
        blocks=tuple(blocks),
        clauses=clauses,
    )


LAW = TypeScore(type="governing_law", score=0.987, words=("governed by", "laws of 0"))


def test_a_headed_clause_is_shown_by_its_heading_with_the_words_that_spoke():
    (row,) = outline(
        document(clause(1, 0, 54, label="1.", heading="Governing Law", body_start=17, types=(LAW,))),
        lambda quote: quote.text,
    )
    assert (row.quote, row.label, row.depth) == ("1. Governing Law", "1.", 0)
    (kind,) = row.types
    assert (kind.title, kind.percent) == ("Governing law", 99)
    assert kind.words == ("governed by", "laws of [number]")


def test_a_clause_without_a_heading_is_shown_by_its_first_words_when_it_has_a_type():
    start = TEXT.index("No heading")
    rows = outline(
        document(
            clause(1, start, TEXT.index("\nThe end"), types=(LAW,), level=9),
            clause(2, TEXT.index("The end"), len(TEXT)),
        ),
        lambda quote: quote.text,
    )
    assert [row.quote for row in rows] == [TEXT[start : start + 90].rstrip()]
    assert rows[0].depth == 4
