"""Negotiation guides: what is read out of them, what is not, and that nothing is lost or invented."""

import io
from decimal import Decimal
from typing import Any

import pytest
from docx import Document as new_docx
from guide_files import GUIDE, HEADERS, RULES, carded_guide, headed_guide, row_of, sheet_guide, tabled_guide
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from clause_library.library import load_library
from contracts.errors import CorruptFileError, EncryptedFileError, InvalidPlaybookError, TooLargeError
from contracts.metadata import Duration
from extraction.clauses.taxonomy import clause_types
from extraction.readers.reading import read_document
from playbooks.checks import Check, DurationRange, FeesPeriod, MoneyRange, MustMention, NumberRange
from playbooks.dump import dump_playbook
from playbooks.lint import lint_playbook
from playbooks.load import parse_playbook, starter_playbooks
from review.guides.draft import GuideDraft, Heading, draft_playbook
from review.guides.export import export_guide
from review.guides.guide import Guide
from review.guides.offers import with_offers
from review.guides.roles import role_of, run_in
from review.guides.sheet import read_sheet_guide
from review.guides.spoken import spoken
from review.guides.wishes import read_wish
from review.guides.word import read_word_guide

YEAR = Duration(count=12, unit="months")
TWICE = NumberRange(unit="multiple", max=Decimal(2))
EITHER = MustMention(groups=(("war", "act of God"),))
FORMS = {"headed": headed_guide, "tabled": tabled_guide, "carded": carded_guide}


def word(data: bytes) -> Guide:
    return read_word_guide(read_document(data, "guide.docx"))


def made(form: str) -> GuideDraft:
    if form == "sheet":
        return draft_playbook(read_sheet_guide(sheet_guide(), "Guide for SaaS as customer.xlsx"))
    return draft_playbook(word(FORMS[form]()))


def plain(check: Check) -> dict[str, Any]:
    said = check.model_dump(mode="json", exclude_defaults=True) | {"kind": check.kind}
    for bound in ("min", "max"):
        if isinstance(said.get(bound), dict):
            said[bound] = f"{said[bound]['count']} {said[bound]['unit']}"
    return said


@pytest.mark.parametrize("form", [*FORMS, "sheet"])
def test_twenty_rules_become_twenty_positions_that_match_them(form: str) -> None:
    draft = made(form)
    assert len(RULES) == len(draft.playbook.positions) == 20
    for rule, position in zip(RULES, draft.playbook.positions, strict=True):
        expected = rule["expect"]
        assert position.title == rule["title"]
        assert position.clause_types[0] == expected["type"]
        assert position.severity == expected["severity"]
        assert position.required == expected.get("required", True)
        assert [plain(check) for check in position.checks] == expected["checks"], rule["title"]
        assert [
            {"approver": rung.approver, "checks": [plain(check) for check in rung.checks]}
            for rung in position.fallbacks
        ] == expected["fallbacks"], rule["title"]
        assert position.issue == rule["position"]
        assert position.walk_away == rule["walk_away"]
        assert position.approver == rule["approver"]
        assert position.guidance == rule["background"]
        assert position.counterparty_text == rule["external"]
    assert draft.playbook.side == "customer"
    assert "saas" in draft.playbook.contract_types


@pytest.mark.parametrize("form", FORMS)
def test_every_position_is_tied_to_the_words_it_was_made_from(form: str) -> None:
    document = read_document(FORMS[form](), "guide.docx")
    draft = draft_playbook(read_word_guide(document))
    assert [source.position_id for source in draft.sources] == [each.id for each in draft.playbook.positions]
    for rule, source, position in zip(RULES, draft.sources, draft.playbook.positions, strict=True):
        assert position.source == f"guide.docx, {source.place}"
        quoted = [quote.text for quote in source.quotes]
        assert any(rule["position"] in words for words in quoted)
        assert any(rule["walk_away"] in words for words in quoted)
        for quote in source.quotes:
            assert document.text[quote.span.start : quote.span.end] == quote.text


def test_a_position_from_a_workbook_names_its_cell() -> None:
    draft = made("sheet")
    assert draft.playbook.positions[0].source == "Guide for SaaS as customer.xlsx, sheet “Positions”, cell A4"


@pytest.mark.parametrize("form", [*FORMS, "sheet"])
def test_words_that_belong_to_no_rule_are_listed_and_not_lost(form: str) -> None:
    draft = made(form)
    unused = "\n".join(told.text for told in draft.unused)
    if form != "carded":
        assert GUIDE["introduction"] in unused
    for rule in RULES:
        assert rule["position"] not in unused


