"""Money that the contract names: its value as a whole, and prices with what they are for."""

import re

from contracts.document import Document
from contracts.metadata import Fact, Money, Price
from contracts.spans import locate
from extraction.metadata.mentions import Mention, mentions
from extraction.metadata.money import FoundMoney, find_money

_ANCHOR = re.compile(
    # as in `worded`, a plain set first: "$5", "USD 5", "5 dollars"
    r"[$£€¥UEGCAJI\d](?:(?<=[$£€¥])\s?\d|(?<!\w[A-Z])(?:(?<=U)SD|(?<=E)UR|(?<=G)BP|(?<=C)(?:HF|AD)|(?<=A)UD|(?<=J)PY"
    r"|(?<=I)NR)\s?\d|(?<=\d)(?<!\w\d)[\d,.]*\s?(?:USD|EUR|GBP|dollars|euros)\b)"
)
_WHOLE = re.compile(
    r"\b(?:total\s+(?:contract\s+)?(?:price|value|fees?|consideration|amount|compensation|cost)"
    r"|contract\s+(?:price"
    r"|value|sum)|purchase\s+price|aggregate\s+(?:price|consideration|fees?)|total\s+consideration)\b",
    re.IGNORECASE,
)
# Amounts that are bounds, not prices.
_BOUND = re.compile(
    r"\b(?:liab|insur|coverage|indemnif|per\s+occurrence|exceed|less\s+than|up\s+to|damages|cap\b|deductible"
    r"|par\s+value)\w*",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?P<purpose>(?:[a-z-]+\s+){0,2}(?:fees?|price|rent|salary|royalt(?:y|ies)|deposit"
    r"|payment|compensation"
    r"|retainer|advance|commission|bonus|charges?|rate|subscription|penalty|milestone\s+payment))\b",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:per|an?|each|every|/)\s*(?:calendar\s+)?(?P<per>month|year"
    r"|annum|quarter|week|day"
    r"|hour|unit|user|seat)\b",
    re.IGNORECASE,
)
# The rhythm may stand before the sum as a part of its name, or after the verb: "payable quarterly".
_OFTEN = re.compile(
    r"\b(?P<often>annual(?:ly)?|yearly|quarterly|monthly|weekly|daily|hourly)\b(?!\s+(?:report|statement|invoice))",
    re.IGNORECASE,
)
_RHYTHMS = {
    "annual": "year", "annually": "year", "yearly": "year", "quarterly": "quarter", "monthly": "month",
    "weekly": "week", "daily": "day", "hourly": "hour",
}  # fmt: skip
_PAYABLE = re.compile(r"[^.;$£€]{0,20}?\b(?:payable|paid|due|billed|invoiced)\s+(?=\w+ly\b)", re.IGNORECASE)
_MOST_PRICES = 12
_LEADING = re.compile(
    r"\A(?:the|an?|of|its|such|this|that|any|all|in|as|at|if|pay|for|and|or|to|be|is|by)\s+", re.I
)


def read_prices(document: Document) -> tuple[Fact[Money] | None, tuple[Fact[Price], ...]]:
    """The contract's whole value, only where the words say so ("total contract price"), and its prices. An
    amount without words of a purpose has confidence 0.4; bounds (liability, insurance) are no prices."""
    whole: Fact[Money] | None = None
    found: list[Fact[Price]] = []
    for each in mentions(document.text, _ANCHOR):
        if _BOUND.search(each.words):
            continue
        for amount in find_money(each.words):
            if not amount.value.amount:
                continue
            total = _WHOLE.search(each.words, max(0, amount.start - 120), amount.start)
            if total and whole is None:
                quotes = each.quote(document)
                sure = each.sure(amount.start, 0.5 if amount.conflict else 0.8)
                whole = Fact[Money](value=amount.value, quotes=quotes, confidence=sure, source="rules")
            if len(found) < _MOST_PRICES:
                found.append(_price(document, each, amount))
    return whole, tuple(found)


def _price(document: Document, each: Mention, amount: FoundMoney) -> Fact[Price]:
    before = each.words[max(0, amount.start - 120) : amount.start]
    named = list(_PURPOSE.finditer(before))
    purpose = " ".join(named[-1]["purpose"].lower().split()) if named else ""
    while (shorter := _LEADING.sub("", purpose)) != purpose:
        purpose = shorter
    per = _PER.match(each.words, amount.end)
    unit = per["per"].lower().replace("annum", "year") if per else _rhythm(each.words, amount, purpose)
    sure = each.sure(amount.start, 0.4 if amount.conflict or not purpose else 0.7)
    value = Price(money=amount.value, purpose=purpose, per=unit)
    place = (each.start + amount.start, each.start + amount.end)
    quotes = (locate(document, place), *each.quote(document))
    return Fact[Price](value=value, quotes=quotes, confidence=sure, source="rules")


def _rhythm(words: str, amount: FoundMoney, purpose: str) -> str:
    """How often by the name of the sum ("annual fee") or right after the verb ("payable quarterly")."""
    payable = _PAYABLE.match(words, amount.end)
    often = _OFTEN.search(purpose) or (_OFTEN.match(words, payable.end()) if payable else None)
    return _RHYTHMS[often["often"].lower()] if often else ""
