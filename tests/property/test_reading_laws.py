"""Laws of reading, over random Word files and text files."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.document import Document
from contracts.errors import NoTextError
from extraction.readers.docx.package import open_package
from extraction.readers.docx.pieces import text_of
from extraction.readers.docx.reader import place_units, read_docx
from extraction.readers.text import read_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DATE = 'w:date="2026-01-02T03:04:05Z"'
_ANN, _BOB = f'w:id="1" w:author="Ann" {_DATE}', f'w:id="2" w:author="Bob" {_DATE}'


@dataclass(frozen=True)
class Stretch:
    text: str
    state: str


@dataclass(frozen=True)
class Para:
    stretches: tuple[Stretch, ...]
    mark: str


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\r\t\x0c")
_words = st.text(st.sampled_from("ab “”’\u00a0–1.)\u00ad"), max_size=6)
_states = st.sampled_from(("plain", "plain", "ins", "del", "ins+del", "hidden"))
_paras = st.lists(
    st.builds(
        Para,
        st.lists(st.builds(Stretch, _words, _states), max_size=4).map(tuple),
        st.sampled_from(("", "", "ins", "del")),
    ),
    min_size=1,
    max_size=6,
)
_committed = st.lists(
    st.builds(Para, st.lists(st.builds(Stretch, _words, st.just("plain"))).map(tuple), st.just("")),
    min_size=1,
)


def _run(text: str, tag: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _xml(stretch: Stretch) -> str:
    plain, deleted = _run(stretch.text, "t"), _run(stretch.text, "delText")
    return {
        "plain": plain,
        "ins": f"<w:ins {_ANN}>{plain}</w:ins>",
        "del": f"<w:del {_ANN}>{deleted}</w:del>",
        "ins+del": f"<w:ins {_ANN}><w:del {_BOB}>{deleted}</w:del></w:ins>",
        "hidden": _run(stretch.text, "t", "<w:vanish/>"),
    }[stretch.state]


def _file(paras: list[Para]) -> bytes:
    # the last mark of a body cannot be deleted or inserted, so a committed paragraph closes it
    body = "".join(
        f"<w:p><w:pPr><w:rPr>{f'<w:{para.mark} {_ANN}/>' if para.mark else ''}</w:rPr></w:pPr>"
        f"{''.join(map(_xml, para.stretches))}</w:p>"
        for para in [*paras, Para((Stretch("end", "plain"),), "")]
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def _expected(paras: list[Para], shown: tuple[str, ...], gone_mark: str) -> str:
    lines = [""]
    for para in paras:
        lines[-1] += "".join(stretch.text for stretch in para.stretches if stretch.state in shown)
        if para.mark != gone_mark:
            lines.append("")
    lines[-1] += "end"
    return "\n".join(lines)


def _is_whole(document: Document) -> None:
    assert document.text == "\n".join(document.text[block.start : block.end] for block in document.blocks)
    before = -1
    for block in document.blocks:
        assert block.start == before + 1
        assert block.end >= block.start
        before = block.end
        inside = [offset for span in block.bold for offset in span]
        assert inside == sorted(inside)
        assert all(block.start <= offset <= block.end for offset in inside)
    assert before == len(document.text)


@settings(deadline=None, max_examples=60)
@given(_paras)
def test_views_are_what_accepting_and_rejecting_would_leave(paras):
    data = _file(paras)
    current, original = read_docx(data, "a.docx"), read_docx(data, "a.docx", view="original")
    _is_whole(current)
    _is_whole(original)
    assert current.text == _expected(paras, ("plain", "ins"), "del")
    assert original.text == _expected(paras, ("plain", "del"), "ins")


@settings(deadline=None, max_examples=60)
@given(_paras)
def test_changes_lie_inside_the_text_and_insertions_quote_it(paras):
    document = read_docx(_file(paras), "a.docx")
    at = 0
    for number, revision in enumerate(document.revisions, start=1):
        assert revision.id == f"r{number}"
        assert at <= revision.start <= revision.end <= len(document.text)
        at = revision.start
        if revision.kind == "insert" and revision.end > revision.start:
            assert document.text[revision.start : revision.end] == revision.text
        if revision.kind == "delete":
            assert revision.start == revision.end


@settings(deadline=None, max_examples=60)
@given(_paras)
def test_every_character_leads_to_its_node(paras):
    data = _file(paras)
    document, layout = read_docx(data, "a.docx"), place_units(open_package(data))
    for placed in layout.units:
        assert text_of(placed.unit.pieces) == document.text[placed.start : placed.end]
        for item in placed.pieces:
            if item.end > item.start:
                at = item.piece.at
                words = item.piece.node.text[at : at + item.end - item.start]
                assert document.text[item.start : item.end] == words


@settings(deadline=None, max_examples=40)
@given(_paras)
def test_hidden_words_are_told_in_full(paras):
    document = read_docx(_file(paras), "a.docx")
    hidden = "".join(s.text for para in paras for s in para.stretches if s.state == "hidden")
    told = "".join(gap.content for gap in document.coverage.gaps)
    assert told.split() == hidden.split() or "".join(told.split()) == "".join(hidden.split())


@settings(deadline=None, max_examples=40)
@given(_committed)
def test_without_changes_all_views_are_equal(paras):
    data = _file(paras)
    documents = [read_docx(data, "a.docx", view=view) for view in ("current", "original", "marked")]
    assert documents[0] == documents[1] == documents[2]
    assert documents[0].revisions == ()


@settings(deadline=None, max_examples=100)
@given(st.text(_LETTERS, min_size=1))
def test_a_text_file_keeps_all_its_words(text):
    try:
        document = read_text(text.encode(), "a.txt")
    except NoTextError:
        assert not text.lstrip("\ufeff").strip()
        return
    _is_whole(document)
    assert document.text.split() == text.removeprefix("\ufeff").split()
