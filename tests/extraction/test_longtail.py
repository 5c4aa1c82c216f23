"""Web pages, Markdown, mail and old formats of word processors: read offline, or refused with the remedy."""

import os
import shutil
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from contracts.document import Document
from contracts.errors import (
    CorruptFileError,
    NoTextError,
    TooLargeError,
    UnreadableError,
    UnsupportedFormatError,
)
from extraction.readers import longtail_office
from extraction.readers.limits import Limits
from extraction.readers.longtail import attachments
from extraction.readers.longtail_partition import RulePipeline, partitioner
from extraction.readers.reading import read_document

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from outlook import outlook_mail  # noqa: E402

SAMPLE = ROOT / "samples" / "third-party-nda.docx"
office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (libreoffice-writer-nogui) is not installed"
)


def page(html: str, limits: Limits | None = None) -> Document:
    document = read_document(html.encode(), "page.html", limits=limits)
    assert document.text == "\n".join(document.text[block.start : block.end] for block in document.blocks)
    return document


def shape(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, document.text[block.start : block.end]) for block in document.blocks]


def hidden(document: Document) -> list[str]:
    return [gap.content for gap in document.coverage.gaps if gap.kind == "hidden_text"]


# --- web pages


def test_a_web_page_is_paragraphs_headings_list_items_and_cells():
    document = page(
        "<!doctype html><html><body><h1>Agreement</h1><p>This <b>Agreement</b> is&nbsp;made.</p>"
        "<ol type=a start=2><li>One</li><li>Two</li></ol>"
        "<table><tr><th>Fee</th><td>USD 5<br>a month</td></tr></table></body></html>"
    )
    assert shape(document) == [
        ("heading", "", "Agreement"),
        ("paragraph", "", "This Agreement is made."),
        ("paragraph", "b.", "One"),
        ("paragraph", "c.", "Two"),
        ("cell", "", "Fee"),
        ("cell", "", "USD 5"),
        ("cell", "", "a month"),
    ]
    paragraph, cell = document.blocks[1], document.blocks[-1]
    assert [document.text[start:end] for start, end in paragraph.bold] == ["Agreement"]
    assert cell.cell is not None
    assert (cell.cell.table, cell.cell.row, cell.cell.column) == (0, 0, 1)
    assert document.coverage.complete
    assert document.media_type == "text/html"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>before</p><main><p>in</p></main><p>after</p>", ["before", "in", "after"]),
        ("<p>in</p></body></html><p>behind the end</p>", ["in", "behind the end"]),
        ("<table><tr><td>A<b>greement</b></td><td>x</td></tr></table>", ["Agreement", "x"]),
        ("<p>- 5 % off</p><p>7</p><p>• dot</p>", ["- 5 % off", "7", "• dot"]),
        ("<p>one<br>two</p>", ["one", "two"]),
        ("<form>Name: <input value='Acme'> <select><option>a<option selected>b</select></form>",
         ["Name: Acme b"]),
        ("<details><summary>More</summary>terms</details><figure>f</figure><nav>n</nav>",
         ["More", "terms", "f", "n"]),
        ("<table><tr><td><h2>Frame</h2><p>of a page</p></td></tr></table>", ["Frame", "of a page"]),
        ("<p>x<sub>2</sub><ins>y</ins> <o:p>z</o:p></p>", ["x2y z"]),
        ("<pre>1. Term\n   (a) two</pre>", ["1. Term", "   (a) two"]),
        ("<p>a < b & c &lt; d</p>", ["a < b & c < d"]),
        ("<caption>c</caption><p>unclosed<p>next", ["c", "unclosed", "next"]),
        ("<p>a&#xe000;b &#xe001;c</p>", ["a\ufffdb \ufffdc"]),
        ("<table><table><tr><td>in</td></tr></table><tr><td>out</td></tr></table>", ["in", "out"]),
    ],
)  # fmt: skip
def test_no_word_that_a_browser_shows_is_lost_or_changed(html: str, lines: list[str]):
    document = page(html)
    assert document.text.split("\n") == lines
    assert document.coverage.complete


