"""Accepting and rejecting, checked on small cases and on published triples."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from review.redline.revisions import accept, reject

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
URI = W[1:-1]
BY = 'w:author="Bob" w:date="2025-01-01T00:00:00Z"'
# a generated baseline that keeps apart two paragraphs whose common mark the file says was inserted
DOUBTFUL = {"RP051-Arabic-Rejected.docx"}


def docx(body: str) -> bytes:
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relationships}"><Relationship Id="r" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
        )
        content = f'<w:document xmlns:w="{URI}"><w:body>{body}<w:sectPr/></w:body></w:document>'
        archive.writestr("word/document.xml", content)
    return out.getvalue()


def paragraphs(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(node.text or "" for node in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def left_over(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return sum(
        1 for _ in root.iter(*(W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange")))
    )


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


INS = f"<w:ins w:id='1' {BY}>{run('new')}</w:ins>"
DEL = f"<w:del w:id='2' {BY}>{run('old', 'delText')}</w:del>"
GONE_MARK = f"<w:pPr><w:rPr><w:del w:id='3' {BY}/></w:rPr></w:pPr>"
NEW_MARK = f"<w:pPr><w:rPr><w:ins w:id='4' {BY}/></w:rPr></w:pPr>"
ROW = f"<w:tr><w:trPr><w:ins w:id='5' {BY}/></w:trPr><w:tc><w:p>{run('row')}</w:p></w:tc></w:tr>"


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (f"<w:p>{run('a ')}{DEL}{INS}</w:p>", ["a new"], ["a old"]),
        (f"<w:p>{GONE_MARK}{run('a')}</w:p><w:p>{run('b')}</w:p>", ["ab"], ["a", "b"]),
        (f"<w:p>{NEW_MARK}{run('a')}</w:p><w:p>{run('b')}</w:p>", ["a", "b"], ["ab"]),
        (f"<w:p>{run('a')}</w:p><w:p>{NEW_MARK}{INS}</w:p><w:tbl/>", ["a", "new"], ["a"]),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc></w:tr>{ROW}</w:tbl>", ["a", "row"], ["a"]),
        (f"<w:p><w:ins w:id='1' w:author='Eve'>{run('x')}{DEL}</w:ins></w:p>", ["x"], [""]),
    ],
)
def test_accepting_and_rejecting_leave_no_revision(body: str, accepted: list[str], rejected: list[str]):
    data = docx(body)
    assert paragraphs(accept(data)) == accepted
    assert paragraphs(reject(data)) == rejected
    assert left_over(accept(data)) == left_over(reject(data)) == 0


def test_one_authors_changes_can_be_decided_alone():
    data = docx(f"<w:p>{DEL}{INS.replace('Bob', 'Eve')}</w:p>")
    assert paragraphs(reject(data, "Eve")) == [""]
    assert paragraphs(reject(data, "Bob")) == ["oldnew"]
    assert left_over(accept(data, "Eve")) == 1


def test_a_file_without_changes_keeps_its_bytes():
    data = docx(f"<w:p>{run('a')}</w:p>")
    assert accept(data) == data
    assert reject(data) == data


def test_rejecting_formats_brings_the_old_ones_back():
    old = f"<w:rPrChange w:id='9' {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    data = docx(f"<w:p><w:r><w:rPr><w:b/>{old}</w:rPr><w:t>a</w:t></w:r></w:p>")
    with zipfile.ZipFile(BytesIO(reject(data))) as archive:
        assert b"<w:rPr><w:i/></w:rPr>" in archive.read("word/document.xml")


@pytest.mark.sweep
def test_published_triples_agree(shared_data: Path):
    folder = shared_data / "docx" / "revision_triples"
    if not folder.is_dir():
        pytest.skip(f"the revision triples are not in {folder}")
    for ending, decide in (("-Accepted.docx", accept), ("-Rejected.docx", reject)):
        for wanted in sorted(folder.glob(f"*{ending}")):
            source = wanted.with_name(wanted.name.replace(ending, ".docx"))
            if source.exists() and wanted.name not in DOUBTFUL:
                decided = decide(source.read_bytes())
                assert paragraphs(decided) == paragraphs(wanted.read_bytes()), wanted.name
                assert left_over(decided) == 0, wanted.name
