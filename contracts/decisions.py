"""What people decided about findings: kept so that what is accepted again and again can become a position."""

from datetime import datetime
from typing import Literal

from contracts.findings import Verdict
from contracts.value import Value

Choice = Literal["accepted", "replaced", "rejected"]


class Decision(Value):
    """One decision of a person about one finding.

    `accepted`: we agreed to `text`, which is not our standard; `replaced`: the other side agreed to words
    of ours; `rejected`: we did not agree. `text` are the words in question; `clause_id` the clause of the
    library they came from ("" for none). `verdict` and `rank` are those of the finding, `fingerprint`
    carries the decision over re-runs and rounds. `at` is UTC.
    """

    contract_id: str
    playbook_id: str
    playbook_version: str
    position_id: str
    fingerprint: str
    verdict: Verdict
    choice: Choice
    text: str
    by: str
    at: datetime
    rank: int | None = None
    clause_id: str = ""
    counterparty: str = ""
    reason: str = ""


Ruling = Literal["accept", "edit", "reject", "not_relevant", "reopen"]
Effect = Literal["send", "leave", "raise", "drop", "open"]


class FindingDecision(Value):
    """What a person decided about a finding, and what follows from it. Never changed: a new one is added.

    `accept` agrees with what the finding shows: its words are sent (`effect` "send"), or, where it has
    none, the contract stays as it is ("leave"). `edit` sends `text`, the person's own words. `reject`
    refuses what it shows: its words are not sent and the contract stays ("leave"), or, where it has none,
    the point is left to be raised with the other side ("raise"). `not_relevant` takes the finding out
    ("drop"), `reopen` takes the last decision back ("open").

    `number` orders the decisions of a workspace, 0 before one is kept; `follows` is that of the decision on
    an earlier round that this one confirms or replaces. `proposed` are the words that the finding suggested,
    `stood` the words it quoted, `ground` the key of the clauses around them; `settled_by` is the title of
    the finding whose words go in at the same passage ("" for none). `at` is UTC.
    """

    contract_id: str
    finding_id: str
    position_id: str
    playbook_id: str
    playbook_version: str
    fingerprint: str
    title: str
    clause_type: str
    verdict: Verdict
    choice: Ruling
    effect: Effect
    by: str
    at: datetime
    rank: int | None = None
    reason: str = ""
    text: str = ""
    proposed: str = ""
    stood: str = ""
    ground: str = ""
    clause_id: str = ""
    counterparty: str = ""
    settled_by: str = ""
    follows: int | None = None
    number: int = 0

    @property
    def deviates(self) -> bool:
        """Whether it accepts words, or the lack of words, that are not our standard."""
        ours = self.position_id.startswith("document.") or self.settled_by
        return self.effect == "leave" and not ours and self.verdict in ("fallback", "non_standard", "missing")


class Deviation(Value):
    """An accepted departure from our standard: of which matter, from what to what, for whom, who decided
    it and why. `standard` are our words ("" where the finding had none ready), `accepted` those of the
    contract ("" where it is silent). Derived from the decision `number`."""

    number: int
    contract_id: str
    contract: str
    clause_type: str
    position_id: str
    title: str
    playbook_id: str
    playbook_version: str
    verdict: Verdict
    rank: int | None
    standard: str
    accepted: str
    counterparty: str
    by: str
    at: datetime
    reason: str


def deviation_of(decision: FindingDecision, *, contract: str) -> Deviation:
    """The deviation that a decision accepts; `contract` is the name of the contract."""
    shared = set(Deviation.model_fields) & set(FindingDecision.model_fields)
    kept = decision.model_dump(include=shared)
    return Deviation(**kept, contract=contract, standard=decision.proposed, accepted=decision.stood)


def as_practice(decision: FindingDecision) -> Decision | None:
    """What the decision says of our practice: words we live with, or refused. None where it says nothing,
    as where ours were sent: whether the other side took them is not known then."""
    if decision.effect not in ("leave", "raise") or decision.settled_by:
        return None
    kept = decision.model_dump(include=set(Decision.model_fields) - {"choice", "text", "clause_id"})
    return Decision(
        **kept, choice="accepted" if decision.effect == "leave" else "rejected", text=decision.stood
    )
