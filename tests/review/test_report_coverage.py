"""What was not read stands above everything a review says, and no such review is ready to sign."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Coverage, Document, Furniture, Gap, Severity
from contracts.findings import Finding
from contracts.spans import locate
from contracts.structure import Definition, Reference, UndefinedTerm
from playbooks.checks import Present
from playbooks.playbook import Playbook, Position
from review.engine import review
from review.report.coverage import furniture_rows, gap_rows, page_words, warning
from review.report.page import render_report
from review.report.terms import terms_of
from review.triage import triage

LINES = ["## Term", ("It runs for two (2) years.", "term"), "## Notices", "Letters go by the post. " * 20]
TERM = Position(
    id="term", title="Term", clause_types=("term",), issue="Because.", severity="high", checks=(Present(),)
)
BOOK = Playbook(
    id="b", title="B", version="1", contract_types=("saas",), side="customer", notice="n", positions=(TERM,)
)
SECRET = "Pay <b>twice</b> & say nothing."
GAPS = st.builds(
    Gap,
    kind=st.sampled_from(["hidden_text", "ocr", "image", "attachment", "unknown_kind"]),
    place=st.sampled_from(["page 1", "page 2", "body, paragraph 3"]),
    reason=st.sampled_from(["a picture", "read from a picture by OCR with a mean confidence of 95 %"]),
    severity=st.sampled_from(get_args(Severity)),
    content=st.sampled_from(["", "words"]),
)


def gap(severity: Severity = "high", **told: str) -> Gap:
    return Gap(**{"kind": "hidden_text", "place": "page 1", "reason": "white", "severity": severity, **told})


def in_order(document: Document) -> Finding:
    quote = locate(document, "two (2) years")
    assert quote is not None
    return Finding(
        id="1", position_id="term", title="Term", clause_type="term", verdict="standard", severity="low",
        reason="It is our standard.", confidence=1.0, fingerprint="f", quotes=(quote,),
    )  # fmt: skip


@given(gaps=st.lists(GAPS, min_size=1, max_size=6))
def test_a_contract_that_was_not_read_whole_is_never_ready_to_sign(build, gaps: list[Gap]):
    whole = build(LINES)
    finding = in_order(whole.document)
    assert triage(whole, (finding,), playbook=BOOK).route == "safe_to_sign"
    coverage = Coverage(gaps=tuple(gaps))
    partly = whole.model_copy(update={"document": whole.document.model_copy(update={"coverage": coverage})})
    assert triage(partly, (finding,), playbook=BOOK).route != "safe_to_sign"
    assert warning(coverage)


@given(gaps=st.lists(GAPS, max_size=12))
def test_every_gap_is_shown_and_the_gravest_stand_first(gaps: list[Gap]):
    rows = gap_rows(Coverage(gaps=tuple(gaps)))
    ranks = [["critical", "high", "medium", "low"].index(row.severity) for row in rows]
    assert ranks == sorted(ranks)
    for each in gaps:
        assert any(
            each.place in row.place and (each.reason, each.content) == (row.reason, row.content)
            for row in rows
        )


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ((), ""),
        (("low",), "1 part of it was left out or not read for sure."),
        (("high",), "1 part of it was left out or not read for sure, of high severity."),
        (("high", "critical"), "2 parts of it were left out or not read for sure, all of high severity."),
        (("high", "low", "low"), "3 parts of it were left out or not read for sure, 1 of high severity."),
    ],
)
def test_the_warning_counts_what_was_left_out(severities: tuple[Severity, ...], said: str):
    told = warning(Coverage(gaps=tuple(gap(severity) for severity in severities)))
    assert told == (f"This file was not read completely: {said}" if said else "")


def test_hidden_words_are_marked_as_hidden_and_those_of_ocr_as_unsure():
    scan = gap("medium", kind="ocr", reason="read with a mean confidence of 95 %", content="l1ability")
    hidden, unsure = gap_rows(Coverage(gaps=(scan, gap(content=SECRET))))
    assert (hidden.hidden, hidden.said) == (True, "Hidden in the file, no part of the contract")
    assert (unsure.hidden, unsure.confidence, unsure.said) == (False, 95, "Words that OCR is least sure of")


def test_gaps_that_differ_in_their_place_alone_are_one_row():
    pictures = tuple(gap("low", kind="image", place=f"paragraph {number}") for number in range(1, 10))
    (row,) = gap_rows(Coverage(gaps=pictures))
    assert row.place.startswith("paragraph 1; paragraph 2")
    assert row.place.endswith("and 3 more")


def test_headers_and_page_numbers_are_told_once_with_their_pages():
    furniture = tuple(
        Furniture(text=text, page=page, at=0)
        for page in (1, 2, 3)
        for text in ("Draft of Alder", f"Page {page} of 3")
    )
    rows = furniture_rows(Coverage(furniture=furniture))
    assert [(row.text, row.pages) for row in rows] == [
        ("Draft of Alder", "pages 1 to 3"), ("Page 1 of 3 … Page 3 of 3", "pages 1 to 3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "said"), [([3], "page 3"), ([1, 2], "pages 1, 2"), ([7, 1, 2, 3, 3], "pages 1 to 3, 7")]
)
def test_pages_are_told_in_runs(pages: list[int], said: str):
    assert page_words(pages) == said


def test_terms_and_references_that_do_not_close_are_quoted_where_they_stand():
    text = "“Affiliate” is a company. Service Credits of Section 9, Exhibit Z and Section 2 of the Act apply."

    def at(words: str) -> dict[str, int]:
        return {"start": text.index(words), "end": text.index(words) + len(words)}

    def reference(words: str, kind: str) -> Reference:
        return Reference(text=words, label=words.split()[1], kind=kind, clause_id=None, **at(words))

    meaning = {"meaning_start": 12, "meaning_end": 24}
    document = Document(
        name="a.txt", sha256="0" * 64, media_type="text/plain", text=text, blocks=(),
        undefined_terms=(UndefinedTerm(term="Service Credits", uses=2, **at("Service Credits")),),
        unused_definitions=(Definition(term="Affiliate", form="means", **at("Affiliate"), **meaning),),
        references=tuple(
            reference(words, kind)
            for words, kind in (("Section 9", "section"), ("Exhibit Z", "exhibit"), ("Section 2", "external"))
        ),
    )  # fmt: skip
    terms = terms_of(document)
    assert [(row.quote.text, row.note) for row in terms.undefined] == [
        ("Service Credits", "used twice, nowhere defined")
    ]
    assert [row.quote.text for row in terms.unused] == ["Affiliate"]
    assert [(row.quote.text, row.note) for row in terms.dangling] == [
        ("Section 9", "no such clause in this file"),
        ("Exhibit Z", "no such schedule or exhibit in this file"),
    ]  # fmt: skip


def test_the_report_warns_first_and_shows_hidden_words_escaped(build, library):
    whole = build(LINES)
    start = whole.document.text.index("post")
    terms = (UndefinedTerm(term="post", start=start, end=start + 4, uses=1),)
    coverage = Coverage(
        gaps=(gap(content=SECRET),), furniture=(Furniture(text="Draft <of> Alder", page=1, at=0),)
    )
    document = whole.document.model_copy(update={"coverage": coverage, "undefined_terms": terms})
    made = review(whole.model_copy(update={"document": document}), BOOK, library=library, side="customer")
    page = render_report(made)
    assert page.index("was not read completely") < page.index('class="route')
    assert "Hidden in the file, no part of the contract" in page
    assert "Pay &lt;b&gt;twice&lt;/b&gt; &amp; say nothing." in page
    assert "<b>twice" not in page
    assert "Draft &lt;of&gt; Alder" in page
    assert "used once, nowhere defined" in page
    assert "was not read completely" not in render_report(
        review(whole, BOOK, library=library, side="customer")
    )
