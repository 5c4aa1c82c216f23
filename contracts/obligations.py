"""Who owes what to whom, by when."""

from typing import Literal

from contracts.metadata import Duration, Source
from contracts.spans import Quote
from contracts.value import Value

Modality = Literal["obligation", "prohibition", "permission", "entitlement"]


class Deadline(Value):
    """When it is due, as written; `offset` and `event` where the words give them ("30 days after
    receipt of the invoice")."""

    text: str
    offset: Duration | None = None
    relation: Literal["within", "after", "before", "by", "every"] | None = None
    event: str = ""


class Obligation(Value):
    """One duty, ban, leave or right. `actor` is the words that name who owes, `party` the party it
    resolves to ("" where it does not)."""

    id: str
    modality: Modality
    actor: str
    action: str
    quote: Quote
    party: str = ""
    deadline: Deadline | None = None
    condition: str = ""
    ambiguities: tuple[str, ...] = ()
    clause_id: str | None = None
    confidence: float = 1.0
    source: Source = "rules"
