"""By when: the deadline as written, its length, and the event it counts from."""

import re

from contracts.obligations import Deadline
from extraction.due.timing import find_timing
from extraction.metadata.calendar import find_dates
from extraction.metadata.durations import FoundDuration, find_durations
from extraction.wordings import worded

_BEFORE = re.compile(
    r"(?P<relation>within|no\s+later\s+than|not\s+later\s+than|at\s+least|not\s+less\s+than"
    r"|no\s+fewer\s+than|in\s+no\s+event\s+later\s+than|upon|on|after"
    r"|for\s+(?:a\s+period\s+of|at\s+least)|every|each)\s+(?:a\s+period\s+of\s+|the\s+(?:first|next)\s+"
    r"|a\s+further\s+)?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"['’]?\s*(?:(?:of|days?)\s+)?(?:(?:advance\s+|prior\s+|written\s+)+(?P<notice>notice)"
    r"|(?P<relation>after|following|from|of|prior\s+to|before|preceding|in\s+advance\s+of"
    r"|thereafter|thereof|upon))\s*(?:the\s+date\s+(?:of|on\s+which)\s+)?(?P<event>[^,;.:]{0,110})",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"\b(?:by|on\s+or\s+before|no(?:t)?\s+later\s+than|before|prior\s+to|until)\s+\Z", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?:by|on\s+or\s+before|no(?:t)?\s+later\s+than|before)\s+(?:the\s+)?(?P<event>(?:end|last\s+day"
    r"|first\s+day|close|\w+\s+day|commencement|expiration|date"
    r"|effective\s+date|closing|due\s+date)\b[^,;.]{0,80})",
    re.IGNORECASE,
)
_UNITS = r"\s+(?:calendar\s+|contract\s+|fiscal\s+)?(?:day|week|month|quarter|year)"
_RECURRING = re.compile(
    worded(
        "annually", "monthly", "quarterly", "weekly", "daily", "yearly", "semi-?annually", f"each{_UNITS}",
        f"every{_UNITS}", f"per{_UNITS}", rf"once\s+(?:a|per){_UNITS}",
        r"on\s+an?\s+(?:annual|monthly|quarterly|weekly|daily)\s+basis",
    ) + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_VAGUE = re.compile(
    worded(
        "promptly", "immediately", r"without\s+(?:undue\s+)?delay", "forthwith",
        r"as\s+soon\s+as\s+(?:reasonably\s+)?(?:practicable|possible)", r"in\s+a\s+timely\s+manner",
        r"upon\s+(?:request|demand|receipt|termination|expiration)(?:[^,;.]{0,60})",
        r"at\s+(?:the\s+)?request\b",
    ),
    re.IGNORECASE,
)  # fmt: skip


def find_deadline(words: str) -> Deadline | None:
    """The deadline in the words of a duty, the most definite first: a length of time with its relation,
    a date, a named day, a rhythm, then words such as "promptly" (no length, no relation). Where its words
    can be counted, `timing` says how."""
    written, counted = _written(words), find_timing(words)
    if counted is None:
        return written
    timing = counted.timing
    if written is None:
        return Deadline(text=timing.text, relation="every" if timing.every else "by", timing=timing)
    # the longer words of the two, where they are about the same thing
    text = timing.text if written.text in timing.text and not timing.vague else written.text
    return written.model_copy(update={"text": text, "timing": timing})


def _written(words: str) -> Deadline | None:
    for found in find_durations(words):
        deadline = _of_duration(words, found)
        if deadline:
            return deadline
    for day in find_dates(words):
        before = _DATE_BEFORE.search(words[max(0, day.start - 30) : day.start])
        if before:
            text = words[day.start - len(before[0]) : day.end]
            return Deadline(text=_single(text), relation="by", event=_single(words[day.start : day.end]))
    named = _NAMED.search(words)
    if named:
        return Deadline(text=_single(named[0]), relation="by", event=_single(named["event"]))
    often = _RECURRING.search(words)
    if often:
        return Deadline(text=_single(often[0]), relation="every")
    vague = _VAGUE.search(words)
    return Deadline(text=_single(vague[0])) if vague else None


def _of_duration(words: str, found: FoundDuration) -> Deadline | None:
    before = _BEFORE.search(words[max(0, found.start - 50) : found.start])
    after = _AFTER.match(words, found.end)
    if not before and not after:
        return None
    start = found.start - len(before[0]) if before else found.start
    end = after.end() if after else found.end
    leading = " ".join(before["relation"].lower().split()) if before else ""
    trailing = " ".join((after["relation"] or "").lower().split()) if after else ""
    if leading.startswith("for "):
        return None  # how long, not by when
    text = _single(words[start:end])
    event = _single(after["event"] or "") if after else ""
    if after and after["notice"]:
        event = _single("notice " + event)
    relation = "within"
    if leading in ("every", "each"):
        relation = "every"
    elif trailing in ("prior to", "before", "preceding", "in advance of") or (after and after["notice"]):
        relation = "before"
    elif leading == "within" or "later" in leading:
        relation = "within"
    elif trailing in ("after", "following", "from", "upon", "thereafter", "thereof", "of"):
        relation = "after"
    elif not leading:
        return None
    return Deadline(text=text, offset=found.value, relation=relation, event=event)


def _single(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:")