def test_scripts_styles_and_comments_are_never_text():
    document = page("<style>p{margin:0}</style><script>let fee = 5</script><!-- note --><p>Words</p>")
    assert document.text == "Words"
    assert document.coverage.complete


@pytest.mark.parametrize(
    "html",
    [
        '<p style="display: none">secret</p>',
        '<p hidden>secret</p>',
        '<p style="visibility:hidden">secret</p>',
        '<p style="COLOR:#FFF">secret</p>',
        '<p style="color:rgb(255, 255, 255)">secret</p>',
        '<font color="white">secret</font>',
        '<p style="font-size:0">secret</p>',
        '<p style="font-size:1px">secret</p>',
        '<p style="opacity:0">secret</p>',
        '<p style="position:absolute;left:-9999px">secret</p>',
        '<p style="color:transparent">secret</p>',
        '<div style="height:0;overflow:hidden"><b>secret</b></div>',
        '<style>.x{display:none}</style><p class="a x">secret</p>',
        '<style>#x b, i{color:white}</style><p id=x><b>secret</b></p>',
        '<style>div > p{font-size:0pt}</style><div><p>secret</p></div>',
        '<table bgcolor="#000000"><tr><td>shown</td><td><p style="color:black">secret</p></td></tr></table>'
        .replace("shown", '<span style="color:#fff">shown</span>'),
        '<template>secret</template>',
    ],
)  # fmt: skip
def test_hidden_words_are_kept_out_and_told(html: str):
    document = page(f"<p>shown</p>{html}<p>words</p>")
    assert "secret" not in document.text
    assert document.text.startswith("shown")
    assert document.text.endswith("words")
    assert hidden(document) == ["secret"]
    assert all(gap.severity == "high" for gap in document.coverage.gaps)


@pytest.mark.parametrize(
    "html",
    [
        '<div style="background:#000"><p style="color:#fff">words</p></div>',
        '<div style="visibility:hidden"><p style="visibility:visible">words</p></div>',
        '<div style="font-size:0"><p style="font-size:11pt">words</p></div>',
        "<style>.x{display:none} .y .x{display:block}</style><div class=y><p class=x>words</p></div>",
        "<style>@media print { p {display:none} }</style><p>words</p>",
        '<p style="font-size:0.8em">words</p>',
    ],
)
def test_words_that_can_be_seen_are_not_hidden(html: str):
    document = page(html)
    assert document.text == "words"
    assert hidden(document) == []


def test_what_was_not_fetched_or_followed_is_a_gap():
    document = page(
        '<link rel="stylesheet" href="https://example.com/a.css">'
        "<style>ol{x:counter(a)} a[b]{display:none}</style>"
        '<p>Words<del>old words</del></p><iframe src="https://example.com"></iframe><img src="https://x.org/a.png">'
    )
    kinds = [gap.kind for gap in document.coverage.gaps]
    assert sorted(kinds) == ["deleted_text", "embedded_document", "image", "style", "style", "style"]
    assert document.text == "Words"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<meta charset=windows-1252><p>Fee: €5".encode("cp1252"), "Fee: €5"),
        ("<p>Fee: €5".encode("utf-16"), "Fee: €5"),
        ("<?xml version='1.0' encoding='utf-8'?><html><p>Fee: €5</p></html>".encode(), "Fee: €5"),
        (b"<meta charset=nonesuch><p>Fee", "Fee"),
    ],
)
def test_the_encoding_is_that_of_the_page(data: bytes, words: str):
    assert read_document(data, "a.htm").text == words


def test_a_page_without_words_that_show_is_refused():
    with pytest.raises(NoTextError, match="page"):
        page("<p style='display:none'>secret</p>")
    with pytest.raises(NoTextError):
        page(" ")


def test_a_page_nested_without_end_is_refused():
    with pytest.raises(TooLargeError, match="nested"):
        page("<div>" * 3000 + "deep")
    assert page("<b>" * 100 + "deep").text == "deep"


