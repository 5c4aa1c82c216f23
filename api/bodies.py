"""The JSON shapes of the API that are not values of the domain themselves."""

from datetime import datetime
from typing import Literal

from contracts.contract import Contract, Stage, State
from contracts.document import Severity
from contracts.findings import Route
from contracts.value import Value
from playbooks.playbook import Playbook, Side


class Links(Value):
    """Where to go from a contract; None where there is nothing (yet)."""

    self: str
    events: str
    original: str
    review: str | None
    report: str | None
    redline: str | None
    receipt: str | None


class ContractBody(Value):
    """A contract as the API shows it."""

    id: str
    name: str
    sha256: str
    playbook: str
    side: Side
    state: State
    stage: Stage
    route: Route | None
    score: int | None
    asks: int
    title: str
    counterparty: str
    problem: str
    created_at: datetime
    updated_at: datetime
    links: Links


class ContractPage(Value):
    """A piece of the list. `next_cursor` fetches the piece behind it; None at the end."""

    items: tuple[ContractBody, ...]
    next_cursor: str | None


class PositionBody(Value):
    """A position in short."""

    id: str
    title: str
    severity: Severity
    required: bool


class PlaybookBody(Value):
    """A playbook in short."""

    id: str
    title: str
    version: str
    side: Side
    contract_types: tuple[str, ...]
    sha256: str
    positions: tuple[PositionBody, ...]


class HitBody(Value):
    """A clause of the library that answers a search; `score` orders the hits."""

    id: str
    type: str
    title: str
    text: str
    score: float


class HealthBody(Value):
    """Whether the service answers."""

    status: Literal["ok"]
    playbooks: int


def contract_body(contract: Contract) -> ContractBody:
    """The body of one contract, with its links."""
    here = f"/api/v1/contracts/{contract.id}"
    made = contract.state == "reviewed"
    return ContractBody(
        **contract.model_dump(exclude={"workspace", "playbook_id"}),
        playbook=contract.playbook_id,
        links=Links(
            self=here,
            events=f"{here}/events",
            original=f"{here}/original",
            review=f"{here}/review" if made else None,
            report=f"{here}/report" if made else None,
            redline=f"{here}/redline" if made else None,
            receipt=f"{here}/receipt" if made else None,
        ),
    )


def playbook_body(playbook: Playbook) -> PlaybookBody:
    """A playbook in short."""
    positions = tuple(
        PositionBody(id=each.id, title=each.title, severity=each.severity, required=each.required)
        for each in playbook.positions
    )
    return PlaybookBody(
        **playbook.model_dump(include={"id", "title", "version", "side", "contract_types", "sha256"}),
        positions=positions,
    )
