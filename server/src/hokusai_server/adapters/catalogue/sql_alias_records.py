"""Aliases on SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from hokusai_server.adapters.catalogue.tables import ALIASES
from hokusai_server.domain.models import AliasTarget
from hokusai_server.domain.semver import SemVer


@dataclass(frozen=True, slots=True)
class SqlAliasRecords:
    """`AliasRecords` on a connection."""

    connection: Connection
    changed_models: set[str]

    def find(self, model: str, alias: str) -> AliasTarget | None:
        """See the port."""
        row = self.connection.execute(select(ALIASES).where(_is(model, alias))).one_or_none()
        return AliasTarget(row.alias, SemVer.parse(row.number), row.move_time) if row else None

    def pointing_to(self, model: str, number: SemVer) -> Sequence[str]:
        """See the port."""
        statement = select(ALIASES.c.alias).where(ALIASES.c.model == model, ALIASES.c.number == str(number))
        return self.connection.execute(statement.order_by(ALIASES.c.alias)).scalars().all()

    def point(self, model: str, target: AliasTarget) -> None:
        """See the port."""
        self.remove(model, target.alias)
        self.connection.execute(
            insert(ALIASES).values(
                model=model, alias=target.alias, number=str(target.number), move_time=target.move_time
            )
        )

    def remove(self, model: str, alias: str) -> None:
        """See the port."""
        self.changed_models.add(model)
        self.connection.execute(delete(ALIASES).where(_is(model, alias)))


def _is(model: str, alias: str) -> ColumnElement[bool]:
    return and_(ALIASES.c.model == model, ALIASES.c.alias == alias)
