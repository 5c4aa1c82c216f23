"""Lengths, amounts and lists in plain words."""

import re
from collections.abc import Sequence
from decimal import Decimal

from contracts.metadata import Duration, Money

_OPEN = re.compile(r"[\s.]*[\w'-]*\*[\s.]*|\s*\.{3}\s*")


def in_words(length: Duration) -> str:
    """ "12 months", "1 year", "5 business days"."""
    unit = length.unit.replace("_", " ")
    return f"{length.count} {unit.removesuffix('s') if length.count == 1 else unit}"


def number_in_words(value: Decimal, unit: str) -> str:
    """ "15%", "2 times", "3"; at most four decimals, without closing noughts."""
    plain = format(value.quantize(Decimal("0.0001")).normalize(), "f")
    return {"percent": f"{plain}%", "multiple": f"{plain} times"}.get(unit, plain)


def money_in_words(money: Money) -> str:
    """ "USD 50,000", with cents only where there are any."""
    digits = f"{money.amount:,.2f}".removesuffix(".00")
    return f"{money.currency} {digits}".strip()


def wanted(low: str, high: str) -> str:
    """ "at least A", "at most B", "between A and B", or "exactly A"."""
    if low and high:
        return f"exactly {low}" if low == high else f"between {low} and {high}"
    return f"at least {low}" if low else f"at most {high}" if high else "any"


def listed(words: Sequence[str], joint: str = "or") -> str:
    """ "“a”, “b” or “c”"."""
    quoted = [f"“{word}”" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"


def like(phrases: Sequence[str], most: int = 3) -> str:
    """A few of the phrases that differ from one another: "“notice”, “opt out” or the like". Whole words
    where there are any; of a phrase for any ending, the words that stand before it."""
    shown: list[str] = []
    whole = [phrase for phrase in phrases if "*" not in phrase and "..." not in phrase]
    for phrase in whole or [
        " ".join(re.split(r"[\s.]*[\w'-]*\*[\s.]*|\s*\.{3}\s*", each)).strip() for each in phrases
    ]:
        stem = phrase.lower()[:5]
        if phrase and all(not each.lower().startswith(stem) for each in shown):
            shown.append(phrase)
    if not shown:
        return "the words that we look for"
    if len(shown) <= most and len(shown) == len(phrases):
        return listed(shown)
    return ", ".join(f"“{each}”" for each in shown[:most]) + " or the like"
