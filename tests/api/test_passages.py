"""A document cut into marked pieces: no word lost, none doubled, each mark whole."""

from hypothesis import given
from hypothesis import strategies as st

from api.web.pages.passages import Mark, Paragraph, TableRows, paragraphs
from contracts.document import Block, Cell, Document
from contracts.revisions import Revision

LINES = ("First clause of it", "", "Second, with words", "Third")
TEXT = "\n".join(LINES)


def document_of(revisions: tuple[Revision, ...] = (), cells: bool = False) -> Document:
    blocks, at = [], 0
    for number, line in enumerate(LINES):
        cell = Cell(table=0, row=number // 2, column=number % 2) if cells else None
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line), cell=cell, page=1 + number // 2))
        at += len(line) + 1
    return Document(
        name="a.txt",
        sha256="a" * 64,
        media_type="text/plain",
        text=TEXT,
        blocks=tuple(blocks),
        revisions=revisions,
    )


def shown(document: Document, marks: list[Mark]) -> list[Paragraph]:
    return [item for item in paragraphs(document, marks) if isinstance(item, Paragraph)]


marks_of_text = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=8
).map(lambda pairs: [Mark(f"q{number}", low, high) for number, (low, high) in enumerate(pairs)])


@given(marks=marks_of_text)
def test_the_pieces_read_as_the_text_and_each_mark_covers_its_words(marks: list[Mark]) -> None:
    made = shown(document_of(), marks)
    assert "\n".join("".join(piece.text for piece in each.pieces) for each in made) == TEXT
    for mark in marks:
        covered = "".join(piece.text for each in made for piece in each.pieces if mark.key in piece.keys)
        assert covered == TEXT[mark.start : mark.end].replace("\n", "")


@given(marks=marks_of_text)
def test_each_mark_begins_once_in_each_block_it_touches(marks: list[Mark]) -> None:
    for each in shown(document_of(), marks):
        begun = [key for piece in each.pieces for key in piece.begins]
        assert len(begun) == len(set(begun))


def test_inserted_words_are_marked_and_deleted_words_stand_where_they_stood() -> None:
    made = {"author": "R. Vale", "date": None}
    revisions = (
        Revision(id="1", kind="delete", start=6, end=6, text="old ", **made),
        Revision(id="2", kind="insert", start=6, end=12, text="clause", **made),
    )
    pieces = shown(document_of(revisions), [])[0].pieces
    assert [(piece.text, piece.change) for piece in pieces] == [
        ("First ", ""), ("old ", "deleted"), ("clause", "inserted"), (" of it", ""),
    ]  # fmt: skip
    assert pieces[1].by == "R. Vale"


def test_words_deleted_at_the_end_of_a_paragraph_are_shown_once() -> None:
    end = len(LINES[0])
    gone = Revision(id="1", kind="delete", author="A", date=None, start=end, end=end, text=" ever")
    pieces = [piece for each in shown(document_of((gone,)), []) for piece in each.pieces]
    assert [piece.text for piece in pieces if piece.change] == [" ever"]


def test_deleted_paragraphs_do_not_run_together() -> None:
    kinds = (("paragraph_delete", ""), ("delete", "Heading"), ("paragraph_delete", ""), ("delete", "Words."))
    revisions = tuple(
        Revision.model_validate(
            {"id": str(number), "kind": kind, "author": "A", "date": None, "start": 0, "end": 0, "text": text}
        )
        for number, (kind, text) in enumerate(kinds)
    )
    pieces = shown(document_of(revisions), [])[0].pieces
    gone = "".join(piece.text for piece in pieces if piece.change == "deleted")
    assert gone == "Heading\nWords.\n"


def test_the_strongest_tone_of_overlapping_marks_is_shown() -> None:
    marks = [Mark("q1", 0, 10, "low", "f2"), Mark("q2", 5, 12, "high", "f1")]
    pieces = shown(document_of(), marks)[0].pieces
    assert [(piece.tone, piece.owner) for piece in pieces] == [
        ("low", "f2"),
        ("high", "f1"),
        ("high", "f1"),
        ("", ""),
    ]


def test_cells_come_row_by_row() -> None:
    (table,) = paragraphs(document_of(cells=True), [])
    assert isinstance(table, TableRows)
    assert [[cell[0].block.start for cell in row] for row in table.rows] == [[0, 19], [20, 39]]


def test_paragraphs_of_one_cell_stay_in_it() -> None:
    document = document_of(cells=True)
    first = Cell(table=0, row=0, column=0)
    blocks = tuple(block.model_copy(update={"cell": first}) for block in document.blocks)
    (table,) = paragraphs(document.model_copy(update={"blocks": blocks}), [])
    assert isinstance(table, TableRows)
    assert [[len(cell) for cell in row] for row in table.rows] == [[4]]


def test_a_new_page_is_announced_once() -> None:
    assert [each.page for each in shown(document_of(), [])] == [1, None, 2, None]