@pytest.mark.parametrize("form", [*FORMS, "sheet"])
def test_what_could_not_be_read_into_a_check_is_said(form: str) -> None:
    notes = {note.position_id: note.sentence for note in made(form).notes}
    plainly = [rule for rule in RULES if rule["expect"].get("plain")]
    assert plainly
    for rule in plainly:
        id = rule["title"].lower().replace(" ", "-")
        assert "No check could be read" in notes[id]
    assert "The side was taken as customer" in notes[""]


def test_the_draft_is_a_playbook_file_that_reads_back_the_same() -> None:
    playbook = made("headed").playbook
    again = parse_playbook(dump_playbook(playbook))
    assert again.model_copy(update={"sha256": ""}) == playbook
    types = set(clause_types())
    problems = lint_playbook(playbook, clause_ids=set(), type_ids=types)
    assert not [problem for problem in problems if problem.severity == "error"]


def test_the_same_guide_gives_the_same_draft() -> None:
    assert made("headed") == made("headed")


def test_a_clause_of_the_library_is_named_only_where_it_passes_its_trial() -> None:
    playbook = with_offers(made("headed").playbook, library=load_library())
    by_id = {position.id: position for position in playbook.positions}
    assert by_id["limitation-of-liability"].standard == "saas-liability-cap-12-months"
    assert by_id["limitation-of-liability"].fallbacks[0].clause == "saas-liability-cap-6-months"
    assert by_id["exclusivity"].standard == ""


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Issue", "title"),
        ("Our Position", "standard"),
        ("Preferred position", "standard"),
        ("Standard:", "standard"),
        ("Fallback 2", "fallbacks"),
        ("Acceptable alternatives", "fallbacks"),
        ("Fallback approver", "fallback_approver"),
        ("Not acceptable", "walk_away"),
        ("Deal breakers", "walk_away"),
        ("Walk-away", "walk_away"),
        ("Escalation", "approver"),
        ("Approval required from", "approver"),
        ("Rationale", "guidance"),
        ("Why it matters", "guidance"),
        ("Internal notes", "guidance"),
        ("Text for the counterparty", "counterparty"),
        ("Explanation to the customer", "counterparty"),
        ("Risk level", "severity"),
        ("Clause type", "clause_type"),
        ("Sample language", "wording"),
        ("The vendor shall deliver the goods", None),
        ("", None),
    ],
)
def test_labels_of_guides_say_what_stands_under_them(label: str, role: str | None) -> None:
    assert role_of(label) == role


def test_a_sentence_with_a_colon_is_no_label() -> None:
    assert run_in("We agree to the following: nothing.") is None
    assert run_in("Fallback 1: six months") == ("fallbacks", "six months")


@pytest.mark.parametrize(
    ("words", "kind", "side", "expected"),
    [
        ("No more than 12 months' fees", "cap_on_liability", "vendor", [FeesPeriod(max=YEAR)]),
        ("Twelve months' fees", "cap_on_liability", "customer", [FeesPeriod(min=YEAR)]),
        ("Net 30", "payment", "vendor", [DurationRange(max=Duration(count=30, unit="days"))]),
        ("At most two times the fees", "cap_on_liability", "vendor", [TWICE]),
        ("£5 million or more", "insurance", "customer", [MoneyRange(currency="GBP", min=Decimal(5_000_000))]),
        ("It must include “war” or “act of God”", "force_majeure", "customer", [EITHER]),
    ],
)  # fmt: skip
def test_wishes_become_typed_checks(words: str, kind: str, side: Any, expected: list[Check]) -> None:
    assert list(read_wish(words, kind, side=side).checks) == expected


def test_a_bare_number_is_taken_with_a_warning() -> None:
    wish = read_wish("Ninety days", "termination_for_convenience", side="customer")
    assert [plain(check) for check in wish.checks] == [
        {"kind": "duration", "min": "90 days", "max": "90 days"}
    ]
    assert "does not say whether “Ninety days” is the least or the most" in wish.assumed[0]


units = st.sampled_from(["hours", "days", "weeks", "months", "years"])
lengths = st.builds(Duration, count=st.integers(2, 400), unit=units)
sums = st.integers(1, 10**9).map(Decimal)
bounded = st.one_of(
    st.builds(DurationRange, min=lengths),
    st.builds(DurationRange, max=lengths),
    st.builds(FeesPeriod, min=lengths),
    st.builds(NumberRange, unit=st.just("percent"), max=st.integers(1, 99).map(Decimal)),
    st.builds(MoneyRange, currency=st.sampled_from(["USD", "EUR", "GBP"]), min=sums),
)  # fmt: skip


