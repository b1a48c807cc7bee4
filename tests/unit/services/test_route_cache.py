"""Routes are remembered until the catalogue changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from typing_extensions import override

from hokusai_server.domain.errors import ModelNotFound
from hokusai_server.domain.selectors import Alias, AliasAsOf, Resolution, SelectionRule, Selector
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.versions import MirrorState, ModelVersion, VersionFacts, VersionState
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.services.route_cache import CatalogueRevision, CountingCatalogue, RouteCache

T = TypeVar("T")


class Pointer(Catalogue):
    """A catalogue of one alias, whose writes move it."""

    def __init__(self) -> None:
        self.number = 1
        self.asked = 0

    @override
    async def read(self, work: Callable[[Any], T]) -> T:
        return work(self)

    @override
    async def write(self, work: Callable[[Any], T]) -> T:
        await asyncio.sleep(0)
        self.number += 1
        return work(self)

    async def resolve(self, model: str, selector: Selector | None) -> Resolution:
        self.asked += 1
        number = self.number
        await asyncio.sleep(0)
        if model != "churn":
            raise ModelNotFound(model)
        version = ModelVersion(
            "id", model, SemVer(number, 0, 0), VersionState.READY, "digest", 1, None, MirrorState(model, 1), "me",
            datetime.now(UTC), {}, VersionFacts(),
        )  # fmt: skip
        return Resolution(version, SelectionRule.ALIAS)


def new_cache(lifetime: timedelta | None = None) -> tuple[RouteCache, CountingCatalogue, Pointer]:
    pointer, revision = Pointer(), CatalogueRevision()
    return RouteCache(pointer.resolve, revision, lifetime), CountingCatalogue(pointer, revision), pointer


async def test_the_catalogue_is_asked_once_while_nothing_is_written() -> None:
    cache, _, pointer = new_cache()
    answers = [await cache.resolve("churn", Alias("production")) for _ in range(5)]
    assert {answer.version.number.major for answer in answers} == {1}
    assert pointer.asked == 1


async def test_a_write_is_seen_by_every_resolution_after_it() -> None:
    cache, catalogue, _ = new_cache()
    await cache.resolve("churn", Alias("production"))
    await catalogue.write(lambda _: None)
    assert (await cache.resolve("churn", Alias("production"))).version.number.major == 2


async def test_an_answer_read_before_a_write_and_given_after_it_is_not_remembered() -> None:
    cache, catalogue, _ = new_cache()
    early = asyncio.create_task(cache.resolve("churn", None))
    await asyncio.sleep(0)
    await catalogue.write(lambda _: None)
    assert (await early).version.number.major == 1
    assert (await cache.resolve("churn", None)).version.number.major == 2


async def test_the_writes_of_other_servers_are_seen_after_the_lifetime() -> None:
    cache, _, pointer = new_cache(lifetime=timedelta(0))
    await cache.resolve("churn", None)
    pointer.number = 7
    assert (await cache.resolve("churn", None)).version.number.major == 7


async def test_faults_and_looks_into_the_past_are_asked_anew() -> None:
    cache, _, pointer = new_cache()
    for _ in range(2):
        with pytest.raises(ModelNotFound):
            await cache.resolve("unknown", None)
    past = AliasAsOf("production", datetime.now(UTC))
    for _ in range(2):
        await cache.resolve("churn", past)
    assert pointer.asked == 4
