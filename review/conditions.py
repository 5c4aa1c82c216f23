"""Whether a position applies, from the facts of the contract."""

import re
from decimal import Decimal
from typing import TypeVar

from contracts.extraction import Extraction
from contracts.metadata import Fact
from playbooks.conditions import AllOf, AnyOf, Condition, FactIs, Not, TermBetween, ValueBetween
from playbooks.plain import length_of_time
from playbooks.playbook import Paper, Side
from playbooks.strictness import days_of
from review.law import same_law
from review.passages import folded_whole
from review.phrases import says
from review.wording import like

_PERSONAL = (
    "personal data", "personal information", "personally identifiable", "personally identifying",
    "data subject*", "gdpr", "ccpa", "hipaa", "protected health information", "sensitive information",
    "data protection law*",
)  # fmt: skip
_NO_PERSONAL = re.compile(
    r"(?:shall|will|does|do|must) not (?:provide|submit|process|disclose|exchange|involve|upload)[^.]{0,60}"
    r"personal(?:ly identifiable)? (?:data|information)"
)
_RENEWS = (
    "automatic* renew*",
    "renew* automatic*",
    "automatic* extend*",
    "auto-renew*",
    "extended automatic*",
)


_SURE = 0.5
T = TypeVar("T")
Number = TypeVar("Number", Decimal, float)


def holds(
    condition: Condition | None, extraction: Extraction, *, side: Side, paper: Paper = "either"
) -> bool | None:
    """Whether the condition holds; None where the facts it asks for are not known, which counts as met.

    `paper` is whose draft the contract is, "either" where that is not known.
    """
    match condition:
        case None:
            return True
        case FactIs():
            return _fact_is(condition, extraction, side, paper=paper)
        case ValueBetween():
            return _value_between(condition, extraction)
        case TermBetween():
            return _term_between(condition, extraction)
        case AllOf():
            return _all([holds(each, extraction, side=side, paper=paper) for each in condition.of])
        case AnyOf():
            answers = [holds(each, extraction, side=side, paper=paper) for each in condition.of]
            return True if True in answers else None if None in answers else False
        case Not():
            answer = holds(condition.of, extraction, side=side, paper=paper)
            return None if answer is None else not answer


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _value_between(condition: ValueBetween, extraction: Extraction) -> bool | None:
    value = _relied_on(extraction.metadata.contract_value)
    if value is None or value.currency != condition.currency:
        return None
    return _between(value.amount, condition.min, condition.max)


def _term_between(condition: TermBetween, extraction: Extraction) -> bool | None:
    term = _relied_on(extraction.metadata.term)
    if term is None or not (term.perpetual or term.length):
        return None
    days = days_of(term.length) if term.length and not term.perpetual else float("inf")
    low, high = (None if bound is None else days_of(bound) for bound in (condition.min, condition.max))
    return _between(days, low, high)


def _between(value: Number, low: Number | None, high: Number | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def _relied_on(fact: Fact[T] | None) -> T | None:
    """What the metadata say, unless it is a guess."""
    return fact.value if fact and fact.confidence >= _SURE else None


def _fact_is(condition: FactIs, extraction: Extraction, side: Side, *, paper: Paper) -> bool | None:
    document = extraction.document
    match condition.fact:
        case "mentions":
            return says(document, condition.values, within=(0, len(document.text)))
        case "side":
            return side in condition.values
        case "paper":
            return None if paper == "either" else paper in condition.values
        case "governing_law":
            law = extraction.metadata.governing_law
            return None if law is None else any(same_law(law.value, each) for each in condition.values)
        case "jurisdiction":
            places = _jurisdiction(extraction)
            return any(same_law(place, each) for place in places for each in condition.values) or (
                False if places else None
            )
        case "contract_type":
            kind = extraction.metadata.contract_type
            return None if kind is None else kind.value.lower() in condition.values
        case "personal_data":
            return _among(_personal_data(extraction), condition)
        case "auto_renewal":
            return _among(_auto_renewal(extraction), condition)


def _among(answer: str, condition: FactIs) -> bool | None:
    return answer in condition.values if answer else None


def _personal_data(extraction: Extraction) -> str:
    """ "yes", "no", or "" for unknown: a contract that is silent may well move personal data."""
    document = extraction.document
    if _NO_PERSONAL.search(folded_whole(document.text)[0]):
        return "no"
    return "yes" if says(document, _PERSONAL, within=(0, len(document.text))) else ""


def _auto_renewal(extraction: Extraction) -> str:
    """ "yes", "no", or "" for unknown: "renews for periods of a year" need not say "automatically"."""
    renewal = extraction.metadata.renewal
    document = extraction.document
    if (renewal and renewal.value.automatic) or says(document, _RENEWS, within=(0, len(document.text))):
        return "yes"
    return (
        ""
        if says(
            document, ("renews", "shall renew", "will renew", "renew for"), within=(0, len(document.text))
        )
        else "no"
    )


def _jurisdiction(extraction: Extraction) -> tuple[str, ...]:
    """The governing law; failing that, the names of the place where courts or arbitrators sit ("San José",
    "California"); () for unknown."""
    facts = extraction.metadata
    if facts.governing_law:
        return (facts.governing_law.value,)
    place = facts.venue.value.place if facts.venue else ""
    return tuple(part.strip() for part in place.split(",") if part.strip())


def in_words(condition: Condition | None) -> str:
    """The condition for people: "the contract says “personal data”"."""
    match condition:
        case None:
            return "always"
        case FactIs():
            if condition.fact == "mentions":
                return f"the contract mentions {like(condition.values)}"
            return f"{condition.fact.replace('_', ' ')} is {' or '.join(condition.values)}"
        case ValueBetween():
            low, high = (
                f"{condition.currency} {bound:,f}" if bound is not None else ""
                for bound in (condition.min, condition.max)
            )
            return f"the contract's value is {_range_in_words(low, high)}"
        case TermBetween():
            low, high = (length_of_time(bound) if bound else "" for bound in (condition.min, condition.max))
            return f"the term is {_range_in_words(low, high)}"
        case AllOf():
            return " and ".join(in_words(each) for each in condition.of)
        case AnyOf():
            return " or ".join(in_words(each) for each in condition.of)
        case Not():
            return f"not ({in_words(condition.of)})"


def _range_in_words(low: str, high: str) -> str:
    if low and high:
        return f"from {low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else "any"
