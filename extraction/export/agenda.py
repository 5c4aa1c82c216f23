"""Due dates as an iCalendar file (RFC 5545): all-day events that any calendar program opens."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from contracts.due import DueDate
from extraction.export.schedule import Schedule, counted, key_date_id, who

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SUMMARY_CHARS = 120
_QUOTE_CHARS = 1_000


def to_ics(schedule: Schedule, stamp: date) -> bytes:
    """An event for every due date that is known; what waits for an event has no day, and is left out.

    `stamp` is the day the file says it was made on (DTSTAMP). UIDs are made of the contract's hash and the
    id of the obligation, so that a later import of the same contract moves events and doubles none. A
    rhythm is a RRULE where one rule gives all its days, else its first days are events of their own, because
    calendar programs do without RDATE; it ends with a contract that does not renew itself. There are no
    alarms, and no time zones: days, not hours.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Four Corners//due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    metadata = schedule.extraction.metadata
    title = metadata.title.value if metadata.title else schedule.extraction.document.name
    calendar.add("x-wr-calname", _plain(title))
    for identity, summary, due, words in _entries(schedule):
        for number, event in enumerate(_events(due, stamp=stamp, ends=_ends(schedule, identity)), 1):
            # by its number, not its day: an import of a newer reading moves the event
            event.add("uid", _uid(schedule, identity if number == 1 else f"{identity}:{number}"))
            event.add("summary", _plain(summary)[:_SUMMARY_CHARS])
            event.add("description", _plain(words))
            event.add("categories", ["Key date" if identity.startswith("key") else "Obligation"])
            calendar.add_component(event)
    return calendar.to_ical()


def _entries(schedule: Schedule) -> list[tuple[str, str, DueDate, str]]:
    """Identity, summary, due date and description of each."""
    name = schedule.extraction.document.name
    found: list[tuple[str, str, DueDate, str]] = []
    for each in schedule.dates:
        quotes = " … ".join(quote.text for quote in each.quotes)
        found.append((f"key:{key_date_id(each)}", each.title, each.due, _description(each.due, quotes, name)))
    for duty, due in zip(schedule.extraction.obligations, schedule.dues, strict=True):
        if due:
            summary = f"{who(duty)}: {duty.action}"
            found.append((f"duty:{duty.id}", summary, due, _description(due, duty.quote.text, name)))
    return found


def _description(due: DueDate, quote: str, name: str) -> str:
    unclear = f"Unclear: {'; '.join(due.ambiguities)}" if due.ambiguities else ""
    quoted = f"“{' '.join(quote.split())[:_QUOTE_CHARS]}”" if quote else ""
    return "\n".join(
        line for line in (quoted, f"Counted: {counted(due)}", unclear, f"Contract: {name}") if line
    )


def _events(due: DueDate, *, stamp: date, ends: date | None) -> Iterator[Any]:
    """The event, with its rule; or one for each day of a rhythm that no rule gives; none without a day."""
    from icalendar import Event
    from icalendar.prop import vRecur

    if due.date is None:
        return
    later: tuple[date, ...] = () if is_exact(due) else due.occurrences[1:]
    for day in (due.date, *(each for each in later if ends is None or each <= ends)):
        event = Event()
        event.add("dtstamp", datetime.combine(stamp, time(), UTC))
        event.add("dtstart", day)
        event.add("transp", "TRANSPARENT")
        if is_exact(due):
            rule = vRecur.from_ical(due.recurrence)
            if ends is not None and ends >= day:
                rule["UNTIL"] = [ends]
            event.add("rrule", rule)
        yield event


def is_exact(due: DueDate) -> bool:
    """Whether the recurrence rule, begun on the first day, gives the days that were counted."""
    from dateutil.rrule import rrulestr

    if due.date is None or not due.recurrence:
        return False
    days = rrulestr(due.recurrence, dtstart=datetime.combine(due.date, time()))
    return tuple(day.date() for day in islice(days, len(due.occurrences))) == due.occurrences


def _ends(schedule: Schedule, identity: str) -> date | None:
    return schedule.ends if identity.startswith("duty:") else None


def _uid(schedule: Schedule, identity: str) -> str:
    key = f"{schedule.extraction.document.sha256}\n{identity}"
    return hashlib.sha256(key.encode()).hexdigest()[:32] + "@fourcorners"


def _plain(words: str) -> str:
    return _UNPRINTABLE.sub(" ", words)
