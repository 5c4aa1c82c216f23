"""Decisions of people on findings, in the order in which they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

contract = "contracts.id"


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("workspace", sa.String(64), nullable=False),
        sa.Column("contract_id", sa.String(40), sa.ForeignKey(contract, ondelete="CASCADE"), nullable=False),
        sa.Column("finding_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("playbook_id", sa.String(128), nullable=False),
        sa.Column("position_id", sa.Text, nullable=False),
        sa.Column("clause_type", sa.String(128), nullable=False),
        sa.Column("counterparty", sa.Text, nullable=False),
        sa.Column("choice", sa.String(16), nullable=False),
        sa.Column("deviates", sa.Boolean, nullable=False),
        sa.Column("follows", sa.Integer),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("decisions_by_contract", "decisions", ["workspace", "contract_id", "number"])
    op.create_index("decisions_by_print", "decisions", ["workspace", "fingerprint", "number"])
    op.create_index("decisions_by_deviation", "decisions", ["workspace", "deviates", "number"])
    op.create_index("decisions_by_follows", "decisions", ["follows"])
