"""Doubts about the checks of a rung: bounds, checks that contradict one another, or that decide nothing."""

from collections.abc import Iterator
from itertools import combinations

from contracts.metadata import Duration
from playbooks.checks import (
    AbsentCheck,
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    MustMention,
    MustNotMention,
    NumberRange,
    OneOf,
)
from playbooks.doubts import LintProblem, Rung, checks_of, error, rungs_of, warning
from playbooks.phrase import says_also
from playbooks.plain import length_of_time
from playbooks.playbook import Position
from playbooks.strictness import bounds_of, implies

_RANGES = (DurationRange, NumberRange, MoneyRange, FeesPeriod)


def doubtful_checks(position: Position) -> Iterator[LintProblem]:
    """What is wrong in the checks of the standard and of each fallback, taken one by one and together."""
    if position.required and all(isinstance(check, AbsentCheck) for check in position.checks):
        yield error(
            position,
            "required",
            message="the clause is required, yet its only check is that it is absent; set `required: false`",
        )
    for field, check in checks_of(position):
        yield from _bounds(position, field, check)
        yield from _without_effect(position, field, check)
    for rung in rungs_of(position):
        if len(rung.checks) > 1 and any(isinstance(check, AbsentCheck) for check in rung.checks):
            yield error(
                position,
                f"{rung.place}checks",
                message="a clause that must be absent cannot pass another check; keep `absent` alone",
            )
        else:
            yield from _together(position, rung)


def _bounds(position: Position, field: str, check: Check) -> Iterator[LintProblem]:
    if isinstance(check, OneOf) and len({value.lower() for value in check.values}) < len(check.values):
        yield warning(
            position, f"{field}.values", message="a value stands twice in a one_of check; remove one"
        )
    if not isinstance(check, _RANGES):
        return
    low, high = bounds_of(check)
    if check.min is None and check.max is None:
        yield error(
            position, field, message=f"a {check.kind} check has neither min nor max; give one of them"
        )
    elif low > high:
        yield error(
            position,
            f"{field}.min",
            message=f"min {_said(check.min)} is more than max {_said(check.max)}; swap or correct them",
        )
    elif high < 0:
        yield error(
            position, f"{field}.max", message=f"max {_said(check.max)} is less than nothing; correct it"
        )
    if isinstance(check, MoneyRange) and not (len(check.currency) == 3 and check.currency.isupper()):
        yield error(
            position,
            f"{field}.currency",
            message=f'"{check.currency}" is no currency code; write three capitals as in USD',
        )


def _without_effect(position: Position, field: str, check: Check) -> Iterator[LintProblem]:
    if isinstance(check, MustMention) and check.anywhere and check.within != "sentence":
        yield warning(
            position,
            f"{field}.anywhere",
            message="`anywhere` does nothing without `within: sentence`; add that or take it out",
        )
    if isinstance(check, DurationRange) and check.not_near and not check.near and check.subject == "any":
        yield warning(
            position,
            f"{field}.not_near",
            message="`not_near` does nothing without `near`, unless the `subject` is `term`; "
            "add one or take it out",
        )


def _together(position: Position, rung: Rung) -> Iterator[LintProblem]:
    """Two checks of one rung that cannot both pass, or of which one says nothing beside the other."""
    for (first, one), (second, other) in combinations(enumerate(rung.checks, 1), 2):
        field = f"{rung.place}checks[{second}]"
        clash = _clash(one, other) or _clash(other, one)
        if clash:
            yield error(
                position,
                field,
                message=f"checks {first} and {second} of {rung.name} cannot both pass: {clash}",
            )
        elif implies(one, other) or implies(other, one):
            idle, by = (second, first) if implies(one, other) else (first, second)
            yield warning(
                position,
                f"{rung.place}checks[{idle}]",
                message=f"check {idle} of {rung.name} adds nothing to check {by}; remove it",
            )


def _clash(one: Check, other: Check) -> str:
    """Why two checks cannot both pass, with the remedy; "" where they can, as far as can be told."""
    match one, other:
        case (
            (DurationRange(), DurationRange())
            | (NumberRange(), NumberRange())
            | (MoneyRange(), MoneyRange())
            | (FeesPeriod(), FeesPeriod())
        ):
            unbounded = {"min": None, "max": None}
            if one.model_copy(update=unbounded) != other.model_copy(update=unbounded):
                return ""
            if bounds_of(one)[0] > bounds_of(other)[1]:
                return f"min {_said(one.min)} is more than max {_said(other.max)}; correct one of them"
        case OneOf(), OneOf():
            ours, theirs = ({value.lower() for value in each.values} for each in (one, other))
            if one.field == other.field and not ours & theirs:
                return f"no value of the {one.field.replace('_', ' ')} is in both lists; correct one of them"
        case MustMention(), MustNotMention() if not other.unless and one.owed_by == other.owed_by:
            return _mentions_clash(one, other)
        case _:
            pass
    return ""


def _mentions_clash(wanted: MustMention, unwanted: MustNotMention) -> str:
    for group in wanted.groups:
        forbidden = [next((bad for bad in unwanted.phrases if says_also(each, bad)), None) for each in group]
        if all(bad is not None for bad in forbidden):
            return (
                f'one asks for "{group[0]}", the other forbids "{forbidden[0]}"; take the phrase out of one, '
                "or add an `unless`"
            )
    return ""


def _said(bound: object) -> str:
    return length_of_time(bound) if isinstance(bound, Duration) else str(bound)
