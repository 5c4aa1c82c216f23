"""How far a contract has come, in the words of the pages."""

from collections.abc import Mapping
from datetime import datetime

from contracts.contract import Contract, Stage
from review.report.words import ROUTES

STAGES: dict[Stage, str] = {
    "queued": "Waiting",
    "reading": "Reading the file",
    "extracting": "Finding clauses, facts and obligations",
    "reviewing": "Comparing with the playbook",
    "redlining": "Writing the redline and the report",
    "done": "Finished",
}
SIDES = {"customer": "Customer", "vendor": "Vendor", "mutual": "Mutual"}


def playbook_words(contract: Contract, titles: Mapping[str, str]) -> str:
    """What a contract is held against, by the titles of the playbooks."""
    if contract.playbook_id is not None:
        return titles.get(contract.playbook_id, contract.playbook_id)
    if contract.state == "failed":
        return "no playbook: it was not read"
    return "chosen by its type after reading"


def outcome_words(contract: Contract) -> str:
    """What the list says of a contract: its answer, or where its review stands."""
    if contract.state == "failed":
        return ROUTES["cannot_review"]
    if contract.state != "reviewed" or contract.route is None:
        return STAGES[contract.stage]
    if contract.route == "negotiate":
        return f"Negotiate: {contract.asks} ask{'' if contract.asks == 1 else 's'}"
    return ROUTES[contract.route]


def tone_of(contract: Contract) -> str:
    """Name of the style for the answer."""
    if contract.state == "failed":
        return "cannot_review"
    return contract.route or "running" if contract.state == "reviewed" else "running"


def moment_words(moment: datetime) -> str:
    """ "2 March 2026, 14:05 UTC"."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def sentence(words: str) -> str:
    """The words with a capital and a full stop, as a sentence of its own; a file name at the beginning
    stays as it is."""
    closed = words if words.endswith((".", "!", "?", "”")) or not words else f"{words}."
    return closed if "." in words.split(" ", 1)[0] else closed[:1].upper() + closed[1:]
