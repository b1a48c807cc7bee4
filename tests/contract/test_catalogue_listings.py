"""Listings on each database: every item once, in order, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from hokusai_server.domain.errors import EtagMismatch, InvalidRequest, ModelAlreadyExists, ModelNotFound
from hokusai_server.domain.history import HistoryKind, HistoryQuery
from hokusai_server.domain.lineage import Relation
from hokusai_server.domain.metrics import MetricDraft, Recommendation, Tolerances
from hokusai_server.domain.models import ModelChange, ModelOrder, ModelQuery, ModelState
from hokusai_server.domain.numbering import NumberWish
from hokusai_server.domain.paging import PageRequest
from hokusai_server.domain.version_range import VersionRange
from hokusai_server.domain.versions import VersionOrder, VersionQuery, VersionState
from hokusai_server.services.model_registry import ModelDraft
from tests.support.registries import ANYONE, RegistryUnderTest, number, open_registry

NUMBERS = ["1.0.0-rc.2", "1.0.0-rc.10", "1.0.0", "1.2.0", "1.10.0", "2.0.0-beta", "2.0.0"]


@pytest.fixture
async def registry(database_url: str) -> AsyncIterator[RegistryUnderTest]:
    async with open_registry(database_url) as opened:
        yield opened


async def fill(registry: RegistryUnderTest) -> None:
    for text in ["1.10.0", "1.0.0", "2.0.0-beta", "1.0.0-rc.10", "2.0.0", "1.0.0-rc.2", "1.2.0"]:
        await registry.register(wish=NumberWish(exact=number(text)), tags={"even": str(len(text) % 2 == 0)})


async def listed(registry: RegistryUnderTest, query: VersionQuery, size: int = 2) -> list[str]:
    """All pages of a listing of versions."""
    found: list[str] = []
    after = None
    while True:
        page = await registry.reading.list("churn", query, PageRequest(size, after))
        found += [str(version.number) for version in page.items]
        if page.next is None:
            return found
        after = page.next


async def models(registry: RegistryUnderTest, query: ModelQuery) -> list[str]:
    """All pages of a listing of models."""
    found: list[str] = []
    after = None
    while True:
        page = await registry.models.list(query, PageRequest(2, after))
        found += [summary.model.name for summary in page.items]
        if page.next is None:
            return found
        after = page.next


async def create(registry: RegistryUnderTest, name: str, **facts: object) -> None:
    draft = {"model_type": "", "description": "", "tags": {}} | facts
    await registry.models.create(ModelDraft(name, **draft), ANYONE)  # type: ignore[arg-type]


async def test_versions_come_by_the_precedence_of_semver(registry: RegistryUnderTest) -> None:
    await fill(registry)

    assert await listed(registry, VersionQuery()) == NUMBERS
    assert await listed(registry, VersionQuery(order=VersionOrder.NUMBER_DESCENDING), size=3) == NUMBERS[::-1]


async def test_versions_come_by_the_time_of_their_registration(registry: RegistryUnderTest) -> None:
    await fill(registry)
    oldest_first = ["1.10.0", "1.0.0", "2.0.0-beta", "1.0.0-rc.10", "2.0.0", "1.0.0-rc.2", "1.2.0"]

    assert await listed(registry, VersionQuery(order=VersionOrder.CREATE_TIME)) == oldest_first
    assert await listed(registry, VersionQuery(order=VersionOrder.CREATE_TIME_DESCENDING)) == oldest_first[::-1]


async def test_versions_are_chosen_by_range_state_tag_and_kind(registry: RegistryUnderTest) -> None:
    await fill(registry)
    await registry.retirement.delete("churn", number("1.2.0"), "", ANYONE)
    await registry.retirement.deprecate("churn", number("1.10.0"), "", ANYONE)

    assert await listed(registry, VersionQuery(range=VersionRange.parse(">=1.0.0 <2"))) == ["1.0.0", "1.10.0"]
    assert await listed(registry, VersionQuery(range=VersionRange.parse("1.x || 2.0.0-beta"))) == [
        "1.0.0",
        "1.10.0",
        "2.0.0-beta",
    ]
    assert await listed(registry, VersionQuery(states=frozenset({VersionState.DELETED}))) == ["1.2.0"]
    assert await listed(registry, VersionQuery(exclude_pre_releases=True)) == ["1.0.0", "1.10.0", "2.0.0"]
    assert await listed(registry, VersionQuery(tags={"even": "True"})) == ["1.0.0-rc.2", "1.10.0", "2.0.0-beta"]


async def test_a_listing_skips_and_repeats_nothing_while_versions_come_and_go(registry: RegistryUnderTest) -> None:
    await fill(registry)
    first = await registry.reading.list("churn", VersionQuery(), PageRequest(3))
    await registry.register(wish=NumberWish(exact=number("0.5.0")))
    await registry.register(wish=NumberWish(exact=number("1.5.0")))

    rest = await registry.reading.list("churn", VersionQuery(), PageRequest(50, first.next))

    seen = [str(version.number) for version in (*first.items, *rest.items)]
    assert seen == [*NUMBERS[:4], "1.5.0", *NUMBERS[4:]]


async def test_latest_passes_over_pre_releases_and_what_is_retired(registry: RegistryUnderTest) -> None:
    await fill(registry)
    await registry.retirement.deprecate("churn", number("2.0.0"), "", ANYONE)
    await registry.register(wish=NumberWish(exact=number("3.0.0-alpha")))

    latest = await registry.reading.latest("churn")

    assert latest.number == number("1.10.0")
    assert (await registry.models.get("churn")).latest == number("1.10.0")


async def test_models_are_listed_in_order_and_by_condition(registry: RegistryUnderTest) -> None:
    for name in ["churn", "Churn", "a_b", "aXb", "z"]:
        await create(registry, name, model_type="ranking" if name == "z" else "", tags={"first": name[0]})
    await registry.models.archive("aXb", "", ANYONE)

    assert await models(registry, ModelQuery()) == ["Churn", "a_b", "churn", "z"]
    assert await models(registry, ModelQuery(order=ModelOrder.NAME_DESCENDING)) == ["z", "churn", "a_b", "Churn"]
    assert await models(registry, ModelQuery(order=ModelOrder.CREATE_TIME)) == ["churn", "Churn", "a_b", "z"]
    assert await models(registry, ModelQuery(order=ModelOrder.CREATE_TIME_DESCENDING)) == ["z", "a_b", "Churn", "churn"]
    assert await models(registry, ModelQuery(name_prefix="c")) == ["churn"]
    assert await models(registry, ModelQuery(name_prefix="a_", include_archived=True)) == ["a_b"]
    assert await models(registry, ModelQuery(include_archived=True, tags={"first": "a"})) == ["aXb", "a_b"]
    assert await models(registry, ModelQuery(model_type="ranking")) == ["z"]


async def test_a_model_is_created_once(registry: RegistryUnderTest) -> None:
    await create(registry, "churn")
    with pytest.raises(ModelAlreadyExists):
        await create(registry, "churn")


async def test_a_model_changes_only_from_the_state_that_was_seen(registry: RegistryUnderTest) -> None:
    await create(registry, "churn", description="old", tags={"a": "1", "b": "2"})
    seen = (await registry.models.get("churn")).model.etag
    change = ModelChange(description="new", set_tags={"c": "3"}, remove_tags=("a", "missing"))

    changed = await registry.models.update("churn", change, seen, ANYONE)

    assert (changed.model.description, changed.model.tags) == ("new", {"b": "2", "c": "3"})
    with pytest.raises(EtagMismatch):
        await registry.models.update("churn", change, seen, ANYONE)
    with pytest.raises(ModelNotFound):
        await registry.models.update("nobody", change, "", ANYONE)
    with pytest.raises(InvalidRequest):
        await registry.models.update("churn", ModelChange(set_tags={"mlflow.x": "1"}), "", ANYONE)


async def test_archiving_can_be_undone_and_repeated(registry: RegistryUnderTest) -> None:
    await create(registry, "churn")
    archived = await registry.models.archive("churn", "", ANYONE)
    again = await registry.models.archive("churn", "", ANYONE)
    restored = await registry.models.restore("churn", "", ANYONE)

    assert archived == again
    assert (archived.model.state, restored.model.state) == (ModelState.ARCHIVED, ModelState.ACTIVE)
    assert restored.model.archive_time is None


async def test_history_is_filtered_and_paged_both_ways(registry: RegistryUnderTest) -> None:
    await registry.register(aliases=("production", "shadow"))
    await registry.register(aliases=("production",))

    async def kinds(query: HistoryQuery) -> list[HistoryKind]:
        found: list[HistoryKind] = []
        after = None
        while True:
            page = await registry.reading.history("churn", query, PageRequest(2, after))
            found += [entry.row.kind for entry in page.items]
            if page.next is None:
                return found
            after = page.next

    forwards = await kinds(HistoryQuery(oldest_first=True))
    assert forwards == await kinds(HistoryQuery()) or forwards == (await kinds(HistoryQuery()))[::-1]
    assert forwards == [
        HistoryKind.REGISTERED,
        HistoryKind.PROMOTED,
        HistoryKind.PROMOTED,
        HistoryKind.REGISTERED,
        HistoryKind.PROMOTED,
    ]
    assert len(await kinds(HistoryQuery(alias="shadow"))) == 1
    assert len(await kinds(HistoryQuery(kinds=frozenset({HistoryKind.REGISTERED})))) == 2
    assert len(await kinds(HistoryQuery(number=number("1.0.1")))) == 2


async def test_lineage_goes_from_the_root_through_the_version_to_what_came_of_it(registry: RegistryUnderTest) -> None:
    def accuracy(value: float) -> tuple[MetricDraft, ...]:
        return (MetricDraft("accuracy", value),)

    await registry.register(metrics=accuracy(0.5))
    await registry.register(parent=number("1.0.0"), metrics=accuracy(0.6))
    await registry.register(parent=number("1.0.1"), metrics=accuracy(0.7))
    await registry.register(parent=number("1.0.1"))
    await registry.register(parent=number("1.0.2"))

    first = await registry.reading.lineage("churn", number("1.0.1"), PageRequest(3))
    rest = await registry.reading.lineage("churn", number("1.0.1"), PageRequest(3, first.nodes.next))

    nodes = [*first.nodes.items, *rest.nodes.items]
    assert [(str(node.version.number), node.place.relation, node.place.distance) for node in nodes] == [
        ("1.0.0", Relation.ANCESTOR, 1),
        ("1.0.1", Relation.SELF, 0),
        ("1.0.2", Relation.DESCENDANT, 1),
        ("1.0.4", Relation.DESCENDANT, 2),
        ("1.0.3", Relation.DESCENDANT, 1),
    ]
    assert [round(found.delta or 0, 9) for found in first.since_root] == [0.1]


async def test_two_versions_are_compared_by_metric_and_by_signature(registry: RegistryUnderTest) -> None:
    await registry.register(metrics=(MetricDraft("accuracy", 0.90),))
    await registry.register(metrics=(MetricDraft("accuracy", 0.91),))

    async def judged(baseline: str, candidate: str, tolerance: float = 0.0) -> Recommendation:
        comparison = await registry.reading.compare("churn", number(baseline), number(candidate), Tolerances(tolerance))
        assert comparison.changes == ()
        return comparison.recommendation

    assert await judged("1.0.0", "1.0.1") is Recommendation.ACCEPT
    assert await judged("1.0.1", "1.0.0") is Recommendation.REJECT
    assert await judged("1.0.1", "1.0.0", tolerance=0.05) is Recommendation.REVIEW
