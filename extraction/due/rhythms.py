"""Rhythms in words: "by the 15th of each month", "the end of each calendar quarter", "every Friday"."""

import re
from typing import NamedTuple

from contracts.due import Move, Period, PeriodUnit, Timing
from extraction.due.openings import MONTHS, WEEKDAYS
from extraction.metadata.calendar import ORDINALS
from extraction.metadata.numbers import number_of_words

_MONTHS = [name.lower() for name in MONTHS]
_WEEKDAY = "|".join(day.lower() for day in WEEKDAYS)
_SPELT = rf"(?:(?:twenty|thirty)[\s-]+)?(?:{'|'.join(ORDINALS)})"
ORDINAL = rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)\b|{_SPELT}(?:\s*\(\s*\d{{1,2}}\s?(?:st|nd|rd|th)?\s*\))?|last)"
BUSINESS_DAY = r"(?:business|working|banking|trading)\s+day"
_EACH = r"(?:each|every)(?:\s+and\s+every)?(?:\s+successive|\s+subsequent)?"
_UNIT = (
    r"(?:calendar\s+|contract\s+|consecutive\s+)?"
    r"(?P<unit>month|quarter|half[\s-]year|year|week)\b(?![\s-]end)"
)
_SPOT = rf"(?:the\s+)?(?:{ORDINAL})(?:\s+(?:{BUSINESS_DAY}|(?:calendar\s+)?day|{_WEEKDAY}))?"
_ONE_SPOT = re.compile(
    rf"(?P<ordinal>{ORDINAL})(?:\s+(?P<what>{BUSINESS_DAY}|(?:calendar\s+)?day|{_WEEKDAY}))?", re.IGNORECASE
)
_IN_PERIOD = re.compile(
    rf"(?P<spots>{_SPOT}(?:\s*(?:,\s*and|,|and|or|&)\s*{_SPOT})*)\s+(?:of|in|during)\s+{_EACH}\s+{_UNIT}",
    re.IGNORECASE,
)
_EDGE = re.compile(
    rf"(?:the\s+)?(?P<edge>end|close|beginning|start|commencement|expiration|expiry|last\s+(?:calendar\s+)?day"
    rf"|first\s+(?:calendar\s+)?day)\s+of\s+{_EACH}\s+{_UNIT}",
    re.IGNORECASE,
)
_PERIOD_END = re.compile(rf"{_EACH}\s+(?:calendar\s+)?(?P<unit>month|quarter|year)[\s-]end\b", re.IGNORECASE)
_WEEKLY = re.compile(
    rf"(?:(?:each|every)\s+(?P<day>{_WEEKDAY})\b|(?P<other>{_WEEKDAY})\s+of\s+{_EACH}\s+week\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"{ORDINAL}\s+\Z", re.IGNORECASE)
_MONTH = r"(?:" + "|".join(_MONTHS) + r")"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?{_MONTH}\b)"
_DATES = (
    rf"(?P<dates>(?:the\s+)?{_DATE}(?:\s*(?:,\s*and|,|and|or|&)\s*(?:the\s+)?{_DATE})*)(?!\s*,?\s*\d{{4}})"
)
_OFTEN = (
    r"(?:annually|semi-?annually|bi-?annually|quarterly|twice\s+(?:a|per|each)\s+year|(?:each|every)\s+year)"
)
_YEARLY = re.compile(
    rf"(?:{_DATES}\s*,?\s*(?:(?:of|in)\s+{_EACH}\s+(?:calendar\s+)?year\b|{_OFTEN})"
    rf"|{_OFTEN}\s*,?\s*(?:,?\s*(?:on|by|before|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before)\s+)"
    rf"{_DATES.replace('?P<dates>', '?P<after>')}"
    rf"|(?:each|every)\s+{_DATES.replace('?P<dates>', '?P<each>')})",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    rf"(?:the\s+)?(?:end|close|last\s+day)\s+of\s+(?:{_EACH}|the|its|such|that|any)\s+(?:\w+['’]s?\s+)?"
    r"(?P<kind>fiscal|financial|accounting)\s+(?P<unit>year|quarter|month)\b(?:\s+of\s+(?:the\s+)?\w+)?",
    re.IGNORECASE,
)
_UNITS: dict[str, tuple[int, PeriodUnit]] = {
    "day": (1, "days"), "week": (1, "weeks"), "month": (1, "months"), "quarter": (1, "quarters"),
    "year": (1, "years"),
}  # fmt: skip


# The patterns are dear, and most sentences hold none of the words that they need.
_HINTS = ("each", "every", "annual", "quarterly", "twice", "fiscal", "financial", "accounting")
_EACH_PERIOD = re.compile(rf"\b{_EACH}\s+{_UNIT}", re.IGNORECASE)
_WEEKDAYS = tuple(day.lower() for day in WEEKDAYS)


class Rhythm(NamedTuple):
    """A rhythm that returns on days of its own, at `[start, end)` of the words."""

    timing: Timing
    start: int
    end: int


def find_rhythm(words: str) -> Rhythm | None:
    """The first rhythm with a day in `words`; None where there is none."""
    lowered = words.lower()
    if not any(hint in lowered for hint in _HINTS):
        return None
    readers = (
        *((_in_period, _edge) if _EACH_PERIOD.search(words) else ()),
        *((_period_end,) if "end" in lowered else ()),
        *((_yearly,) if any(month in lowered for month in _MONTHS) else ()),
        *((_weekly,) if any(day in lowered for day in _WEEKDAYS) else ()),
        *((_fiscal,) if any(hint in lowered for hint in _HINTS[-3:]) else ()),
    )
    found = [rhythm for read in readers if (rhythm := read(words))]
    return min(found, key=lambda rhythm: (rhythm.start, -rhythm.end), default=None)


