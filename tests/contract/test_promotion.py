"""Aliases on each database: compare-and-set, history, rollback, and what served at an instant."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from hokusai_server.domain.errors import (
    AliasMoved,
    AliasNotSet,
    InvalidRequest,
    ModelArchived,
    ModelNotFound,
    RollbackTargetInvalid,
    VersionDeleted,
    VersionDeprecated,
    VersionInUse,
    VersionNotFound,
)
from hokusai_server.domain.history import HistoryKind, HistoryQuery
from hokusai_server.domain.paging import PageRequest
from hokusai_server.domain.requests import RequestKey, WriteContext
from hokusai_server.domain.selectors import Alias, AliasAsOf, Exact, InRange, Latest, SelectionRule
from hokusai_server.domain.version_range import VersionRange
from hokusai_server.domain.versions import VersionState
from hokusai_server.services.promotion import AliasExpectation, AliasMove, Promotion
from tests.support.registries import ANYONE, RegistryUnderTest, number, open_registry

PRODUCTION = AliasMove("churn", "production")
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
async def registry(database_url: str) -> AsyncIterator[RegistryUnderTest]:
    """A model `churn` with versions 1.0.0, 1.0.1 and 1.0.2."""
    async with open_registry(database_url) as opened:
        for _ in range(3):
            await opened.register()
        yield opened


async def production(registry: RegistryUnderTest) -> str:
    resolution = await registry.resolution.resolve("churn", Alias("production"))
    return str(resolution.version.number)


async def promote(registry: RegistryUnderTest, *numbers: str) -> None:
    for text in numbers:
        await registry.promotion.promote(PRODUCTION, number(text), ANYONE)


async def test_a_promotion_moves_the_alias_and_adds_one_row(registry: RegistryUnderTest) -> None:
    move = replace(PRODUCTION, reason="best so far")
    moved = await registry.promotion.promote(move, number("1.0.1"), WriteContext("ada"))

    history = await registry.reading.history("churn", HistoryQuery(alias="production"), PageRequest())
    row = moved.entry.row
    assert moved.version is not None
    assert moved.version.aliases == ("production",)
    assert (row.kind, row.from_number, row.to_number) == (HistoryKind.PROMOTED, None, number("1.0.1"))
    assert (row.actor, row.reason) == ("ada", "best so far")
    assert history.items == (moved.entry,)


async def test_promoting_what_is_there_already_adds_no_row(registry: RegistryUnderTest) -> None:
    first = await registry.promotion.promote(PRODUCTION, number("1.0.1"), ANYONE)
    again = await registry.promotion.promote(PRODUCTION, number("1.0.1"), ANYONE)

    assert first.entry == again.entry


@pytest.mark.parametrize("believed", ["1.0.0", None])
async def test_a_move_from_somewhere_else_than_believed_is_aborted(
    registry: RegistryUnderTest, believed: str | None
) -> None:
    await promote(registry, "1.0.1")
    expected = AliasExpectation(number(believed) if believed else None)

    with pytest.raises(AliasMoved) as refusal:
        await registry.promotion.promote(replace(PRODUCTION, expected=expected), number("1.0.2"), ANYONE)

    assert refusal.value.metadata["actual"] == "1.0.1"
    assert await production(registry) == "1.0.1"


async def test_of_many_moves_from_one_place_one_wins(registry: RegistryUnderTest) -> None:
    move = replace(PRODUCTION, expected=AliasExpectation(None))
    calls = [registry.promotion.promote(move, number(f"1.0.{patch % 3}"), ANYONE) for patch in range(12)]

    outcomes = await asyncio.gather(*calls, return_exceptions=True)

    won = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    assert len(won) == 1
    assert all(isinstance(outcome, AliasMoved) for outcome in outcomes if isinstance(outcome, BaseException))


async def test_a_repeated_promotion_is_not_done_again(registry: RegistryUnderTest) -> None:
    context = WriteContext("ada", RequestKey(str(uuid.uuid4()), "body"))
    first = await registry.promotion.promote(PRODUCTION, number("1.0.1"), context)
    await promote(registry, "1.0.2")

    again = await registry.promotion.promote(PRODUCTION, number("1.0.1"), context)

    assert again.entry == first.entry
    assert await production(registry) == "1.0.2"


async def test_rolling_back_goes_through_what_promotions_left_behind(registry: RegistryUnderTest) -> None:
    await promote(registry, "1.0.0", "1.0.1", "1.0.2")

    seen = []
    for _ in range(2):
        await registry.promotion.rollback(PRODUCTION, 1, ANYONE)
        seen.append(await production(registry))

    assert seen == ["1.0.1", "1.0.0"]
    with pytest.raises(RollbackTargetInvalid):
        await registry.promotion.rollback(PRODUCTION, 1, ANYONE)


async def test_rolling_back_goes_only_to_where_the_alias_was(registry: RegistryUnderTest) -> None:
    await promote(registry, "1.0.0", "1.0.1")

    with pytest.raises(RollbackTargetInvalid):
        await registry.promotion.rollback(PRODUCTION, number("1.0.2"), ANYONE)
    with pytest.raises(VersionNotFound):
        await registry.promotion.rollback(PRODUCTION, number("9.0.0"), ANYONE)
    moved = await registry.promotion.rollback(PRODUCTION, number("1.0.0"), ANYONE)
    assert moved.entry.row.kind is HistoryKind.ROLLED_BACK


async def test_a_removed_alias_is_one_step_from_where_it_was(registry: RegistryUnderTest) -> None:
    await promote(registry, "1.0.0", "1.0.1")
    await registry.promotion.remove(PRODUCTION, ANYONE)
    with pytest.raises(AliasNotSet):
        await production(registry)

    await registry.promotion.rollback(PRODUCTION, 1, ANYONE)

    assert await production(registry) == "1.0.1"


async def test_rolling_back_an_alias_that_never_was_is_refused(registry: RegistryUnderTest) -> None:
    with pytest.raises(AliasNotSet):
        await registry.promotion.rollback(PRODUCTION, 1, ANYONE)
    with pytest.raises(AliasNotSet):
        await registry.promotion.remove(PRODUCTION, ANYONE)


async def test_a_version_in_use_can_be_neither_deprecated_nor_deleted(registry: RegistryUnderTest) -> None:
    await promote(registry, "1.0.1")

    with pytest.raises(VersionInUse):
        await registry.retirement.deprecate("churn", number("1.0.1"), "", ANYONE)
    with pytest.raises(VersionInUse):
        await registry.retirement.delete("churn", number("1.0.1"), "", ANYONE)


async def test_a_retired_version_cannot_be_promoted(registry: RegistryUnderTest) -> None:
    await registry.retirement.deprecate("churn", number("1.0.1"), "", ANYONE)
    await registry.retirement.delete("churn", number("1.0.2"), "", ANYONE)

    with pytest.raises(VersionDeprecated):
        await promote(registry, "1.0.1")
    with pytest.raises(VersionDeleted):
        await promote(registry, "1.0.2")


async def test_aliases_of_an_archived_model_do_not_move(registry: RegistryUnderTest) -> None:
    await registry.models.archive("churn", "", ANYONE)
    with pytest.raises(ModelArchived):
        await promote(registry, "1.0.0")


async def test_reserved_aliases_and_unknown_models_are_refused(registry: RegistryUnderTest) -> None:
    with pytest.raises(InvalidRequest):
        await registry.promotion.promote(AliasMove("churn", "latest"), number("1.0.0"), ANYONE)
    with pytest.raises(ModelNotFound):
        await registry.promotion.promote(AliasMove("nobody", "production"), number("1.0.0"), ANYONE)


async def test_what_served_at_an_instant_is_answered_from_the_history(registry: RegistryUnderTest) -> None:
    for hour, text in enumerate(["1.0.0", "1.0.1", "1.0.2"]):
        clocked = Promotion(registry.catalogue, registry.delivery.wake, partial(_told, hour))
        await clocked.promote(PRODUCTION, number(text), ANYONE)

    async def at(minutes: int) -> str:
        selector = AliasAsOf("production", NOON + timedelta(minutes=minutes))
        resolution = await registry.resolution.resolve("churn", selector)
        assert resolution.rule is SelectionRule.ALIAS_AS_OF
        return str(resolution.version.number)

    assert [await at(0), await at(59), await at(60), await at(500)] == ["1.0.0", "1.0.0", "1.0.1", "1.0.2"]
    with pytest.raises(AliasNotSet):
        await at(-1)


def _told(hour: int) -> datetime:
    return NOON + timedelta(hours=hour)


async def test_each_selector_names_its_rule(registry: RegistryUnderTest) -> None:
    await registry.retirement.deprecate("churn", number("1.0.2"), "", ANYONE)

    async def resolved(selector: object) -> tuple[str, SelectionRule]:
        resolution = await registry.resolution.resolve("churn", selector)  # type: ignore[arg-type]
        return str(resolution.version.number), resolution.rule

    assert await resolved(None) == ("1.0.1", SelectionRule.DEFAULT_LATEST)
    assert await resolved(Latest()) == ("1.0.1", SelectionRule.LATEST)
    assert await resolved(Exact(number("1.0.2"))) == ("1.0.2", SelectionRule.EXACT)
    assert await resolved(InRange(VersionRange.parse("~1.0.0"))) == ("1.0.1", SelectionRule.RANGE)
    await promote(registry, "1.0.0")
    assert await resolved(None) == ("1.0.0", SelectionRule.DEFAULT_PRODUCTION)
    assert await resolved(Alias("production")) == ("1.0.0", SelectionRule.ALIAS)
    with pytest.raises(VersionNotFound):
        await resolved(InRange(VersionRange.parse("^2")))


async def test_a_deleted_version_leaves_a_tombstone_that_answers_nothing(registry: RegistryUnderTest) -> None:
    deleted = await registry.retirement.delete("churn", number("1.0.2"), "wrong data", WriteContext("ada"))

    assert deleted.state is VersionState.DELETED
    assert deleted.retirement is not None
    assert (deleted.retirement.actor, deleted.retirement.reason) == ("ada", "wrong data")
    with pytest.raises(VersionDeleted):
        await registry.resolution.resolve("churn", Exact(number("1.0.2")))
    assert (await registry.reading.get("churn", number("1.0.2"))).state is VersionState.DELETED
    assert (await registry.models.get("churn")).version_count == 2


async def test_a_deprecated_version_can_come_back_and_a_deleted_one_cannot(registry: RegistryUnderTest) -> None:
    await registry.retirement.deprecate("churn", number("1.0.1"), "old", ANYONE)
    restored = await registry.retirement.restore("churn", number("1.0.1"), "needed", ANYONE)
    await registry.retirement.delete("churn", number("1.0.1"), "", ANYONE)

    history = await registry.reading.history("churn", HistoryQuery(number=number("1.0.1")), PageRequest())
    assert (restored.state, restored.retirement) == (VersionState.READY, None)
    assert [entry.row.kind for entry in history.items] == [
        HistoryKind.DELETED,
        HistoryKind.RESTORED,
        HistoryKind.DEPRECATED,
        HistoryKind.REGISTERED,
    ]
    with pytest.raises(VersionDeleted):
        await registry.retirement.restore("churn", number("1.0.1"), "", ANYONE)
    with pytest.raises(VersionDeleted):
        await registry.retirement.deprecate("churn", number("1.0.1"), "", ANYONE)
