"""Lint: what is doubtful in a playbook, told with its position and a remedy."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.metadata import Duration
from playbooks.checks import (
    AbsentCheck,
    Check,
    DurationRange,
    FeesPeriod,
    MustMention,
    MustNotMention,
    Mutual,
    NumberRange,
    OneOf,
    Present,
    SimilarTo,
)
from playbooks.lint import LintProblem, lint_playbook
from playbooks.playbook import Fallback, Playbook, Position
from playbooks.strictness import implies

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
    }
    return Position(**(given | changes))


def lint(*positions: Position, notice: str = "A sample.") -> tuple[LintProblem, ...]:
    playbook = Playbook(
        id="p",
        title="P",
        version="1",
        contract_types=("nda",),
        side="mutual",
        notice=notice,
        positions=positions,
    )
    return lint_playbook(playbook, clause_ids={"term-five", "term-seven"}, type_ids={"term"})


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
        ({"severity": "critical"}, "error", "critical but has no approver"),
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


def test_an_id_used_twice_is_an_error() -> None:
    assert [one.message[:16] for one in lint(position(), position())] == ["another position"]


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
    problems = lint(position(fallbacks=(rung(DurationRange(max=SEVEN)), rung(DurationRange(max=SEVEN)))))
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
