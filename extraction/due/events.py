"""Which date an event has: read in the contract, or given by whoever asks."""

import datetime
import re
from collections.abc import Mapping, Sequence

from contracts.metadata import Fact, Metadata
from contracts.spans import Quote
from contracts.value import Value
from extraction.metadata.calendar import Order, find_dates

_DROPPED = re.compile(
    r"\([^()]*\)|['’]s?\b|\b(?:the|a|an|this|that|such|any|its|their|said|each|of\s+business)\b|[“”\"]"
)
_DATE_OF = re.compile(r"^(?:(?:date|day|time)\s+(?:of|on\s+which|when)|(?:date|day)\s+that)\s+(?=\w)")
_CONTRACT = r"(?:agreement|contract|hereof|lease|licen[cs]e|undertaking|deed)"
_TERM = r"(?:initial |current |then[- ]current |existing |applicable |relevant |renewal |then |in effect )*"
# One event under its usual names, after `plain()`. Sources: the forms that the readers of dates know.
_GROUPS: dict[str, "re.Pattern[str]"] = {
    "effective date": re.compile(
        rf"(?:effective|commencement|start) date(?: of {_CONTRACT}| hereof)?"
        rf"|(?:commencement|effectiveness) of {_CONTRACT}"
    ),
    "date of this agreement": re.compile(
        rf"agreement date|{_CONTRACT}|date (?:of {_CONTRACT}|hereof)|first (?:above )?written(?: above)?"
        rf"|(?:execution|signature|signing|conclusion)(?: (?:of )?{_CONTRACT})?"
        r"(?: by (?:both|all|last of) parties| by parties| by last party)?"
    ),
    "end of the term": re.compile(
        rf"(?:expir(?:y|ation)|end) date(?: of {_CONTRACT}| hereof)?"
        rf"|expir(?:y|ation)(?: of {_CONTRACT}| hereof)?"
        rf"|(?:end|expir(?:y|ation)|last day|close|conclusion) of {_TERM}(?:term|{_CONTRACT})"
        rf"(?: (?:period|then in effect|hereof|of {_CONTRACT}))?"
        rf"|(?:end|expir(?:y|ation)) of {_TERM}renewal period"
    ),
}


GIVEN, READ, COMPUTED = "given", "read in the contract", "computed from the start and length of the term"


class Event(Value):
    """An event whose date is known. `said` tells where from: `GIVEN`, `READ` or `COMPUTED`."""

    name: str
    date: datetime.date
    said: str = GIVEN
    quotes: tuple[Quote, ...] = ()


class Match(Value):
    """The event that words mean; `loose` where the names are alike and not the same."""

    event: Event
    loose: bool = False


def known_events(metadata: Metadata | None, given: Mapping[str, datetime.date]) -> tuple[Event, ...]:
    """Those given first, so that a person's word counts before what was read; a date with a confidence
    below 0.5 is a guess and left out."""
    found = [Event(name=name, date=day) for name, day in given.items()]
    if metadata:
        read = (
            ("effective date", metadata.effective_date),
            ("date of this agreement", metadata.agreement_date),
            ("end of the term", metadata.expiry_date),
        )
        found += [_read(name, fact) for name, fact in read if fact and fact.confidence >= 0.5]
    return tuple(found)


def _read(name: str, fact: Fact[datetime.date]) -> Event:
    said = COMPUTED if is_computed(fact) else READ
    return Event(name=name, date=fact.value, said=said, quotes=fact.quotes)


def is_computed(fact: Fact[datetime.date]) -> bool:
    """Whether none of its quotations says the day: then it was counted from what they say."""
    orders: tuple[Order, ...] = ("month_first", "day_first")
    return not any(
        found.value == fact.value
        for quote in fact.quotes
        for order in orders
        for found in find_dates(quote.text, order)
    )


def find_event(words: str, events: Sequence[Event]) -> Match | None:
    """The event that `words` name: by the same words, by another name of the same event, or by a name whose
    words all stand in it (then `loose`). Of several that fit loosely, none."""
    sought, group = plain(words), group_of(words)
    if not sought:
        return None
    for each in events:
        if plain(each.name) == sought or (group and group_of(each.name) == group):
            return Match(event=each)
    stems = _stems(sought)
    if group or not stems:
        return None
    alike = [each for each in events if not group_of(each.name) and _alike(stems, _stems(plain(each.name)))]
    return Match(event=alike[0], loose=True) if len({each.date for each in alike}) == 1 else None


def plain(words: str) -> str:
    """A name without case, articles and "the date of"."""
    lowered = " ".join(_DROPPED.sub(" ", words.lower()).split()).strip(" .,;:")
    return _DATE_OF.sub("", lowered)


def group_of(words: str) -> str:
    """The usual name of an event that every contract has; "" for any other."""
    sought = plain(words)
    return next((name for name, names in _GROUPS.items() if names.fullmatch(sought)), "")


_EMPTY = frozenset("of by to in on for and or is are was were be been date from with party".split())


def _stems(words: str) -> frozenset[str]:
    """The first letters of each word, so that "receipt" and "received" are one."""
    return frozenset(
        "sign" if word.startswith("sign") else word[:5]
        for word in re.findall(r"\w+", words)
        if word not in _EMPTY
    )


def _alike(sought: frozenset[str], name: frozenset[str]) -> bool:
    return bool(name) and (name <= sought or sought <= name)
