"""Tables of the registry in the catalogue. Migrations make them; statements are written with what stands here."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

from hokusai_server.adapters.catalogue.columns import Instant, bytewise, row_number

METADATA = MetaData()

MODELS = Table(
    "models",
    METADATA,
    Column("name", bytewise(128), primary_key=True),
    Column("model_type", String(128), nullable=False),
    Column("description", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("actor", String(256), nullable=False),
    Column("create_time", Instant, nullable=False),
    Column("update_time", Instant, nullable=False),
    Column("archive_time", Instant),
    Column("revision", Integer, nullable=False),
    Index("models_by_create_time", "create_time", "name"),
)

MODEL_TAGS = Table(
    "model_tags",
    METADATA,
    Column("model", bytewise(128), primary_key=True),
    Column("key", bytewise(128), primary_key=True),
    Column("value", Text, nullable=False),
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("version_id", String(36), primary_key=True),
    Column("model", bytewise(128), nullable=False),
    Column("number", bytewise(128), nullable=False),
    Column("sort_key", bytewise(512), nullable=False),
    Column("pre_release", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("bundle_digest", String(64), nullable=False),
    Column("bundle_size", BigInteger, nullable=False),
    Column("parent_number", bytewise(128)),
    Column("mlflow_name", String(256)),
    Column("mlflow_version", BigInteger),
    Column("mlflow_run_id", String(64), nullable=False),
    Column("actor", String(256), nullable=False),
    Column("create_time", Instant, nullable=False),
    Column("facts", Text, nullable=False),
    Column("retire_time", Instant),
    Column("retire_actor", String(256)),
    Column("retire_reason", Text),
    UniqueConstraint("model", "number", name="versions_model_number"),
    Index("versions_by_sort_key", "model", "sort_key"),
    Index("versions_by_create_time", "model", "create_time", "sort_key"),
    Index("versions_by_bundle", "bundle_digest"),
)

VERSION_TAGS = Table(
    "version_tags",
    METADATA,
    Column("version_id", String(36), primary_key=True),
    Column("key", bytewise(128), primary_key=True),
    Column("value", Text, nullable=False),
)

# Versions whose number is given out and whose mirror is not done yet. What is only here is visible to nobody.
REGISTRATIONS = Table(
    "registrations",
    METADATA,
    Column("version_id", String(36), primary_key=True),
    Column("model", bytewise(128), nullable=False),
    Column("number", bytewise(128), nullable=False),
    Column("create_time", Instant, nullable=False),
    Column("draft", Text, nullable=False),
    UniqueConstraint("model", "number", name="registrations_model_number"),
)

ALIASES = Table(
    "aliases",
    METADATA,
    Column("model", bytewise(128), primary_key=True),
    Column("alias", bytewise(64), primary_key=True),
    Column("number", bytewise(128), nullable=False),
    Column("move_time", Instant, nullable=False),
    Index("aliases_by_number", "model", "number"),
)

HISTORY = Table(
    "history",
    METADATA,
    Column("id", row_number(), primary_key=True, autoincrement=True),
    Column("model", bytewise(128), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("alias", bytewise(64), nullable=False),
    Column("from_number", bytewise(128)),
    Column("to_number", bytewise(128)),
    Column("actor", String(256), nullable=False),
    Column("reason", Text, nullable=False),
    Column("time", Instant, nullable=False),
    Column("breaking_fields", Text, nullable=False),
    Index("history_by_model", "model", "id"),
    Index("history_by_alias", "model", "alias", "id"),
    sqlite_autoincrement=True,
)

REQUESTS = Table(
    "requests",
    METADATA,
    Column("request_id", String(36), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("create_time", Instant, nullable=False),
    Index("requests_by_create_time", "create_time"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", row_number(), primary_key=True, autoincrement=True),
    Column("model", bytewise(128), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("create_time", Instant, nullable=False),
    sqlite_autoincrement=True,
)
