"""The database of the records: opened once, one transaction per request or job step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from adapters.records.contracts import ContractRecords
from adapters.records.decisions import DecisionRecords
from adapters.records.dry_runs import DryRunRecords
from adapters.records.migrate import migrate
from adapters.records.outputs import BlobUse, IdempotencyRecords, OutputRecords, ResultRecords
from adapters.records.playbooks import PinnedPlaybooks, PlaybookRecords
from contracts.errors import StorageError
from contracts.people import WorkspaceId


class Records:
    """The repositories of one workspace within one transaction."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self.contracts = ContractRecords(connection, workspace)
        self.outputs = OutputRecords(connection, workspace)
        self.results = ResultRecords(connection, workspace)
        self.idempotency = IdempotencyRecords(connection, workspace)
        self.blob_use = BlobUse(connection)
        self.playbooks = PlaybookRecords(connection, workspace)
        self.pinned = PinnedPlaybooks(connection, workspace)
        self.dry_runs = DryRunRecords(connection, workspace)
        self.decisions = DecisionRecords(connection, workspace)


class Database:
    """SQLite (WAL) or PostgreSQL by its URL; the same tables and queries on both."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> "Database":
        """Connect and bring the tables up to date; `StorageError` when that fails."""
        engine = _engine(url)
        try:
            migrate(engine)
        except SQLAlchemyError as error:
            engine.dispose()
            raise StorageError(
                f"the database cannot be opened ({type(error).__name__}); check FOURCORNERS_DATABASE_URL"
            ) from error
        return cls(engine)

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Records]:
        """One writing transaction: committed at the end of the block, rolled back on any error."""
        with self._transaction(workspace, write=True) as records:
            yield records

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Records]:
        """One reading transaction, which waits for no writer."""
        with self._transaction(workspace, write=False) as records:
            yield records

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self, workspace: WorkspaceId, *, write: bool) -> Iterator[Records]:
        try:
            with self._engine.connect().execution_options(write=write) as connection, connection.begin():
                yield Records(connection, workspace)
        except SQLAlchemyError as error:
            raise StorageError(f"the records could not be reached ({type(error).__name__})") from error


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # the driver's own transactions begin too late (at the first write), so we begin them
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=20000"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # a writer takes the lock at once: upgrading a read lock later can fail with "database is locked"
        write = connection.get_execution_options().get("write", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
