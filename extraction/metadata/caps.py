"""The cap on liability: an amount, a multiple of fees, or the greater or lesser of both."""

import re
from decimal import Decimal

from contracts.document import Document
from contracts.metadata import Fact, LiabilityCap
from extraction.metadata.durations import find_durations
from extraction.metadata.mentions import Mention, mentions
from extraction.metadata.money import find_money
from extraction.metadata.shares import find_multiples
from extraction.wordings import worded

_ANCHOR = re.compile(worded("liab(?:ility|ilities|le)") + r"\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:(?:not|never)\s+(?:in\s+any\s+event\s+)?(?:exceed|be\s+(?:greater|more)\s+than)"
    r"|limited\s+to|in\s+excess\s+of"
    r"|exceed(?:s|ing)?|capped\s+at|no\s+event\s+.{0,80}exceed|maximum\s+(?:aggregate\s+)?liability)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEES = re.compile(
    r"\b(?:(?:amounts?|fees?|sums?|charges|consideration|price)\s+(?:\w+\s+){0,4}?(?:paid"
    r"|payable|received|due|actually)"
    r"|(?:paid|payable)\s+(?:\w+\s+){0,6}?(?:fees|amounts?)|total\s+fees|(?:months?"
    r"|years?)['’]?\s+fees|contract\s+price)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(greater|higher|larger|lesser|lower|smaller)\s+of\b", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?P<who>(?:neither|either|each|both)\s+part(?:y|ies)(?:['’]s)?"
    r"|(?!(?:The|In|Its|Their|Any|No|Total|Aggregate|Maximum)\b)[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,2})(?:['’]s?)?\s+"
    r"(?:(?:total|aggregate|maximum|entire|cumulative|sole|and|its\s+affiliates['’]?|shall|will"
    r"|be|is|or)[\s,]+){0,6}liab"
    r"|\bliability\s+of\s+(?:the\s+)?(?P<whose>(?:either|each|both)\s+part(?:y|ies)|[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,2})",
)
_EXCEPT = re.compile(
    r"\b(?:except(?:\s+(?:for|in\s+the\s+case\s+of|with\s+respect\s+to))|other\s+than"
    r"|save\s+for|excluding)\s+"
    r"(?P<list>[^.;]{4,240}?)(?=,\s+(?:in\s+no|neither|each|the\s+(?:total|aggregate|liab)"
    r"|shall|either|[a-z]+['’]s\s+"
    r"(?:total|agg|liab))|[.;]|\Z)",
    re.IGNORECASE,
)
_PARTS = re.compile(r",\s*(?:and|or)?\s*|\s+(?:and|or)\s+|\(\w{1,3}\)\s*")
_NOT_IN = re.compile(r"\bindemnify\b|\binsur|\bself-insur|\btax\s+liab|\bassumed?\s+liab", re.IGNORECASE)


def read_cap(document: Document) -> Fact[LiabilityCap] | None:
    """The cap that its sentence states whole; a sentence that only excludes kinds of damages is none."""
    best: tuple[float, LiabilityCap, Mention] | None = None
    for each in mentions(document.text, _ANCHOR):
        limit = _LIMIT.search(each.words)
        near = limit and _ANCHOR.search(each.words, max(0, limit.start() - 200), limit.end() + 80)
        if limit is None or not near or _NOT_IN.search(each.words):
            continue
        found = cap_in(each, limit.start())
        if found and (best is None or found[0] > best[0]):
            best = (*found, each)
    if best is None:
        return None
    confidence, value, mention = best
    quotes = mention.quote(document)
    return Fact[LiabilityCap](value=value, quotes=quotes, confidence=confidence, source="rules")


def cap_in(each: Mention, limit: int) -> tuple[float, LiabilityCap] | None:
    """How sure, and the cap that a sentence states after the word of limiting at `limit` of its words."""
    words = each.words
    amounts = [one for one in find_money(words) if one.start >= limit and one.value.amount]
    fees = _FEES.search(words, limit)
    if not amounts and not fees:
        return None
    multiples = [one for one in find_multiples(words) if one.start >= limit] if fees else []
    periods = [one for one in find_durations(words) if one.start >= limit] if fees else []
    compared = _COMPARED.search(words, limit)
    order = (
        ("greater" if compared[1].lower() in ("greater", "higher", "larger") else "lesser")
        if compared
        else ""
    )
    who = _WHO.search(words)
    spared = _EXCEPT.search(words, 0, limit)
    value = LiabilityCap(
        amount=amounts[0].value if amounts else None,
        multiple=multiples[0].value if multiples else Decimal(1) if fees else None,
        period=periods[0].value if periods else None,
        compared=order,
        capped=_party(who["who"] or who["whose"]) if who else "",
        carve_outs=_carved(spared["list"]) if spared else (),
    )
    conflict = any(one.conflict for one in (*amounts[:1], *multiples[:1], *periods[:1]))
    unclear = conflict or len(amounts) > 1 or len(periods) > 1 or bool(amounts and fees and not compared)
    place = amounts[0].start if amounts else fees.start() if fees else 0
    return each.sure(place, 0.5 if unclear else 0.8), value


def _party(words: str) -> str:
    plain = " ".join(words.split()).removesuffix("’s").removesuffix("'s")
    return "each party" if plain.lower().split()[0] in ("neither", "either", "each", "both") else plain


def _carved(words: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in _PARTS.split(words))
    return tuple(part for part in parts if len(part) > 3)[:8]
