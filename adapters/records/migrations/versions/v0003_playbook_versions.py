"""Versions of playbooks, what contracts are pinned to, and dry runs of drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("contracts", sa.Column("playbook_version", sa.Text, nullable=False, server_default=""))
    op.add_column("contracts", sa.Column("playbook_sha256", sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "playbook_versions",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("playbook_id", sa.String(128), primary_key=True),
        sa.Column("version", sa.String(40), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("approver", sa.String(80), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("replaced_by", sa.String(40), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.Column("published_at", moment),
        sa.Column("retired_at", moment),
    )
    op.create_index(
        "playbook_versions_by_age", "playbook_versions", ["workspace", "playbook_id", "created_at", "version"]
    )
    op.create_index(
        "playbook_in_force",
        "playbook_versions",
        ["workspace", "playbook_id"],
        unique=True,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.create_table(
        "pinned_playbooks",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("kept_at", moment, nullable=False),
    )
    op.create_table(
        "dry_runs",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("workspace", sa.String(64), nullable=False),
        sa.Column("playbook_id", sa.String(128), nullable=False),
        sa.Column("draft_sha256", sa.String(64), nullable=False),
        sa.Column("against_sha256", sa.String(64), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
    )
    op.create_index("dry_runs_by_draft", "dry_runs", ["workspace", "draft_sha256", "made_at"])
    op.create_table(
        "dry_run_contracts",
        sa.Column("dry_run_id", sa.String(40), sa.ForeignKey("dry_runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("contract_id", sa.String(40), sa.ForeignKey("contracts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("dry_run_contracts_by_contract", "dry_run_contracts", ["contract_id"])
    op.create_table(
        "playbook_requests",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("request_sha256", sa.String(64), nullable=False),
        sa.Column("playbook_id", sa.String(128), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("created_at", moment, nullable=False),
    )