def test_a_web_page_is_known_by_its_content_where_the_name_is_silent():
    assert read_document(b"<!DOCTYPE html><p>Words", "page").media_type == "text/html"
    assert read_document(b"<html><p>Words", "old.doc").text == "Words"
    assert read_document(b"<html> is a tag", "notes.txt").media_type == "text/plain"


# --- Markdown


def test_markdown_is_read_with_its_typed_numbers():
    document = read_document(
        b"# NDA\n\nThis **is** it.\n\n3. Third\n4. Fourth\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "a.md"
    )
    assert shape(document) == [
        ("heading", "", "NDA"),
        ("paragraph", "", "This is it."),
        ("paragraph", "3.", "Third"),
        ("paragraph", "4.", "Fourth"),
        *(("cell", "", words) for words in "ab12"),
    ]
    assert (document.media_type, document.coverage.complete) == ("text/markdown", True)


def test_words_hidden_in_markdown_are_told():
    assert hidden(read_document(b"Words <span style='display:none'>secret</span>", "a.md")) == ["secret"]


# --- mail


def mail(plain: str = "the term is two years", html: str = "", **files: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "A <a@example.com>", "b@example.com", "Our NDA"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in files.items():
        filename = name.replace("_", ".")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=filename)
    return message.as_bytes()


def test_a_mail_is_its_headers_and_its_words():
    document = read_document(mail(html="<p>the term is <b>two years</b></p>"), "a.eml")
    assert shape(document)[-1] == ("paragraph", "", "the term is two years")
    assert ("header", "", "Subject: Our NDA") in shape(document)
    assert (document.media_type, document.coverage.complete) == ("message/rfc822", True)


def test_a_mail_of_plain_text_has_a_block_for_each_line():
    assert read_document(mail("1. Term\n\n2. Fees"), "a.eml").text.endswith("\n1. Term\n2. Fees")


def test_attachments_are_files_of_their_own_and_gaps_of_the_mail():
    nda = SAMPLE.read_bytes()
    data = mail(nda_docx=nda, logo_png=b"\x89PNG")
    gaps = read_document(data, "a.eml").coverage.gaps
    assert [(gap.kind, gap.place) for gap in gaps] == [("attachment", "nda.docx"), ("attachment", "logo.png")]
    found = attachments(data, "a.eml")
    assert [(item.name, len(item.data)) for item in found] == [("nda.docx", len(nda)), ("logo.png", 4)]
    assert read_document(found[0].data, found[0].name).text == read_document(nda, "nda.docx").text
    assert attachments(nda, "nda.docx") == ()


def test_a_mail_in_a_mail_is_an_attachment_and_names_have_no_folders():
    message = EmailMessage()
    message.set_content("see below")
    inner = EmailMessage()
    inner["Subject"] = "../../etc/passwd"
    inner.set_content("the term is two years")
    message.add_attachment(inner)
    (found,) = attachments(message.as_bytes(), "a.eml")
    assert found.name == "passwd.eml"
    assert "two years" in read_document(found.data, found.name).text


def test_a_mail_that_says_other_things_as_text_and_as_page_is_told():
    plain = "the fee is ten thousand dollars and it is payable every month in advance"
    document = read_document(mail(plain, "<p>the fee is waived</p>"), "a.eml")
    assert [gap.kind for gap in document.coverage.gaps] == ["other_version"]


def test_a_mail_of_attachments_alone_is_refused_and_names_them():
    with pytest.raises(NoTextError, match=r"nda\.docx"):
        read_document(mail("", nda_docx=b"x"), "a.eml")


def test_an_outlook_mail_is_read_with_its_attachment_named():
    data = outlook_mail("1. The term is two years.\r\n2. Fees.", b"1. Term")
    document = read_document(data, "a.msg")
    assert document.text == "Subject: Our NDA\n1. The term is two years.\n2. Fees."
    assert document.media_type == "application/vnd.ms-outlook"
    assert [(gap.kind, gap.place) for gap in document.coverage.gaps] == [("attachment", "nda.txt")]
    assert [(item.name, item.data) for item in attachments(data, "a.msg")] == [("nda.txt", b"1. Term")]


