"""The JSON shapes of decisions and deviations."""

from typing import Literal

from pydantic import Field

from api.decision_service import Choice, Table, Wish
from contracts.decisions import Deviation, FindingDecision
from contracts.value import Value
from review.carrying import State
from review.settling import decision_words, effect_of, progress_of


class DecisionRequest(Value):
    """A decision on a finding. `reason` is required for `reject` and `not_relevant`, `text` for `edit`.
    `was` is the number of the decision that was seen (0 for none): 409 where somebody decided meanwhile."""

    choice: Choice
    by: str
    reason: str = ""
    text: str = ""
    was: int | None = Field(default=None, ge=0)


class DecisionBody(FindingDecision):
    """A decision in the history of a finding: `words` says it in a sentence, `contract` is the name of its
    contract."""

    words: str
    contract: str


class StandingBody(Value):
    """Where a finding stands. What is carried comes from the contract `carried_from` (its id), `changes` says
    what is different since; `effect` is what counts for the files made with decisions."""

    finding: str
    position: str
    title: str
    verdict: str
    fingerprint: str
    state: State
    effect: Literal["send", "leave", "raise", "drop", "open"]
    decision: DecisionBody | None
    carried_from: str | None
    changes: tuple[str, ...]
    history: tuple[DecisionBody, ...]


class DecisionsBody(Value):
    """The decisions on a contract: how far people are, and where each finding stands."""

    contract: str
    total: int
    decided: int
    confirm: int
    findings: tuple[StandingBody, ...]


class DeviationPage(Value):
    """A piece of the list. `next_cursor` fetches the piece behind it; None at the end."""

    items: tuple[Deviation, ...]
    next_cursor: str | None


def wish_of(body: DecisionRequest) -> Wish:
    """What the request asks."""
    return Wish(**body.model_dump())


def decisions_body(table: Table) -> DecisionsBody:
    """The decisions on a contract, in the order of the findings."""
    progress = progress_of(table.standings)
    ids = [finding.id for finding in table.review.findings if finding.id in table.standings]
    return DecisionsBody(
        contract=table.contract.id,
        **progress.model_dump(),
        findings=tuple(standing_body(table, finding_id) for finding_id in ids),
    )


def standing_body(table: Table, finding_id: str) -> StandingBody:
    """Where one finding stands, with its history, the oldest decision first."""
    standing = table.standings[finding_id]
    finding = next(each for each in table.shown.findings if each.id == finding_id)
    decision = standing.decision
    foreign = decision is not None and decision.contract_id != table.contract.id
    return StandingBody(
        finding=finding.id, position=finding.position_id, title=finding.title, verdict=finding.verdict,
        fingerprint=finding.fingerprint, state=standing.state, changes=standing.changes,
        effect=effect_of(table.standings, finding_id),
        decision=_decision(table, decision) if decision else None,
        carried_from=decision.contract_id if decision and foreign else None,
        history=tuple(_decision(table, each) for each in table.history.get(finding_id, ())),
    )  # fmt: skip


def _decision(table: Table, decision: FindingDecision) -> DecisionBody:
    name = table.names.get(decision.contract_id, "")
    return DecisionBody(**decision.model_dump(), words=decision_words(decision), contract=name)
