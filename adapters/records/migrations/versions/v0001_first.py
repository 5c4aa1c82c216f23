"""Contracts, their outputs, kept results and idempotency keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "contracts",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("workspace", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("playbook_id", sa.String(128), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("route", sa.String(32)),
        sa.Column("score", sa.Integer),
        sa.Column("asks", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("counterparty", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("risk", sa.Integer, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
    )
    op.create_index("contracts_by_risk", "contracts", ["workspace", "risk", "id"])
    op.create_index("contracts_by_age", "contracts", ["workspace", "created_at", "id"])
    op.create_table(
        "outputs",
        sa.Column("contract_id", sa.String(40), sa.ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("workspace", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("media_type", sa.String(128), nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
    )
    op.create_index("outputs_by_content", "outputs", ["sha256"])
    op.create_table(
        "results",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("stage", sa.String(16), primary_key=True),
        sa.Column("content_sha256", sa.String(64), primary_key=True),
        sa.Column("engine", sa.String(128), primary_key=True),
        sa.Column("playbook_sha256", sa.String(64), primary_key=True),
        sa.Column("side", sa.String(16), primary_key=True),
        sa.Column("blob_sha256", sa.String(64), nullable=False),
    )
    op.create_index("results_by_blob", "results", ["blob_sha256"])
    op.create_table(
        "idempotency",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("request_sha256", sa.String(64), nullable=False),
        sa.Column("contract_id", sa.String(40), sa.ForeignKey("contracts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("created_at", moment, nullable=False),
    )
