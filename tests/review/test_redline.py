"""Edits become tracked changes: the fewest words, in the right place, or a refusal with its reason."""

import hashlib
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from contracts.document import Document
from contracts.edits import CommentOn, Edit, InsertParagraphs, Receipt, ReceiptCheck, ReplaceText
from contracts.errors import RedlineRefusedError
from extraction.readers.docx.reader import read_docx
from review.redline.prove import receipt
from review.redline.redline import Author, Redlined, redline
from review.redline.revisions import accept, reject

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
ANN = Author(name="Ann Lee", initials="AL")
END = '<w:p><w:r><w:t>The end.</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def docx(body: str, *, end: str = END) -> bytes:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
        f'xmlns:r="{OFFICE}"><w:body>{body}{end}</w:body></w:document>',
        "custom/notes.txt": "not XML at all",
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6)), content)
    return out.getvalue()


def para(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def run(text: str, looks: str = "") -> str:
    looks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(content: str, author: str = "Bob") -> str:
    return f'<w:ins w:id="7" w:author="{author}" w:date="2025-01-01T00:00:00Z">{content}</w:ins>'


def replace(document: Document, old: str, new: str, comment: str | None = None) -> ReplaceText:
    start = document.text.index(old)
    return ReplaceText(start=start, end=start + len(old), text=new, comment=comment)


def made(data: bytes, *edits: Edit, author: Author = ANN) -> Redlined:
    return redline(data, read_docx(data, "a.docx"), edits=edits, author=author, date=WHEN)


def body(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text(data: bytes) -> str:
    return read_docx(data, "a.docx").text


def struck(data: bytes) -> list[str]:
    return re.findall(r"<w:delText[^>]*>([^<]*)", body(data))


def refusal(data: bytes, *edits: Edit) -> str:
    result = redline(data, read_docx(data, "a.docx"), edits=edits, author=ANN, date=WHEN, refusals="skip")
    assert result.data == data
    return result.receipt.refused[0].reason


def test_only_the_words_that_change_are_struck_and_keep_their_looks():
    data = docx(para(run("Pay within "), run("thirty (30)", "<w:b/>"), run(" days of invoice.")))
    document = read_docx(data, "a.docx")
    result = made(data, replace(document, "within thirty (30) days", "within sixty (60) days"))
    assert struck(result.data) == ["thirty (30)"]
    assert "<w:rPr><w:b/></w:rPr><w:t>sixty (60)</w:t>" in body(result.data)
    assert text(result.data) == "Pay within sixty (60) days of invoice.\nThe end."
    assert text(reject(result.data, "Ann Lee")) == document.text
    assert result.receipt.holds
    assert (result.receipt.insertions, result.receipt.deletions, result.receipt.edits) == (1, 1, 1)


def test_without_edits_the_bytes_come_back():
    data = docx(para(run("Nothing to change.")))
    result = made(data)
    assert result.data == data
    assert result.receipt.holds


def test_the_same_input_gives_the_same_bytes():
    data = docx(para(run("One two three.")))
    edit = replace(read_docx(data, "a.docx"), "two", "2", "why")
    assert made(data, edit).data == made(data, edit).data


def test_other_parts_and_paragraphs_keep_their_bytes():
    odd = "<w:p  w:rsidR='00A1'  ><w:r><w:t>odd&#160;but legal</w:t></w:r ></w:p >"
    data = docx(para(run("Change me.")) + odd)
    result = made(data, replace(read_docx(data, "a.docx"), "me", "this"))
    assert odd in body(result.data)
    before, after = members(data), members(result.data)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert result.receipt.changed_parts == ("word/document.xml",)
    assert result.receipt.untouched_parts == 3


def test_striking_anothers_insertion_nests_and_the_new_words_stand_beside_it():
    data = docx(para(run("The "), inserted(run("quick brown fox")), run(" runs.")))
    result = made(data, replace(read_docx(data, "a.docx"), "brown", "red"))
    xml = body(result.data)
    assert re.search(r'<w:ins [^>]*"Bob"[^>]*>.*?quick .*?<w:del [^>]*"Ann Lee".*?brown', xml)
    assert re.search(
        r'</w:ins><w:ins [^>]*"Ann Lee"[^>]*><w:r><w:t>red</w:t></w:r></w:ins><w:ins [^>]*"Bob"', xml
    )
    assert text(reject(result.data, "Ann Lee")) == "The quick brown fox runs.\nThe end."
    assert text(reject(accept(result.data, "Ann Lee"), "Bob")) == "The red runs.\nThe end."


def test_words_another_struck_stay_struck():
    words = "<w:r><w:delText>old </w:delText></w:r>"
    gone = f'<w:del w:id="3" w:author="Bob" w:date="2025-01-01T00:00:00Z">{words}</w:del>'
    data = docx(para(run("The "), gone, run("law of Ohio.")))
    result = made(data, replace(read_docx(data, "a.docx"), "law of Ohio", "law of Iowa"))
    assert text(result.data).startswith("The law of Iowa.")
    assert gone in body(result.data)


def test_a_change_in_a_link_stays_inside_it():
    data = docx(para(run("See "), f'<w:hyperlink w:anchor="x">{run("our terms")}</w:hyperlink>', run(".")))
    result = made(data, replace(read_docx(data, "a.docx"), "our terms", "our rules"))
    assert re.search(r"<w:hyperlink [^>]*>.*<w:ins .*rules.*</w:ins></w:hyperlink>", body(result.data))


def test_a_deleted_paragraph_loses_its_mark_too():
    data = docx(para(run("First.")) + para(run("Second.")) + para(run("Third.")))
    result = made(data, replace(read_docx(data, "a.docx"), "Second.", ""))
    assert text(result.data) == "First.\nThird.\nThe end."
    assert text(accept(result.data)) == "First.\nThird.\nThe end."
    assert text(reject(result.data)) == text(data)


def test_the_last_paragraph_of_a_cell_stays_when_its_words_go():
    cells = f"<w:tbl><w:tr><w:tc>{para(run('One.'))}</w:tc><w:tc>{para(run('Two.'))}</w:tc></w:tr></w:tbl>"
    data = docx(cells)
    result = made(data, replace(read_docx(data, "a.docx"), "Two.", ""))
    assert text(result.data) == "One.\n\nThe end."


def test_several_paragraphs_can_be_replaced_by_more():
    data = docx(para(run("One.")) + para(run("Two.")))
    result = made(data, replace(read_docx(data, "a.docx"), "One.\nTwo.", "Uno.\nDue.\nTre."))
    assert text(result.data) == "Uno.\nDue.\nTre.\nThe end."
    assert text(reject(result.data)) == text(data)


def test_new_paragraphs_take_style_number_and_head_from_the_one_to_be_like():
    numbered = (
        '<w:pPr><w:pStyle w:val="L2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr>'
    )
    data = docx(
        para(run("Term.", "<w:u/>"), run(" Two years and a day."), properties=numbered) + para(run("Next."))
    )
    edit = InsertParagraphs(after=0, paragraphs=("Audit. Once a year.",), bold_heads=(6,), comment="new")
    result = made(data, edit)
    xml = body(result.data)
    assert xml.count('<w:numId w:val="4"/>') == 2
    assert "<w:rPr><w:u/></w:rPr><w:t>Audit.</w:t>" in xml
    assert re.search(r"<w:rPr><w:ins [^>]*Ann Lee[^>]*/></w:rPr></w:pPr>", xml)
    assert text(result.data) == "Term. Two years and a day.\nAudit. Once a year.\nNext.\nThe end."
    assert text(reject(result.data)) == text(data)


def test_a_plain_paragraph_lends_its_looks_and_the_head_is_made_bold():
    data = docx(para(run("Two years.", '<w:rFonts w:ascii="Arial"/><w:i/>')))
    result = made(data, InsertParagraphs(after=0, paragraphs=("Audit. Yearly.",), bold_heads=(6,)))
    assert '<w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:bCs/><w:i/></w:rPr><w:t>Audit.</w:t>' in body(
        result.data
    )


def test_paragraphs_can_be_added_where_nothing_follows():
    data = docx(f"<w:tbl><w:tr><w:tc>{para(run('Only.'))}</w:tc></w:tr></w:tbl>")
    for after in (0, 1):
        result = made(data, InsertParagraphs(after=after, paragraphs=("More.", "Yet more.")))
        assert "More.\nYet more." in text(result.data)
        assert text(reject(result.data)) == text(data)


def test_a_comment_hangs_on_the_words_and_all_its_parts_are_made():
    data = docx(para(run("Pay within ten days.")))
    document = read_docx(data, "a.docx")
    start = document.text.index("ten days")
    result = made(
        data,
        CommentOn(start=start, end=start + 8, comment="Too short & <odd>\nsecond line"),
        replace(document, "Pay", "Settle", "plainer"),
    )
    parts = members(result.data)
    for name in ("comments", "commentsExtended", "commentsIds", "people"):
        assert f"word/{name}.xml" in parts
        assert f"/word/{name}.xml".encode() in parts["[Content_Types].xml"]
        assert f'Target="{name}.xml"'.encode() in parts["word/_rels/document.xml.rels"]
    read = read_docx(result.data, "a.docx")
    shown = {(c.text, read.text[c.start : c.end]) for c in read.comments if c.start is not None}
    assert ("plainer", "Settle") in shown
    assert any(words == "ten days" for _, words in shown)
    assert {c.author for c in read.comments} == {"Ann Lee"}


def test_a_second_round_appends_to_the_comments_there_are():
    data = docx(para(run("Pay within ten days.")))
    first = made(data, replace(read_docx(data, "a.docx"), "ten", "twenty", "one")).data
    second = made(first, replace(read_docx(first, "a.docx"), "Pay", "Settle", "two"))
    assert second.author == "Ann Lee (Four Corners)"
    assert [c.text for c in read_docx(second.data, "a.docx").comments] == ["one", "two"]
    assert text(reject(second.data, second.author)) == text(first)


def test_an_author_of_the_file_is_never_impersonated():
    data = docx(para(inserted(run("New words."), author="ann lee")))
    result = made(data, replace(read_docx(data, "a.docx"), "words", "terms"))
    assert result.author == "Ann Lee (Four Corners)"


def test_tabs_breaks_and_special_hyphens_are_written_as_word_writes_them():
    data = docx(para(run("A B")))
    result = made(data, replace(read_docx(data, "a.docx"), "A B", "A\tB\u2028C\u2011D"))
    assert all(f"<w:{name}/>" in body(result.data) for name in ("tab", "br", "noBreakHyphen"))
    assert text(result.data).startswith("A\tB\u2028C\u2011D")


def test_bookmarks_inside_struck_words_survive():
    marks = '<w:bookmarkStart w:id="1" w:name="b"/>', '<w:bookmarkEnd w:id="1"/>'
    data = docx(para(run("one "), marks[0], run("two "), marks[1], run("three")) + para(run("x")))
    result = made(data, replace(read_docx(data, "a.docx"), "one two three", "four"))
    assert all(mark in body(result.data) for mark in marks)


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Section 4</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LOCKED = (
    '<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>locked words</w:t></w:r></w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("content", "old", "reason"),
    [
        (para(run("See "), FIELD, run(".")), "Section 4", "the result of a field"),
        (para(run("Some "), LOCKED), "locked", "a locked content control"),
        (para(run("Some "), LOCKED), "Some locked", "partly|locked content control"),
        (para(run("one")) + para(run("two")), "ne\ntw", "crosses the end of a paragraph"),
        (f"<w:tbl><w:tr><w:tc>{para(run('a1'))}</w:tc><w:tc>{para(run('b1'))}</w:tc></w:tr></w:tbl>",
         "a1\nb1", "edge of a table cell"),
        (para('<w:moveTo w:id="1" w:author="B">', run("moved here"), "</w:moveTo>"), "moved", "moved here"),
        (para(run("ab"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("cd")), "abcd", "picture, note"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_safely_is_refused_with_its_reason(content: str, old: str, reason: str):
    data = docx(content)
    document = read_docx(data, "a.docx")
    assert re.search(reason, refusal(data, replace(document, old, "zzz")))
    with pytest.raises(RedlineRefusedError, match=reason):
        made(data, replace(document, old, "zzz"))


def test_words_beside_a_field_can_change():
    data = docx(para(run("See "), FIELD, run(" below.")))
    result = made(data, replace(read_docx(data, "a.docx"), "See Section 4 below.", "Read Section 4 above."))
    assert text(result.data).startswith("Read Section 4 above.")


def test_a_bad_edit_is_left_out_and_the_good_one_made():
    data = docx(para(run("one two three")))
    document = read_docx(data, "a.docx")
    edits = (
        replace(document, "two", "2"),
        replace(document, "two three", "x"),
        ReplaceText(start=0, end=99, text=""),
    )
    result = redline(data, document, edits=edits, author=ANN, date=WHEN, refusals="skip")
    assert text(result.data).startswith("one 2 three")
    assert [refused.edit for refused in result.receipt.refused] == [1, 2]
    assert "overlaps edit 0" in result.receipt.refused[0].reason


def test_an_edit_whose_result_cannot_be_proved_does_not_take_the_others_with_it(
    monkeypatch: pytest.MonkeyPatch,
):
    def doubting(original: bytes, redlined: bytes, **rest: Any) -> Receipt:
        proof = receipt(original, redlined, **rest)
        doubt = ReceiptCheck(name="doubt", holds="zwei" not in body(redlined), detail="made up")
        return proof.model_copy(update={"checks": (*proof.checks, doubt)})

    monkeypatch.setattr("review.redline.redline.receipt", doubting)
    data = docx(para(run("one two three")))
    document = read_docx(data, "a.docx")
    edits = (replace(document, "one", "eins"), replace(document, "two", "zwei"))
    result = redline(data, document, edits=edits, author=ANN, date=WHEN, refusals="skip")
    assert text(result.data).startswith("eins two three")
    assert [refused.edit for refused in result.receipt.refused] == [1]
    with pytest.raises(RedlineRefusedError, match="doubt: made up"):
        redline(data, document, edits=edits, author=ANN, date=WHEN)


def test_a_document_read_from_other_bytes_is_refused():
    document = read_docx(docx(para(run("one"))), "a.docx")
    with pytest.raises(RedlineRefusedError, match="read it again"):
        redline(docx(para(run("two"))), document, edits=(), author=ANN, date=WHEN)


def test_only_word_files_are_redlined():
    data = b"%PDF-1.7"
    document = Document(
        name="a.pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        text="",
        blocks=(),
    )
    with pytest.raises(RedlineRefusedError, match=r"only \.docx"):
        redline(data, document, edits=(), author=ANN, date=WHEN)


def test_strict_files_are_refused():
    plain = docx(para(run("one")))
    strict = BytesIO()
    with zipfile.ZipFile(strict, "w") as archive:
        for name, content in members(plain).items():
            archive.writestr(
                name, content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            )
    data = strict.getvalue()
    with pytest.raises(RedlineRefusedError, match="Strict"):
        made(data, ReplaceText(start=0, end=3, text="two"))


@pytest.mark.parametrize("bad", ["a\x07b", "a\nb", "\ud800"])
def test_characters_no_paragraph_can_hold_are_refused(bad: str):
    data = docx(para(run("one two")))
    assert refusal(data, ReplaceText(start=0, end=3, text=bad))


def test_libreoffice_opens_a_redlined_file(tmp_path: Path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed, so opening a redlined file was not tried")
    data = docx(para(run("Pay within ten days.")) + para(run("Second.")) + para(run("Third.")))
    document = read_docx(data, "a.docx")
    edits = (
        replace(document, "ten", "twenty", "why"),
        replace(document, "Second.", ""),
        InsertParagraphs(after=2, paragraphs=("Added.",)),
    )
    path = tmp_path / "redlined.docx"
    path.write_bytes(made(data, *edits).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "redlined.pdf").read_bytes().startswith(b"%PDF")
