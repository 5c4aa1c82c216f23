"""Pieces: each character of a paragraph leads to the node it came from."""

import pytest
from lxml import etree

from extraction.readers.docx.names import W_URI, P, w
from extraction.readers.docx.pieces import pieces, text_of
from extraction.readers.docx.symbols import glyph

SPACES = (
    f'xmlns:w="{W_URI}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
ANN = 'w:id="1" w:author="Ann" w:date="2026-01-02T03:04:05Z"'
BOB = 'w:id="2" w:author="Bob" w:date="2026-01-03T03:04:05Z"'


def paragraph(inside: str):
    return etree.fromstring(f"<w:p {SPACES}>{inside}</w:p>")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def control(properties: str, text: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_special_characters_are_exact():
    p = paragraph(
        "<w:r><w:t>“A”\u00a0’s</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:br w:type="page"/><w:cr/></w:r>'
    )
    assert text_of(pieces(p)) == "“A”\u00a0’s\tb\u2028\u2011\u00ad☑\u2028"


def test_a_line_feed_in_a_text_node_is_a_blank_of_the_same_length():
    (piece,) = pieces(paragraph("<w:r><w:t>one\n\ttwo</w:t></w:r>"))
    assert piece.text == "one  two"
    assert len(piece.text) == len(piece.node.text)


def test_every_piece_knows_its_run_and_node():
    p = paragraph(
        run("one") + f"<w:hyperlink>{run('two')}</w:hyperlink><w:smartTag>{run('three')}</w:smartTag>"
    )
    found = pieces(p)
    assert [piece.text for piece in found] == ["one", "two", "three"]
    assert all(piece.node.getparent() is piece.run and piece.paragraph is p for piece in found)
    assert not any(piece.lock for piece in found)


def test_the_views_take_the_sides_of_a_change():
    p = paragraph(
        run("net ") + f"<w:del {ANN}>{gone('30')}</w:del><w:ins {ANN}>{run('45')}</w:ins>" + run(" days")
    )
    found = pieces(p)
    assert text_of(found, "current") == "net 45 days"
    assert text_of(found, "original") == "net 30 days"
    assert [piece.state for piece in found] == ["committed", "deleted", "inserted", "committed"]
    assert found[1].deleted.get(w("author")) == "Ann"


def test_an_insertion_that_another_deletes_is_in_neither_view():
    p = paragraph(f"<w:ins {ANN}>{run('a')}<w:del {BOB}>{gone('b')}</w:del></w:ins>")
    found = pieces(p)
    assert text_of(found, "current") == "a"
    assert text_of(found, "original") == ""
    assert found[1].inserted.get(w("author")) == "Ann"
    assert found[1].deleted.get(w("author")) == "Bob"


def test_moved_words_stand_at_their_destination():
    p = paragraph(f"<w:moveFrom {ANN}>{run('x')}</w:moveFrom>{run('-')}<w:moveTo {ANN}>{run('x')}</w:moveTo>")
    found = pieces(p)
    assert text_of(found, "current") == "-x"
    assert text_of(found, "original") == "x-"
    assert [piece.state for piece in found] == ["moved_from", "committed", "moved_to"]


def test_a_field_shows_its_result_and_locks_it():
    found = pieces(paragraph(run("see ") + field(" REF a ", "Section 2") + run(".")))
    assert text_of(found) == "see Section 2."
    assert [bool(piece.lock) for piece in found] == [False, True, False]


def test_a_nested_field_stays_out_of_the_text():
    inner = field(" MERGEFIELD x ", "secret")
    p = paragraph(mark("begin") + inner + mark("separate") + run("shown") + mark("end"))
    assert text_of(pieces(p)) == "shown"


def test_a_stray_begin_swallows_nothing():
    p = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("All of this stays."))
    assert text_of(pieces(p)) == "All of this stays."


def test_deleted_field_instructions_are_no_text():
    code = "<w:r><w:delInstrText>PAGE</w:delInstrText></w:r>"
    inside = mark("begin") + code + mark("separate") + gone("3") + mark("end")
    p = paragraph(f"<w:del {ANN}>{inside}</w:del>")
    assert text_of(pieces(p), "current") == ""
    assert text_of(pieces(p), "original") == "3"


def test_a_form_check_box_shows_its_state():
    box = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
    p = paragraph(mark("begin", box) + mark("end") + run(" Option A"))
    assert text_of(pieces(p)) == "☒ Option A"


def test_alternate_content_is_read_once():
    p = paragraph(
        f'<mc:AlternateContent><mc:Choice Requires="w14">{run("new")}</mc:Choice>'
        f"<mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(pieces(p)) == "new"


def test_what_is_not_understood_falls_back():
    p = paragraph(
        f'<mc:AlternateContent><mc:Choice Requires="zz9">{run("new")}</mc:Choice>'
        f"<mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(pieces(p)) == "old"


def test_a_content_control_is_read_and_its_lock_respected():
    found = pieces(paragraph(control("", "free") + control('<w:lock w:val="sdtContentLocked"/>', "held")))
    assert text_of(found) == "freeheld"
    assert [bool(piece.lock) for piece in found] == [False, True]


def test_a_placeholder_is_a_prompt_and_no_text():
    p = paragraph(control("<w:showingPlcHdr/>", "Click here") + run(" end"))
    found = pieces(p)
    assert text_of(found) == " end"
    assert found[0].hidden == "a placeholder"


def test_equations_are_read_with_their_changes():
    p = paragraph(
        f"<m:oMath><m:r><m:t>A=</m:t></m:r><m:r><w:del {ANN}><m:t>2</m:t></w:del></m:r>"
        "<m:r><m:t>r</m:t></m:r></m:oMath>"
    )
    found = pieces(p)
    assert text_of(found, "current") == "A=r"
    assert text_of(found, "original") == "A=2r"
    assert all(piece.lock == "an equation" for piece in found)


def test_words_of_a_text_box_are_not_those_of_its_anchor():
    inner = f"<w:p>{run('inside')}</w:p>"
    p = paragraph(run("outside") + f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>")
    assert text_of(pieces(p)) == "outside"
    assert text_of(pieces(next(p.iterdescendants(P)))) == "inside"


@pytest.mark.parametrize(
    ("code", "font", "shown"),
    [(0xF0B7, "Symbol", "•"), (0xF0A8, "Wingdings", "☐"), (0x2013, "Arial", "–"), (0xF0F1, "Odd", "\ufffd")],
)
def test_symbol_fonts_are_mapped(code, font, shown):
    assert glyph(code, font) == shown
