"""Run by Alembic for each upgrade; the connection comes from `adapters.records.migrate`."""

from alembic import context

from adapters.records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
