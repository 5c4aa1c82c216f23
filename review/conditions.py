"""Whether a position applies, from the facts of the contract."""

import re

from contracts.extraction import Extraction
from playbooks.conditions import AllOf, AnyOf, Condition, FactIs, Not
from playbooks.playbook import Side
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


def holds(condition: Condition | None, extraction: Extraction, *, side: Side) -> bool | None:
    """Whether the condition holds; None where the facts it asks for are not known, which counts as met."""
    match condition:
        case None:
            return True
        case FactIs():
            return _fact_is(condition, extraction, side)
        case AllOf():
            return _all([holds(each, extraction, side=side) for each in condition.of])
        case AnyOf():
            answers = [holds(each, extraction, side=side) for each in condition.of]
            return True if True in answers else None if None in answers else False
        case Not():
            answer = holds(condition.of, extraction, side=side)
            return None if answer is None else not answer


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _fact_is(condition: FactIs, extraction: Extraction, side: Side) -> bool | None:
    document = extraction.document
    match condition.fact:
        case "mentions":
            return says(document, condition.values, within=(0, len(document.text)))
        case "side":
            return side in condition.values
        case "governing_law":
            law = extraction.metadata.governing_law
            return None if law is None else any(same_law(law.value, each) for each in condition.values)
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


def in_words(condition: Condition | None) -> str:
    """The condition for people: "the contract says “personal data”"."""
    match condition:
        case None:
            return "always"
        case FactIs():
            if condition.fact == "mentions":
                return f"the contract mentions {like(condition.values)}"
            return f"{condition.fact.replace('_', ' ')} is {' or '.join(condition.values)}"
        case AllOf():
            return " and ".join(in_words(each) for each in condition.of)
        case AnyOf():
            return " or ".join(in_words(each) for each in condition.of)
        case Not():
            return f"not ({in_words(condition.of)})"
