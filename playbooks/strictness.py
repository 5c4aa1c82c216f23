"""Which of two checks asks for more."""

from contracts.metadata import Duration
from playbooks.checks import (
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    MustMention,
    MustNotMention,
    NumberRange,
    OneOf,
    Present,
    SimilarTo,
)

_Range = DurationRange | NumberRange | MoneyRange | FeesPeriod
_ENDLESS = float("inf")


def bounds_of(check: _Range) -> tuple[float, float]:
    """Lowest and highest value that passes; lengths of time in days, infinite where there is no bound."""
    low, high = (
        days_of(bound) if isinstance(bound, Duration) else None if bound is None else float(bound)
        for bound in (check.min, check.max)
    )
    return -_ENDLESS if low is None else low, _ENDLESS if high is None else high


def days_of(length: Duration) -> float:
    """ "60 months" and "5 years" are the same length here, unlike in `Duration.days`."""
    return length.count * 365.25 / 12 if length.unit == "months" else length.days


def implies(stricter: Check, looser: Check) -> bool:
    """Whether all that passes `stricter` passes `looser` too, as far as the declarations tell: False
    where it cannot be told."""
    if stricter == looser or (isinstance(looser, Present) and stricter.kind != "absent"):
        return True
    match stricter, looser:
        case (
            (DurationRange(), DurationRange())
            | (NumberRange(), NumberRange())
            | (MoneyRange(), MoneyRange())
            | (FeesPeriod(), FeesPeriod())
        ):
            return _within(stricter, looser)
        case OneOf(), OneOf():
            ours, theirs = ({value.lower() for value in one.values} for one in (stricter, looser))
            return stricter.field == looser.field and ours <= theirs
        case MustMention(), MustMention():
            return _mentions_more(stricter, looser)
        case MustNotMention(), MustNotMention():
            return (
                set(looser.phrases) <= set(stricter.phrases)
                and set(stricter.unless) <= set(looser.unless)
                and stricter.owed_by in ("any", looser.owed_by)
            )
        case SimilarTo(), SimilarTo():
            return stricter.clause == looser.clause and stricter.at_least >= looser.at_least
        case _:
            return False


def _mentions_more(stricter: MustMention, looser: MustMention) -> bool:
    if (looser.within == "sentence" != stricter.within) or (stricter.references and not looser.references):
        return False
    if looser.owed_by not in ("any", stricter.owed_by):
        return False
    return all(any(set(ours) <= set(theirs) for ours in stricter.groups) for theirs in looser.groups)


def _within(stricter: _Range, looser: _Range) -> bool:
    """Whether two ranges that read the same value lie one in the other."""
    bounds = {"min": None, "max": None}
    if stricter.model_copy(update=bounds) != looser.model_copy(update=bounds):
        same_outcome_for_none = {"if_none": looser.if_none}
        stricter_or_same = stricter.if_none == "fail" or looser.if_none == "pass"
        aligned = stricter.model_copy(update=bounds | same_outcome_for_none)
        if not stricter_or_same or aligned != looser.model_copy(update=bounds):
            return False
    (low, high), (least, most) = bounds_of(stricter), bounds_of(looser)
    return least <= low and high <= most
