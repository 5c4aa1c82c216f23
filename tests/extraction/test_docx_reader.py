"""Reading a Word file: stories, places, labels, views."""

import pytest

from contracts.document import Cell
from contracts.errors import NoTextError
from extraction.readers.docx.package import open_package
from extraction.readers.docx.pieces import text_of
from extraction.readers.docx.reader import place_units, read_docx
from extraction.readers.rendering import render_text

ANN = 'w:id="1" w:author="Ann" w:date="2026-01-02T03:04:05Z"'
STYLES = (
    'styles|<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:jc w:val="center"/><w:ind w:left="720"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def lines(document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_blocks_know_their_style_and_place(word_file):
    body = p(run("Title"), '<w:pStyle w:val="H"/>') + p(
        run("a ") + run("b", '<w:rStyle w:val="S"/>') + run(" c")
    )
    document = read_docx(word_file(body, parts={"styles": STYLES}), "a.docx")
    heading, plain = document.blocks
    assert (heading.kind, heading.level, heading.style) == ("heading", 1, "heading 2")
    assert (heading.centred, heading.indent_points, heading.bold) == (True, 36.0, ((0, 5),))
    assert plain.bold == ((8, 9),)
    assert (plain.address.part, plain.address.index) == ("word/document.xml", 1)


def test_cells_know_their_table_row_and_column(word_file):
    inner = f"<w:tbl>{row(cell(p(run('in'))))}</w:tbl>"
    rows = row(cell(p(run("a"))), cell(inner + p(run("b")))) + row(cell(p(run("c")) + p(run("d"))))
    table = f"<w:tbl>{rows}</w:tbl>"
    document = read_docx(word_file(p(run("top")) + table), "a.docx")
    assert lines(document) == ["top", "a", "in", "b", "c", "d"]
    assert [block.kind for block in document.blocks] == ["paragraph", *["cell"] * 5]
    places = [block.cell for block in document.blocks[1:]]
    assert places[0] == Cell(table=0, row=0, column=0)
    assert places[1] == Cell(table=1, row=0, column=0)
    assert places[2] == Cell(table=0, row=0, column=1)
    assert places[4] == Cell(table=0, row=1, column=0)


def test_every_story_is_read_in_order(word_file):
    body = (
        p(run("Body") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + f"<w:sdt><w:sdtContent>{p(run('Control'))}</w:sdtContent></w:sdt>"
        + f"<w:customXml>{p(run('Custom'))}</w:customXml>"
    )
    notes = f'<w:footnote w:id="1">{p(run("unused"))}</w:footnote>'
    notes += f'<w:footnote w:id="2">{p(run("Note"))}</w:footnote>'
    separator = f'<w:footnote w:type="separator" w:id="0">{p(run("---"))}</w:footnote>'
    parts = {
        "header": "hdr|" + p(run("Head")),
        "footer": "ftr|" + p(run("Foot")),
        "footnotes": "footnotes|" + separator + notes,
    }
    document = read_docx(word_file(body, parts=parts), "a.docx")
    assert lines(document) == ["Body", "Control", "Custom", "Note", "Head", "Foot"]
    assert [block.kind for block in document.blocks[3:]] == ["footnote", "header", "footer"]
    assert document.blocks[3].label == "1"


def test_a_text_box_follows_its_anchor_and_is_read_once(word_file):
    shape = f"<w:txbxContent>{p(run('Boxed'))}</w:txbxContent>"
    anchor = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read_docx(word_file(p(run("Anchor") + anchor) + p(run("Next"))), "a.docx")
    assert lines(document) == ["Anchor", "Boxed", "Next"]
    assert document.blocks[1].kind == "text_box"
    assert document.blocks[2].address.index == 3


def test_a_deleted_mark_joins_two_paragraphs(word_file):
    body = p(run("one "), f"<w:rPr><w:del {ANN}/></w:rPr>") + p(run("two")) + p(run("three"))
    data = word_file(body)
    assert lines(read_docx(data, "a.docx")) == ["one two", "three"]
    assert lines(read_docx(data, "a.docx", view="original")) == ["one ", "two", "three"]


def test_an_inserted_mark_is_not_in_the_original(word_file):
    body = p(run("one "), f"<w:rPr><w:ins {ANN}/></w:rPr>") + p(run("two"))
    data = word_file(body)
    assert lines(read_docx(data, "a.docx")) == ["one ", "two"]
    assert lines(read_docx(data, "a.docx", view="original")) == ["one two"]


def test_a_deleted_paragraph_before_a_table_disappears(word_file):
    deleted = f"<w:del {ANN}><w:r><w:delText>gone</w:delText></w:r></w:del>"
    table = f"<w:tbl>{row(cell(p(run('cell'))))}</w:tbl>"
    data = word_file(p(run("kept")) + p(deleted, f"<w:rPr><w:del {ANN}/></w:rPr>") + table)
    assert lines(read_docx(data, "a.docx")) == ["kept", "cell"]
    assert lines(read_docx(data, "a.docx", view="original")) == ["kept", "gone", "cell"]


def test_rows_and_cells_belong_to_their_views(word_file):
    table = (
        f"<w:tbl>{row(cell(p(run('a'))), cell(p(run('b')), f'<w:cellIns {ANN}/>'))}"
        f"{row(cell(p(run('c'))), properties=f'<w:del {ANN}/>')}"
        f"{row(cell(p(run('d'))), properties=f'<w:ins {ANN}/>')}</w:tbl>"
    )
    data = word_file(table)
    assert lines(read_docx(data, "a.docx")) == ["a", "b", "d"]
    assert lines(read_docx(data, "a.docx", view="original")) == ["a", "c"]
    assert lines(read_docx(data, "a.docx", view="marked")) == ["a", "b", "[-c-]", "[+d+]"]


def test_the_marked_view_shows_both_sides(word_file):
    body = p(
        run("net ")
        + f"<w:del {ANN}><w:r><w:delText>30</w:delText></w:r></w:del>"
        + f"<w:ins {ANN}>{run('4')}{run('5')}</w:ins>",
        f"<w:rPr><w:ins {ANN}/></w:rPr>",
    )
    document = read_docx(word_file(body + p(run("x"))), "a.docx", view="marked")
    assert lines(document) == ["net [-30-][+45+][+¶+]", "x"]


def test_a_paragraph_inside_a_moved_one_is_placed_at_the_destination(word_file):
    body = (
        p(f"<w:moveFrom {ANN}>{run('clause')}</w:moveFrom>", f"<w:rPr><w:moveFrom {ANN}/></w:rPr>")
        + p(run("middle"))
        + p(f"<w:moveTo {ANN}>{run('clause')}</w:moveTo>", f"<w:rPr><w:moveTo {ANN}/></w:rPr>")
        + p(run("end"))
    )
    data = word_file(body)
    assert lines(read_docx(data, "a.docx")) == ["middle", "clause", "end"]
    assert lines(read_docx(data, "a.docx", view="original")) == ["clause", "middle", "end"]


def test_a_field_over_paragraphs_keeps_its_instruction_out(word_file):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    body = (
        p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("1 Term"))
        + p(run("2 Fees"))
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("After"))
    )
    data = word_file(body)
    assert lines(read_docx(data, "a.docx")) == ["1 Term", "2 Fees", "After"]
    placed = place_units(open_package(data))
    locks = [bool(item.piece.lock) for unit in placed.units for item in unit.pieces]
    assert locks == [True, True, False]


def test_a_file_without_words_says_so(word_file):
    with pytest.raises(NoTextError, match="no words"):
        read_docx(word_file("<w:p/>"), "a.docx")


def test_layout_and_blocks_agree(word_file):
    body = p(run("one "), f"<w:rPr><w:del {ANN}/></w:rPr>") + p(run("two")) + p(run("three"))
    data = word_file(body)
    document, layout = read_docx(data, "a.docx"), place_units(open_package(data))
    assert layout.text == document.text
    for placed in layout.units:
        block = document.blocks[placed.block]
        assert (block.start, block.end) == (placed.start, placed.end)
        assert text_of(placed.unit.pieces) == document.text[block.start : block.end]


def test_labels_stand_in_front_of_rendered_blocks(word_file):
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    numbering = (
        f'numbering|<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = word_file(p(run("Term"), item) + p(run("x")), parts={"numbering": numbering})
    assert render_text(read_docx(data, "a.docx")) == "1. Term\nx"


def test_reading_twice_gives_the_same_document(word_file):
    data = word_file(p(run("one")) + p(f"<w:ins {ANN}>{run('two')}</w:ins>"))
    assert read_docx(data, "a.docx") == read_docx(data, "a.docx")
