"""Laws of redlining, over random structures and random edits."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.document import Document
from contracts.edits import CommentOn, Edit, InsertParagraphs, ReplaceText
from contracts.errors import UnreadableError
from extraction.readers.docx.package import open_package
from extraction.readers.docx.reader import place_units, read_docx
from review.redline.prove import receipt
from review.redline.redline import Author, redline
from review.redline.revisions import accept, reject

URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
ANN = Author(name="Ann Lee")
WHEN = datetime(2026, 3, 4, tzinfo=UTC)

words = st.lists(
    st.sampled_from(["Supplier", " ", "shall", " ", "not", "the", ",", ".", "thirty (30)", "é", "“Term”"]),
    min_size=1, max_size=6,
).map("".join)  # fmt: skip
looks = st.sampled_from(["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/><w:sz w:val='20'/></w:rPr>"])


@st.composite
def runs(draw: st.DrawFn, tag: str = "t") -> str:
    content = f"<w:{tag} xml:space='preserve'>{draw(words)}</w:{tag}>"
    extra = draw(st.sampled_from(["", "", "", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>"]))
    return f"<w:r>{draw(looks)}{content}{extra if tag == 't' else ''}</w:r>"


@st.composite
def inlines(draw: st.DrawFn) -> str:
    """One child of a paragraph; ids are put in later."""
    inner = draw(runs())
    by = "w:id='@' w:author='Bob' w:date='2025-01-01T00:00:00Z'"
    eves = f"<w:del {by.replace('Bob', 'Eve')}>{draw(runs('delText'))}</w:del>"
    return draw(
        st.sampled_from(
            [
                inner, inner, inner,
                f"<w:ins {by}>{inner}{draw(runs())}</w:ins>",
                f"<w:del {by}>{draw(runs('delText'))}</w:del>",
                f"<w:ins {by}>{inner}{eves}</w:ins>",
                f"<w:hyperlink w:anchor='x'>{inner}</w:hyperlink>",
                f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
                f"<w:smartTag w:element='x'>{inner}</w:smartTag>",
                "<w:bookmarkStart w:id='@' w:name='b@'/>",
                "<w:proofErr w:type='spellStart'/>",
                "<w:r><w:rPr><w:b/></w:rPr><w:footnoteReference w:id='2'/></w:r>",
            ]
        )
    )  # fmt: skip


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    by = "w:id='@' w:author='Bob' w:date='2025-01-01T00:00:00Z'"
    change = f"<w:pPrChange {by}><w:pPr/></w:pPrChange>"
    properties = draw(
        st.sampled_from(
            [
                "", "", "<w:pPr><w:pStyle w:val='X'/></w:pPr>",
                f"<w:pPr><w:rPr><w:ins {by}/></w:rPr></w:pPr>",
                f"<w:pPr><w:jc w:val='center'/><w:rPr><w:b/></w:rPr>{change}</w:pPr>",
            ]
        )
    )  # fmt: skip
    return f"<w:p>{properties}{''.join(draw(st.lists(inlines(), max_size=5)))}</w:p>"


@st.composite
def files(draw: st.DrawFn) -> bytes:
    blocks = draw(st.lists(paragraphs(), min_size=1, max_size=4))
    if draw(st.booleans()):
        cells = "".join(f"<w:tc>{draw(paragraphs())}</w:tc>" for _ in range(2))
        blocks.insert(draw(st.integers(0, len(blocks))), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    body = "".join(blocks) + "<w:p><w:r><w:t>Last.</w:t></w:r></w:p>"
    numbers = count(1)
    body = "".join(part + (str(next(numbers)) if part.endswith("id='") else "") for part in body.split("@"))
    return packed(body)


def packed(body: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        types = "http://schemas.openxmlformats.org/package/2006/content-types"
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{types}"/>')
        link = f'<Relationship Id="r" Type="{OFFICE}" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONSHIPS}">{link}</Relationships>')
        content = f'<w:document xmlns:w="{URI}"><w:body>{body}<w:sectPr/></w:body></w:document>'
        archive.writestr("word/document.xml", content)
    return out.getvalue()


@st.composite
def edits(draw: st.DrawFn, document: Document) -> list[Edit]:
    found: list[Edit] = []
    for _ in range(draw(st.integers(1, 4))):
        block = draw(st.sampled_from(document.blocks))
        start = draw(st.integers(block.start, block.end))
        end = draw(st.integers(start, block.end))
        comment = draw(st.sampled_from([None, "why?"]))
        new = draw(st.one_of(words, st.just(""), st.just("x\ty\u2028z")))
        found.append(
            draw(
                st.sampled_from(
                    [
                        ReplaceText(start=start, end=end, text=new, comment=comment),
                        ReplaceText(start=block.start, end=block.end, text=new, comment=comment),
                        InsertParagraphs(
                            after=document.blocks.index(block), paragraphs=(new,), comment=comment
                        ),
                        CommentOn(start=start, end=end, comment="note"),
                    ]
                )
            )
        )
    return found


def read(data: bytes) -> Document:
    return read_docx(data, "a.docx")


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), files())
def test_rejecting_gives_the_original_and_accepting_what_was_asked(data: st.DataObject, file: bytes):
    document = read(file)
    wanted = data.draw(edits(document))
    result = redline(file, document, edits=wanted, author=ANN, date=WHEN, refusals="skip")
    assert result.receipt.holds
    assert words_of(reject(result.data, "Ann Lee")) == document.text
    now = words_of(result.data)
    assert words_of(accept(result.data, "Ann Lee")) == now
    others = [(r.kind, r.author, r.text) for r in read(reject(result.data, "Ann Lee")).revisions]
    assert merged(others) == merged([(r.kind, r.author, r.text) for r in document.revisions])
    refused = {refusal.edit for refusal in result.receipt.refused}
    made = [edit for number, edit in enumerate(wanted) if number not in refused]
    if len(made) == 1 and isinstance(made[0], ReplaceText) and made[0].text:
        edit = made[0]
        assert now == document.text[: edit.start] + edit.text + document.text[edit.end :]


def words_of(data: bytes) -> str:
    """The current view; unlike `read_docx` it takes a file that has lost all its words."""
    return place_units(open_package(data)).text


def merged(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Neighbours of one kind and author count as one: an insertion may have been split."""
    out: list[tuple[str, str, str]] = []
    for kind, author, text in found:
        if out and out[-1][:2] == (kind, author):
            out[-1] = (kind, author, out[-1][2] + text)
        else:
            out.append((kind, author, text))
    return out


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_no_edit_gives_the_same_bytes_and_a_file_equals_itself(file: bytes):
    assert redline(file, read(file), edits=(), author=ANN, date=WHEN).data == file
    assert receipt(file, file).holds


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), files())
def test_the_checker_sees_any_other_word(data: st.DataObject, file: bytes):
    """Put one more letter into any text node of a correct output: the proof must fail."""
    document = read(file)
    edit = ReplaceText(start=len(document.text) - 5, end=len(document.text) - 1, text="Final")
    result = redline(file, document, edits=(edit,), author=ANN, date=WHEN)
    with zipfile.ZipFile(BytesIO(result.data)) as archive:
        content = archive.read("word/document.xml").decode()
        names = {name: archive.read(name) for name in archive.namelist()}
    places = [at for end in ("</w:t>", "</w:delText>") for at in indexes(content, end)]
    at = data.draw(st.sampled_from(places))
    names["word/document.xml"] = f"{content[:at]}Q{content[at:]}".encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in names.items():
            archive.writestr(name, part)
    assert not receipt(file, out.getvalue(), intended=read(result.data).text).holds


def indexes(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


@pytest.mark.sweep
def test_every_readable_template_can_be_redlined(shared_data: Path):
    folder = shared_data / "docx" / "templates"
    if not folder.is_dir():
        pytest.skip(f"the templates are not in {folder}")
    for path in sorted(folder.glob("*.docx")):
        data = path.read_bytes()
        try:
            document = read(data)
        except UnreadableError:
            continue
        blocks = [b for b in document.blocks if b.end - b.start > 30 and b.kind in ("paragraph", "heading")]
        wanted: list[Edit] = []
        for number, block in enumerate(blocks[::7][:9]):
            if number % 3 == 0:
                wanted.append(
                    ReplaceText(start=block.start, end=block.start + 12, text="Each party", comment="c")
                )
            elif number % 3 == 1:
                wanted.append(ReplaceText(start=block.start, end=block.end, text=""))
            else:
                after = document.blocks.index(block)
                wanted.append(InsertParagraphs(after=after, paragraphs=("New. Words.",), bold_heads=(4,)))
        result = redline(data, document, edits=wanted, author=ANN, date=WHEN, refusals="skip")
        assert result.receipt.holds, path.name
        assert read(reject(result.data, result.author)).text == document.text, path.name
