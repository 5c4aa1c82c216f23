"""A check in words that people write, and that the import of a guide reads back."""

from decimal import Decimal

from contracts.metadata import Duration, Money
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
)
from review.wording import in_words, money_in_words, number_in_words


def spoken(check: Check) -> str:
    """One sentence on what a check asks: "At least 12 months of fees."."""
    match check:
        case FeesPeriod():
            return f"{_range(_length(check.min), _length(check.max))} of fees."
        case DurationRange():
            about = f" (where it speaks of {_quoted(check.near)})" if check.near else ""
            return f"{_range(_length(check.min), _length(check.max))}{about}."
        case NumberRange() | MoneyRange():
            return f"{_range(*(_figure(check, each) for each in (check.min, check.max)))}."
        case Present():
            return "There is such a clause."
        case AbsentCheck():
            return "No such clause."
        case Mutual():
            return "Mutual, or for us alone." if check.or_ours else "Mutual."
        case _:
            return _in_text(check)


def _figure(check: NumberRange | MoneyRange, bound: Decimal | None) -> str | None:
    if bound is None:
        return None
    if isinstance(check, MoneyRange):
        return money_in_words(Money(amount=bound, currency=check.currency))
    return number_in_words(bound, check.unit)


def _in_text(check: OneOf | MustMention | MustNotMention | SimilarTo | AskModel) -> str:
    match check:
        case OneOf():
            name = "The law of" if check.field == "governing_law" else "One of"
            return f"{name} {' or '.join(check.values)}."
        case MustMention():
            return f"It must mention {_groups(check)}."
        case MustNotMention():
            return f"It must not mention {_quoted(check.phrases)}."
        case SimilarTo():
            return f"It is close to the approved clause {check.clause} ({check.at_least:.0%} or more)."
        case AskModel():
            return f"Asked of the language model: {check.question} (the answer should be {check.expected})."


def _groups(check: MustMention) -> str:
    if check.says:
        return "; ".join(check.says)
    return " and ".join(_quoted(group) for group in check.groups)


def _quoted(phrases: tuple[str, ...]) -> str:
    return " or ".join(f"“{phrase}”" for phrase in phrases)


def _length(bound: Duration | None) -> str | None:
    return None if bound is None else in_words(bound)


def _range(low: str | None, high: str | None) -> str:
    if low and high:
        return f"Exactly {low}" if low == high else f"At least {low} and at most {high}"
    return f"At least {low}" if low else f"At most {high}"
