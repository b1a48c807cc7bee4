"""Entry point of Alembic: runs the migrations on the connection that `schema.bring_up_to_date` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
