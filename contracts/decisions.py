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
