"""Percentages and multiples in words: "five percent (5%)", "two times (2x)", "twice the fees"."""

import re
from decimal import Decimal

from contracts.value import Value
from extraction.metadata.numbers import number_pattern, read_number


class FoundNumber(Value):
    """A percentage (5 for "5%") or a multiple (2 for "twice") at `[start, end)` of the text. `conflict`
    where words and numeral differ: then the value is the numeral's."""

    start: int
    end: int
    value: Decimal
    conflict: bool = False


_SIGN = re.compile(r"%|\bper\s?cent(?:um)?\b|\bpercent\b", re.IGNORECASE)
_BEFORE_CHARS = 90
_PERCENT_NUMBER = re.compile(rf"{number_pattern()}\s*(?:\(\s*)?\Z", re.IGNORECASE)
_MIXED = re.compile(r"(?<![\d.,])(?P<whole>\d+)[\s-]+(?P<top>[13])/(?P<bottom>[248])\s*\Z")
_NUMERAL_AFTER = re.compile(r"\s*\(\s*(\d+(?:\.\d+)?)\s*(?:%|per\s?cent)?\s*\)", re.IGNORECASE)


def find_percentages(text: str) -> tuple[FoundNumber, ...]:
    """All percentages in `text`, in order: "5%", "five percent (5%)", "1 1/2%", "51 (fifty-one) per cent"."""
    found: list[FoundNumber] = []
    for sign in _SIGN.finditer(text):
        if found and sign.start() < found[-1].end:
            continue
        low = max(0, sign.start() - _BEFORE_CHARS, found[-1].end if found else 0)
        window = text[low : sign.start()]
        mixed = _MIXED.search(window)
        match = _PERCENT_NUMBER.search(window)
        number = read_number(match) if match else None
        if mixed:
            value = Decimal(mixed["whole"]) + Decimal(mixed["top"]) / Decimal(mixed["bottom"])
            found.append(FoundNumber(start=low + mixed.start(), end=sign.end(), value=value))
        elif match and number:
            found.append(_percentage(text, low + match.start(), sign.end(), number.value, number.conflict))
    return tuple(found)


def _percentage(text: str, start: int, end: int, value: Decimal, conflict: bool) -> FoundNumber:
    after = _NUMERAL_AFTER.match(text, end)
    if after:
        numeral = Decimal(after[1])
        return FoundNumber(start=start, end=after.end(), value=numeral, conflict=numeral != value)
    return FoundNumber(start=start, end=end, value=value, conflict=conflict)


# "three times per year" says how often, not how much.
_OFTEN = re.compile(
    r"\s+(?:per|an?|each|every|in|during|within|annually|daily|weekly|monthly|yearly|quarterly|on|by"
    r"|before|after|if|when|and\s+places)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b[Tt]imes\b|\bTIMES\b|(?<=\d)[xX](?!\w)|(?<=\)) ?time(?= the\b)")
_TIMES_NUMBER = re.compile(rf"{number_pattern()}[\s-]*\Z", re.IGNORECASE)
_NUMERAL = re.compile(r"\s*\(\s*(\d+(?:\.\d+)?)\s*x?\s*\)", re.IGNORECASE)
_WORD = re.compile(
    r"\b(twice|double|triple|treble|quadruple)(?=\s+(?:the|its|such|that|all|any|what|those)\b)",
    re.IGNORECASE,
)
_MULTIPLES = {"twice": 2, "double": 2, "triple": 3, "treble": 3, "quadruple": 4}


def find_multiples(text: str) -> tuple[FoundNumber, ...]:
    """All multiples in `text`, in order: "two times (2x)", "3x", "three (3) times the fees", "twice the".
    How often something happens ("twice a year") is not a multiple."""
    found: list[FoundNumber] = []
    for times in _TIMES.finditer(text):
        low = max(0, times.start() - _BEFORE_CHARS, found[-1].end if found else 0)
        match = _TIMES_NUMBER.search(text[low : times.start()])
        number = read_number(match) if match else None
        if not match or not number:
            continue
        value, conflict, end = number.value, number.conflict, times.end()
        numeral = _NUMERAL.match(text, end)
        if numeral:
            said = Decimal(numeral[1])
            value, conflict, end = said, conflict or said != value, numeral.end()
        if not _OFTEN.match(text, end):
            found.append(FoundNumber(start=low + match.start(), end=end, value=value, conflict=conflict))
    for word in _WORD.finditer(text):
        value = Decimal(_MULTIPLES[word[1].lower()])
        found.append(FoundNumber(start=word.start(), end=word.end(), value=value))
    return tuple(sorted(found, key=lambda each: each.start))
