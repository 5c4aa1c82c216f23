"""Amounts of money in words: "$1,000,000", "USD 2.5 million", "one million dollars ($1,000,000)"."""

import re
from decimal import Decimal, InvalidOperation

from contracts.metadata import Money
from contracts.value import Value
from extraction.metadata.numbers import WORDS, is_reckonable, number_of_words
from extraction.metadata.shares import FoundNumber, find_multiples, find_percentages

__all__ = ["FoundMoney", "FoundNumber", "find_money", "find_multiples", "find_percentages"]

_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}
_SIGN_PREFIXES = {
    "us": "USD", "u.s.": "USD", "c": "CAD", "ca": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "sg": "SGD", "nt": "TWD", "r": "BRL", "cn": "CNY",
}  # fmt: skip
_CODES = frozenset({
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "CNY", "HKD", "SGD", "TWD", "INR", "SEK",
    "NOK", "DKK", "PLN", "CZK", "HUF", "ILS", "ZAR", "BRL", "MXN", "KRW", "AED", "SAR",
})  # fmt: skip
_NAMES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR", "renminbi": "CNY",
    "yuan": "CNY", "rmb": "CNY", "rs.": "INR", "franc": "CHF",
}  # fmt: skip
_DOLLARS = {
    "canadian": "CAD", "australian": "AUD", "hong kong": "HKD", "singapore": "SGD", "new zealand": "NZD",
}  # fmt: skip
_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "mm": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
# A currency is cheap to find, an amount dear: so amounts are sought only beside a currency.
_CURRENCY = re.compile(
    r"[$£€¥₹]|\b(?:" + "|".join(sorted(_CODES)) + r"|[Dd]ollars?|DOLLARS?|[Ee]uros?|EUROS?|[Pp]ounds?"
    r"|POUNDS"
    r"|[Yy]en|[Rr]upees?|[Rr]enminbi|RMB|[Yy]uan|[Ff]rancs?)\b|\bRs\."
)
_SIGN_PREFIX = re.compile(r"(?<![\w.])(us|u\.s\.|ca?|au?|nz|hk|sg?|nt|r|cn)\s?\Z", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\b(?P<adjective>u\.?\s?s\.?|united\s+states(?:\s+of\s+america)?|american|canadian|australian"
    r"|hong\s+kong|singapore|new\s+zealand|british|swiss|japanese|indian)\s+\Z",
    re.IGNORECASE,
)
_AMOUNT = (
    r"(?P<amount>\d{1,3}(?:[,.'\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?(?:, 000\b)*"
    r"|\d+(?:[.,]\d+)?(?:, 000\b)*)"
)
_SCALE = r"(?:(?P<scale>(?:(?<=\d)[mkb]|\s?(?:mm|mn|bn)|\s?-?(?:thousand|million|billion|lakh|crore))\b))?"
_AFTER = re.compile(rf"[ \u00a0]?[$£€]?[ \u00a0]?{_AMOUNT}{_SCALE}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:(?<![\w.,/$£€]){_AMOUNT}{_SCALE}|\b(?P<words>{WORDS}))"
    r"(?:\s+and\s+(?:no|00|xx)/100(?:ths)?)?[\s-]*\Z",
    re.IGNORECASE,
)
_BEFORE_CHARS = 90
_BRACKET = re.compile(r"\s*(?:[A-Za-z.]+\s*)?[(\[]\s*\Z")


class FoundMoney(Value):
    """An amount at `[start, end)` code points of the text. `conflict` where the words beside it ("ten
    dollars ($100)") say another amount: then the value is the numeral's."""

    start: int
    end: int
    value: Money
    conflict: bool = False


def find_money(text: str) -> tuple[FoundMoney, ...]:
    """All amounts of money in `text`, in order, without overlaps.

    "$" alone is USD, unless the contract says otherwise elsewhere. "2.500" and "2.500,00" are read by
    the European way of grouping, "2,500.00" by the English. Blanks ("$____", "$[●]") give nothing.
    """
    found: list[FoundMoney] = []
    for currency in _CURRENCY.finditer(text):
        low = found[-1].end if found else 0
        if currency.start() >= low:
            each = _beside(text, low, currency)
            if each:
                found.append(each)
    return _merged(text, found)


def _beside(text: str, low: int, currency: "re.Match[str]") -> FoundMoney | None:
    """The amount after `currency` (not after a name such as "dollars"), else the one before it."""
    sign = currency[0]
    window_start = max(low, currency.start() - _BEFORE_CHARS)
    window = text[window_start : currency.start()]
    named = sign[0].isalpha() and sign not in _CODES and sign not in ("RMB", "Rs.")
    after = None if named else _AFTER.match(text, currency.end())
    if after:
        prefix = _SIGN_PREFIX.search(window) if sign in "$¥" else None
        code = _SIGN_PREFIXES[prefix[1].lower()] if prefix else _code_of(sign, "")
        start = currency.start() - (len(prefix[0]) if prefix else 0)
        value = _money(after, code)
        return FoundMoney(start=start, end=after.end(), value=value) if value else None
    if sign in "$£¥₹":
        return None
    adjective = _ADJECTIVE.search(window)
    code = _code_of(sign, adjective["adjective"] if adjective else "")
    before = _BEFORE.search(window[: adjective.start()] if adjective else window)
    value = _money(before, code) if before else None
    if not before or not value:
        return None
    return FoundMoney(start=window_start + before.start(), end=currency.end(), value=value)


def _code_of(sign: str, adjective: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign in _CODES:
        return sign
    name = sign.lower().removesuffix("s")
    if name == "dollar":
        return _DOLLARS.get(" ".join(adjective.lower().split()), "USD")
    return _NAMES[sign.lower() if sign == "Rs." else name]


def _money(match: "re.Match[str]", currency: str) -> Money | None:
    groups = match.groupdict()
    amount = number_of_words(groups["words"]) if groups.get("words") else _amount(match["amount"], currency)
    if amount is None or not is_reckonable(amount):
        return None
    scale = (groups["scale"] or "").lower().strip(" -\u00a0")
    total = amount * _SCALES.get(scale, 1)
    return Money(amount=total.quantize(Decimal(1)) if total % 1 == 0 else total, currency=currency)


_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?\Z|\d+(?:\.\d+)?\Z")


def _amount(written: str, currency: str) -> Decimal | None:
    """The number as written. "1.250" is 1,250 in the currencies of those who group by points, and 1.25
    elsewhere; what is not English grouping is read as European."""
    plain = re.sub(r"[\s']", "", written)
    points = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain)
    if points and (plain.count(".") > 1 or currency not in _POINT_IS_DECIMAL):
        return Decimal(plain.replace(".", ""))
    if _ENGLISH.match(plain):
        return Decimal(plain.replace(",", ""))
    try:
        return Decimal(plain.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


_POINT_IS_DECIMAL = frozenset(["USD", "GBP", "CAD", "AUD", "NZD", "HKD", "SGD", "JPY", "CNY", "INR"])


def _merged(text: str, found: list[FoundMoney]) -> tuple[FoundMoney, ...]:
    """One amount of "ten dollars ($10)" and of "$10 (ten dollars)": the numeral, and whether they differ."""
    merged: list[FoundMoney] = []
    for each in found:
        before = merged[-1] if merged else None
        closing = re.match(r"\s*[)\]]", text[each.end : each.end + 4])
        if before and closing and _BRACKET.fullmatch(text[before.end : each.start]):
            numeral = each if any(char.isdigit() for char in text[each.start : each.end]) else before
            differ = before.value.amount != each.value.amount
            end = each.end + closing.end()
            merged[-1] = FoundMoney(start=before.start, end=end, value=numeral.value, conflict=differ)
        else:
            merged.append(each)
    return tuple(merged)
