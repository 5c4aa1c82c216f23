"""Who owes what to whom, by when."""

from typing import Literal

from contracts.due import Timing
from contracts.metadata import Duration, Money, Source
from contracts.spans import Quote
from contracts.value import Value

Modality = Literal["obligation", "prohibition", "permission", "entitlement"]


class Deadline(Value):
    """When it is due, as written; `offset` and `event` where the words give them ("30 days after
    receipt of the invoice"). `timing` is how to count it, None where nothing can be counted."""

    text: str
    offset: Duration | None = None
    relation: Literal["within", "after", "before", "by", "every"] | None = None
    event: str = ""
    timing: Timing | None = None


class Obligation(Value):
    """One duty, ban, leave or right.

    `actor` is the words that name who owes, `party` the party it resolves to: its name, "both" where
    several owe, or "". `parties` are the names of all who owe. `owed_to` is the party that may ask for it
    ("both", or "" where the words leave it open or nothing is owed). `trigger` is the event it waits for,
    `survives` whether it goes on after the contract ends (None: not said). Every field of words holds
    words of the text, white space run together; "" means: none found.
    """

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
    parties: tuple[str, ...] = ()
    owed_to: str = ""
    object: str = ""
    exception: str = ""
    trigger: str = ""
    amount: Money | None = None
    consequence: str = ""
    survives: bool | None = None
