"""Which versions exist, as the catalogue knows it."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection, select

from hokusai_server.adapters.catalogue.database import Database
from hokusai_server.adapters.catalogue.tables import MODELS, VERSIONS
from hokusai_server.domain.errors import ModelNotFound, VersionNotFound


class CatalogueRegisteredVersions:
    """A `RegisteredVersions` over the catalogue's tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def check(self, model: str, version: str) -> None:
        """See `RegisteredVersions`."""
        await self._database.read(partial(_check, model=model, version=version))

    async def has_model(self, model: str) -> bool:
        """See `RegisteredVersions`."""
        return await self._database.read(partial(_has_model, model=model))


def _check(connection: Connection, model: str, version: str) -> None:
    found = select(VERSIONS.c.number).where(VERSIONS.c.model == model, VERSIONS.c.number == version)
    if connection.execute(found).first() is not None:
        return
    if not _has_model(connection, model):
        raise ModelNotFound(model)
    raise VersionNotFound(model, version)


def _has_model(connection: Connection, model: str) -> bool:
    return connection.execute(select(MODELS.c.name).where(MODELS.c.name == model)).first() is not None
