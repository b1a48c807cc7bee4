"""What tests of every kind share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.postgres import PostgresServer, running_postgres

# A property is searched anew in each run of a developer; a check of a commit gives the same answer each time.
settings.register_profile("developer", deadline=None)
settings.register_profile("check", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("check" if os.environ.get("CI") else "developer")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL for all tests of a worker; each test makes databases of its own on it."""
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once on each kind that the catalogue runs on."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalogue.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()
