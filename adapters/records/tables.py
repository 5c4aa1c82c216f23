"""The tables of the records. Domain values go in and out through the repositories beside this file."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)  # fmt: skip


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

contracts = Table(
    "contracts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("playbook_id", String(128), nullable=False),
    Column("side", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("route", String(32)),
    Column("score", Integer),
    Column("asks", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("counterparty", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("deferred", Text, nullable=False, server_default=""),
    Column("enclosures", Integer, nullable=False, server_default="0"),
    Column("mail_id", String(40)),
    Column("attachment", Integer),
    Column("playbook_version", Text, nullable=False, server_default=""),
    Column("playbook_sha256", String(64), nullable=False, server_default=""),
    Column("risk", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("contracts_by_risk", "workspace", "risk", "id"),
    Index("contracts_by_age", "workspace", "created_at", "id"),
    Index("contracts_by_mail", "workspace", "mail_id", "attachment", unique=True),
)

outputs = Table(
    "outputs",
    metadata,
    Column("contract_id", ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("sha256", String(64)),
    Column("media_type", String(128), nullable=False),
    Column("problem", Text, nullable=False),
    Index("outputs_by_content", "sha256"),
)

results = Table(
    "results",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("stage", String(16), primary_key=True),
    Column("content_sha256", String(64), primary_key=True),
    Column("engine", String(128), primary_key=True),
    Column("made_from", String(64), primary_key=True),
    Column("playbook_sha256", String(64), primary_key=True),
    Column("side", String(16), primary_key=True),
    Column("blob_sha256", String(64), nullable=False),
    Index("results_by_blob", "blob_sha256"),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("request_sha256", String(64), nullable=False),
    Column("contract_id", ForeignKey("contracts.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

playbook_versions = Table(
    "playbook_versions",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("playbook_id", String(128), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("authors", Text, nullable=False),
    Column("approver", String(80), nullable=False),
    Column("note", Text, nullable=False),
    Column("replaced_by", String(40), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("published_at", UtcDateTime),
    Column("retired_at", UtcDateTime),
    Index("playbook_versions_by_age", "workspace", "playbook_id", "created_at", "version"),
    # two publications at the same moment: the second one fails, instead of both being in force
    Index(
        "playbook_in_force", "workspace", "playbook_id", unique=True,
        sqlite_where=text("state = 'published'"), postgresql_where=text("state = 'published'"),
    ),
)  # fmt: skip

pinned_playbooks = Table(
    "pinned_playbooks",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("content", Text, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
)

dry_runs = Table(
    "dry_runs",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("playbook_id", String(128), nullable=False),
    Column("draft_sha256", String(64), nullable=False),
    Column("against_sha256", String(64), nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("summary", Text, nullable=False),
    Index("dry_runs_by_draft", "workspace", "draft_sha256", "made_at"),
)

dry_run_contracts = Table(
    "dry_run_contracts",
    metadata,
    Column("dry_run_id", ForeignKey("dry_runs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id", ondelete="CASCADE"), nullable=False),
    Column("content", Text, nullable=False),
    Index("dry_run_contracts_by_contract", "contract_id"),
)

playbook_requests = Table(
    "playbook_requests",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("request_sha256", String(64), nullable=False),
    Column("playbook_id", String(128), nullable=False),
    Column("version", String(40), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    # never given out twice, so that "after number n" means the same for ever
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("workspace", String(64), nullable=False),
    Column("contract_id", ForeignKey("contracts.id", ondelete="CASCADE"), nullable=False),
    Column("finding_id", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("playbook_id", String(128), nullable=False),
    Column("position_id", Text, nullable=False),
    Column("clause_type", String(128), nullable=False),
    Column("counterparty", Text, nullable=False),
    Column("choice", String(16), nullable=False),
    Column("deviates", Boolean, nullable=False),
    Column("follows", Integer),
    Column("at", UtcDateTime, nullable=False),
    Column("content", Text, nullable=False),
    Index("decisions_by_contract", "workspace", "contract_id", "number"),
    Index("decisions_by_print", "workspace", "fingerprint", "number"),
    Index("decisions_by_deviation", "workspace", "deviates", "number"),
    Index("decisions_by_follows", "follows"),
    sqlite_autoincrement=True,
)
