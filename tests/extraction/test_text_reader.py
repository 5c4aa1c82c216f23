"""Plain text files: encodings, lines, pages, and what is not text."""

import pytest

from contracts.errors import CorruptFileError, EmptyFileError, NoTextError, TooLargeError
from extraction.readers.limits import Limits
from extraction.readers.text import read_text


def lines(document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_recognised(encoding):
    assert read_text("“Café” – 5 €".encode(encoding), "a.txt").text == "“Café” – 5 €"


def test_lines_are_blocks_and_line_ends_are_one_kind():
    document = read_text(b"1. Term\r\n\r\nten years\rend\n", "a.txt")
    assert document.text == "1. Term\n\nten years\nend\n"
    assert lines(document) == ["1. Term", "", "ten years", "end", ""]


def test_a_form_feed_begins_a_page():
    document = read_text(b"one\ntwo\x0cthree", "a.txt")
    assert document.pages == 2
    assert [block.page for block in document.blocks] == [1, 1, 2]


def test_without_form_feeds_there_are_no_pages():
    document = read_text(b"one", "a.txt")
    assert (document.pages, document.blocks[0].page) == (None, None)


def test_leading_blanks_are_an_indent_and_stay_in_the_text():
    document = read_text(b"one\n    (a) two", "a.txt")
    assert lines(document)[1] == "    (a) two"
    assert [block.indent_points for block in document.blocks] == [0.0, 24.0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b" \n\t\n", NoTextError),
        (bytes(range(256)) * 8, CorruptFileError),
        (b"\xff\xfea", CorruptFileError),
    ],
    ids=["empty", "blank", "binary", "half a character"],
)
def test_what_is_not_text_is_refused(data, error):
    with pytest.raises(error):
        read_text(data, "a.txt")


def test_limits_are_kept():
    with pytest.raises(TooLargeError):
        read_text(b"words", "a.txt", limits=Limits(max_bytes=4))
    with pytest.raises(TooLargeError):
        read_text(b"a\x0c" * 9, "a.txt", limits=Limits(max_pages=3))
