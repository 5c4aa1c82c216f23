"""A contract in the service: what was uploaded, and how far its review has come."""

from datetime import datetime
from typing import Literal

from contracts.errors import IllegalStateError
from contracts.findings import Route
from contracts.people import WorkspaceId
from contracts.value import Value

State = Literal["queued", "running", "reviewed", "failed"]
Stage = Literal["queued", "reading", "extracting", "reviewing", "redlining", "done"]


class Contract(Value):
    """One uploaded file and its review. `problem` is the sentence shown when it failed; `stage` is the
    step that runs or ran last, `asks` how many things there are to ask for. Times are UTC."""

    id: str
    workspace: WorkspaceId
    name: str
    sha256: str
    playbook_id: str
    side: Literal["customer", "vendor", "mutual"]
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


def advance(contract: Contract, stage: Stage, *, at: datetime) -> Contract:
    """The contract, running at `stage`. A finished one cannot run again."""
    if contract.state in ("reviewed", "failed"):
        raise IllegalStateError(f"contract {contract.id} is {contract.state}; upload it again to re-run")
    return contract.model_copy(update={"state": "running", "stage": stage, "updated_at": at})


def fail(contract: Contract, problem: str, *, at: datetime) -> Contract:
    """The contract, failed with the sentence to show."""
    return contract.model_copy(update={"state": "failed", "problem": problem, "updated_at": at})
