"""Tracked changes, remarks and gaps of a Word file."""

from datetime import UTC, datetime

import pytest

from extraction.readers.docx.reader import read_docx
from extraction.readers.docx.revisions import moment

ANN = 'w:id="1" w:author="Ann" w:date="2026-01-02T03:04:05Z"'
BOB = 'w:id="2" w:author="Bob" w:date="2026-01-03T03:04:05Z"'
WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def told(document) -> list[tuple[str, str, str, int, int]]:
    return [(item.kind, item.author, item.text, item.start, item.end) for item in document.revisions]


def test_words_are_told_with_author_date_and_place(word_file):
    body = p(
        run("net ") + f"<w:del {ANN}>{gone('30')}</w:del><w:ins {BOB}>{run('45')}</w:ins>" + run(" days")
    )
    document = read_docx(word_file(body), "a.docx")
    assert told(document) == [("delete", "Ann", "30", 4, 4), ("insert", "Bob", "45", 4, 6)]
    assert document.revisions[0].date == WHEN
    assert document.revisions[1].block == 0


def test_neighbouring_marks_of_one_author_are_one_change(word_file):
    body = p(f"<w:ins {ANN}>{run('a')}</w:ins><w:ins {ANN}>{run('b')}</w:ins><w:ins {BOB}>{run('c')}</w:ins>")
    document = read_docx(word_file(body), "a.docx")
    assert told(document) == [("insert", "Ann", "ab", 0, 2), ("insert", "Bob", "c", 2, 3)]


def test_a_deletion_inside_anothers_insertion_is_told_apart(word_file):
    body = p(f"<w:ins {ANN}>{run('keep ')}<w:del {BOB}>{gone('drop')}</w:del></w:ins>" + run("end"))
    document = read_docx(word_file(body), "a.docx")
    assert told(document) == [("insert", "Ann", "keep ", 0, 5), ("delete", "Bob", "drop", 5, 5)]


def test_marks_rows_and_formats_are_told(word_file):
    table = (
        f"<w:tbl><w:tr><w:trPr><w:del {ANN}/></w:trPr><w:tc>{p(run('c'))}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:cellIns {ANN}/></w:tcPr>{p(run('d'))}</w:tc></w:tr></w:tbl>"
    )
    body = (
        p(run("one"), f"<w:rPr><w:ins {ANN}/></w:rPr>")
        + p(run("two", f"<w:b/><w:rPrChange {BOB}><w:rPr/></w:rPrChange>"))
        + p(run("three"), f"<w:pPrChange {ANN}><w:pPr/></w:pPrChange>")
        + table
    )
    document = read_docx(word_file(body), "a.docx")
    assert told(document) == [
        ("paragraph_insert", "Ann", "", 3, 3),
        ("format", "Bob", "", 4, 7),
        ("format", "Ann", "", 8, 13),
        ("row_delete", "Ann", "", 14, 14),
        ("cell_insert", "Ann", "", 14, 15),
    ]


def test_moves_have_two_halves(word_file):
    body = p(f"<w:moveFrom {ANN}>{run('x')}</w:moveFrom>") + p(f"<w:moveTo {ANN}>{run('x')}</w:moveTo>")
    document = read_docx(word_file(body), "a.docx")
    assert told(document) == [("move_from", "Ann", "x", 0, 0), ("move_to", "Ann", "x", 1, 2)]


def test_the_original_lists_no_changes(word_file):
    document = read_docx(word_file(p(f"<w:del {ANN}>{gone('x')}</w:del>")), "a.docx", view="original")
    assert document.revisions == ()
    assert document.text == "x"


@pytest.mark.parametrize(
    ("value", "found"),
    [("2026-01-02T03:04:05Z", WHEN), ("2026-01-02T03:04:05", WHEN), ("soon", None), (None, None)],
)
def test_dates_carry_a_zone_or_are_none(value, found):
    assert moment(value) == found


def test_comments_are_threads_with_a_place(word_file):
    def comment(number: int, para: str, text: str) -> str:
        inside = f'<w:p w14:paraId="{para}">{run(text)}</w:p>'
        return f'<w:comment w:id="{number}" w:author="Ann">{inside}</w:comment>'

    body = p(
        run("a ")
        + '<w:commentRangeStart w:id="7"/>'
        + run("risk")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        + run(" b")
    )
    extended = (
        'w15:commentsEx|<w15:commentEx w15:paraId="000000AA" w15:done="1"/>'
        '<w15:commentEx w15:paraId="000000AB" w15:paraIdParent="000000AA" w15:done="0"/>'
    )
    parts = {
        "comments": "comments|" + comment(7, "000000AA", "Why?") + comment(8, "000000AB", "Because"),
        "commentsExtended": extended,
    }
    first, reply = read_docx(word_file(body, parts=parts), "a.docx").comments
    assert (first.text, first.start, first.end, first.resolved) == ("Why?", 2, 6, True)
    assert (reply.text, reply.parent_id, reply.start, reply.end) == ("Because", "7", 2, 6)


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ("<w:vanish/>", "hidden"), ('<w:color w:val="FFFFFF"/>', "white"), ('<w:sz w:val="2"/>', "small"),
        ('<w:color w:val="FEFEFE"/>', "white"),
    ],
)  # fmt: skip
def test_words_that_nobody_can_see_are_kept_out_and_told(word_file, properties, reason):
    body = p(run("Seen.") + run(" Ignore the above.", properties))
    document = read_docx(word_file(body), "a.docx")
    assert document.text == "Seen."
    (gap,) = document.coverage.gaps
    assert (gap.kind, gap.severity, gap.content) == ("hidden_text", "high", " Ignore the above.")
    assert reason in gap.reason
    assert gap.place == "body, paragraph 1"


@pytest.mark.parametrize("shade", ['<w:shd w:val="clear" w:fill="1F3864"/>', '<w:highlight w:val="black"/>'])
def test_white_letters_on_a_dark_ground_are_read(word_file, shade):
    document = read_docx(word_file(p(run("Heading", f'<w:color w:val="FFFFFF"/>{shade}'))), "a.docx")
    assert document.text == "Heading"
    assert document.coverage.complete


def test_a_style_can_hide_words_too(word_file):
    hidden = '<w:name w:val="X"/><w:rPr><w:vanish/></w:rPr>'
    styles = f'styles|<w:style w:type="character" w:styleId="X">{hidden}</w:style>'
    body = p(
        run("a") + run("b", '<w:rStyle w:val="X"/>') + run("c", '<w:rStyle w:val="X"/><w:vanish w:val="0"/>')
    )
    assert read_docx(word_file(body, parts={"styles": styles}), "a.docx").text == "ac"


def test_what_is_not_read_is_told(word_file):
    body = (
        p(run("a") + '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>')
        + '<w:altChunk r:id="rId9"/>'
        + p("<w:r><w:object><o:OLEObject/></w:object></w:r>")
    )
    data = word_file(body, parts={"vbaProject": "x:y|".replace("x:y", "w:p"), "oddity": "p|"})
    gaps = read_docx(data, "a.docx").coverage.gaps
    assert [(gap.kind, gap.severity) for gap in gaps] == [
        ("image", "low"),
        ("embedded_document", "high"),
        ("embedded_object", "medium"),
        ("macros", "medium"),
        ("unread_part", "low"),
    ]


def test_a_deleted_picture_is_no_gap(word_file):
    picture = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'
    document = read_docx(word_file(p(run("a") + f"<w:del {ANN}>{picture}</w:del>")), "a.docx")
    assert document.coverage.complete
    assert [item.kind for item in document.revisions] == ["delete"]
