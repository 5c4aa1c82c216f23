"""By when, in the words of a sentence: read into steps that can be counted once the dates are known."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contracts.due import Move, Period, PeriodUnit, Timing
from contracts.metadata import Duration
from extraction.due.moments import read_moment, structured, then
from extraction.due.rhythms import BUSINESS_DAY, find_rhythm
from extraction.metadata.calendar import find_dates
from extraction.metadata.durations import FoundDuration, find_durations
from extraction.metadata.numbers import number_pattern, read_number
from extraction.wordings import worded

_LEAD = re.compile(
    r"\b(?P<lead>within|no(?:t)?\s+later\s+than|at\s+least|not\s+less\s+than|no(?:t)?\s+fewer\s+than|upon|on"
    r"|after|by|at|for|during|throughout|over|every|each|once\s+(?:every|each)|not\s+more\s+than|no\s+more\s+than)\s+"
    r"(?:a\s+period\s+of\s+|the\s+(?:first|next)\s+|a\s+further\s+|the\s+)?\Z",
    re.IGNORECASE,
)
_HOW_LONG = ("for", "during", "throughout", "over")
_NOTICE = re.compile(r"['’]?\s*(?:(?:advance|prior|written|previous)\s+)*notice\b", re.IGNORECASE)
_NOTICE_BEFORE = re.compile(
    r"[^,;.]{0,60}?\b(?:prior\s+to|before|in\s+advance\s+of|preceding)\s+(?=the\s+(?:end|expir|last|then|close"
    r"|commenc|renewal))",
    re.IGNORECASE,
)
_INCLUSIVE = (
    r"(?:beginning|commencing|starting)\s+(?:on|from|with)(?:\s+and\s+including)?|from\s+and\s+including"
)
_WAY = re.compile(
    r"['’]?\s*(?:(?:of\s+)?(?P<inclusive>" + _INCLUSIVE + r")"
    r"|(?:immediately\s+|next\s+)?(?P<back>prior\s+to|before|preceding|in\s+advance\s+of|ahead\s+of|previous\s+to)"
    r"|(?:immediately\s+|next\s+)?(?P<on>after|following|from|of|upon|since|as\s+of))\s+",
    re.IGNORECASE,
)
_THEREAFTER = re.compile(r"['’]?\s*(?:thereafter|thereof)\b", re.IGNORECASE)
_WINDOW = re.compile(
    rf"\bnot?\s+(?:less|fewer|later)\s+than\s+(?P<whole>{number_pattern()})(?:\s+(?:calendar\s+)?"
    rf"(?P<unit>days?|weeks?|months?|years?|{BUSINESS_DAY}s?))?,?\s+(?:and|nor|or|but)\s+"
    rf"(?:(?:not?|nor)\s+)?(?:more|earlier)\s+than\s+{number_pattern('m')}\s+(?:calendar\s+)?"
    rf"(?P<other>days|weeks|months|years|{BUSINESS_DAY}s)",
    re.IGNORECASE,
)
_DAY_LEADS = worded(
    "by", r"on\s+or\s+before", r"no(?:t)?\s+later\s+than", "before", r"prior\s+to", r"not\s+after",
    r"no\s+later", "on", "at", "from", r"immediately\s+(?:upon|after|following|on)", r"effective\s+upon",
    "upon", r"as\s+of",
)  # fmt: skip
_DAY = re.compile(
    rf"(?P<lead>{_DAY_LEADS})\s+"
    r"(?:(?:close\s+of\s+business|noon|midnight|\d{1,2}(?::\d\d)?\s*[ap]\.?m\.?)(?:\s+\([^)]*\))?"
    r"(?:\s+[\w.]+\s+time)?\s+on\s+)?",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?:the\s+)?(?:end|last\s+day|first\s+day|close|commencement|expir(?:y|ation)|date\b|[\w-]+\s+date\b|closing\b"
    r"|due\s+date|termination|completion|delivery|acceptance|receipt)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    worded(
        "promptly", r"without\s+(?:undue\s+|unreasonable\s+)?delay", "forthwith", r"in\s+a\s+timely\s+manner",
        "immediately", r"within\s+(?:a\s+)?(?:commercially\s+)?reasonable\s+(?:period|time)(?:\s+of\s+time)?",
        r"as\s+(?:soon|promptly)\s+as\s+(?:reasonably\s+|commercially\s+)?(?:practicable|possible)",
        r"upon\s+(?:(?:first|written)\s+)*(?:request|demand)",
        r"on\s+(?:(?:first|written)\s+)*(?:request|demand)",
    ) + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_ROLL = re.compile(
    r"\bif\s+(?:such|that|the|any)\s+(?:due\s+|last\s+)?(?:day|date)\b[^.;]{0,90}?\b(?:not\s+an?|non-?|weekend|holiday"
    rf"|saturday|sunday)\b[^.;]{{0,140}}?\b(?P<way>next|following|succeeding|preceding|previous|prior)\s+"
    rf"(?:succeeding\s+|following\s+)?{BUSINESS_DAY}",
    re.IGNORECASE,
)
# Much else is "upon" something ("binding upon the successors"): only what happens is an event.
_UPON = re.compile(
    worded(r"immediately\s+(?:after|following|on|upon)", "upon")
    + r"\s+(?=(?:(?:the|its|his|their|our|your|any|each|such"
    r"|full|final|early|prior|actual|said)\s+){0,2}(?:receipt|receiving|termination|expir|complet|deliver|execut"
    r"|accept|death|closing|sign|commence|occurrence|discover|notice|notification|becoming|learning|approv|cancel"
    r"|dissol|transfer|payment|submission|shipment|arrival|install|issu|consummat|achiev|effective|breach))",
    re.IGNORECASE,
)
_A_UNIT = r"\s+(?:calendar\s+|contract\s+|fiscal\s+)?(?:day|week|month|quarter|year)"
_BARE = re.compile(
    worded(
        "annually", "monthly", "quarterly", "weekly", "daily", "yearly", "semi-?annually", "bi-?weekly",
        "fortnightly", f"each{_A_UNIT}", f"every{_A_UNIT}", f"per{_A_UNIT}", rf"once\s+(?:a|per){_A_UNIT}",
        r"on\s+an?\s+(?:annual|monthly|quarterly|weekly|daily|semi-?annual)\s+basis",
    ) + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_RHYTHMS: dict[str, tuple[int, PeriodUnit]] = {
    "annual": (1, "years"), "year": (1, "years"), "month": (1, "months"), "quarter": (3, "months"),
    "week": (1, "weeks"), "day": (1, "days"), "dai": (1, "days"), "semi": (6, "months"),
    "bi": (2, "weeks"), "fortnight": (2, "weeks"),
}  # fmt: skip


class FoundTiming(NamedTuple):
    """A timing at `[start, end)` of the words it was read from."""

    timing: Timing
    start: int
    end: int


def find_timing(words: str) -> FoundTiming | None:
    """The timing in the words of a duty, the most definite first: a length of time that is counted from
    something, a day, a moment, an event, a rhythm, then words that name no day. None where there is none."""
    found = _of_window(words) or _best(_of_durations(words)) or _of_day(words) or _of_rhythm(words)
    found = found or _of_vague(words) or _of_event(words) or _of_bare(words)
    if found is None:
        return None
    roll = _ROLL.search(words)
    timing = found.timing
    if roll and not timing.vague:
        back = roll["way"].lower() in ("preceding", "previous", "prior")
        timing = then(timing, Move(kind="roll_back" if back else "roll_forward"))
    text = " ".join(words[found.start : found.end].split()).strip(" ,;:")
    return FoundTiming(timing.model_copy(update={"text": text}), found.start, found.end)


def _best(found: "Iterator[tuple[bool, FoundTiming]]") -> FoundTiming | None:
    """The first that words of time lead into, else the first."""
    each = sorted(found, key=lambda one: not one[0])
    return each[0][1] if each else None


def _of_window(words: str) -> FoundTiming | None:
    """ "Not less than 30 nor more than 60 days before": by the end of the window."""
    if words.count(" than ") < 2:
        return None
    match = _WINDOW.search(words)
    number = read_number(match) if match else None
    if not match or not number or number.value % 1:
        return None
    way = _WAY.match(words, match.end())
    moment = read_moment(words[way.end() :]) if way else None
    if not way or not moment:
        return None
    back = bool(way["back"])
    count = int(number.value)
    if not back:
        other = read_number(match, "m")
        count = int(other.value) if other and not other.value % 1 else count
    move = Move(kind="subtract" if back else "add", count=count, unit=_unit(match["unit"] or match["other"]))
    return FoundTiming(then(moment, move), match.start(), _end(words, way.end()))


def _unit(written: str) -> PeriodUnit:
    if re.search(BUSINESS_DAY, written, re.IGNORECASE):
        return "business_days"
    units: dict[str, PeriodUnit] = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
    return units[written[0].lower()]


def _of_durations(words: str) -> "Iterator[tuple[bool, FoundTiming]]":
    for found in find_durations(words):
        lead = _LEAD.search(words[max(0, found.start - 50) : found.start])
        leading = " ".join(lead["lead"].lower().split()) if lead else ""
        if leading in _HOW_LONG:
            continue
        timing = _of_duration(words, found, leading)
        if timing:
            start = found.start - len(lead[0]) if lead else found.start
            yield bool(leading), timing._replace(start=start)


def _of_duration(words: str, found: FoundDuration, leading: str) -> FoundTiming | None:
    if leading in ("every", "each") or leading.startswith("once"):
        return _every(words, found)
    way = _WAY.match(words, found.end)
    notice = None if way else _NOTICE.match(words, found.end)
    if notice:
        before = _NOTICE_BEFORE.match(words, notice.end())
        moment = read_moment(words[before.end() :]) if before else Timing(event="notice")
        end = _end(words, before.end()) if before else notice.end()
        return moment and FoundTiming(_moved(moment, found, back=bool(before)), found.start, end)
    if way:
        moment = read_moment(words[way.end() :])
        if moment is None:
            return None
        timing = _moved(moment, found, back=bool(way["back"]), inclusive=bool(way["inclusive"]))
        return FoundTiming(timing, found.start, _end(words, way.end()))
    thereafter = _THEREAFTER.match(words, found.end)
    if thereafter or leading in ("within", "no later than", "not later than", "after", "upon"):
        end = thereafter.end() if thereafter else found.end
        return FoundTiming(_moved(Timing(), found, back=False), found.start, end)
    return None


def _moved(moment: Timing, found: FoundDuration, *, back: bool, inclusive: bool = False) -> Timing:
    value: Duration = found.value
    move = Move(kind="subtract" if back else "add", count=value.count, unit=value.unit, inclusive=inclusive)
    return then(moment, move).model_copy(update={"conflict": found.conflict})


def _every(words: str, found: FoundDuration) -> FoundTiming | None:
    """ "Every six months [after the Effective Date]"."""
    if found.value.unit in ("hours", "business_days") or found.value.count < 1:
        return None
    every = Period(count=found.value.count, unit=found.value.unit)
    way = _WAY.match(words, found.end)
    moment = read_moment(words[way.end() :]) if way and not way["back"] else None
    if way and moment and moment.every is None:
        return FoundTiming(moment.model_copy(update={"every": every}), found.start, _end(words, way.end()))
    return FoundTiming(Timing(every=every), found.start, found.end)


def _of_day(words: str) -> FoundTiming | None:
    """A date, or a moment such as "the end of the month following …", after "by", "on" or the like."""
    dates = {each.start: each for each in find_dates(words)}
    for match in _DAY.finditer(words):
        lead = " ".join(match["lead"].lower().split())
        article = re.compile(r"(?:the\s+)?").match(words, match.end())
        date = dates.get(match.end()) or dates.get(article.end() if article else -1)
        if date and lead not in ("from", "at", "as of"):
            timing = Timing(day=date.value)
            end = date.end
        else:
            moment = read_moment(words[match.end() :])
            named = bool(moment and moment.event and _HEADS.match(words, match.end()))
            if lead.startswith(("on", "at", "from", "as of")) and lead != "on or before":
                named = False
            if moment is None or not (structured(moment) or named) or (moment.day and not date):
                continue
            timing, end = moment, _end(words, match.end())
        if lead in ("before", "prior to"):
            timing = then(timing, Move(kind="subtract", count=1))
        return FoundTiming(timing, match.start(), end)
    return None


def _of_rhythm(words: str) -> FoundTiming | None:
    found = find_rhythm(words)
    return FoundTiming(found.timing, found.start, found.end) if found else None


def _of_event(words: str) -> FoundTiming | None:
    """ "[Immediately] upon termination": the day of the event."""
    for match in _UPON.finditer(words):
        moment = read_moment(words[match.end() :])
        if moment:
            return FoundTiming(moment, match.start(), _end(words, match.end()))
    return None


def _of_bare(words: str) -> FoundTiming | None:
    match = _BARE.search(words)
    if not match:
        return None
    words_back = reversed(match[0].lower().split())
    count, unit = next(
        value for word in words_back for name, value in _RHYTHMS.items() if word.startswith(name)
    )
    return FoundTiming(Timing(every=Period(count=count, unit=unit)), match.start(), match.end())


def _of_vague(words: str) -> FoundTiming | None:
    for match in _VAGUE.finditer(words):
        if match[0].lower() == "immediately" and re.match(
            r"\s+(?:up)?on\b|\s+(?:after|following)\b", words[match.end() :], re.IGNORECASE
        ):
            continue
        return FoundTiming(Timing(vague=" ".join(match[0].lower().split())), match.start(), match.end())
    return None


_STOP = re.compile(r"[,;.:]|\Z")


def _end(words: str, start: int) -> int:
    """Where the words of a moment that begins at `start` stop: at the next mark, at most 160 on."""
    stop = _STOP.search(words, start)
    return min(stop.end() if stop and not stop[0] else stop.start() if stop else len(words), start + 160)
