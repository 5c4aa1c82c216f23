"""Obligations and key dates of one contract with their due dates, and the rows that tables show of them."""

from collections.abc import Mapping
from datetime import date

from contracts.due import DueDate, KeyDate
from contracts.extraction import Extraction
from contracts.obligations import Obligation
from contracts.spans import Quote
from contracts.value import Value
from extraction.due.obligations import due_dates
from extraction.due.terms import key_dates

COLUMNS = (
    "kind", "id", "who", "what", "due", "waits for", "returns", "deadline as written", "condition",
    "how counted", "unclear", "clause", "page", "quotation", "confidence",
)  # fmt: skip
Cell = str | float | int | date | None


class Schedule(Value):
    """`dues` has one entry for each obligation of the extraction, in their order; None without deadline."""

    extraction: Extraction
    dues: tuple[DueDate | None, ...]
    dates: tuple[KeyDate, ...]

    @property
    def ends(self) -> date | None:
        """The last day of a contract that does not renew itself; None where it does or no end is known."""
        renewal = self.extraction.metadata.renewal
        if renewal and renewal.value.automatic:
            return None
        return next((each.due.date for each in self.dates if each.kind == "expiry"), None)


def make_schedule(
    extraction: Extraction, *, events: Mapping[str, date] | None = None, calendar: str = ""
) -> Schedule:
    """Everything that is due; `events` and `calendar` as for `due_dates`."""
    return Schedule(
        extraction=extraction,
        dues=due_dates(extraction, events=events, calendar=calendar),
        dates=key_dates(extraction, events=events, calendar=calendar),
    )


def key_date_rows(schedule: Schedule) -> list[tuple[Cell, ...]]:
    """A row of `COLUMNS` for each key date."""
    return [
        (
            "key date", key_date_id(each), "", each.title, each.due.date, each.due.waits_for,
            each.due.recurrence, "", "", counted(each.due), "; ".join(each.due.ambiguities),
            _clauses(schedule, each.quotes), _page(schedule, each.quotes), _words(each.quotes),
            round(each.confidence, 3),
        )
        for each in schedule.dates
    ]  # fmt: skip


def obligation_rows(schedule: Schedule) -> list[tuple[Cell, ...]]:
    """A row of `COLUMNS` for each obligation; the kind is its modality."""
    rows: list[tuple[Cell, ...]] = []
    for duty, due in zip(schedule.extraction.obligations, schedule.dues, strict=True):
        quotes = (duty.quote,)
        unclear = "; ".join((*duty.ambiguities, *(due.ambiguities if due else ())))
        rows.append(
            (
                duty.modality, duty.id, who(duty), duty.action, due.date if due else None,
                due.waits_for if due else "", due.recurrence if due else "",
                duty.deadline.text if duty.deadline else "", duty.condition, counted(due) if due else "",
                unclear, _clauses(schedule, quotes), _page(schedule, quotes), _words(quotes),
                round(duty.confidence, 3),
            )
        )  # fmt: skip
    return rows


def key_date_id(each: KeyDate) -> str:
    """Stable for the same contract: the kind and, of terms, their number."""
    return each.kind if each.term is None else f"{each.kind}-{each.term}"


def who(duty: Obligation) -> str:
    """The party that owes, else the words that name it."""
    return "each party" if duty.party == "both" else duty.party or duty.actor or "not said"


def counted(due: DueDate) -> str:
    """The derivation in one line."""
    return "; ".join(step.words for step in due.derivation)


def _words(quotes: tuple[Quote, ...]) -> str:
    return " … ".join(" ".join(quote.text.split()) for quote in quotes)


def _page(schedule: Schedule, quotes: tuple[Quote, ...]) -> int | None:
    return schedule.extraction.document.page_at(quotes[0].span.start) if quotes else None


def _clauses(schedule: Schedule, quotes: tuple[Quote, ...]) -> str:
    document = schedule.extraction.document
    found = (document.clause_at(quote.span.start) for quote in quotes)
    names = (" ".join((each.label, each.heading)).strip() for each in found if each)
    return ", ".join(dict.fromkeys(name for name in names if name))