@given(bounded)
def test_a_bound_said_in_words_is_read_back(check: Check) -> None:
    kind = "cap_on_liability" if isinstance(check, FeesPeriod) else "payment"
    assert read_wish(spoken(check), kind, side="customer").checks == (check,)


@given(st.text(max_size=200), st.sampled_from(sorted(clause_types())))
def test_any_words_become_at_least_one_check(words: str, kind: str) -> None:
    wish = read_wish(words, kind, side="customer")
    assert wish.checks
    assert wish.plain == ([check.kind for check in wish.checks] == ["present"])


@pytest.mark.parametrize("id", starter_playbooks())
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_an_exported_playbook_comes_back_with_every_position(id: str, format: str) -> None:
    playbook = starter_playbooks()[id]
    data = export_guide(playbook, format)
    assert data == export_guide(playbook, format), "same playbook, same bytes"
    guide = word(data) if format == "docx" else read_sheet_guide(data, "guide.xlsx")
    back = draft_playbook(guide, heading=Heading(side=playbook.side)).playbook
    assert len(back.positions) == len(playbook.positions)
    for before, after in zip(playbook.positions, back.positions, strict=True):
        assert after.clause_types == before.clause_types
        assert after.severity == before.severity
        assert after.approver == before.approver
        assert after.walk_away == before.walk_away
        assert len(after.fallbacks) == len(before.fallbacks)
        assert [rung.approver for rung in after.fallbacks] == [rung.approver for rung in before.fallbacks]


@pytest.mark.parametrize("id", starter_playbooks())
def test_markdown_names_every_position_and_cannot_carry_markup(id: str) -> None:
    playbook = starter_playbooks()[id]
    hostile = playbook.model_copy(update={"title": "A <script> [x](y) title"})
    text = export_guide(hostile, "md").decode("utf-8")
    assert text.startswith("# A \\<script\\> \\[x\\](y) title\n")
    assert text.count("\n## ") == len(playbook.positions)


def test_a_cell_that_begins_with_an_equals_sign_is_no_formula() -> None:
    from openpyxl import load_workbook

    playbook = next(iter(starter_playbooks().values())).model_copy(update={"title": "=1+1"})
    book = load_workbook(io.BytesIO(export_guide(playbook, "xlsx")))
    assert {cell.data_type for row in book["About"].iter_rows() for cell in row if cell.value} == {"s"}


def docx_of(*paragraphs: str) -> bytes:
    document = new_docx()
    for words in paragraphs:
        document.add_paragraph(words)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def workbook_of(rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def test_a_file_without_rules_is_refused_with_the_form_that_would_do() -> None:
    guide = word(docx_of("A letter", "Dear all, the office is closed on Monday."))
    with pytest.raises(InvalidPlaybookError, match=r"holds no rule .* Issue, Our position, Fallback"):
        draft_playbook(guide)


def test_a_rule_about_nothing_we_know_is_named_and_not_guessed() -> None:
    rules = [*RULES[:1], {**RULES[3], "title": "Office plants and their watering"}]
    draft = draft_playbook(word(tabled_guide(rules)))
    assert len(draft.playbook.positions) == 1
    assert any(
        "No clause type fits “Office plants and their watering”" in note.sentence for note in draft.notes
    )
    assert any(told.text == "Office plants and their watering" for told in draft.unused)


def test_two_rules_of_one_title_get_two_ids() -> None:
    draft = draft_playbook(word(tabled_guide([RULES[0], RULES[0]])))
    assert [each.id for each in draft.playbook.positions] == [
        "limitation-of-liability",
        "limitation-of-liability-2",
    ]


def test_a_cell_with_two_lines_holds_two_fallbacks() -> None:
    rule = {**RULES[0], "fallbacks": ["1. At least nine months' fees", "2. At least six months' fees"]}
    rungs = draft_playbook(word(tabled_guide([rule]))).playbook.positions[0].fallbacks
    assert [plain(rung.checks[0])["min"] for rung in rungs] == ["9 months", "6 months"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04 not a workbook", CorruptFileError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", EncryptedFileError),
    ],
)
def test_a_broken_workbook_is_refused_in_one_sentence(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match="save it"):
        read_sheet_guide(data, "guide.xlsx")


def test_a_word_file_is_no_workbook() -> None:
    with pytest.raises(CorruptFileError, match=r"save it again as \.xlsx"):
        read_sheet_guide(docx_of("words"), "guide.xlsx")


def test_a_workbook_with_too_many_rows_is_refused_and_not_cut() -> None:
    rows = [list(HEADERS), *([list(row_of(RULES[0]))] * 2100)]
    with pytest.raises(TooLargeError, match="more than 2,000 rows"):
        read_sheet_guide(workbook_of(rows), "guide.xlsx")
