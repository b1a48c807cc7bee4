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
from hokusai_server.services.route_cache import MOST_MODELS, CatalogueRevision, CountingCatalogue, RouteCache

T = TypeVar("T")


class Pointer(Catalogue):
    """A catalogue of one alias, whose writes move it."""

    def __init__(self) -> None:
        self.changed_models = frozenset({"churn"})
        self.number = 1
        self.asked = 0
        self.may_commit = asyncio.Event()
        self.may_commit.set()

    @override
    async def read(self, work: Callable[[Any], T]) -> T:
        return work(self)

    @override
    async def write(self, work: Callable[[Any], T]) -> T:
        await asyncio.sleep(0)
        await self.may_commit.wait()
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


async def test_a_write_to_another_model_leaves_what_is_known() -> None:
    cache, catalogue, pointer = new_cache()
    await cache.resolve("churn", None)
    for changed in (frozenset({"fraud"}), frozenset[str]()):
        pointer.changed_models = changed
        await catalogue.write(lambda _: None)
        await cache.resolve("churn", None)
    assert pointer.asked == 1


async def test_a_write_whose_caller_left_is_seen_once_it_is_done() -> None:
    cache, catalogue, pointer = new_cache()
    pointer.may_commit.clear()
    writing = asyncio.create_task(catalogue.write(lambda _: None))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert (await cache.resolve("churn", Alias("production"))).version.number.major == 1
    pointer.may_commit.set()
    for _ in range(10):  # turns of the loop, which the transaction needs a few of
        await asyncio.sleep(0)
    assert (await cache.resolve("churn", Alias("production"))).version.number.major == 2


async def test_a_write_that_was_undone_changes_nothing() -> None:
    cache, catalogue, pointer = new_cache()
    await cache.resolve("churn", None)

    def refuse(_: Any) -> None:
        raise ModelNotFound("churn")

    with pytest.raises(ModelNotFound):
        await catalogue.write(refuse)
    await cache.resolve("churn", None)
    assert pointer.asked == 1


async def test_many_models_that_change_are_not_told_apart_and_none_is_missed() -> None:
    revision = CatalogueRevision()
    revision.advance(frozenset({"first"}))
    for number in range(MOST_MODELS):
        before = revision.of("first")
        revision.advance(frozenset({str(number)}))
    assert revision.of("first") > before
    assert revision.of("never") == revision.of("first")


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
