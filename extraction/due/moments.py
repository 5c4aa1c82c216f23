"""A moment in words: what a deadline counts from ("the end of the month in which notice is given")."""

import re

from contracts.due import Move, Period, PeriodUnit, Timing
from extraction.due.rhythms import BUSINESS_DAY, ORDINAL, find_rhythm, ordinal_number, period, spot
from extraction.metadata.calendar import find_dates

_ARTICLE = re.compile(r"\s*(?:(?:the|such|that|any)\s+)?", re.IGNORECASE)
_CHOICE = re.compile(
    r"(?P<pick>earlier|later|earliest|latest)\s+(?:of|to\s+occur\s+of)\s*:?\s*", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?:,\s*|;\s*)?\b(?:and|or)\s+(?=\(\w{1,4}\)\s)|\s*[;,]\s*(?=\(\w{1,4}\)\s)")
_AND = re.compile(r"\s*,?\s+(?:and|or)\s+", re.IGNORECASE)
_MARK = re.compile(r"\s*\(\w{1,4}\)\s*")
_UNIT = r"(?:calendar\s+)?(?P<unit>month|quarter|year|week)"
_WITHIN = re.compile(
    rf"(?P<edge>end|close|last\s+(?:calendar\s+)?day|first\s+(?:calendar\s+)?day|beginning|start)\s+of\s+"
    rf"(?:the|that|such|a)\s+{_UNIT}\s+(?:in|during|within)\s+which\s+",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    rf"(?P<spot>end|close|beginning|start|{ORDINAL}(?:\s+(?:{BUSINESS_DAY}|(?:calendar\s+)?day))?)"
    rf"\s+(?:of|in)\s+(?:the\s+)?"
    rf"(?:{_UNIT}\s+(?:immediately\s+|next\s+)*(?:following|after|succeeding)\s+"
    rf"|(?:immediately\s+|next\s+)*(?:following|succeeding|next)\s+{_UNIT.replace('<unit>', '<next>')}\s*"
    rf"(?:(?:following|after)\s+)?)"
    rf"(?:(?:the|that|such)\s+(?:calendar\s+)?(?:month|quarter|year|week)\s+(?:in|during|of|for)\s+(?:which\s+)?)?",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    rf"(?:(?P<each>each|every)\s+(?:successive\s+|subsequent\s+|yearly\s+)?"
    rf"|(?P<ordinal>{ORDINAL})\s+(?P<on>and\s+each\s+(?:subsequent|succeeding|following)\s+)?)"
    r"(?:year\s+)?anniversar(?:y|ies)\s+of\s+",
    re.IGNORECASE,
)
_BUSINESS_AFTER = re.compile(
    rf"(?:(?P<ordinal>{ORDINAL})|next|following|immediately\s+following|next\s+following)\s+"
    rf"(?P<what>{BUSINESS_DAY}|(?:calendar\s+)?day)\s+(?P<way>after|following|from|preceding|before|prior\s+to)\s+",
    re.IGNORECASE,
)
_DATE_ON_WHICH = re.compile(r"(?:date|day|time)\s+(?:up)?on\s+which\s+", re.IGNORECASE)
_EVENT_END = re.compile(
    r"[,;.:]|\s+(?:if|unless|provided|whichever|save|except|subject\s+to|in\s+accordance|in\s+order)\b"
    r"|\s+(?:and|but)\s+(?:shall|will|must|may|to)\b|\s+\((?=[a-z]\)\s)",
    re.IGNORECASE,
)
_EVENT_CHARS = 110


def read_moment(words: str) -> Timing | None:
    """The moment that `words` begin with; None where they begin with no word that could name one."""
    words = words[_match_end(_ARTICLE, words) :]
    choice = _CHOICE.match(words)
    if choice:
        return _choice(words[choice.end() :], choice["pick"].lower())
    if re.match(r"\W*\w*\W{0,3}\d", words[:24]) or re.match(r"[A-Z][a-z]+\s\d", words):
        day = next((each for each in find_dates(words[:60]) if each.start <= 6), None)
        if day:
            return Timing(day=day.value)
    rhythm = find_rhythm(words[:160])
    if rhythm and rhythm.start == 0:
        return rhythm.timing
    return _shaped(words) or event_moment(words)


