"""The least insurance, and the least availability, that are promised."""

import re

from contracts.document import Document
from contracts.metadata import Fact, InsuranceMinimum, Rate
from extraction.metadata.mentions import mentions
from extraction.metadata.money import find_money
from extraction.metadata.shares import find_percentages
from extraction.wordings import worded

_INSURANCE = re.compile(
    worded("insurance", "coverage", r"per\s+occurrence", "polic(?:y|ies)") + r"\b", re.IGNORECASE
)
_KINDS = re.compile(
    r"\b(?P<kind>(?:commercial\s+|comprehensive\s+)?general\s+(?:public\s+)?liability"
    r"|workers?['’]?s?['’]?\s+compensation"
    r"|employers?['’]?s?['’]?\s+liability|professional\s+liability|errors\s+(?:and"
    r"|&)\s+omissions|product(?:s)?\s+liability"
    r"|cyber(?:\s+(?:liability|risk|insurance))?|umbrella|excess\s+liability"
    r"|(?:business\s+)?auto(?:mobile|motive)?(?:\s+liability)?"
    r"|property\s+insurance|public\s+liability|directors\s+and\s+officers|clinical\s+trial"
    r"|media\s+liability)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(
    r"[^$£€]{0,60}?\b(?P<basis>(?:per|each|any\s+one)\s+(?:occurrence|claim|accident|event|incident)"
    r"|(?:in\s+the\s+)?(?:annual\s+)?aggregate)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(worded("uptime", "availab(?:le|ility)") + r"\b", re.IGNORECASE)
_PER = re.compile(
    r"\b(?:each|per|every|any|calendar|monthly"
    r"|in\s+a(?:ny)?)\s+(?:given\s+)?(?:calendar\s+)?(?P<per>month|quarter|year)\b|\b(?P<ly>monthly|quarterly|annual)\b",
    re.I,
)
_LY = {"monthly": "month", "quarterly": "quarter", "annual": "year"}
_LEAST_PERCENT, _MOST_PERCENT = 90, 100
_MOST = 12


def read_insurance(document: Document) -> tuple[Fact[InsuranceMinimum], ...]:
    """The minima in sentences that name a kind of insurance, each kind and basis once."""
    found: dict[tuple[str, str], Fact[InsuranceMinimum]] = {}
    for each in mentions(document.text, _INSURANCE):
        kinds = list(_KINDS.finditer(each.words))
        for amount in find_money(each.words) if kinds else ():
            before = [kind for kind in kinds if kind.start() < amount.start] or kinds[:1]
            basis = _BASIS.match(each.words, amount.end)
            value = InsuranceMinimum(
                kind=" ".join(before[-1]["kind"].lower().split()),
                money=amount.value,
                basis=" ".join(basis["basis"].lower().removeprefix("in the ").split()) if basis else "",
            )
            sure = each.sure(amount.start, 0.5 if amount.conflict else 0.7)
            fact = Fact[InsuranceMinimum](
                value=value, quotes=each.quote(document), confidence=sure, source="rules"
            )
            found.setdefault((value.kind, value.basis), fact)
    return tuple(found.values())[:_MOST]


def read_service_levels(document: Document) -> tuple[Fact[Rate], ...]:
    """Promised availability, in percent from 90 to 100, and over what time."""
    found: dict[Rate, Fact[Rate]] = {}
    for each in mentions(document.text, _LEVEL):
        for share in find_percentages(each.words):
            if not _LEAST_PERCENT <= share.value <= _MOST_PERCENT:
                continue
            per = _PER.search(each.words)
            unit = (per["per"] or _LY[per["ly"].lower()]).lower() if per else ""
            value = Rate(percent=share.value, per=unit)
            sure = each.sure(share.start, 0.5 if share.conflict else 0.75)
            found.setdefault(
                value, Fact[Rate](value=value, quotes=each.quote(document), confidence=sure, source="rules")
            )
            break
    return tuple(found.values())[:_MOST]
