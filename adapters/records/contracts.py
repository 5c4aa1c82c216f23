"""Contracts of one workspace, kept and found again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from adapters.records.tables import contracts
from contracts.contract import Contract
from contracts.errors import NotFoundError
from contracts.people import WorkspaceId
from contracts.value import Value

Order = Literal["riskiest", "newest"]

_ROUTE_RISK = {"legal_review": 300, "cannot_review": 250, "negotiate": 100, "safe_to_sign": 0}
_COLUMNS = [column for column in contracts.columns if column.name != "risk"]


class Place(Value):
    """Where a page of a list ended: the sort key of its last contract."""

    key: str
    id: str


def risk_of(contract: Contract) -> int:
    """How early a contract stands in the queue: work in progress first, then what a lawyer must see,
    what nobody could check, what is to be negotiated, and last what can be signed."""
    if contract.state in ("queued", "running"):
        return 500
    if contract.state == "failed":
        return 200
    return _ROUTE_RISK[contract.route or "cannot_review"] + (contract.score or 0)


class ContractRecords:
    """Every query is bound to the workspace given here."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace
        self._mine = contracts.c.workspace == workspace

    def add(self, contract: Contract) -> None:
        """Keep a new contract; `NotFoundError` when it is of another workspace."""
        self._refuse_others(contract)
        self._connection.execute(insert(contracts).values(**_row(contract)))

    def get(self, contract_id: str) -> Contract:
        """`NotFoundError` when this workspace has none of that id."""
        query = select(*_COLUMNS).where(self._mine, contracts.c.id == contract_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(f"there is no contract {contract_id[:40]}")
        return _contract(row)

    def save(self, contract: Contract) -> None:
        """Keep the contract's new state; `NotFoundError` when it was deleted meanwhile."""
        self._refuse_others(contract)
        changed = self._connection.execute(
            update(contracts).where(self._mine, contracts.c.id == contract.id).values(**_row(contract))
        )
        if not changed.rowcount:
            raise NotFoundError(f"there is no contract {contract.id[:40]}")

    def delete(self, contract_id: str) -> None:
        """Forget the contract and, with it, its outputs and idempotency keys. What came with it, being a
        mail, stays as contracts of their own."""
        mine = (self._mine, contracts.c.mail_id == contract_id)
        self._connection.execute(update(contracts).where(*mine).values(mail_id=None, attachment=None))
        self._connection.execute(delete(contracts).where(self._mine, contracts.c.id == contract_id))

    def attached_to(self, mail_id: str) -> tuple[Contract, ...]:
        """The contracts that came with that one, in the order of the mail."""
        query = select(*_COLUMNS).where(self._mine, contracts.c.mail_id == mail_id)
        rows = self._connection.execute(query.order_by(contracts.c.attachment))
        return tuple(_contract(row) for row in rows)

    def unfinished(self) -> tuple[Contract, ...]:
        """Those queued or running, oldest first."""
        query = select(*_COLUMNS).where(self._mine, contracts.c.state.in_(("queued", "running")))
        rows = self._connection.execute(query.order_by(contracts.c.created_at, contracts.c.id))
        return tuple(_contract(row) for row in rows)

    def reviewed(self, *, playbook_id: str | None = None) -> tuple[Contract, ...]:
        """Those whose review is finished, of one playbook or (None) of any, newest first."""
        query = select(*_COLUMNS).where(self._mine, contracts.c.state == "reviewed")
        if playbook_id is not None:
            query = query.where(contracts.c.playbook_id == playbook_id)
        rows = self._connection.execute(query.order_by(contracts.c.created_at.desc(), contracts.c.id.desc()))
        return tuple(_contract(row) for row in rows)

    def page(self, *, order: Order, limit: int, after: Place | None = None) -> tuple[Contract, ...]:
        """At most `limit` contracts in that order, from behind the place `after`."""
        key = contracts.c.risk if order == "riskiest" else contracts.c.created_at
        query = select(*_COLUMNS).where(self._mine)
        if after is not None:
            last: Any = int(after.key) if order == "riskiest" else _moment(after.key)
            query = query.where(or_(key < last, and_(key == last, contracts.c.id < after.id)))
        rows = self._connection.execute(query.order_by(key.desc(), contracts.c.id.desc()).limit(limit))
        return tuple(_contract(row) for row in rows)

    def _refuse_others(self, contract: Contract) -> None:
        if contract.workspace != self._workspace:
            raise NotFoundError(f"there is no contract {contract.id[:40]}")


def place_of(contract: Contract, *, order: Order) -> Place:
    """The place of a contract in a list of that order."""
    key = str(risk_of(contract)) if order == "riskiest" else contract.created_at.isoformat()
    return Place(key=key, id=contract.id)


def _row(contract: Contract) -> dict[str, Any]:
    # the first tables allow no NULL here, and SQLite could change that only by making the table anew
    unchosen = {"playbook_id": contract.playbook_id or "", "side": contract.side or ""}
    return {**contract.model_dump(), **unchosen, "risk": risk_of(contract)}


def _contract(row: Row[Any] | Sequence[Any]) -> Contract:
    values = dict(zip((column.name for column in _COLUMNS), row, strict=True))
    unchosen = {name: values[name] or None for name in ("playbook_id", "side")}
    return Contract.model_validate(values | unchosen)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
