"""Lengths of time in words: "thirty (30) days", "12 months", "five (5) business days", "net 45"."""

import re
from bisect import bisect_left
from decimal import Decimal

from contracts.metadata import Duration, Unit
from contracts.value import Value
from extraction.metadata.numbers import ReadNumber, number_pattern, read_number
from extraction.wordings import worded

_QUALIFIER = (
    r"(?:(?:full|calendar|consecutive|successive|additional|further|contract|fiscal|complete|more|other"
    r"|business|working|banking|trading|whole|continuous)[\s-]+)*"
)
_UNIT = re.compile(worded("hour", "day", "week", "month", "year", "quarter") + r"s?\b", re.IGNORECASE)
# A unit is cheap to find, a number dear: so the number is sought only in the words before a unit.
_BEFORE_CHARS = 110
# "one (I) year" and "3~year" are slips of a printer for "one (1) year" and "3-year".
_NUMBER = re.compile(
    rf"{number_pattern()}(?:\s*\([Il|]\))?[\s~-]*(?P<qualifier>{_QUALIFIER})\Z", re.IGNORECASE
)
_RANGE = re.compile(rf"(?P<whole>{number_pattern()})\s*(?:to|or|-|–|and)\s*\Z", re.IGNORECASE)
_ONE = re.compile(
    r"\b(?:within|for|of|least|than)\s+(?P<whole>an?\s+(?:additional\s+|further\s+|single\s+|full\s+)?)\Z",
    re.IGNORECASE,
)
_HALF = re.compile(r"\b(?P<whole>(?:one[\s-]+)?half\s+an?\s+)\Z", re.IGNORECASE)
_NET = re.compile(
    rf"\bnet[\s-]+(?P<whole>{number_pattern()})(?![\w.,]*\d)(?!\s*(?:percent|per\s+cent|%|of\b))"
    r"(?![\s-]*(?:[a-z]+[\s-]+)?(?:hour|day|week|month|year|quarter)s?\b)",
    re.IGNORECASE,
)
_BUSINESS = re.compile(r"business|working|banking|trading", re.IGNORECASE)
_UNITS: dict[str, tuple[Unit, int]] = {
    "hour": ("hours", 1), "day": ("days", 1), "week": ("weeks", 1), "month": ("months", 1),
    "year": ("years", 1), "quarter": ("months", 3),
}  # fmt: skip


class FoundDuration(Value):
    """A length of time at `[start, end)` code points of the text it was found in. `conflict` where the
    words and the numeral differ: then the value is the numeral's."""

    start: int
    end: int
    value: Duration
    conflict: bool = False


def find_durations(text: str) -> tuple[FoundDuration, ...]:
    """All lengths of time in `text`, in order, without overlaps.

    Of a range ("thirty to sixty days") both ends are given, each at the place of its number. Quarters
    count as three months, a fraction of a year as months; other fractions are left out, because a
    `Duration` has a whole count.
    """
    found: list[FoundDuration] = []
    for unit in _UNIT.finditer(text):
        low = max(0, unit.start() - _BEFORE_CHARS, found[-1].end if found else 0)
        found.extend(_before(text[low : unit.start()], low, unit))
    if "net" not in text.lower():
        return tuple(found)
    starts = [each.start for each in found]
    nets: list[FoundDuration] = []
    for match in _NET.finditer(text):
        number = read_number(match)
        start, end = match.span("whole")
        before = bisect_left(starts, end) - 1
        if number and (before < 0 or found[before].end <= start):
            _add(nets, number, "day", "", (start, end))
    return tuple(sorted([*found, *nets], key=lambda each: each.start))


def _before(window: str, low: int, unit: "re.Match[str]") -> list[FoundDuration]:
    """The durations that end in `unit`, from the words `window` before it, which begin at `low`."""
    found: list[FoundDuration] = []
    name = unit[0].lower().removesuffix("s")
    match = _NUMBER.search(window)
    number = read_number(match) if match else None
    if not match or not number:
        part = _HALF.search(window)
        single = part or _ONE.search(window)
        if single:
            place = (low + single.start("whole"), unit.end())
            value = Decimal("0.5") if part else Decimal(1)
            _add(found, ReadNumber(value=value), name, "", place)
        return found
    lower = _RANGE.search(window, 0, match.start())
    other = read_number(lower) if lower else None
    if lower and other:
        place = (low + lower.start("whole"), low + lower.end("whole"))
        _add(found, other, name, match["qualifier"], place)
    _add(found, number, name, match["qualifier"], (low + match.start(), unit.end()))
    return found


def _add(
    found: list[FoundDuration], number: ReadNumber, unit: str, qualifier: str, place: tuple[int, int]
) -> None:
    value = _duration(number.value, unit.lower(), qualifier)
    if value:
        found.append(FoundDuration(start=place[0], end=place[1], value=value, conflict=number.conflict))


def _duration(count: Decimal, unit: str, qualifier: str) -> Duration | None:
    name, factor = _UNITS[unit]
    whole = count * factor
    if name == "years" and whole % 1:
        name, whole = "months", whole * 12
    if whole % 1:
        return None
    if name == "days" and _BUSINESS.search(qualifier):
        name = "business_days"
    return Duration(count=int(whole), unit=name)
