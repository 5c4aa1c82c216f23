"""Dates in words and numbers: "May 8, 2014", "8th day of May 2014", "08.05.2014", "2014-05-08"."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import date
from typing import Literal

from contracts.value import Value
from extraction.metadata.numbers import number_of_words

Order = Literal["month_first", "day_first"]

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
# Month names of the languages that contracts in English quote dates in; only these go to dateparser.
_FOREIGN = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre januar februar "
    "märz "
    "juni juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre "
    "diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari "
    "maart "
    "mei augustus december"
)
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![A-Za-z])\.?"
_YEAR = r"(?P<year>(?:1[89]|2[01])\s?\d\s?\d)(?!\d)"
# A day may be filled in over a rule ("__1st__ day of __May__"). A rule right after bare figures ("May 1__")
# leaves the day open, unless one stands before them too.
_DAY = (
    r"(?P<day>\d{1,2})(?!\d|(?<![_\d]\d)(?<!_\d\d)_)\s?(?:\(?\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)(?![A-Za-z0-9])\s?\)?)?"
    r"|(?P<spelt>(?:(?:twenty|thirty)[\s-]+)?(?:"
    + "|".join(ORDINALS)
    + r"))(?:\s*\(\d{1,2}(?:st|nd|rd|th)?\))?"
)
# "Two Thousand Ten (2010)": the figures say it.
_IN_WORDS = r"(?:(?:two\s+thousand|nineteen\s+hundred)[a-z\s-]{0,24}\(\s*)?"
_FORMS = (
    re.compile(
        rf"(?<![A-Za-z]){_MONTH}[\s_]*(?:the\s+)?(?:{_DAY})[\s_]*(?:day)?\s*(?:,|\.|of)?\s*(?:,\s*)?{_IN_WORDS}_*{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:(?<![A-Za-z0-9.])|(?<=\bof)|(?<=\bon))(?:{_DAY})[\s_]*(?:day\s+)?(?:of\s+|[\s-]+)?_*{_MONTH}[\s_]*,?\s*"
        rf"(?:in\s+the\s+year\s+(?:of\s+)?(?:our\s+lord\s+)?)?(?:A\.?\s?D\.?,?\s+)?(?:of\s+)?"
        rf"(?:-[\s-]*)?{_IN_WORDS}_*{_YEAR}",
        re.IGNORECASE,
    ),
)
_NUMERIC = re.compile(
    r"(?<![A-Za-z0-9./$-])(?:(?P<y>(?:19|2[01])\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<c>(?:19|2[01])?\d\d)"
    r"|(?P<e>\d{1,2})(?P<u>[-/])" + _MONTH + r"(?P=u)(?P<f>(?:19|2[01])?\d\d))(?![A-Za-z0-9/-]|[.,]\d)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"\d(?<!\w\d)\d?(?:er|\.|º)?\s+(?:de\s+)?(?:{'|'.join(_FOREIGN.split())})\s+(?:de[l]?\s+)?\d{{4}}\b",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?:1[89]|2[01])\s?\d\s?\d(?!\d)")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d(?<![A-Za-z0-9./$-]\d)")
_BEFORE_YEAR_CHARS = 110


class FoundDate(Value):
    """A whole date at `[start, end)` code points of the text. `ambiguous` where "3/4/2020" might be of
    March or April and nothing in the text tells."""

    start: int
    end: int
    value: date
    ambiguous: bool = False


def find_dates(text: str, order: Order = "month_first") -> tuple[FoundDate, ...]:
    """All whole dates in `text`, in order. A date with a blank ("____ day of May, 2014", "May __, 2014")
    is no date. `order` decides what "3/4/2020" means; with points between ("3.4.2020") the day is first.
    """
    found: dict[int, FoundDate] = {}
    starts: list[int] = []
    if not _DIGIT.search(text):
        return ()
    for form, low, high in ((form, *place) for place in _near_years(text) for form in _FORMS):
        for match in form.finditer(text, low, high):
            value = _date(_digits(match["year"]), _MONTHS[match["month"].lower()], _day(match))
            # Those found so far do not overlap, so only the last that begins before this one ends can.
            last = bisect_left(starts, match.end()) - 1
            if value and (last < 0 or found[starts[last]].end <= match.start()):
                insort(starts, match.start())
                found[match.start()] = FoundDate(start=match.start(), end=match.end(), value=value)
    for match in _figures(text):
        read = _numeric(match, order)
        if read:
            value, ambiguous = read
            place = {"start": match.start(), "end": match.end()}
            found[match.start()] = FoundDate(**place, value=value, ambiguous=ambiguous)
    for match in _OTHER.finditer(text):
        value = None if match.start() in found else _by_library(match[0])
        if value:
            found[match.start()] = FoundDate(start=match.start(), end=match.end(), value=value)
    return tuple(found[start] for start in sorted(found))


def _figures(text: str) -> Iterator["re.Match[str]"]:
    """Dates in figures, sought where figures begin: `re` skips to a plain set of signs, to little else."""
    last = 0
    for place in _FIGURE.finditer(text):
        match = _NUMERIC.match(text, place.start()) if place.start() >= last else None
        if match:
            last = match.end()
            yield match


def _near_years(text: str) -> list[tuple[int, int]]:
    """Where a date in words can stand: a year is cheap to find, a date dear."""
    places: list[tuple[int, int]] = []
    for year in _A_YEAR.finditer(text):
        low = max(0, year.start() - _BEFORE_YEAR_CHARS)
        if places and low <= places[-1][1]:
            places[-1] = (places[-1][0], year.end())
        else:
            places.append((low, year.end()))
    return places


def _digits(written: str) -> int:
    return int("".join(written.split()))


def _day(match: "re.Match[str]") -> int:
    if match["day"]:
        return int(match["day"])
    *tens, last = re.split(r"[\s-]+", match["spelt"].lower())
    return int(number_of_words(tens[0]) or 0 if tens else 0) + ORDINALS[last]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(match: "re.Match[str]", order: Order) -> tuple[date, bool] | None:
    if match["y"]:
        value = _date(int(match["y"]), int(match["m"]), int(match["d"]))
        return (value, False) if value else None
    if match["e"]:
        value = _date(_century(int(match["f"])), _MONTHS[match["month"].lower()], int(match["e"]))
        return (value, False) if value else None
    first, second, year = int(match["a"]), int(match["b"]), int(match["c"])
    if year < 100:
        if match["t"] == ".":  # 1.2.10 is a clause number more often than a date
            return None
        year = _century(year)
    day_first = first > 12 or match["t"] == "." or (order == "day_first" and second <= 12)
    month, day = (second, first) if day_first else (first, second)
    value = _date(year, month, day)
    ambiguous = first <= 12 and second <= 12 and first != second and match["t"] != "."
    return (value, ambiguous) if value else None


def _century(year: int) -> int:
    """Two figures of a year are of 1950 to 2049."""
    return year + (0 if year > 99 else 2000 if year < 50 else 1900)


def _by_library(words: str) -> date | None:
    """A date with a foreign month's name, by dateparser (imported here: it takes long)."""
    import dateparser

    read = dateparser.parse(words, settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY"})
    return read.date() if read else None
