"""The checks and conditions of a playbook in plain words."""

from collections.abc import Sequence

from contracts.metadata import Money
from playbooks.checks import (
    AbsentCheck,
    AskModel,
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
)  # fmt: skip
from review.conditions import in_words as condition_words
from review.wording import in_words, listed, money_in_words, number_in_words, wanted

__all__ = ["check_words", "condition_words"]

_PLAIN = {"present": "be there", "absent": "not be there", "mutual": "bind both parties alike"}
_SHOWN = 5


def check_words(check: Check) -> str:
    """One check, as the end of "the clause must …"."""
    match check:
        case Present() | AbsentCheck() | Mutual():
            return _PLAIN[check.kind]
        case OneOf():
            return f"name a {check.field.replace('_', ' ')} that is {_some(check.values)}"
        case SimilarTo():
            return f"be close to our approved clause “{check.clause}” (at least {check.at_least:.0%})"
        case AskModel():
            return f"answer “{check.question}” with {check.expected} (read by a model)"
        case MustMention() | MustNotMention():
            return _mention_words(check)
        case _:
            return _range_words(check)


def _mention_words(check: MustMention | MustNotMention) -> str:
    if isinstance(check, MustMention):
        return f"say {', and also '.join(_some(group) for group in check.groups)}"
    spared = f", unless with {_some(check.unless)}" if check.unless else ""
    return f"not say {_some(check.phrases)}{spared}"


def _some(words: Sequence[str]) -> str:
    """The first few of a list; the file of the playbook has them all."""
    if len(words) <= _SHOWN + 1:
        return listed(words)
    return f"{', '.join(listed([word]) for word in words[:_SHOWN])} or one of {len(words) - _SHOWN} like it"


def _range_words(check: DurationRange | NumberRange | MoneyRange | FeesPeriod) -> str:
    near = () if isinstance(check, FeesPeriod) else check.near
    beside = f", beside {_some(near)}" if near else ""
    match check:
        case DurationRange():
            words = wanted(in_words(check.min) if check.min else "", in_words(check.max) if check.max else "")
            return f"set a time of {words}{beside}"
        case FeesPeriod():
            words = wanted(in_words(check.min) if check.min else "", in_words(check.max) if check.max else "")
            return f"cap liability at the fees of {words}"
        case MoneyRange():
            low, high = (
                money_in_words(Money(amount=bound, currency=check.currency)) if bound is not None else ""
                for bound in (check.min, check.max)
            )
            return f"set an amount of {wanted(low, high)}{beside}"
        case NumberRange():
            low, high = (
                number_in_words(bound, check.unit) if bound is not None else ""
                for bound in (check.min, check.max)
            )
            return f"set a figure of {wanted(low, high)}{beside}"