def test_no_damage_to_a_mail_raises_anything_but_a_named_error():
    for whole, name in ((outlook_mail("Words", b"x"), "a.msg"), (mail(html="<p>x</p>", a_txt=b"x"), "a.eml")):
        for at in range(0, len(whole), 61):
            for broken in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]):
                try:
                    read_document(broken, name)
                except UnreadableError:
                    continue


# --- old formats of word processors

RTF = rb"{\rtf1\ansi {\b Agreement}\par This Agreement is made on 1 May 2026.\par {\v secret}\par}"


@office
def test_rich_text_is_read_through_libreoffice_and_said_to_be():
    document = read_document(RTF, "a.rtf")
    assert document.text.startswith("Agreement\nThis Agreement is made on 1 May 2026.")
    assert [gap.kind for gap in document.coverage.gaps] == ["converted", "hidden_text"]
    assert document.media_type == "application/rtf"
    assert all(block.address is None for block in document.blocks)


@office
@pytest.mark.parametrize(("kind", "target"), [("doc", "doc:MS Word 97"), ("odt", "odt")])
def test_old_word_and_opendocument_files_are_read_as_the_word_file(kind: str, target: str, tmp_path: Path):
    (tmp_path / "a.rtf").write_bytes(RTF)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, target, "--outdir", tmp_path, tmp_path / "a.rtf"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = read_document((tmp_path / f"a.{kind}").read_bytes(), f"a.{kind}")
    assert document.text.startswith("Agreement\nThis Agreement is made on 1 May 2026.")
    assert document.coverage.gaps[0].kind == "converted"


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_without_libreoffice_the_remedy_is_said(kind: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(longtail_office.shutil, "which", lambda name: None)
    with pytest.raises(UnsupportedFormatError, match=r"install LibreOffice or save it as \.docx"):
        longtail_office.converted(b"x", "a", kind=kind)


def test_a_converter_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(longtail_office.shutil, "which", lambda name: str(program))
    with pytest.raises(TooLargeError, match="busy"):
        longtail_office.converted(RTF, "a.rtf", kind="rtf", seconds=1)
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_a_converter_that_writes_nothing_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setattr(longtail_office.shutil, "which", lambda name: str(program))
    with pytest.raises(CorruptFileError, match="cannot open"):
        longtail_office.converted(RTF, "a.rtf", kind="rtf")


# --- `unstructured` kept quiet


def test_the_hook_for_the_language_model_is_still_there():
    from unstructured.nlp import tokenize

    partitioner()
    assert tokenize._get_nlp is RulePipeline
    assert tokenize.sent_tokenize("One is. Two shall be.") == ["One is.", "Two shall be."]
    assert tokenize.pos_tag("Fees are due") == [("Fees", "NN"), ("are", "VB"), ("due", "NN")]


OFFLINE = """
import socket, sys

def refuse(*arguments, **named):
    print("CONNECTION", arguments, file=sys.stderr)
    raise OSError("no network")

socket.socket.connect = refuse
socket.socket.connect_ex = refuse
socket.socket.sendto = refuse
socket.getaddrinfo = refuse
socket.create_connection = refuse
from extraction.readers.reading import read_document

for name, data in (
    ("a.html", b"<h1>Term</h1><p>The term is two years. Fees are due.</p><img src='http://example.com/x.png'>"),
    ("a.md", b"# Term\\n\\n- The term is two years."),
    ("a.eml", b"Subject: x\\nContent-Type: text/html\\n\\n<p>The term is two years.</p>"),
):
    assert "The term is two years." in read_document(data, name).text
assert "unstructured" in sys.modules
"""


def test_nothing_is_fetched_reported_or_printed():
    environment = {
        key: value for key, value in os.environ.items() if "TRACK" not in key and "SCARF" not in key
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OFFLINE],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_unstructured_is_loaded_only_for_files_that_need_it():
    code = (
        "import sys; from extraction.readers.reading import read_document; "
        "read_document(b'words', 'a.txt'); "
        "assert not {'unstructured', 'spacy', 'oxmsg', 'pytesseract', 'markdown'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=120)