def ordinal_number(words: str) -> int:
    """The number of "15th", "fifteenth (15th)" or "last" (-1); 0 where the words are none."""
    lowered = " ".join(words.lower().split())
    if lowered == "last":
        return -1
    digits = re.search(r"\d{1,2}", lowered)
    if digits:
        return int(digits[0])
    *tens, last = re.split(r"[\s-]+", lowered)
    return int(number_of_words(tens[0]) or 0 if tens else 0) + ORDINALS.get(last, 0)


def spot(words: str, unit: PeriodUnit) -> Move | None:
    """The day of a period that "third Wednesday", "5th business day" or "last day" choose; None where no such
    period can have one, or where nobody says from what it is counted ("the third day of each week")."""
    match = _ONE_SPOT.search(words)
    number = ordinal_number(match["ordinal"]) if match else 0
    if not match or not -1 <= number <= 31 or number == 0:
        return None
    what = " ".join((match["what"] or "").lower().split())
    if what.endswith("day") and what.split(" ")[0] in ("business", "working", "banking", "trading"):
        return _possible(Move(kind="business_day", count=number, unit=unit))
    if what.capitalize() in WEEKDAYS:
        place = WEEKDAYS.index(what.capitalize())
        return _possible(Move(kind="weekday", count=number, unit=unit, weekday=place))
    if number == -1:
        return Move(kind="end_of", unit=unit)
    return _possible(Move(kind="day", count=number, unit=unit))


# The most of a kind that any such period has. The 31st day of a quarter is no day of its first month.
_MOST: dict[tuple[str, PeriodUnit], int] = {
    ("business_day", "weeks"): 5, ("business_day", "months"): 23, ("weekday", "weeks"): 1,
    ("weekday", "months"): 5, ("weekday", "quarters"): 14, ("day", "weeks"): 0, ("day", "quarters"): 30,
}  # fmt: skip


def _possible(move: Move) -> Move | None:
    return move if move.count <= _MOST.get((move.kind, move.unit), 31) else None


def period(words: str) -> Period:
    """The rhythm that a unit names."""
    if words.lower().startswith("half"):
        return Period(count=6, unit="months")
    count, unit = _UNITS[words.lower()]
    return Period(count=count, unit=unit)


def _in_period(words: str) -> Rhythm | None:
    match = _IN_PERIOD.search(words)
    if not match or match["unit"].lower().startswith("half"):
        return None
    every = period(match["unit"])
    spots = [spot(each[0], every.unit) for each in _ONE_SPOT.finditer(match["spots"])]
    kept = tuple(each for each in spots if each)
    # Of "the 31st and 32nd" nobody knows what the slip was meant to say.
    return (
        Rhythm(Timing(every=every, spots=kept), *match.span()) if kept and len(kept) == len(spots) else None
    )


def _edge(words: str) -> Rhythm | None:
    match = _EDGE.search(words)
    if not match or match["unit"].lower().startswith("half"):
        return None
    every = period(match["unit"])
    first = match["edge"].lower().startswith(("beginning", "start", "comm", "first"))
    edge = Move(kind="start_of" if first else "end_of", unit=every.unit)
    return Rhythm(Timing(every=every, spots=(edge,)), *match.span())


def _period_end(words: str) -> Rhythm | None:
    match = _PERIOD_END.search(words)
    if not match:
        return None
    every = period(match["unit"])
    return Rhythm(Timing(every=every, spots=(Move(kind="end_of", unit=every.unit),)), *match.span())


def _weekly(words: str) -> Rhythm | None:
    match = _WEEKLY.search(words)
    if not match or (match["other"] and _NUMBERED.search(words, max(0, match.start() - 30), match.start())):
        return None
    day = WEEKDAYS.index((match["day"] or match["other"]).capitalize())
    move = Move(kind="weekday", unit="weeks", weekday=day)
    return Rhythm(Timing(every=Period(count=1, unit="weeks"), spots=(move,)), *match.span())


def _yearly(words: str) -> Rhythm | None:
    match = _YEARLY.search(words)
    if not match:
        return None
    spots: list[Move] = []
    for each in re.finditer(_DATE, match["dates"] or match["after"] or match["each"], re.IGNORECASE):
        month = _MONTHS.index((re.search(_MONTH, each[0], re.IGNORECASE) or each)[0].lower()) + 1
        number = int((re.search(r"\d{1,2}", each[0]) or each)[0])
        if not 1 <= number <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
            return None
        spots.append(Move(kind="month_day", month=month, count=number))
    return Rhythm(Timing(every=Period(count=1, unit="years"), spots=tuple(spots)), *match.span())


def _fiscal(words: str) -> Rhythm | None:
    """Nobody but the parties knows when their fiscal year ends: it is an event to be given."""
    match = _FISCAL.search(words)
    if not match:
        return None
    event = f"end of the {match['kind'].lower()} {match['unit'].lower()}"
    returns = re.search(rf"\b{_EACH}\b", match[0], re.IGNORECASE)
    every = period(match["unit"]) if returns else None
    return Rhythm(Timing(event=event, every=every), *match.span())
