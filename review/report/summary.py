"""The first page of the report: what the contract is, the five things to know, dates and money."""

from typing import NamedTuple

from contracts.due import DueDate
from contracts.extraction import Extraction
from contracts.findings import Finding, Review
from contracts.metadata import Metadata, facts_of
from extraction.export.schedule import Schedule, who
from review.report.duties import due_words
from review.report.words import field_words, told_words

_IDENTITY = (
    "contract_type", "parties", "agreement_date", "effective_date", "term", "expiry_date", "renewal",
    "governing_law",
)  # fmt: skip
_MONEY = ("contract_value", "payment_term", "late_interest", "liability_cap", "notice_period")
_MOST_THINGS = 5
_MOST_DATES = 5
_MOST_CHARS = 300
_ACTIONS = {
    "replace_words": "Ask to change a few words.", "replace_clause": "Ask to use our words instead.",
    "insert_clause": "Ask to add our words.", "delete": "Ask to take it out.",
}  # fmt: skip
_RANK = {"critical": 0, "high": 1, "medium": 2, "low": 3}
# A deviation that is certain is more worth knowing than a doubt of the same weight.
_CERTAIN = ("missing", "non_standard", "fallback", "error", "not_evaluated")


class Thing(NamedTuple):
    """One thing to know: the finding it comes from, and what it says in plain words."""

    id: str
    title: str
    words: str


class Ask(NamedTuple):
    """What to ask of the other side, the explanation approved for them, and who of ours has to agree."""

    title: str
    action: str
    explanation: str
    approver: str


class Summary(NamedTuple):
    """Rows are (name, words). `more` counts the things that did not fit."""

    identity: tuple[tuple[str, str], ...]
    things: tuple[Thing, ...]
    more: int
    money: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    asks: tuple[Ask, ...]


def summarise(review: Review, schedule: Schedule) -> Summary:
    """The page's words; what was not found is left out, and never stated."""
    metadata = review.extraction.metadata
    deviating = [finding for finding in review.findings if finding.deviates]
    deviating.sort(key=lambda each: (_RANK[each.severity], _CERTAIN.index(each.verdict)))
    return Summary(
        identity=_rows(metadata, _IDENTITY),
        things=tuple(_thing(each) for each in deviating[:_MOST_THINGS]),
        more=max(0, len(deviating) - _MOST_THINGS),
        money=_rows(metadata, _MONEY),
        dates=_dates(review.extraction, schedule),
        asks=tuple(_ask(each) for each in deviating if each.verdict not in ("not_evaluated", "error")),
    )


def _rows(metadata: Metadata, fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (field_words(field), _cut(told_words(fact))) for field in fields for fact in facts_of(metadata, field)
    )


def _thing(finding: Finding) -> Thing:
    return Thing(finding.id, finding.title, _cut(finding.reason))


def _ask(finding: Finding) -> Ask:
    action = _ACTIONS[finding.suggestion.kind] if finding.suggestion else "Talk about it; no words are ready."
    return Ask(finding.title, action, finding.counterparty_text, finding.approver)


def _dates(extraction: Extraction, schedule: Schedule) -> tuple[tuple[str, str], ...]:
    """The earliest days that the contract fixes, each with what falls due."""
    found: list[tuple[DueDate, str]] = [(each.due, each.title) for each in schedule.dates]
    for duty, due in zip(extraction.obligations, schedule.dues, strict=True):
        # What is forbidden until a day is nothing to do on that day.
        if due and duty.modality == "obligation":
            found.append((due, f"{who(duty)}: {duty.action}"))
    known = [(due.date, due_words(due), words) for due, words in found if due.date]
    known.sort(key=lambda each: each[0])
    return tuple((day, _cut(words)) for _, day, words in known[:_MOST_DATES])


def _cut(words: str) -> str:
    """The words, shortened at a blank where they are too long for the page."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _MOST_CHARS else f"{plain[:_MOST_CHARS].rsplit(' ', 1)[0]} …"
