"""Dry runs of drafts: proof that one was made of exactly these words, and what it showed."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select

from adapters.records.tables import contracts, dry_run_contracts, dry_runs
from contracts.people import WorkspaceId
from contracts.value import Value
from review.dry_run import DryRun, NotTried, TriedContract

_ROW: TypeAdapter[TriedContract | NotTried] = TypeAdapter(TriedContract | NotTried)


class KeptDryRun(Value):
    """A dry run as it is kept: who made it and when. What it says of a contract goes when that is deleted,
    so `tried` and `changed` are the counts of its day."""

    id: str
    made_by: str
    made_at: datetime
    tried: int
    changed: int
    grave: bool
    dry_run: DryRun


class DryRunRecords:
    """Every query is bound to the workspace given here."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace

    def keep(self, kept: KeptDryRun) -> None:
        """Keep it. The keys of its contracts are their ids; one that was deleted meanwhile is left out."""
        run = kept.dry_run
        self._connection.execute(
            insert(dry_runs).values(
                id=kept.id, workspace=self._workspace, playbook_id=run.playbook_id,
                draft_sha256=run.draft_sha256, against_sha256=run.against_sha256,
                made_by=kept.made_by, made_at=kept.made_at,
                summary=_without_contracts(kept).model_dump_json(),
            )
        )  # fmt: skip
        there = self._there()
        for number, each in enumerate((*run.contracts, *run.not_tried)):
            if each.key in there:
                row = {"number": number, "contract_id": each.key, "content": each.model_dump_json()}
                self._connection.execute(insert(dry_run_contracts).values(dry_run_id=kept.id, **row))

    def latest(self, draft_sha256: str, *, against_sha256: str | None = None) -> KeptDryRun | None:
        """The last dry run of a draft, by the hash of its words; if asked, of those against that playbook."""
        query = select(dry_runs.c.id, dry_runs.c.summary).where(
            dry_runs.c.workspace == self._workspace, dry_runs.c.draft_sha256 == draft_sha256
        )
        if against_sha256 is not None:
            query = query.where(dry_runs.c.against_sha256 == against_sha256)
        last = query.order_by(dry_runs.c.made_at.desc(), dry_runs.c.id.desc()).limit(1)
        row = self._connection.execute(last).one_or_none()
        if row is None:
            return None
        kept = KeptDryRun.model_validate_json(row.summary)
        run = kept.dry_run.model_copy(update=self._contracts_of(row.id))
        return kept.model_copy(update={"dry_run": run})

    def _contracts_of(self, dry_run_id: str) -> dict[str, object]:
        query = select(dry_run_contracts.c.content).where(dry_run_contracts.c.dry_run_id == dry_run_id)
        texts = self._connection.execute(query.order_by(dry_run_contracts.c.number)).scalars()
        rows = [_ROW.validate_json(text) for text in texts]
        return {
            "contracts": tuple(row for row in rows if isinstance(row, TriedContract)),
            "not_tried": tuple(row for row in rows if isinstance(row, NotTried)),
        }

    def _there(self) -> frozenset[str]:
        query = select(contracts.c.id).where(contracts.c.workspace == self._workspace)
        return frozenset(self._connection.execute(query).scalars())


def _without_contracts(kept: KeptDryRun) -> KeptDryRun:
    bare = kept.dry_run.model_copy(update={"contracts": (), "not_tried": ()})
    return kept.model_copy(update={"dry_run": bare})
