"""The views and the list of changes tell the same story, over random tracked Word files."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.document import Document
from extraction.readers.docx.reader import read_docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BY = 'w:author="Ann" w:date="2026-01-02T03:04:05Z"'
_BODY_KINDS = ("insert", "move_to", "delete", "move_from", "paragraph_insert", "paragraph_delete")


@dataclass(frozen=True)
class Stretch:
    words: str
    mark: str


@dataclass(frozen=True)
class Para:
    stretches: tuple[Stretch, ...]
    mark: str


_paras = st.lists(
    st.builds(
        Para,
        st.lists(
            st.builds(
                Stretch,
                st.text(st.sampled_from("abc .”"), max_size=5),
                st.sampled_from(("", "", "ins", "del", "moveTo", "moveFrom")),
            ),
            max_size=5,
        ).map(tuple),
        st.sampled_from(("", "", "ins", "del")),
    ),
    max_size=6,
)


def _run(stretch: Stretch, number: int) -> str:
    tag = "delText" if stretch.mark == "del" else "t"
    run = f'<w:r><w:{tag} xml:space="preserve">{stretch.words}</w:{tag}></w:r>'
    return f'<w:{stretch.mark} w:id="{number}" {_BY}>{run}</w:{stretch.mark}>' if stretch.mark else run


def _paragraph(para: Para, number: int) -> str:
    mark = f'<w:pPr><w:rPr><w:{para.mark} w:id="{number}" {_BY}/></w:rPr></w:pPr>' if para.mark else ""
    runs = "".join(_run(stretch, number + at) for at, stretch in enumerate(para.stretches, 1))
    return f"<w:p>{mark}{runs}</w:p>"


def _file(paras: list[Para]) -> bytes:
    # the mark of the last paragraph of a body cannot be tracked
    closed = [*paras, Para((Stretch("end", ""),), "")]
    body = "".join(_paragraph(para, 10 * number) for number, para in enumerate(closed, 1))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def _taken_back(document: Document) -> str:
    """The current text with each insertion taken out and each deletion put back, change by change."""
    text, out, at = document.text, "", 0
    for revision in document.revisions:
        assert revision.kind in _BODY_KINDS
        if revision.kind in _BODY_KINDS[:4] and not revision.text:
            continue  # a mark around nothing may stand amid a change that it parts
        out += text[at : revision.start]
        at = revision.start
        if revision.kind in ("insert", "move_to"):
            assert text[revision.start : revision.end] == revision.text
            at = revision.end
        elif revision.kind in ("delete", "move_from"):
            out += revision.text
        elif revision.kind == "paragraph_delete":
            out += "\n"
        else:
            assert text[at] == "\n"
            at += 1
    return out + text[at:]


@settings(deadline=None, max_examples=150)
@given(_paras)
def test_the_current_view_with_its_changes_taken_back_is_the_original_view(paras):
    data = _file(paras)
    current, original = read_docx(data, "a.docx"), read_docx(data, "a.docx", view="original")
    assert _taken_back(current) == original.text


@settings(deadline=None, max_examples=60)
@given(_paras)
def test_all_views_tell_the_same_changes(paras):
    data = _file(paras)
    told = [
        [(revision.kind, revision.author, revision.date) for revision in document.revisions]
        for document in (read_docx(data, "a.docx", view=view) for view in ("current", "marked"))
    ]
    assert sorted(told[0], key=str) == sorted(told[1], key=str)


@settings(deadline=None, max_examples=60)
@given(_paras)
def test_the_marked_view_holds_the_words_of_both_others(paras):
    data = _file(paras)
    marked = read_docx(data, "a.docx", view="marked").text
    for view in ("current", "original"):
        for line in read_docx(data, "a.docx", view=view).text.split():
            assert _is_within(line, marked)


def _is_within(words: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in words)
