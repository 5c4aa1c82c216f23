"""The JSON shapes of the API that are not values of the domain themselves."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from api.attachments import Attached
from contracts.contract import Contract, Stage, State
from contracts.findings import Route
from contracts.spans import Quote
from contracts.value import Value
from playbooks.playbook import Side


class Links(Value):
    """Where to go from a contract; None where there is nothing (yet)."""

    self: str
    events: str
    original: str
    review: str | None
    report: str | None
    redline: str | None
    receipt: str | None
    attachments: str
    mail: str | None


class ContractBody(Value):
    """A contract as the API shows it. `playbook` and `side` are None as long as they are to be chosen by
    a document that the job has to read first; `deferred` says why it is read there. `playbook_version` and
    `playbook_sha256` are what the review stands on, whatever is published later. `enclosures` counts the
    files that came with a mail; `attachment` is the place (1-based) of a file in its mail."""

    id: str
    name: str
    sha256: str
    playbook: str | None
    playbook_version: str
    playbook_sha256: str
    side: Side | None
    state: State
    stage: Stage
    route: Route | None
    score: int | None
    asks: int
    title: str
    counterparty: str
    problem: str
    deferred: str
    enclosures: int
    attachment: int | None
    created_at: datetime
    updated_at: datetime
    links: Links


class AttachmentBody(Value):
    """A file that came with a mail. `readable` says whether it is of a kind that we read, `problem` why
    not; `contract` is the address of the contract it became, None before."""

    number: int
    name: str
    size_bytes: int
    readable: bool
    problem: str
    contract: str | None


class ContractPage(Value):
    """A piece of the list. `next_cursor` fetches the piece behind it; None at the end."""

    items: tuple[ContractBody, ...]
    next_cursor: str | None


class ClauseBody(Value):
    """A clause of the library. `standing` says whether its words may be relied on: a sample is one that
    nobody has put their name to yet."""

    id: str
    type: str
    title: str
    text: str
    side: str
    posture: str
    contract_types: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    value_from: Decimal | None
    value_to: Decimal | None
    value_currency: str
    slots: dict[str, str]
    fallbacks: tuple[str, ...]
    guidance: str
    summary: str
    tags: tuple[str, ...]
    version: int
    status: str
    approved_by: str
    approved_on: date | None
    standing: str


class HitBody(ClauseBody):
    """A clause of the library that answers a search; `score` orders the hits."""

    score: float


class PastHitBody(Value):
    """A clause of a contract that was reviewed, with its words and where they stand."""

    contract_id: str
    contract_name: str
    clause_id: str
    label: str
    heading: str
    types: tuple[str, ...]
    quote: Quote
    score: float
    contract: str


class LikeBody(Value):
    """Clauses that speak as a given one does: of the library, and of past contracts."""

    library: tuple[HitBody, ...]
    contracts: tuple[PastHitBody, ...]


class HealthBody(Value):
    """Whether the service answers."""

    status: Literal["ok"]
    playbooks: int


def contract_body(contract: Contract) -> ContractBody:
    """The body of one contract, with its links."""
    here = f"/api/v1/contracts/{contract.id}"
    made = contract.state == "reviewed"
    return ContractBody(
        **contract.model_dump(exclude={"workspace", "playbook_id", "mail_id"}),
        playbook=contract.playbook_id,
        links=Links(
            self=here,
            events=f"{here}/events",
            original=f"{here}/original",
            review=f"{here}/review" if made else None,
            report=f"{here}/report" if made else None,
            redline=f"{here}/redline" if made else None,
            receipt=f"{here}/receipt" if made else None,
            attachments=f"{here}/attachments",
            mail=f"/api/v1/contracts/{contract.mail_id}" if contract.mail_id else None,
        ),
    )


def attachment_body(item: Attached, contract: Contract | None) -> AttachmentBody:
    """The body of one attachment."""
    address = f"/api/v1/contracts/{contract.id}" if contract else None
    return AttachmentBody(**item.model_dump(), readable=item.readable, contract=address)