def structured(timing: Timing | None) -> bool:
    """Whether the words were more than the name of an event."""
    return timing is not None and bool(timing.moves or timing.day or timing.every or timing.alternatives)


def event_moment(words: str) -> Timing | None:
    """An event in its own words, up to where they stop speaking of it."""
    end = _EVENT_END.search(words)
    event = " ".join(words[: min(end.start() if end else len(words), _EVENT_CHARS)].split()).strip(
        " ()“”\"'’"
    )
    return Timing(event=event) if event else None


def then(timing: Timing, *moves: Move) -> Timing:
    """The moment after some further moves."""
    return timing.model_copy(update={"moves": (*timing.moves, *moves)})


def _shaped(words: str) -> Timing | None:
    for pattern, made in _SHAPES:
        match = pattern.match(words)
        if match:
            inner = read_moment(words[match.end() :]) if match.end() < len(words) else None
            timing = made(match, inner) if inner else None
            if timing:
                return timing
    return None


def _within(match: "re.Match[str]", inner: Timing) -> Timing:
    first = match["edge"].lower().startswith(("first", "beginning", "start"))
    unit = period(match["unit"]).unit
    return then(inner, Move(kind="start_of" if first else "end_of", unit=unit))


def _following(match: "re.Match[str]", inner: Timing) -> Timing | None:
    unit: PeriodUnit = period(match["unit"] or match["next"]).unit
    words = match["spot"].lower()
    if words in ("end", "close"):
        chosen: Move | None = Move(kind="end_of", unit=unit)
    elif words in ("beginning", "start"):
        chosen = Move(kind="start_of", unit=unit)
    else:
        chosen = spot(words, unit)
    # the period after: its first day, so that no clamped day of it is counted on from
    start = (Move(kind="start_of", unit=unit), Move(kind="add", count=1, unit=unit))
    return then(inner, *start, chosen) if chosen else None


def _anniversary(match: "re.Match[str]", inner: Timing) -> Timing | None:
    if match["each"]:
        return inner.model_copy(update={"every": Period(count=1, unit="years")})
    years = ordinal_number(match["ordinal"])
    if match["on"]:
        return inner.model_copy(update={"every": Period(count=1, unit="years")}) if years == 1 else None
    return then(inner, Move(kind="add", count=years, unit="years")) if years > 0 else None


def _business_after(match: "re.Match[str]", inner: Timing) -> Timing | None:
    count = ordinal_number(match["ordinal"]) if match["ordinal"] else 1
    if count < 1:
        return None
    back = match["way"].lower().startswith(("preceding", "before", "prior"))
    unit: PeriodUnit = (
        "days" if re.match(r"(?:calendar\s+)?day", match["what"], re.IGNORECASE) else "business_days"
    )
    return then(inner, Move(kind="subtract" if back else "add", count=count, unit=unit))


def _on_which(match: "re.Match[str]", inner: Timing) -> Timing:
    return inner


_SHAPES = (
    (_WITHIN, _within),
    (_FOLLOWING, _following),
    (_ANNIVERSARY, _anniversary),
    (_BUSINESS_AFTER, _business_after),
    (_DATE_ON_WHICH, _on_which),
)


def _choice(words: str, pick: str) -> Timing | None:
    """The earlier or later of two moments or more; as one event where the words do not part clearly."""
    end = re.search(r"[.]|\bwhichever\b", words)
    words = words[: end.start() if end else 300]
    parts = _PARTS.split(words)
    if len(parts) < 2:
        parts = _AND.split(words)
        if len(parts) != 2:
            return event_moment(f"{pick} of {words}")
    moments = [read_moment(part[_match_end(_MARK, part) :]) for part in parts]
    if not all(moments):
        return event_moment(f"{pick} of {words}")
    kept = tuple(moment for moment in moments if moment)
    return Timing(alternatives=kept, pick="earlier" if pick.startswith("earl") else "later")


def _match_end(pattern: "re.Pattern[str]", words: str) -> int:
    match = pattern.match(words)
    return match.end() if match else 0
