"""Doubts about conditions: one that can never hold, or always does, in this playbook."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import cast

from playbooks.conditions import (
    CLOSED,
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    TermBetween,
    ValueBetween,
)
from playbooks.doubts import LintProblem, error, warning
from playbooks.playbook import Playbook, Position
from playbooks.strictness import days_of

_MOST_CASES = 20_000
_ANYTHING_ELSE = "\0anything else"
# what a condition asks about: the fact, or the range in a currency, or one list of mentions
_Matter = tuple[str, ...]
_Case = Mapping[_Matter, object]


def doubtful_condition(position: Position, playbook: Playbook) -> Iterator[LintProblem]:
    """Tries the condition on every kind of contract that the playbook is for. A condition on so many facts
    that they cannot be tried one with another is passed over."""
    condition = position.applies_when
    if condition is None:
        return
    matters: dict[_Matter, list[object]] = {}
    for each in _leaves(condition):
        _add(each, playbook, matters=matters)
    cases = 1
    for values in matters.values():
        cases *= len(values)
    if cases > _MOST_CASES:
        return
    answers = {
        _holds(condition, dict(zip(matters, case, strict=True))) for case in product(*matters.values())
    }
    fixed = _fixed(condition, playbook)
    if answers == {False}:
        yield error(
            position,
            "applies_when",
            message=f"the condition can never hold{fixed}; correct it, or remove the position",
        )
    elif answers == {True}:
        yield warning(position, "applies_when", message=f"the condition always holds{fixed}; remove it")


def _leaves(condition: Condition) -> Iterator[FactIs | ValueBetween | TermBetween]:
    match condition:
        case AllOf() | AnyOf():
            for each in condition.of:
                yield from _leaves(each)
        case Not():
            yield from _leaves(condition.of)
        case _:
            yield condition


def _matter(leaf: FactIs | ValueBetween | TermBetween) -> _Matter:
    match leaf:
        case FactIs():
            return ("mentions", *leaf.values) if leaf.fact == "mentions" else (leaf.fact,)
        case ValueBetween():
            return ("value", leaf.currency)
        case TermBetween():
            return ("term",)


def _add(
    leaf: FactIs | ValueBetween | TermBetween, playbook: Playbook, *, matters: dict[_Matter, list[object]]
) -> None:
    """Add the values that the matter of a leaf can take."""
    values = matters.setdefault(_matter(leaf), [])
    if not isinstance(leaf, FactIs):
        low, high = _bounds(leaf)
        points = [point for bound in (low, high) if bound is not None for point in (bound - 0.001, bound)]
        values.extend((0.0, *points, *(point + 0.001 for point in points), float("inf")))
    elif leaf.fact == "mentions":
        values[:] = [True, False]
    elif leaf.fact == "side":
        values[:] = [playbook.side]
    elif leaf.fact == "paper" and playbook.paper != "either":
        values[:] = [playbook.paper]
    elif leaf.fact in CLOSED:
        values[:] = CLOSED[leaf.fact]
    elif leaf.fact == "contract_type" and playbook.contract_types:
        values[:] = playbook.contract_types
    else:
        lower = [value.lower() for value in leaf.values]
        values[:] = dict.fromkeys((*values, *lower, _ANYTHING_ELSE))


def _bounds(leaf: ValueBetween | TermBetween) -> tuple[float | None, float | None]:
    if isinstance(leaf, ValueBetween):
        return tuple(None if bound is None else float(bound) for bound in (leaf.min, leaf.max))  # pyright: ignore[reportReturnType]
    return tuple(None if bound is None else days_of(bound) for bound in (leaf.min, leaf.max))  # pyright: ignore[reportReturnType]


def _holds(condition: Condition, case: _Case) -> bool:
    match condition:
        case FactIs():
            value = case[_matter(condition)]
            return value if isinstance(value, bool) else value in {each.lower() for each in condition.values}
        case ValueBetween() | TermBetween():
            value = cast(float, case[_matter(condition)])
            low, high = _bounds(condition)
            return (low is None or low <= value) and (high is None or value <= high)
        case AllOf():
            return all(_holds(each, case) for each in condition.of)
        case AnyOf():
            return any(_holds(each, case) for each in condition.of)
        case Not():
            return not _holds(condition.of, case)


def _fixed(condition: Condition, playbook: Playbook) -> str:
    """What the playbook itself says of the facts that the condition asks for."""
    facts = {leaf.fact for leaf in _leaves(condition) if isinstance(leaf, FactIs)}
    said: dict[str, Callable[[], str]] = {
        "side": lambda: f"for the {playbook.side} side",
        "paper": lambda: "" if playbook.paper == "either" else f"for {playbook.paper} paper",
        "contract_type": lambda: f"for {', '.join(playbook.contract_types) or 'any type'}",
    }
    told = [words() for fact, words in said.items() if fact in facts and words()]
    return f" (this playbook is {', '.join(told)})" if told else ""
