"""EDITS.json is read strictly, and words are found once or not at all."""

import json

import pytest

from contracts.document import Block, Document
from contracts.edits import CommentOn, InsertParagraphs, ReplaceText
from contracts.errors import InvalidEditsError
from review.redline.instructions import parse_edits

TEXT = "Term\nThe “Term” is two (2) years.\nThe fee is due. The fee is final."


def document() -> Document:
    blocks: list[Block] = []
    at = 0
    for line in TEXT.split("\n"):
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(name="a.docx", sha256="0", media_type="x", text=TEXT, blocks=tuple(blocks))


def parsed(*entries: object):
    return parse_edits(json.dumps(entries), document())


def test_words_are_found_and_replaced():
    at = TEXT.index("two (2)")
    assert parsed({"find": "two (2)", "replace": "three (3)", "comment": None}) == (
        ReplaceText(start=at, end=at + 7, text="three (3)"),
    )


def test_quotation_marks_and_case_are_folded_for_matching_only():
    (edit,) = parsed({"find": 'the "term" IS two', "replace": "x"})
    assert isinstance(edit, ReplaceText)
    assert TEXT[edit.start : edit.end] == "The “Term” is two"


def test_an_exact_match_is_not_made_doubtful_by_a_folded_one():
    (edit,) = parsed({"find": "Term\n", "replace": "x"})
    assert edit.kind == "replace"


def test_an_occurrence_chooses_among_several():
    (edit,) = parsed({"find": "The fee", "occurrence": 2, "replace": ""})
    assert isinstance(edit, ReplaceText)
    assert edit.start == TEXT.rindex("The fee")


def test_a_comment_alone_changes_nothing():
    at = TEXT.index("due")
    assert parsed({"find": "due", "comment": "when?"}) == (CommentOn(start=at, end=at + 3, comment="when?"),)


def test_text_is_inserted_after_the_paragraph_that_holds_the_words():
    edits = parsed({"insert_after": "two (2) years", "text": "One.\n\nTwo.", "like": "The fee is due"})
    assert edits == (InsertParagraphs(after=1, paragraphs=("One.", "Two."), like=2),)
    (sibling,) = parsed({"insert_after": "two (2) years", "text": "One.", "like": "sibling"})
    assert isinstance(sibling, InsertParagraphs)
    assert sibling.like is None


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"find": "The fee", "replace": ""}, "edit 1: .*more than once"),
        ({"find": "no such words", "replace": ""}, "edit 1: .*is not in a.docx"),
        ({"find": "The fee", "occurrence": 3, "replace": ""}, "occurrence 3"),
        ({"find": "due"}, "asks for nothing"),
        ({"find": "due", "replace": "x", "colour": "red"}, "edit 1: colour"),
        ({"find": "", "replace": "x"}, "edit 1: find"),
        ({"insert_after": "due"}, "edit 1: text"),
        ("words", "edit 1"),
    ],
)
def test_what_is_not_right_is_named(entry: object, message: str):
    with pytest.raises(InvalidEditsError, match=message):
        parsed(entry)


@pytest.mark.parametrize("text", ["{", "{}", "7"])
def test_what_is_no_list_is_refused(text: str):
    with pytest.raises(InvalidEditsError, match="edits"):
        parse_edits(text, document())
