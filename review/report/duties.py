"""Obligations and their due dates in plain words: the same on the page and in the report."""

from typing import NamedTuple

from contracts.due import DueDate
from contracts.obligations import Obligation
from extraction.due.words import day_words
from review.report.commercial import money_words


class Duty(NamedTuple):
    """What is shown of one obligation. `due` is the day, the first day of a rhythm or what it waits for,
    `counted` how the day was counted; `notes` are (label, words) of what else the contract says."""

    duty: Obligation
    who: str
    to: str
    due: str
    counted: str
    notes: tuple[tuple[str, str], ...]


def duty_of(duty: Obligation, due: DueDate | None) -> Duty:
    """One obligation with its due date (None: it has no deadline)."""
    who = "both parties" if duty.party == "both" else duty.party or duty.actor or "nobody is named"
    to = "each other" if duty.owed_to == "both" else duty.owed_to
    return Duty(duty, who, to, due_words(due), counted_words(due), _notes(duty, due))


def due_words(due: DueDate | None) -> str:
    """The day, the first day of a rhythm, or what it waits for; "" where nothing can be counted."""
    if due is None:
        return ""
    if due.date is None:
        return f"waits for: {due.waits_for}" if due.waits_for else ""
    return f"first on {day_words(due.date)}, and again" if due.recurrence else day_words(due.date)


def counted_words(due: DueDate | None) -> str:
    """How the day was counted, for a person who asks."""
    return "; ".join(step.words for step in due.derivation) if due else ""


def _notes(duty: Obligation, due: DueDate | None) -> tuple[tuple[str, str], ...]:
    event = "" if duty.deadline and duty.trigger in duty.deadline.text else duty.trigger
    unclear = dict.fromkeys((*duty.ambiguities, *(due.ambiguities if due else ())))
    notes = (
        ("Set going by", event),
        ("Condition", duty.condition),
        ("Exception", duty.exception),
        ("Sum", money_words(duty.amount) if duty.amount else ""),
        ("If not done", duty.consequence),
        ("Goes on after the contract ends", "yes" if duty.survives else ""),
        *(("Unclear", doubt) for doubt in unclear),
    )
    return tuple((label, words) for label, words in notes if words)
