"""Decisions of people on findings, in the order in which they were made. None is ever changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, insert, or_, select

from adapters.records.tables import contracts, decisions
from contracts.contract import Contract
from contracts.decisions import Deviation, FindingDecision, deviation_of
from contracts.errors import NotFoundError
from contracts.people import WorkspaceId
from contracts.value import Value


class DeviationFilter(Value):
    """Which deviations: of a clause type, a counterparty (any part of its name, letter case aside), a
    playbook, a contract; "" for any. `since` is the first moment that counts."""

    clause_type: str = ""
    counterparty: str = ""
    playbook_id: str = ""
    contract_id: str = ""
    since: datetime | None = None


class DecisionRecords:
    """Every query is bound to the workspace given here."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace
        self._mine = decisions.c.workspace == workspace

    def add(self, decision: FindingDecision) -> FindingDecision:
        """Keep a new decision, and give it its number. `NotFoundError` when its contract is not of this
        workspace."""
        self._refuse_others(decision.contract_id)
        columns = ("contract_id", "finding_id", "fingerprint", "playbook_id", "position_id", "clause_type",
                   "counterparty", "choice", "follows", "at")  # fmt: skip
        made = self._connection.execute(
            insert(decisions).values(
                workspace=self._workspace, deviates=decision.deviates,
                content=decision.model_dump_json(exclude={"number"}),
                **decision.model_dump(include=set(columns)),
            )
        )  # fmt: skip
        key = made.inserted_primary_key
        assert key is not None
        return decision.model_copy(update={"number": int(key[0])})

    def of(self, contract_id: str) -> tuple[FindingDecision, ...]:
        """All decisions on a contract, the oldest first."""
        return self._found(decisions.c.contract_id == contract_id)

    def of_earlier_rounds(self, contract: Contract) -> tuple[FindingDecision, ...]:
        """All decisions on contracts that came in before and are the same one: the same file, or the same
        title between the same parties; for the same side. The oldest first."""
        return self._found(
            decisions.c.contract_id.in_(select(contracts.c.id).where(*self._earlier(contract)))
        )

    def by_print(self, fingerprint: str) -> tuple[FindingDecision, ...]:
        """All decisions on findings of that fingerprint, in whatever contract, the oldest first."""
        return self._found(decisions.c.fingerprint == fingerprint)

    def names(self, contract_ids: frozenset[str]) -> dict[str, str]:
        """The names of contracts by their ids."""
        query = select(contracts.c.id, contracts.c.name).where(
            contracts.c.workspace == self._workspace, contracts.c.id.in_(sorted(contract_ids))
        )
        return {row.id: row.name for row in self._connection.execute(query)}

    def deviations(
        self, wanted: DeviationFilter | None = None, *, limit: int, before: int | None = None
    ) -> tuple[Deviation, ...]:
        """At most `limit` deviations that hold, the last decided first, from behind the decision `before`. A
        decision that was made anew, also on a later round of the contract, counts once."""
        later = decisions.alias("later")
        same = and_(
            later.c.contract_id == decisions.c.contract_id, later.c.finding_id == decisions.c.finding_id
        )
        newer = exists().where(
            later.c.workspace == self._workspace,
            later.c.number > decisions.c.number,
            or_(same, later.c.follows == decisions.c.number),
        )
        query = (
            select(decisions.c.number, decisions.c.content, contracts.c.name)
            .join(contracts, contracts.c.id == decisions.c.contract_id)
            .where(self._mine, decisions.c.deviates, ~newer, *_asked(wanted or DeviationFilter()))
        )
        if before is not None:
            query = query.where(decisions.c.number < before)
        rows = self._connection.execute(query.order_by(decisions.c.number.desc()).limit(limit)).mappings()
        return tuple(deviation_of(_decision(row), contract=row["name"]) for row in rows)

    def _found(self, wanted: ColumnElement[bool]) -> tuple[FindingDecision, ...]:
        query = select(decisions.c.number, decisions.c.content).where(self._mine, wanted)
        rows = self._connection.execute(query.order_by(decisions.c.number)).mappings()
        return tuple(_decision(row) for row in rows)

    def _earlier(self, contract: Contract) -> tuple[ColumnElement[bool], ...]:
        same_file = contracts.c.sha256 == contract.sha256
        if contract.title and contract.counterparty:
            named = and_(
                contracts.c.title == contract.title, contracts.c.counterparty == contract.counterparty
            )
            same_file = or_(same_file, named)
        before = or_(
            contracts.c.created_at < contract.created_at,
            and_(contracts.c.created_at == contract.created_at, contracts.c.id < contract.id),
        )
        same_side = contracts.c.side == (contract.side or "")
        return contracts.c.workspace == self._workspace, same_file, same_side, before

    def _refuse_others(self, contract_id: str) -> None:
        query = select(contracts.c.id).where(
            contracts.c.workspace == self._workspace, contracts.c.id == contract_id
        )
        if self._connection.execute(query).one_or_none() is None:
            raise NotFoundError(f"there is no contract {contract_id[:40]}")


def _asked(wanted: DeviationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.counterparty:
        found.append(decisions.c.counterparty.icontains(wanted.counterparty, autoescape=True))
    if wanted.since is not None:
        found.append(decisions.c.at >= wanted.since)
    for name in ("clause_type", "playbook_id", "contract_id"):
        value: Any = getattr(wanted, name)
        if value:
            found.append(decisions.c[name] == value)
    return found


def _decision(row: RowMapping) -> FindingDecision:
    kept = FindingDecision.model_validate_json(row["content"])
    return kept.model_copy(update={"number": row["number"]})
