"""What a caller knows of events, as words: "receipt of the invoice=2026-03-03"."""

from collections.abc import Iterable
from datetime import date

from contracts.errors import InvalidInputError

_MOST = 100
_MOST_CHARS = 200


def parse_events(given: Iterable[str]) -> dict[str, date]:
    """Dates by the name of their event; `InvalidInputError` for what is not NAME=YYYY-MM-DD, for a day that
    no calendar has, and for an event that is given two dates."""
    events: dict[str, date] = {}
    for words in given:
        name, equals, day = words.rpartition("=")
        name = " ".join(name.split())
        if not equals or not name or len(name) > _MOST_CHARS:
            raise InvalidInputError(f"{words[:60]!r} is no event; write NAME=YYYY-MM-DD")
        value = _day(day.strip(), name)
        if events.setdefault(name, value) != value:
            raise InvalidInputError(f"the event {name[:60]!r} is given two dates; give it one")
    if len(events) > _MOST:
        raise InvalidInputError(f"{len(events)} events are too many; give at most {_MOST}")
    return events


def _day(written: str, name: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise InvalidInputError(
            f"{written[:20]!r}, given for {name[:60]!r}, is no date; write it as 2026-01-31"
        ) from None
