"""A playbook as people read it: a page for Word, a table for Excel, and Markdown, of one outline."""

from contracts.value import Value
from playbooks.playbook import Playbook, Position
from review.conditions import in_words
from review.guides.spoken import spoken

COLUMNS = (
    "Issue", "Clause type", "Priority", "Our position", "Fallback", "Walk-away", "Approver", "Guidance",
    "Text for the counterparty", "Why it matters", "Notes",
)  # fmt: skip


class Entry(Value):
    """One position: its title and its words under the labels of `COLUMNS`, empty ones left out."""

    title: str
    parts: tuple[tuple[str, str], ...]

    def words(self, label: str) -> str:
        """The words under a label, each on a line; "" where there are none."""
        return "\n".join(words for each, words in self.parts if each == label)


class Handbook(Value):
    """A playbook in words. `facts` stand under the title: who it is for, its version, its hash."""

    title: str
    notice: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


def handbook_of(playbook: Playbook) -> Handbook:
    """The words of a playbook in its order. Internal guidance is part of it: it is for our own people."""
    facts = (
        ("For", ", ".join(playbook.contract_types)),
        ("Our side", playbook.side),
        ("Paper", playbook.paper),
        ("Version", playbook.version),
        ("Id", playbook.id),
        ("Hash", playbook.sha256[:16]),
    )
    return Handbook(
        title=playbook.title,
        notice=playbook.notice,
        facts=tuple((label, words) for label, words in facts if words),
        entries=tuple(_entry(position) for position in playbook.positions),
    )


def _entry(position: Position) -> Entry:
    rungs = [
        " ".join(spoken(check) for check in rung.checks)
        + (f" (approval: {rung.approver})" if rung.approver else "")
        + (f" [clause {rung.clause}]" if rung.clause else "")
        for rung in position.fallbacks
    ]
    applies = [] if position.applies_when is None else [f"only where {in_words(position.applies_when)}"]
    applies += [] if position.required else ["a contract may be silent on it"]
    parts = [
        ("Clause type", ", ".join(position.clause_types)),
        ("Priority", position.severity),
        ("Our position", " ".join(spoken(check) for check in position.checks)),
        *(("Fallback", words) for words in rungs),
        ("Walk-away", position.walk_away),
        ("Approver", position.approver),
        ("Guidance", position.guidance),
        ("Text for the counterparty", position.counterparty_text),
        ("Why it matters", position.issue),
        ("Notes", "; ".join(applies)),
        ("Notes", position.standard and f"clause to offer: {position.standard}"),
        ("Notes", f"id: {position.id}"),
        ("Notes", position.source and f"source: {position.source}"),
    ]
    return Entry(title=position.title, parts=tuple((label, words) for label, words in parts if words))
