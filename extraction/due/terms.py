"""The dates in the life of a contract: its own, the end of each term, and the last day to stop a renewal.

A computed end of the term is the day of the same number as the first day, so many months or years on
(Regulation (EEC, Euratom) 1182/71 art. 3(2)(c)): so the annotators of CUAD count in 117 of 124 contracts.
Whoever counts the first day as part of the term ends a day earlier; that is said with each.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from contracts.due import DueDate, KeyDate, KeyDateKind, Move, Step, Timing
from contracts.extraction import Extraction
from contracts.metadata import Duration, Fact, Metadata, Renewal
from contracts.spans import Quote
from contracts.value import Value
from extraction.due.counting import due_date
from extraction.due.events import COMPUTED, GIVEN, READ, Event, find_event, known_events
from extraction.due.openings import OpenDays
from extraction.due.words import day_words
from extraction.due.workdays import business_days

TERMS = 3
_LEAST = 0.5  # below it a fact is a guess, and nothing is counted from it
_COMPUTED = 0.9  # what counting adds to the doubt
_FIRST_DAY = (
    "if the first day counts as part of the term, it ends a day earlier, and so does the time for notice"
)


class _End(Value):
    """How the end of the first term is counted, and what it rests on."""

    timing: Timing
    quotes: tuple[tuple[Quote, ...], ...] = ()
    confidence: float = 1.0
    read: bool = False
    doubts: tuple[str, ...] = ()


def key_dates(
    extraction: Extraction,
    *,
    events: Mapping[str, date] | None = None,
    calendar: str = "",
    terms: int = TERMS,
) -> tuple[KeyDate, ...]:
    """The key dates, the earliest first, those not known yet at the end.

    `events` are dates that the caller knows by name and that count before what was read; `calendar` names
    the holidays for notice in business days; of a contract that renews itself the first `terms` terms are
    given. A date is computed only from facts with a confidence of at least 0.5.
    """
    metadata, open_days = extraction.metadata, business_days(extraction.document, calendar)
    known = known_events(metadata, events or {})
    found = [*_own_dates(metadata, known)]
    end = _first_end(metadata, known)
    renewal = metadata.renewal if metadata.renewal and metadata.renewal.confidence >= _LEAST else None
    if end:
        found.append(_expiry(end, known, open_days))
    if renewal and renewal.value.automatic:
        for number in range(1, _terms(renewal.value, terms) + 1):
            found.extend(_of_term(number, end, renewal=renewal, known=known, open_days=open_days))
    return tuple(
        sorted(found, key=lambda each: (each.due.date is None, each.due.date or date.max, each.term or 0))
    )


def _terms(renewal: Renewal, terms: int) -> int:
    return max(1, terms) if renewal.length else 1


def _own_dates(metadata: Metadata, known: Sequence[Event]) -> "list[KeyDate]":
    own: tuple[tuple[KeyDateKind, str, str, Fact[date] | None], ...] = (
        ("agreement_date", "Date of the agreement", "date of this agreement", metadata.agreement_date),
        ("effective_date", "Effective date", "effective date", metadata.effective_date),
    )
    found: list[KeyDate] = []
    for kind, title, name, fact in own:
        match = find_event(name, known)
        if match is None and fact is None:
            continue
        given = match is not None and match.event.said == GIVEN
        day = match.event.date if match else fact.value if fact else None
        quotes = () if given or fact is None else fact.quotes
        said = GIVEN if given else READ
        step = Step(words=f"{said}: {day_words(day)}" if day else said, quotes=quotes)
        found.append(
            KeyDate(
                kind=kind, title=title, due=DueDate(date=day, derivation=(step,)), quotes=quotes,
                how="given" if given else "read",
                confidence=1.0 if given or fact is None else fact.confidence,
            )
        )  # fmt: skip
    return found


def _first_end(metadata: Metadata, known: Sequence[Event]) -> _End | None:
    """The end of the first term: as given or written, else counted from its start and length."""
    written = find_event("end of the term", known)
    counted = _counted_end(metadata, known)
    if written is None:
        return counted
    event, fact = written.event, metadata.expiry_date
    if event.said == COMPUTED:
        if counted and due_date(counted.timing, known).date == event.date:
            sure = min(counted.confidence, fact.confidence if fact else 1.0)
            return counted.model_copy(update={"confidence": sure})
        sure = fact.confidence if fact else 1.0
        return _End(timing=Timing(event="end of the term"), confidence=sure, doubts=(_FIRST_DAY,))
    sure = 1.0 if event.said == GIVEN or fact is None else fact.confidence
    doubts = _disagreement(event, counted, known) if event.said == READ else ()
    return _End(timing=Timing(event="end of the term"), confidence=sure, read=True, doubts=doubts)


def _counted_end(metadata: Metadata, known: Sequence[Event]) -> _End | None:
    term = metadata.term if metadata.term and metadata.term.confidence >= _LEAST else None
    length = term.value.length if term else None
    if term is None or length is None or length.unit in ("hours", "business_days"):
        return None
    start = find_event("effective date", known)
    doubts: tuple[str, ...] = (_FIRST_DAY,)
    if start is None and (start := find_event("date of this agreement", known)):
        doubts = (*doubts, "no effective date was found; counted from the date of the agreement")
    name = start.event.name if start else "effective date"
    sure = min(term.confidence, _sure_of(metadata, start.event if start else None)) * _COMPUTED
    timing = Timing(event=name, moves=(_on(length),))
    return _End(timing=timing, quotes=((), term.quotes), confidence=sure, doubts=doubts)


def _disagreement(written: Event, counted: _End | None, known: Sequence[Event]) -> tuple[str, ...]:
    """That the term, counted, ends on another day than the written one; a day more or less is none."""
    day = due_date(counted.timing, known).date if counted else None
    if day is None or abs((day - written.date).days) <= 1:
        return ()
    return (f"the term counted from its start ends on {day_words(day)}, not on this day",)


def _sure_of(metadata: Metadata, event: Event | None) -> float:
    if event is None or event.said == GIVEN:
        return 1.0
    fact = metadata.effective_date if event.name == "effective date" else metadata.agreement_date
    return fact.confidence if fact else 1.0


def _on(length: Duration, times: int = 1) -> Move:
    return Move(kind="add", count=length.count * times, unit=length.unit)


def _expiry(end: _End, known: Sequence[Event], open_days: OpenDays) -> KeyDate:
    due = _with_quotes(due_date(end.timing, known, open_days=open_days), end)
    quotes = tuple(quote for step in due.derivation for quote in step.quotes)
    how: Any = "computed"
    if end.read:
        how = "read" if quotes else "given"
    return KeyDate(
        kind="expiry", title="End of the initial term", due=due, how=how, confidence=round(end.confidence, 4),
        term=1, quotes=quotes,
    )  # fmt: skip


def _of_term(
    number: int, end: _End | None, *, renewal: Fact[Renewal], known: Sequence[Event], open_days: OpenDays
) -> "list[KeyDate]":
    """The end of a later term, and the last day for notice in this one."""
    timing = _end_of(number, end, renewal.value)
    quotes = (*(end.quotes if end else ()), renewal.quotes)
    sure = min(end.confidence if end else 1.0, renewal.confidence) * _COMPUTED
    rests = _End(timing=timing, quotes=quotes, confidence=sure, doubts=end.doubts if end else ())
    found: list[KeyDate] = []
    if number > 1 and end:
        found.append(
            _of_renewal("term_end", f"End of term {number}", rests, number, known=known, open_days=open_days)
        )
    notice = renewal.value.notice
    if notice:
        moves = (*timing.moves, Move(kind="subtract", count=notice.count, unit=notice.unit))
        stopped = rests.model_copy(update={"timing": timing.model_copy(update={"moves": moves})})
        title = f"Last day for notice against renewal, term {number}"
        found.append(
            _of_renewal("non_renewal_notice", title, stopped, number, known=known, open_days=open_days)
        )
    return found


def _end_of(number: int, end: _End | None, renewal: Renewal) -> Timing:
    """How the end of a term is counted: always from the first, so that a 31st comes back after a short month.
    A written end is the last day of its term, and the next term begins on the day after."""
    if end is None:
        return Timing(event="end of the term")
    if number == 1 or renewal.length is None:
        return end.timing
    more = _on(renewal.length, number - 1)
    if end.read:
        day = Move(kind="add", count=1)
        return end.timing.model_copy(update={"moves": (day, more, Move(kind="subtract", count=1))})
    moves = _joined(end.timing.moves[-1], more) if end.timing.moves else (more,)
    return end.timing.model_copy(update={"moves": moves})


def _joined(first: Move, more: Move) -> tuple[Move, ...]:
    """Two lengths as one where they are of the same unit, or months and years."""
    months = {"months": 1, "years": 12}
    if first.unit == more.unit:
        return (Move(kind="add", count=first.count + more.count, unit=first.unit),)
    if first.unit in months and more.unit in months:
        count = first.count * months[first.unit] + more.count * months[more.unit]
        return (Move(kind="add", count=count, unit="months"),)
    return (first, more)


def _of_renewal(
    kind: KeyDateKind, title: str, rests: _End, number: int, *, known: Sequence[Event], open_days: OpenDays
) -> KeyDate:
    due = _with_quotes(due_date(rests.timing, known, open_days=open_days), rests)
    return KeyDate(
        kind=kind, title=title, due=due, how="computed", confidence=round(rests.confidence, 4), term=number,
        quotes=tuple(dict.fromkeys(quote for step in due.derivation for quote in step.quotes)),
    )  # fmt: skip


def _with_quotes(due: DueDate, end: _End) -> DueDate:
    """The quotations of term and renewal, each on the first step that counts with it; the last step takes
    those that are left."""
    steps = list(due.derivation)
    for place, quotes in enumerate(end.quotes):
        at = min(place, len(steps) - 1)
        if steps and quotes:
            steps[at] = steps[at].model_copy(
                update={"quotes": tuple(dict.fromkeys((*steps[at].quotes, *quotes)))}
            )
    doubts = (*due.ambiguities, *end.doubts)
    return due.model_copy(update={"derivation": tuple(steps), "ambiguities": doubts})
