"""Which events are taken, and which models have statistics."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from hokusai_server.domain.errors import InvalidRequest, ModelNotFound, VersionNotFound
from hokusai_server.domain.inference_events import UnregisteredModels
from hokusai_server.services.event_counting import counting_events
from hokusai_server.services.inference_tracking import InferenceTracking, StatisticsRequest, VersionGate
from tests.support.in_memory_tracking import (
    InMemoryEventSpool,
    InMemoryInferenceStatistics,
    InMemoryRegisteredVersions,
)
from tests.support.inference_events import an_event

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@asynccontextmanager
async def tracking(
    versions: InMemoryRegisteredVersions, unregistered: UnregisteredModels = UnregisteredModels.REFUSE
) -> AsyncIterator[InferenceTracking]:
    spool, statistics = InMemoryEventSpool(), InMemoryInferenceStatistics()
    async with counting_events(spool, statistics) as counting:
        yield InferenceTracking(spool, counting, statistics, VersionGate(versions, unregistered), lambda: NOW)


async def test_events_of_registered_versions_are_taken_and_each_version_is_asked_for_once() -> None:
    versions = InMemoryRegisteredVersions(("lead_scoring", "1.0.0"), ("lead_scoring", "1.1.0"))
    async with tracking(versions) as events:
        for _ in range(3):
            outcome = await events.track([an_event(), an_event(version="1.1.0"), an_event()])
            assert outcome.accepted == 3
    assert sorted(versions.asked) == [("lead_scoring", "1.0.0"), ("lead_scoring", "1.1.0")]


@pytest.mark.parametrize(("model", "fault"), [("other", ModelNotFound), ("lead_scoring", VersionNotFound)])
async def test_events_of_others_are_refused_naming_the_setting_and_asked_for_again(
    model: str, fault: type[ModelNotFound | VersionNotFound]
) -> None:
    versions = InMemoryRegisteredVersions(("lead_scoring", "1.0.0"))
    async with tracking(versions) as events:
        with pytest.raises(fault) as refusal:
            await events.track([an_event(), an_event(model=model, version="9.0.0")])
        assert refusal.value.metadata["setting"] == "tracking.unregistered_models=accept"
        versions.known.add((model, "9.0.0"))
        assert (await events.track([an_event(model=model, version="9.0.0")])).accepted == 1


async def test_a_server_that_takes_all_models_asks_nobody() -> None:
    versions = InMemoryRegisteredVersions()
    async with tracking(versions, UnregisteredModels.ACCEPT) as events:
        assert (await events.track([an_event()])).accepted == 1
    assert versions.asked == []


async def test_bad_events_are_refused_before_anything_is_asked() -> None:
    versions = InMemoryRegisteredVersions()
    async with tracking(versions) as events:
        with pytest.raises(InvalidRequest):
            await events.track([an_event(latency_ms=-1.0)])
    assert versions.asked == []


async def test_a_registered_model_without_events_has_an_empty_report() -> None:
    async with tracking(InMemoryRegisteredVersions(("lead_scoring", "1.0.0"))) as events:
        report = await events.report(StatisticsRequest("lead_scoring"))
        assert list(report.statistics) == []
        with pytest.raises(ModelNotFound):
            await events.report(StatisticsRequest("other"))


async def test_a_model_with_events_outside_of_the_window_has_an_empty_report() -> None:
    async with tracking(InMemoryRegisteredVersions(), UnregisteredModels.ACCEPT) as events:
        await events.track([an_event()])
        assert list((await events.report(StatisticsRequest("lead_scoring"))).statistics) == []
