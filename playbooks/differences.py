"""Words for two values that differ."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import cast

from contracts.metadata import Duration
from playbooks.checks import Check
from playbooks.conditions import AllOf, AnyOf, Condition, FactIs, Not, TermBetween, ValueBetween
from playbooks.plain import length_of_time

_LABELS = {
    "min": "minimum",
    "max": "maximum",
    "counterparty_text": "text for the counterparty",
    "walk_away": "walk-away",
    "standard": "standard clause",
    "if_none": "outcome where no value is found",
    "at_least": "least likeness",
    "clause_types": "clause types",
    "contract_types": "contract types",
    "approver": "approver",
}
_SHORT_CHARS = 60
_MOST_SHOWN = 4
_ARROW = " → "


def label(field: str) -> str:
    """A field as people call it."""
    return _LABELS.get(field, field.replace("_", " "))


def said(value: object) -> str:
    """A value of a field in words; "" for none."""
    if isinstance(value, Duration):
        return length_of_time(value)
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(said(each) for each in cast("tuple[object, ...]", value))
    return "" if value is None else str(value)


def reworded(name: str, *, before: object, after: object) -> str:
    """How a field changed: "approver Legal → General Counsel", "signs: + staff", "issue reworded"."""
    if isinstance(before, tuple):
        return _listed(name, cast("tuple[object, ...]", before), cast("tuple[object, ...]", after))
    ours, theirs = said(before), said(after)
    if len(ours) > _SHORT_CHARS or len(theirs) > _SHORT_CHARS:
        return f"{name} reworded" if ours and theirs else f"{name} {'removed' if ours else 'added'}"
    return f"{name} {ours or 'none'}{_ARROW}{theirs or 'none'}"


def checks_changed(old: Sequence[Check], new: Sequence[Check]) -> Iterator[tuple[int, str, str, str]]:
    """(number in its list from 1, before, after, words) for each check that differs; a check of the same kind
    that is nearest in its fields counts as the same one changed."""
    left = [(number, check) for number, check in enumerate(old, 1) if check not in new]
    for number, check in enumerate(new, 1):
        if check in old:
            continue
        alike = [each for each in left if each[1].kind == check.kind]
        if not alike:
            yield number, "", check_words(check), f"check added: {check_words(check)}"
            continue
        nearest = max(alike, key=lambda each: (_same_fields(each[1], check), -abs(each[0] - number)))
        left.remove(nearest)
        words = ", ".join(_fields_changed(nearest[1], check))
        yield number, check_words(nearest[1]), check_words(check), words
    for number, check in left:
        yield number, check_words(check), "", f"check removed: {check_words(check)}"


def check_words(check: Check) -> str:
    """A check with what it asks for: "duration (maximum 5 years)"."""
    asked = [
        f"{label(name)} {_cut(said(getattr(check, name)))}"
        for name, field in type(check).model_fields.items()
        if name != "kind" and getattr(check, name) != field.default
    ]
    return f"{label(check.kind)} ({'; '.join(asked)})" if asked else label(check.kind)


def condition_words(condition: Condition | None) -> str:
    """A condition for people: "where personal data is yes"."""
    return f"where {_condition(condition)}" if condition else "always"


def _condition(condition: Condition) -> str:
    match condition:
        case FactIs():
            verb = "the contract mentions" if condition.fact == "mentions" else f"{label(condition.fact)} is"
            return f"{verb} {' or '.join(condition.values)}"
        case ValueBetween():
            return f"the value in {condition.currency} {_range(said(condition.min), said(condition.max))}"
        case TermBetween():
            return f"the term {_range(said(condition.min), said(condition.max))}"
        case AllOf():
            return " and ".join(_condition(each) for each in condition.of)
        case AnyOf():
            return f"({' or '.join(_condition(each) for each in condition.of)})"
        case Not():
            return f"not ({_condition(condition.of)})"


def _range(low: str, high: str) -> str:
    bounds = [f"is at least {low}" if low else "", f"is at most {high}" if high else ""]
    return " and ".join(filter(None, bounds)) or "is any"


def _fields_changed(old: Check, new: Check) -> Iterator[str]:
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield reworded(label(name), before=before, after=after)


def _same_fields(one: Check, other: Check) -> int:
    return sum(getattr(one, name) == getattr(other, name) for name in type(one).model_fields)


def _listed(name: str, before: tuple[object, ...], after: tuple[object, ...]) -> str:
    added = [f"+ {_cut(said(each))}" for each in after if each not in before]
    gone = [f"− {_cut(said(each))}" for each in before if each not in after]
    if not added and not gone:
        return f"{name} in another order"
    shown = [*added[:_MOST_SHOWN], *gone[:_MOST_SHOWN]]
    more = len(added) + len(gone) - len(shown)
    return f"{name}: {', '.join(shown)}" + (f" and {more} more" if more else "")


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT_CHARS else f"{words[:_SHORT_CHARS].rsplit(' ', 1)[0]} …"
