"""How long confidentiality and warranties last."""

import re
from collections.abc import Callable

from contracts.document import Document
from contracts.metadata import Fact, Period
from extraction.metadata.durations import FoundDuration, find_durations
from extraction.metadata.mentions import Mention, mentions
from extraction.wordings import worded

_SECRET = re.compile(worded("confidential(?:ity)?", "non-?disclosure") + r"\b", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:surviv\w+|continu\w+|remain\w*|expire[sd]?|terminate[sd]?|for\s+a\s+(?:period|term)"
    r"|period\s+of|bound|last[s]?"
    r"|in\s+(?:effect|force)|perpetual\w*|indefinite\w*|years?|months?\s+(?:there)?after)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:obligations?|dut(?:y|ies)|undertakings?|restrictions|provisions|section|article"
    r"|shall|agree[sd]?|keep|hold"
    r"|maintain|will)\b",
    re.IGNORECASE,
)
_FOREVER = re.compile(
    r"\bperpetual\w*|\bindefinite\w*|\bin\s+perpetuity|\bfor\s+(?:as|so)\s+long\s+as"
    r"|\bforever\b|\bwithout\s+limit\w*\s+(?:in|of)"
    r"\s+time",
    re.IGNORECASE,
)
_TRADE = re.compile(r"\btrade\s+secrets?\b", re.IGNORECASE)
_FROM = re.compile(
    r"[^.;]{0,60}?\b(?:after|from|following|of|upon)\s+(?:the\s+|its\s+|such\s+"
    r"|any\s+)?(?:date\s+of\s+)?(?:the\s+)?"
    r"(?P<what>terminat\w+|expirat\w+|disclosure|receipt|delivery|acceptance|installation"
    r"|shipment|effective\s+date|date\s+hereof"
    r"|date\s+of\s+this|purchase|completion)",
    re.IGNORECASE,
)
_BEGINS = {
    "terminat": "termination", "expirat": "termination", "date": "the effective date",
    "effectiv": "the effective date",
}  # fmt: skip
_WARRANT = re.compile(worded(r"warrant(?:s|y|ies|ed|ranty\s+period)?") + r"\b", re.IGNORECASE)
_WARRANTY_TIME = re.compile(
    r"\bwarranty\s+period\b|\bfor\s+a\s+period\s+of\b|\bwarrant\w*[^.;]{0,200}\bfor\s|\bperiod\s+of\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:for|of|means?|be|is|lasts?)\W+(?:(?:a|the|an|at\s+least|period\s+of)\W+)*\Z",
    re.IGNORECASE,
)
_NO_WARRANTY = re.compile(r"\bexercis|\bstock\b|\bno\s+warrant|\bdisclaim|\bnotice\b|\bsurviv", re.IGNORECASE)


def read_confidentiality_period(document: Document) -> Fact[Period] | None:
    """How long information is kept: a length with its beginning, or without end."""
    return _best(document, _SECRET, _confidential)


def read_warranty_period(document: Document) -> Fact[Period] | None:
    """How long goods or services are warranted."""
    return _best(document, _WARRANT, _warranty)


def _best(
    document: Document, anchor: "re.Pattern[str]", read: Callable[[Mention], tuple[float, Period] | None]
) -> Fact[Period] | None:
    best: Fact[Period] | None = None
    for each in mentions(document.text, anchor):
        found = read(each)
        if found and (best is None or found[0] > best.confidence):
            confidence, value = found
            best = Fact[Period](
                value=value, quotes=each.quote(document), confidence=confidence, source="rules"
            )
    return best


def _confidential(each: Mention) -> tuple[float, Period] | None:
    if not _LASTS.search(each.words) or not _DUTY.search(each.words):
        return None
    lengths = [one for one in find_durations(each.words) if one.value.unit in ("years", "months")]
    forever = _FOREVER.search(each.words)
    secret = bool(_TRADE.search(each.words) and forever)
    if lengths:
        sure = each.sure(lengths[0].start, 0.5 if len(lengths) > 1 or lengths[0].conflict else 0.75)
        return sure, Period(
            length=lengths[0].value, secrets_perpetual=secret, begins=_begins(each.words, lengths[0])
        )
    if forever and not secret and re.search(r"surviv|obligation|dut(?:y|ies)", each.words, re.IGNORECASE):
        return 0.6, Period(perpetual=True)
    return None


def _warranty(each: Mention) -> tuple[float, Period] | None:
    if not _WARRANTY_TIME.search(each.words) or _NO_WARRANTY.search(each.words):
        return None
    lengths = [
        one
        for one in find_durations(each.words)
        if one.value.unit not in ("hours", "business_days")
        and one.start > each.at
        and _GIVEN.search(each.words[max(0, one.start - 40) : one.start])
    ]
    if not lengths:
        return None
    named = bool(re.search(r"\bwarranty\s+period\b", each.words, re.IGNORECASE))
    sure = 0.5 if len(lengths) > 1 or lengths[0].conflict else 0.65 + 0.15 * named
    value = Period(length=lengths[0].value, begins=_begins(each.words, lengths[0]))
    return each.sure(lengths[0].start, sure), value


def _begins(words: str, length: FoundDuration) -> str:
    after = _FROM.match(words, length.end)
    if after is None:
        return ""
    plain = " ".join(after["what"].lower().split())
    return next((name for start, name in _BEGINS.items() if plain.startswith(start)), plain)
