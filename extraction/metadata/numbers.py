"""Numbers as contracts write them: "thirty (30)", "twenty-five", "1,500.50", "one and one-half"."""

import re
from decimal import Decimal

from contracts.value import Value

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_FRACTIONS = {
    "one-half": Decimal("0.5"), "one half": Decimal("0.5"), "a half": Decimal("0.5"),
    "one-quarter": Decimal("0.25"), "one quarter": Decimal("0.25"),
    "three-quarters": Decimal("0.75"), "three quarters": Decimal("0.75"),
}  # fmt: skip

# The longest words stand first, so that "seventeen" is not read as "seven".
_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
WORDS = (
    rf"(?:{_WORD}|hundred)"
    rf"(?:(?:[\s-]+|(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+)"
    rf"(?:{_WORD}|hundred|thousand|million|billion))*"
    r"(?:\s+and\s+(?:one|a|three)[\s-](?:half|quarters?))?"
)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = (
    rf"(?:(?P<{{0}}words>\b{WORDS})\s*\(\s*(?P<{{0}}both>{DIGITS})\s*\)"
    rf"|(?P<{{0}}digits>(?<![\w.,$£€%])(?:{DIGITS}))(?:\s*\(\s*(?P<{{0}}spelt>{WORDS})\s*\))?"
    rf"|(?P<{{0}}only>\b{WORDS})"
    rf"|\(\s*(?P<{{0}}bracketed>{DIGITS})\s*\))"
)

# No contract writes a number as great; decimals of some more digits cannot be reckoned with.
_GREATEST = 10**18


class ReadNumber(Value):
    """A number as read; `conflict` where its words and its numeral differ (then it is the numeral)."""

    value: Decimal
    conflict: bool = False


def number_pattern(prefix: str = "n") -> str:
    """A pattern of a written number, its named groups beginning with `prefix` (for `read_number`)."""
    return NUMBER.replace("{0}", prefix)


def read_number(match: "re.Match[str]", prefix: str = "n") -> ReadNumber | None:
    """The number of a match of `number_pattern(prefix)`; the numeral wins over the words, because it is
    what people look at, and the conflict is told. None where that alternative did not match."""
    words = match[prefix + "words"] or match[prefix + "spelt"] or match[prefix + "only"]
    digits = match[prefix + "both"] or match[prefix + "digits"] or match[prefix + "bracketed"]
    spelt = number_of_words(words) if words else None
    if digits:
        value = Decimal(digits.replace(",", ""))
        conflict = spelt is not None and spelt != value
        return ReadNumber(value=value, conflict=conflict) if is_reckonable(value) else None
    return None if spelt is None else ReadNumber(value=spelt)


def is_reckonable(value: Decimal) -> bool:
    """Whether a number is of a size that contracts write (at most 10^18)."""
    return value <= _GREATEST


def number_of_words(words: str) -> Decimal | None:
    """The value of number words ("one hundred and eighty"), or None where they make no number."""
    lowered = " ".join(words.lower().split())
    fraction = Decimal(0)
    for tail, part in _FRACTIONS.items():
        if lowered.endswith(" and " + tail):
            lowered, fraction = lowered.removesuffix(" and " + tail), part
            break
    total = current = 0
    for word in re.split(r"[\s-]+", lowered):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total, current = total + max(current, 1) * _SCALES[word], 0
        elif word != "and":
            return None
        if max(total, current) > _GREATEST:
            return None
    return Decimal(total + current) + fraction
