"""The schema's version: brought up to date at start, refused when a later release made it."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_MIGRATIONS: Final = Path(__file__).parent / "migrations"

_MIGRATION_LOCK: Final = 0x686F6B75
"""PostgreSQL advisory lock that keeps two replicas from migrating at once (`hoku` in ASCII)."""


class SchemaTooNewError(Exception):
    """The database was migrated by a later release of Hokusai than this one.

    Attributes:
        revision: what the database says its schema is.
        newest_known: the latest schema that this release knows.
    """

    def __init__(self, revision: str, newest_known: str) -> None:
        super().__init__(
            f"the catalogue's schema is {revision}, made by a later release; this one knows up to {newest_known}; "
            "run the later release, or restore a backup made before it"
        )
        self.revision = revision
        self.newest_known = newest_known


def bring_up_to_date(connection: Connection) -> None:
    """Apply every migration that the database has not seen, all within the caller's transaction.

    Raises:
        SchemaTooNewError: the database is ahead of this release.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    scripts = ScriptDirectory(str(_MIGRATIONS))
    newest = scripts.get_current_head() or ""
    current = MigrationContext.configure(connection).get_current_revision()
    if current == newest:
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise SchemaTooNewError(current, newest)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
