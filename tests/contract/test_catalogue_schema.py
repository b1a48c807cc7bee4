"""The catalogue's schema: made at start, kept, and refused when a later release made it; locks; request ids."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from hokusai_server.adapters.catalogue.database import open_database
from hokusai_server.adapters.catalogue.named_locks import open_locks
from hokusai_server.adapters.catalogue.schema import SchemaTooNewError
from hokusai_server.adapters.catalogue.sql_catalogue import SqlCatalogue
from hokusai_server.adapters.catalogue.tables import METADATA
from hokusai_server.domain.errors import CatalogueUnavailable, RequestIdReused, StorageFull
from hokusai_server.domain.requests import RequestKey
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction
from hokusai_server.services.request_retention import RequestRetention
from tests.support.postgres import running_postgres

NOW = datetime(2026, 3, 3, tzinfo=UTC)


async def test_the_migrations_make_the_tables_that_the_statements_expect(database_url: str) -> None:
    async with open_database(database_url) as database:
        made = await database.read(
            lambda connection: {
                table: {column["name"] for column in inspect(connection).get_columns(table)}
                for table in METADATA.tables
            }
        )

    assert made == {name: set(table.columns.keys()) for name, table in METADATA.tables.items()}


async def test_two_servers_that_start_at_once_migrate_once(postgres: object, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres").new_database()

    async def start() -> None:
        async with open_database(url):
            pass

    await asyncio.gather(*(start() for _ in range(4)))


async def test_a_schema_of_a_later_release_is_refused_and_left_alone(database_url: str) -> None:
    async with open_database(database_url) as database:
        await database.write(
            lambda connection: connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
        )

    with pytest.raises(SchemaTooNewError, match="9999"):
        async with open_database(database_url):
            pass


async def test_a_database_that_cannot_be_reached_is_said_to_be_unavailable(tmp_path: object) -> None:
    for url in (f"sqlite:///{tmp_path}/missing/catalogue.db", "postgresql://nobody@127.0.0.1:1/nothing"):
        with pytest.raises(CatalogueUnavailable):
            async with open_database(url):
                pass


async def test_a_file_that_is_no_database_is_said_to_be_unavailable(tmp_path: Path) -> None:
    (tmp_path / "catalogue.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(CatalogueUnavailable, match="SQLITE_NOTADB"):
        async with open_database(f"sqlite:///{tmp_path / 'catalogue.db'}"):
            pass


async def test_while_postgresql_is_away_calls_fail_as_retryable_and_then_go_on() -> None:
    with running_postgres() as server:
        async with open_database(server.new_database()) as database:
            catalogue = SqlCatalogue(database)
            await catalogue.read(lambda transaction: transaction.models.find("churn"))
            server.stop()
            with pytest.raises(CatalogueUnavailable):
                await catalogue.read(lambda transaction: transaction.models.find("churn"))
            with pytest.raises(CatalogueUnavailable):
                await catalogue.write(lambda transaction: transaction.models.find("churn"))
            server.start()
            assert await catalogue.write(lambda transaction: transaction.models.find("churn")) is None
            assert await catalogue.read(lambda transaction: transaction.models.find("churn")) is None


async def test_a_full_disk_is_said_to_be_full_and_leaves_what_was_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'catalogue.db'}"
    key = RequestKey("6f1e", "body")
    async with open_database(url) as database:
        catalogue = SqlCatalogue(database)
        await catalogue.write(lambda transaction: transaction.requests.record(key, "done", NOW))
        # SQLite answers the same when it may use no further page as when the disk has none.
        await database.write(lambda connection: connection.execute(text("PRAGMA max_page_count = 1")).scalar_one())
        large = RequestKey("7a2f", "body")
        with pytest.raises(StorageFull):
            await catalogue.write(lambda transaction: transaction.requests.record(large, "x" * 2**20, NOW))
        assert await catalogue.read(lambda transaction: transaction.requests.outcome(key)) == "done"
        assert await catalogue.read(lambda transaction: transaction.requests.outcome(large)) is None


async def test_a_transaction_that_raises_leaves_nothing(database_url: str) -> None:
    async with open_database(database_url) as database:
        catalogue = SqlCatalogue(database)
        key = RequestKey("6f1e", "body")

        def work(transaction: CatalogueTransaction) -> None:
            transaction.requests.record(key, "done", NOW)
            raise RuntimeError

        with pytest.raises(RuntimeError):
            await catalogue.write(work)
        assert await catalogue.read(lambda transaction: transaction.requests.outcome(key)) is None


async def test_outcomes_are_kept_until_they_are_forgotten(database_url: str) -> None:
    key, other_body = RequestKey("6f1e", "body"), RequestKey("6f1e", "other")
    async with open_database(database_url) as database:
        catalogue = SqlCatalogue(database)
        await catalogue.write(lambda transaction: transaction.requests.record(key, "done", NOW))

        assert await catalogue.read(lambda transaction: transaction.requests.outcome(key)) == "done"
        with pytest.raises(RequestIdReused):
            await catalogue.read(lambda transaction: transaction.requests.outcome(other_body))
        later = NOW + timedelta(days=1)
        assert await catalogue.write(lambda transaction: transaction.requests.forget_before(NOW)) == 0
        assert await catalogue.write(lambda transaction: transaction.requests.forget_before(later)) == 1


async def test_outcomes_outlive_the_week_that_the_contract_promises(database_url: str) -> None:
    key = RequestKey("6f1e", "body")
    async with open_database(database_url) as database:
        catalogue = SqlCatalogue(database)
        await catalogue.write(lambda transaction: transaction.requests.record(key, "done", NOW))

        async def forgotten_after(days: int) -> int:
            return await RequestRetention(catalogue, clock=lambda: NOW + timedelta(days=days)).forget()

        assert await forgotten_after(7) == 0
        assert await forgotten_after(9) == 1


async def test_a_named_lock_is_held_by_one_at_a_time_across_replicas(database_url: str) -> None:
    inside = 0
    most = 0

    async def enter(locks: object, name: str) -> None:
        nonlocal inside, most
        async with locks.hold(name):  # type: ignore[attr-defined]
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    async with open_database(database_url) as database, open_locks(database) as first:
        if database.is_postgresql:
            async with open_locks(database) as second:
                await asyncio.gather(*(enter(locks, "one") for _ in range(20) for locks in (first, second)))
        else:
            await asyncio.gather(*(enter(first, "one") for _ in range(40)))
        await asyncio.gather(*(enter(first, f"name {place}") for place in range(40)))
    assert most >= 1
    assert inside == 0


async def test_giving_up_a_wait_for_a_lock_leaves_it_free(database_url: str) -> None:
    async with open_database(database_url) as database, open_locks(database) as locks, open_locks(database) as others:
        async with locks.hold("one"):
            waiting = asyncio.create_task(_hold(others if database.is_postgresql else locks))
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        async with asyncio.timeout(30), others.hold("one"):
            pass


async def _hold(locks: object) -> None:
    async with locks.hold("one"):  # type: ignore[attr-defined]
        pass
