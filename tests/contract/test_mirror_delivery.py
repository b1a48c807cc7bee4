"""The outbox on each database: MLflow is brought into line, in order, and waited for while it is away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from hokusai_server.domain.errors import MLflowRefused, MLflowUnavailable
from hokusai_server.domain.models import ModelChange
from hokusai_server.services.mirror_delivery import DeliveryPace, DeliveryStores, MirrorDelivery
from hokusai_server.services.promotion import AliasMove, Promotion
from hokusai_server.services.registration import RegistrationPolicy
from tests.support.registries import ANYONE, RegistryUnderTest, number, open_registry

PRODUCTION = AliasMove("churn", "production")


@pytest.fixture
async def registry(database_url: str) -> AsyncIterator[RegistryUnderTest]:
    async with open_registry(database_url) as opened:
        await opened.register()
        await opened.register()
        yield opened


async def test_aliases_states_and_descriptions_reach_mlflow(registry: RegistryUnderTest) -> None:
    await registry.promotion.promote(PRODUCTION, number("1.0.1"), ANYONE)
    await registry.retirement.deprecate("churn", number("1.0.0"), "old", ANYONE)
    await registry.models.update("churn", ModelChange(description="who leaves"), "", ANYONE)

    await registry.delivery.deliver_pending()

    mirrored = registry.mirror.models["churn"]
    assert mirrored.aliases == {"production": 2}
    assert mirrored.tags[1] == {"hokusai.state": "deprecated", "hokusai.state_reason": "old"}
    assert mirrored.description == "who leaves"
    assert await registry.delivery.deliver_pending() == 0


async def test_removed_aliases_and_deleted_versions_go_from_mlflow(registry: RegistryUnderTest) -> None:
    await registry.promotion.promote(PRODUCTION, number("1.0.1"), ANYONE)
    await registry.promotion.remove(PRODUCTION, ANYONE)
    await registry.retirement.delete("churn", number("1.0.1"), "", ANYONE)

    await registry.delivery.deliver_pending()

    mirrored = registry.mirror.models["churn"]
    assert (mirrored.aliases, sorted(mirrored.versions)) == ({}, [1])


async def test_while_mlflow_is_away_tasks_wait_and_writes_go_on(registry: RegistryUnderTest) -> None:
    registry.mirror.fault = MLflowUnavailable("http://mlflow", "connection refused")
    await registry.promotion.promote(PRODUCTION, number("1.0.0"), ANYONE)
    with pytest.raises(MLflowUnavailable):
        await registry.delivery.deliver_pending()
    await registry.promotion.promote(PRODUCTION, number("1.0.1"), ANYONE)

    registry.mirror.fault = None
    await registry.delivery.deliver_pending()

    assert registry.mirror.models["churn"].aliases == {"production": 2}


async def test_versions_registered_while_mlflow_is_away_are_pending_and_published_in_order(database_url: str) -> None:
    async with open_registry(database_url, policy=RegistrationPolicy(mirror_may_wait=True)) as registry:
        registry.mirror.fault = MLflowUnavailable("http://mlflow", "connection refused")
        pending = await registry.register(aliases=("production",))
        registry.mirror.fault = None
        behind = await registry.register()

        await registry.delivery.deliver_pending()

        published = [await registry.reading.get("churn", version.number) for version in (pending, behind)]
        direct = await registry.register()
        mirrored = registry.mirror.models["churn"]
        assert [version.mirror.version for version in (pending, behind)] == [None, None]
        assert [version.mirror.version for version in (*published, direct)] == [1, 2, 3]
        assert [mirrored.versions[place].number for place in (1, 2, 3)] == ["1.0.0", "1.0.1", "1.0.2"]
        assert mirrored.aliases == {"production": 1}


async def test_a_task_that_mlflow_refuses_for_good_holds_up_no_other(registry: RegistryUnderTest) -> None:
    registry.mirror.fault = MLflowRefused("http://mlflow", "no")
    await registry.promotion.promote(PRODUCTION, number("1.0.0"), ANYONE)

    assert await registry.delivery.deliver_pending() == 1


async def test_the_running_delivery_wakes_for_a_write_and_outlives_a_fault(registry: RegistryUnderTest) -> None:
    pace = DeliveryPace(idle=timedelta(hours=1), first_retry=timedelta(milliseconds=1))
    locks = registry.delivery._stores.locks
    delivery = MirrorDelivery(DeliveryStores(registry.catalogue, registry.bundles, registry.mirror, locks), pace)
    registry.mirror.fault = MLflowUnavailable("http://mlflow", "connection refused")
    running = asyncio.create_task(delivery.run())
    promotion = Promotion(registry.catalogue, delivery.wake)
    await promotion.promote(PRODUCTION, number("1.0.1"), ANYONE)
    registry.mirror.fault = None

    async with asyncio.timeout(30):
        await registry.mirror.alias_was_set.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert registry.mirror.models["churn"].aliases == {"production": 2}
