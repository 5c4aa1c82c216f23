"""A contract in the service: what was uploaded, and how far its review has come."""

from datetime import datetime
from typing import Literal

from contracts.errors import IllegalStateError
from contracts.findings import Route
from contracts.people import WorkspaceId
from contracts.value import Value

Side = Literal["customer", "vendor", "mutual"]
State = Literal["queued", "running", "reviewed", "failed"]
Stage = Literal["queued", "reading", "extracting", "reviewing", "redlining", "done"]


class Contract(Value):
    """One uploaded file and its review. `problem` is the sentence shown when it failed; `stage` is the
    step that runs or ran last, `asks` how many things there are to ask for. Times are UTC.

    `playbook_id` and `side` are None where the uploader left them to the type of the contract and it has
    not been read yet. `playbook_version` and `playbook_sha256` pin what it is held against, so that nothing
    published later changes it; "" for what was reviewed before versions were kept. `deferred` says why
    the file is read by the job and not while it came in; "" where it was. `enclosures` counts the files
    that came with it, being a mail; `mail_id` and `attachment` (1-based) name the contract, a mail, that
    this file came with.
    """

    id: str
    workspace: WorkspaceId
    name: str
    sha256: str
    playbook_id: str | None
    side: Side | None
    state: State
    stage: Stage
    created_at: datetime
    updated_at: datetime
    route: Route | None = None
    score: int | None = None
    asks: int = 0
    title: str = ""
    counterparty: str = ""
    problem: str = ""
    deferred: str = ""
    enclosures: int = 0
    mail_id: str | None = None
    attachment: int | None = None
    playbook_version: str = ""
    playbook_sha256: str = ""


def advance(contract: Contract, stage: Stage, *, at: datetime) -> Contract:
    """The contract, running at `stage`. A finished one cannot run again."""
    if contract.state in ("reviewed", "failed"):
        raise IllegalStateError(f"contract {contract.id} is {contract.state}; upload it again to re-run")
    return contract.model_copy(update={"state": "running", "stage": stage, "updated_at": at})


def choose(
    contract: Contract, playbook_id: str, *, side: Side, at: datetime, version: str = "", sha256: str = ""
) -> Contract:
    """The contract, to be held against that playbook, pinned by its version and content hash; a side that
    the uploader named stays."""
    if contract.playbook_id is not None:
        raise IllegalStateError(f"contract {contract.id} has its playbook; upload it again for another")
    pinned = {"playbook_id": playbook_id, "playbook_version": version, "playbook_sha256": sha256}
    return contract.model_copy(update=pinned | {"side": contract.side or side, "updated_at": at})


def fail(contract: Contract, problem: str, *, at: datetime) -> Contract:
    """The contract, failed with the sentence to show."""
    return contract.model_copy(update={"state": "failed", "problem": problem, "updated_at": at})
