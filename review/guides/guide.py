"""What a negotiation guide says, before anything is made of it: rules, and the words that were not used."""

from contracts.spans import Quote
from contracts.value import Value


class Told(Value):
    """Words of a guide and where they stand ("table 1, row 3", "sheet “Positions”, cell C4").

    `quote` is of the guide as read; None for a spreadsheet, whose cells are named instead.
    """

    text: str
    place: str
    quote: Quote | None = None


class Rule(Value):
    """One thing that the guide holds. Every part is a list, because a guide may say it in several
    paragraphs; `title` has at least one."""

    title: Told
    standard: tuple[Told, ...] = ()
    fallbacks: tuple[Told, ...] = ()
    walk_away: tuple[Told, ...] = ()
    approver: tuple[Told, ...] = ()
    fallback_approver: tuple[Told, ...] = ()
    guidance: tuple[Told, ...] = ()
    counterparty: tuple[Told, ...] = ()
    severity: tuple[Told, ...] = ()
    clause_type: tuple[Told, ...] = ()
    wording: tuple[Told, ...] = ()

    def told(self) -> tuple[Told, ...]:
        """Everything that the rule was made from, in the order of the fields."""
        parts = (
            self.standard, self.fallbacks, self.walk_away, self.approver, self.fallback_approver,
            self.guidance, self.counterparty, self.severity, self.clause_type, self.wording,
        )  # fmt: skip
        return (self.title, *(each for part in parts for each in part))


class Guide(Value):
    """A guide as read. `unused` are words that belong to no rule (an introduction, a column that is not
    known), so that nothing is lost silently."""

    name: str
    title: str
    rules: tuple[Rule, ...]
    unused: tuple[Told, ...] = ()
