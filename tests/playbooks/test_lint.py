"""Lint: what is doubtful in a playbook, told with its position and a remedy."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from generated_playbooks import PLAYBOOKS
from hypothesis import HealthCheck, given, settings

from contracts.metadata import Duration
from playbooks.checks import (
    AbsentCheck,
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    MustMention,
    MustNotMention,
    Mutual,
    NumberRange,
    OneOf,
    Present,
    SimilarTo,
)
from playbooks.conditions import AllOf, AnyOf, Condition, FactIs, Not, TermBetween, ValueBetween
from playbooks.lint import LintProblem, lint_playbook
from playbooks.offers import Offered
from playbooks.phrase import says_also
from playbooks.places import lines_of
from playbooks.playbook import Fallback, Playbook, Position
from playbooks.readability import grade, longest_sentence
from playbooks.strictness import implies

_LAW = OneOf(field="governing_law", values=("Ireland",))
_SAYS = MustMention(groups=(("duty to indemnify", "indemnification"),))
_YES, _NO = (FactIs(fact="personal_data", values=(each,)) for each in ("yes", "no"))
_OVER = ValueBetween(currency="USD", min=Decimal(1000))
_UNDER = ValueBetween(currency="USD", max=Decimal("999.99"))
TWO, FIVE, SEVEN = (Duration(count=count, unit="years") for count in (2, 5, 7))


def position(**changes: Any) -> Position:
    given = {
        "id": "term",
        "title": "Term",
        "clause_types": ("term",),
        "issue": "It must end.",
        "severity": "high",
        "checks": (DurationRange(max=FIVE),),
        "standard": "term-five",
        "counterparty_text": "We propose five years.",
        "approver": "Legal",
    }
    return Position(**(given | changes))


def lint(*positions: Position, notice: str = "A sample.") -> tuple[LintProblem, ...]:
    playbook = book(*positions, notice=notice)
    return lint_playbook(playbook, clause_ids={"term-five", "term-seven"}, type_ids={"term"})


def book(*positions: Position, **changes: Any) -> Playbook:
    given = {
        "id": "p",
        "title": "P",
        "version": "1",
        "contract_types": ("nda",),
        "side": "mutual",
        "notice": "A sample.",
        "positions": positions,
    }
    return Playbook(**(given | changes))


def rung(*checks: Check, **changes: Any) -> Fallback:
    given = {"title": "Seven", "checks": checks, "clause": "term-seven", "approver": "Legal"}
    return Fallback(**(given | changes))


def test_a_sound_playbook_has_no_problem() -> None:
    assert lint(position(fallbacks=(rung(DurationRange(max=SEVEN)),))) == ()


@pytest.mark.parametrize(
    ("changes", "severity", "message"),
    [
        ({"clause_types": ("term", "trem")}, "error", 'no clause type "trem"'),
        ({"standard": "term-six"}, "error", 'no clause "term-six"'),
        ({"checks": (SimilarTo(clause="gone", at_least=0.5),)}, "error", 'no clause "gone"'),
        ({"fallbacks": (rung(DurationRange(max=SEVEN), clause="gone"),)}, "error", 'no clause "gone"'),
        ({"standard": ""}, "warning", "no standard clause"),
        ({"fallbacks": (rung(DurationRange(max=SEVEN), clause=""),)}, "warning", "names no clause to offer"),
        ({"fallbacks": (rung(DurationRange(max=SEVEN), approver=""),)}, "warning", "nobody approves"),
        ({"checks": (AbsentCheck(),)}, "error", "required, yet its only check"),
        ({"checks": (AbsentCheck(), Mutual()), "required": False}, "error", "keep `absent` alone"),
        ({"checks": (DurationRange(),)}, "error", "neither min nor max"),
        ({"checks": (DurationRange(min=SEVEN, max=TWO),)}, "error", "min 7 years is more than max 2 years"),
        ({"severity": "critical", "approver": ""}, "error", "critical but has no approver"),
        ({"approver": ""}, "warning", "of high severity but has no approver"),
        ({"clause_types": ("term", "term")}, "warning", '"term" stands twice'),
        ({"clause_types": ("tern",)}, "error", 'did you mean "term"?'),
        ({"standard": "term-fvie"}, "error", 'did you mean "term-five"?'),
        ({"fallbacks": (rung(DurationRange(max=SEVEN), clause="term-five"),)}, "warning", "same clause as"),
        ({"fallbacks": (rung(DurationRange(max=SEVEN), title=" "),)}, "warning", "fallback 1 has no title"),
        ({"title": ""}, "warning", "the title is empty"),
        ({"checks": (NumberRange(max=Decimal(-1)),)}, "error", "max -1 is less than nothing"),
        ({"checks": (MoneyRange(currency="euro", max=Decimal(1)),)}, "error", '"euro" is no currency code'),
        ({"checks": (MustMention(groups=(("a",),), anywhere=True),)}, "warning", "`anywhere` does nothing"),
        ({"checks": (DurationRange(max=FIVE, not_near=("a",)),)}, "warning", "`not_near` does nothing"),
        ({"checks": (Mutual(), Present())}, "warning", "check 2 of the standard adds nothing to check 1"),
        ({"checks": (Present(), Mutual())}, "warning", "check 1 of the standard adds nothing to check 2"),
        ({"checks": (DurationRange(max=FIVE), DurationRange(max=TWO))}, "warning", "check 1 of the standard"),
        ({"checks": (DurationRange(max=TWO), DurationRange(min=FIVE))}, "error", "min 5 years is more"),
        ({"checks": (_LAW, OneOf(field="governing_law", values=("Spain",)))}, "error", "no value of the"),
        ({"checks": (_SAYS, MustNotMention(phrases=("indemnif*",)))}, "error", 'the other forbids "inde'),
        ({"issue": "word " * 41}, "warning", "has a sentence of 41 words"),
        ({"issue": "Notwithstanding interdependencies. " * 20}, "warning", "years of schooling"),
        ({"applies_when": FactIs(fact="side", values=("vendor",))}, "error", "never hold (this"),
        ({"applies_when": FactIs(fact="contract_type", values=("nda",))}, "warning", "always holds"),
        ({"applies_when": Not(of=AnyOf(of=(_YES, _NO)))}, "error", "the condition can never hold"),
        ({"applies_when": AllOf(of=(_YES, _NO))}, "error", "the condition can never hold"),
        ({"applies_when": AllOf(of=(_OVER, _UNDER))}, "error", "the condition can never hold"),
        ({"applies_when": TermBetween(min=FIVE, max=TWO)}, "error", "the condition can never hold"),
        ({"applies_when": ValueBetween(currency="USD")}, "warning", "the condition always holds"),
        ({"counterparty_text": ""}, "warning", "no text for the counterparty"),
        ({"issue": ""}, "warning", "the issue is empty"),
        ({"checks": (OneOf(field="governing_law", values=("Ireland", "ireland")),)}, "warning", "twice"),
    ],
)  # fmt: skip
def test_each_doubt_is_told(changes: dict[str, Any], severity: str, message: str) -> None:
    problems = lint(position(**changes))
    assert [(one.position_id, one.severity) for one in problems] == [("term", severity)], problems
    assert message in problems[0].message


def test_ids_of_the_review_itself_are_refused() -> None:
    (problem,) = [each for each in lint(position(id="document.term")) if each.severity == "error"]
    assert "document." in problem.message


def test_an_id_that_cannot_stand_in_an_address_is_told() -> None:
    assert [(each.field, each.severity) for each in lint(position(id="Term Of"))] == [("id", "warning")]


def test_an_id_used_twice_is_an_error() -> None:
    told = [one.message for one in lint(position(), position()) if one.severity == "error"]
    assert [each[:16] for each in told] == ["another position"]


def test_an_empty_notice_is_told_of_the_playbook() -> None:
    assert [(one.position_id, one.severity) for one in lint(position(), notice="")] == [("", "warning")]


@pytest.mark.parametrize(
    "checks",
    [
        (DurationRange(max=FIVE),),
        (DurationRange(max=Duration(count=60, unit="months")),),
        (DurationRange(max=TWO),),
        (DurationRange(max=TWO), Mutual()),
    ],
)
def test_a_fallback_that_asks_for_as_much_as_the_standard_cannot_be_reached(
    checks: tuple[Check, ...],
) -> None:
    problems = lint(position(fallbacks=(rung(*checks),)))
    assert ["can never be reached" in one.message for one in problems] == [True]


def test_a_rung_must_be_weaker_than_every_rung_above() -> None:
    same = (rung(DurationRange(max=SEVEN)), rung(DurationRange(max=SEVEN)))
    problems = [each for each in lint(position(fallbacks=same)) if each.severity == "error"]
    assert len(problems) == 1
    assert "as much as fallback 1" in problems[0].message


def test_a_rung_that_drops_one_of_two_checks_can_be_reached() -> None:
    assert lint(position(checks=(DurationRange(max=FIVE), Mutual()), fallbacks=(rung(Mutual()),))) == ()


@pytest.mark.parametrize(
    ("stricter", "looser", "both_ways"),
    [
        (Mutual(), Present(), False),
        (NumberRange(min=Decimal("99.9")), NumberRange(min=Decimal("99.5")), False),
        (
            FeesPeriod(min=Duration(count=12, unit="months")),
            FeesPeriod(min=Duration(count=6, unit="months")),
            False,
        ),
        (FeesPeriod(min=TWO, if_none="fail"), FeesPeriod(min=TWO, if_none="pass"), False),
        (OneOf(field="governing_law", values=("A",)), OneOf(field="governing_law", values=("a", "B")), False),
        (MustMention(groups=(("a",), ("b",))), MustMention(groups=(("b", "c"),)), False),
        (MustNotMention(phrases=("a", "b")), MustNotMention(phrases=("a",), unless=("c",)), False),
        (SimilarTo(clause="x", at_least=0.6), SimilarTo(clause="x", at_least=0.4), False),
        (Mutual(), Mutual(), True),
    ],
)
def test_the_stricter_check_implies_the_looser(stricter: Check, looser: Check, both_ways: bool) -> None:
    assert implies(stricter, looser)
    assert implies(looser, stricter) is both_ways


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (DurationRange(max=TWO, near=("notice",)), DurationRange(max=FIVE)),
        (NumberRange(max=Decimal(1), unit="percent"), NumberRange(max=Decimal(2), unit="multiple")),
        (SimilarTo(clause="x", at_least=0.6), SimilarTo(clause="y", at_least=0.4)),
        (AbsentCheck(), Present()),
    ],
)
def test_checks_that_read_different_things_cannot_be_compared(one: Check, two: Check) -> None:
    assert not implies(one, two)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"clause_types": ("term", "trem")}, "clause_types[2]"),
        ({"standard": "gone"}, "standard"),
        ({"fallbacks": (rung(DurationRange(max=SEVEN), clause="gone"),)}, "fallbacks[1].clause"),
        ({"checks": (DurationRange(min=SEVEN, max=TWO),)}, "checks[1].min"),
        ({"fallbacks": (rung(Mutual(), DurationRange()),)}, "fallbacks[1].checks[2]"),
        ({"fallbacks": (rung(DurationRange(max=SEVEN)), rung(Mutual(), clause="x"))}, "fallbacks[2].clause"),
        ({"counterparty_text": ""}, "counterparty_text"),
        ({"approver": ""}, "approver"),
    ],
)
def test_each_problem_names_its_field(changes: dict[str, Any], field: str) -> None:
    assert field in [problem.field for problem in lint(position(**changes))]


@pytest.mark.parametrize(
    "condition",
    [
        _YES, _OVER, Not(of=_YES), AllOf(of=(_YES, _OVER)), AnyOf(of=(_NO, _OVER)),
        FactIs(fact="governing_law", values=("ireland",)), FactIs(fact="paper", values=("ours",)),
        AllOf(of=(FactIs(fact="mentions", values=("a",)), FactIs(fact="mentions", values=("b",)))),
        AllOf(of=(_OVER, ValueBetween(currency="EUR", max=Decimal(1)))),
        TermBetween(min=TWO, max=TWO), ValueBetween(currency="USD", min=Decimal(0), max=Decimal(0)),
        AllOf(of=tuple(FactIs(fact="mentions", values=(str(n),)) for n in range(40))),
    ],
)  # fmt: skip
def test_a_condition_that_may_hold_or_not_is_sound(condition: Condition) -> None:
    assert lint(position(applies_when=condition)) == ()


def test_a_rung_that_asks_for_more_in_one_point_is_out_of_order() -> None:
    strict = position(
        checks=(DurationRange(max=FIVE), Mutual()),
        fallbacks=(rung(DurationRange(max=TWO), MustMention(groups=(("a",),))),),
    )
    [problem] = lint(strict)
    assert (problem.field, problem.severity) == ("fallbacks[1].checks[1]", "warning")
    assert "fallback 1 asks for more than the standard in its duration check" in problem.message


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, 'decides the same as "term"'),
        (
            {"checks": (DurationRange(max=FIVE), Mutual())},
            "makes the same duration check on the same clauses",
        ),
        ({"checks": (DurationRange(max=TWO),)}, ""),
        ({"clause_types": ("term", "notices")}, ""),
        ({"signs": ("staff",)}, ""),
    ],
)
def test_two_positions_that_decide_the_same_are_told(changes: dict[str, Any], told: str) -> None:
    problems = lint_playbook(
        book(position(), position(id="again", **changes)),
        clause_ids={"term-five"}, type_ids={"term", "notices"},
    )  # fmt: skip
    assert [each.position_id for each in problems] == (["again"] if told else [])
    assert all(told in each.message for each in problems)


def test_positions_for_different_contracts_do_not_overlap() -> None:
    assert lint(position(applies_when=_YES), position(id="again", applies_when=_NO)) == ()
    assert len(lint(position(applies_when=_YES), position(id="again", applies_when=_YES))) == 1


@pytest.mark.parametrize(
    ("changes", "severity", "message"),
    [
        ({"status": "retired"}, "error", 'the clause "term-five" is retired'),
        ({"status": "draft"}, "warning", 'the clause "term-five" is a draft'),
        ({"side": "vendor"}, "warning", "is written for the vendor and this playbook for the mutual side"),
        ({"contract_types": ("saas",)}, "warning", "is for contracts of the types saas, not for nda"),
        ({"slots": {"years": ""}}, "warning", "leaves {years} without a value"),
        ({"text": "{party_us} agrees."}, "warning", "says {party_us} or {party_them}"),
        ({"text": "word " * 81}, "warning", "has a sentence of 81 words"),
    ],
)
def test_what_is_wrong_with_an_offered_clause_is_told(
    changes: dict[str, Any], severity: str, message: str
) -> None:
    problems = lint_playbook(
        book(position()), clause_ids={"term-five"}, type_ids={"term"},
        clauses={"term-five": _clause(**changes)},
    )  # fmt: skip
    assert [(each.field, each.severity) for each in problems] == [("standard", severity)]
    assert message in problems[0].message


def _clause(**changes: Any) -> Offered:
    given = {
        "status": "approved", "side": "mutual", "text": "It ends.", "contract_types": ("nda",), "slots": {},
    }  # fmt: skip
    return cast(Offered, SimpleNamespace(**(given | changes)))


@pytest.mark.parametrize(
    ("phrase", "other", "expected"),
    [
        ("breach of contract", "breach", True), ("indemnify", "indemnif*", True),
        ("breach", "breaches", False),
        ("third-party claim", "third party", True), ("a ... b", "a b", False), ("a ... b", "b", True),
        ("indemnif*", "indemnify", False), ("a b", "a ... b", False),
    ],
)  # fmt: skip
def test_words_that_say_one_phrase_may_say_another(phrase: str, other: str, expected: bool) -> None:
    assert says_also(phrase, other) is expected


def test_the_reading_grade_is_that_of_the_published_formula() -> None:
    """ "The cat sat on the mat." has 6 words and 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59."""
    assert grade("The cat sat on the mat.") == pytest.approx(-1.4, abs=0.1)
    assert grade("") == 0.0
    assert longest_sentence("One two; three four five. Six") == 3


def test_a_problem_is_found_in_its_file() -> None:
    text = (
        "id: p\nextends: q\npositions:\n  - id: term\n    fallbacks:\n"
        "      - title: x\n        checks:\n          - kind: duration\n            min: 1 year\n"
    )
    fields = ("fallbacks[1].checks[1].min", "fallbacks[1].clause", "standard", "")
    problems = [LintProblem(position_id="term", message="", severity="error", field=each) for each in fields]
    problems.append(LintProblem(position_id="base", message="", severity="error", field="standard"))
    problems.append(LintProblem(position_id="", message="", severity="error", field="notice"))
    assert lines_of(tuple(problems), text) == (9, 6, 4, 4, 2, 1)


@given(PLAYBOOKS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_playbook_can_be_linted_and_every_problem_has_a_remedy(playbook: Playbook) -> None:
    problems = lint_playbook(playbook, clause_ids=(), type_ids=())
    assert problems == lint_playbook(playbook, clause_ids=(), type_ids=())
    ids = {position.id for position in playbook.positions} | {""}
    assert all(each.position_id in ids and ";" in each.message for each in problems)
    assert all(each.field for each in problems)
