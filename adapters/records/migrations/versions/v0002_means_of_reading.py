"""Results keyed by what they were made from; why a file is read later; contracts that came with a mail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contracts", sa.Column("deferred", sa.Text, nullable=False, server_default=""))
    op.add_column("contracts", sa.Column("enclosures", sa.Integer, nullable=False, server_default="0"))
    op.add_column("contracts", sa.Column("mail_id", sa.String(40)))
    op.add_column("contracts", sa.Column("attachment", sa.Integer))
    op.create_index("contracts_by_mail", "contracts", ["workspace", "mail_id", "attachment"], unique=True)
    # a primary key cannot be widened in place on SQLite; old rows keep their files from being orphans
    op.drop_index("results_by_blob", "results")
    op.rename_table("results", "results_before")
    op.create_table(
        "results",
        sa.Column("workspace", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("engine", sa.String(128), nullable=False),
        sa.Column("made_from", sa.String(64), nullable=False),
        sa.Column("playbook_sha256", sa.String(64), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("blob_sha256", sa.String(64), nullable=False),
        # PostgreSQL keeps the name of the old table's key, which a second one could not have
        sa.PrimaryKeyConstraint(
            "workspace", "stage", "content_sha256", "engine", "made_from", "playbook_sha256", "side", name="results_key"
        ),
    )
    op.execute(
        "INSERT INTO results (workspace, stage, content_sha256, engine, made_from, playbook_sha256, side, blob_sha256) "
        "SELECT workspace, stage, content_sha256, engine, '', playbook_sha256, side, blob_sha256 FROM results_before"
    )
    op.drop_table("results_before")
    op.create_index("results_by_blob", "results", ["blob_sha256"])
