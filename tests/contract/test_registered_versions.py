"""What every RegisteredVersions promises: the catalogue on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from hokusai_server.adapters.catalogue.database import open_database
from hokusai_server.adapters.catalogue.registered_versions import CatalogueRegisteredVersions
from hokusai_server.domain.errors import ModelNotFound, VersionNotFound
from hokusai_server.ports.registered_versions import RegisteredVersions
from tests.support.registries import ANYONE, number, open_registry

KNOWN = ("churn", "1.0.0"), ("churn", "1.0.1")


@pytest.fixture
async def versions(database_url: str) -> AsyncIterator[RegisteredVersions]:
    """Of a registry where the second of two versions was deleted."""
    async with open_registry(database_url) as registry:
        for _ in KNOWN:
            await registry.register()
        await registry.retirement.delete("churn", number("1.0.1"), "", ANYONE)
        async with open_database(database_url) as database:
            yield CatalogueRegisteredVersions(database)


async def test_what_was_ever_registered_is_known_deleted_versions_too(versions: RegisteredVersions) -> None:
    for model, version in KNOWN:
        await versions.check(model, version)


async def test_another_version_and_another_model_are_told_apart(versions: RegisteredVersions) -> None:
    with pytest.raises(VersionNotFound):
        await versions.check("churn", "2.0.0")
    with pytest.raises(ModelNotFound):
        await versions.check("Churn", "1.0.0")
    assert await versions.has_model("churn")
    assert not await versions.has_model("Churn")
