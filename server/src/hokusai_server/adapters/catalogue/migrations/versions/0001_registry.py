"""Models, versions, aliases, history, request ids and the outbox.

A migration is frozen once released, so it spells the tables out instead of importing them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_models()
    _make_versions()
    _make_registrations()
    _make_aliases_and_history()
    _make_requests_and_outbox()


def _bytewise(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _row_number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _make_models() -> None:
    op.create_table(
        "models",
        sa.Column("name", _bytewise(128), primary_key=True),
        sa.Column("model_type", sa.String(128), nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("actor", sa.String(256), nullable=False),
        sa.Column("create_time", sa.BigInteger, nullable=False),
        sa.Column("update_time", sa.BigInteger, nullable=False),
        sa.Column("archive_time", sa.BigInteger),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("models_by_create_time", "models", ["create_time", "name"])
    op.create_table(
        "model_tags",
        sa.Column("model", _bytewise(128), primary_key=True),
        sa.Column("key", _bytewise(128), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _make_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("version_id", sa.String(36), primary_key=True),
        sa.Column("model", _bytewise(128), nullable=False),
        sa.Column("number", _bytewise(128), nullable=False),
        sa.Column("sort_key", _bytewise(512), nullable=False),
        sa.Column("pre_release", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("bundle_digest", sa.String(64), nullable=False),
        sa.Column("bundle_size", sa.BigInteger, nullable=False),
        sa.Column("parent_number", _bytewise(128)),
        sa.Column("mlflow_name", sa.String(256)),
        sa.Column("mlflow_version", sa.BigInteger),
        sa.Column("mlflow_run_id", sa.String(64), nullable=False),
        sa.Column("actor", sa.String(256), nullable=False),
        sa.Column("create_time", sa.BigInteger, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("retire_time", sa.BigInteger),
        sa.Column("retire_actor", sa.String(256)),
        sa.Column("retire_reason", sa.Text),
        sa.UniqueConstraint("model", "number", name="versions_model_number"),
    )
    op.create_index("versions_by_sort_key", "versions", ["model", "sort_key"])
    op.create_index("versions_by_create_time", "versions", ["model", "create_time", "sort_key"])
    op.create_index("versions_by_bundle", "versions", ["bundle_digest"])
    op.create_table(
        "version_tags",
        sa.Column("version_id", sa.String(36), primary_key=True),
        sa.Column("key", _bytewise(128), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _make_registrations() -> None:
    op.create_table(
        "registrations",
        sa.Column("version_id", sa.String(36), primary_key=True),
        sa.Column("model", _bytewise(128), nullable=False),
        sa.Column("number", _bytewise(128), nullable=False),
        sa.Column("create_time", sa.BigInteger, nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.UniqueConstraint("model", "number", name="registrations_model_number"),
    )


def _make_aliases_and_history() -> None:
    op.create_table(
        "aliases",
        sa.Column("model", _bytewise(128), primary_key=True),
        sa.Column("alias", _bytewise(64), primary_key=True),
        sa.Column("number", _bytewise(128), nullable=False),
        sa.Column("move_time", sa.BigInteger, nullable=False),
    )
    op.create_index("aliases_by_number", "aliases", ["model", "number"])
    op.create_table(
        "history",
        sa.Column("id", _row_number(), primary_key=True, autoincrement=True),
        sa.Column("model", _bytewise(128), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("alias", _bytewise(64), nullable=False),
        sa.Column("from_number", _bytewise(128)),
        sa.Column("to_number", _bytewise(128)),
        sa.Column("actor", sa.String(256), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("time", sa.BigInteger, nullable=False),
        sa.Column("breaking_fields", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("history_by_model", "history", ["model", "id"])
    op.create_index("history_by_alias", "history", ["model", "alias", "id"])


def _make_requests_and_outbox() -> None:
    op.create_table(
        "requests",
        sa.Column("request_id", sa.String(36), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("create_time", sa.BigInteger, nullable=False),
    )
    op.create_index("requests_by_create_time", "requests", ["create_time"])
    op.create_table(
        "outbox",
        sa.Column("id", _row_number(), primary_key=True, autoincrement=True),
        sa.Column("model", _bytewise(128), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("create_time", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
