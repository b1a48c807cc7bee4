"""Registering on each database: truthful numbers, all or nothing, safe under concurrency and crashes."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from hokusai_server.domain.errors import (
    BundleNotFound,
    InvalidRequest,
    MLflowRefused,
    MLflowUnavailable,
    ModelArchived,
    ModelNotFound,
    RequestIdReused,
    SignatureRequired,
    VersionAlreadyExists,
    VersionDeleted,
    VersionNotFound,
    VersionUnderstatesChange,
)
from hokusai_server.domain.history import HistoryKind, HistoryQuery
from hokusai_server.domain.metrics import Direction, MetricDraft, Verdict
from hokusai_server.domain.numbering import NumberWish
from hokusai_server.domain.paging import PageRequest
from hokusai_server.domain.requests import RequestKey, WriteContext
from hokusai_server.domain.semver import Bump
from hokusai_server.domain.signature import ColumnType
from hokusai_server.domain.versions import Contributor, VersionQuery
from hokusai_server.services.registration import RegistrationPolicy
from tests.support.in_memory_mirror import InMemoryMirror
from tests.support.registries import ANYONE, RegistryUnderTest, number, open_registry, signature

UNAVAILABLE = MLflowUnavailable("http://mlflow", "connection refused")
REFUSED = MLflowRefused("http://mlflow", "name is reserved")


@pytest.fixture
async def registry(database_url: str) -> AsyncIterator[RegistryUnderTest]:
    async with open_registry(database_url) as opened:
        yield opened


def request_context(body: str = "body", request_id: str | None = None) -> WriteContext:
    return WriteContext("ada", RequestKey(request_id or str(uuid.uuid4()), body))


async def numbers(registry: RegistryUnderTest, model: str = "churn") -> list[str]:
    page = await registry.reading.list(model, VersionQuery(), PageRequest(1000))
    return [str(version.number) for version in page.items]


async def test_the_first_version_is_1_0_0_and_creates_the_model(registry: RegistryUnderTest) -> None:
    version = await registry.register(model_type="classification", context=WriteContext("ada"))

    summary = await registry.models.get("churn")
    assert (str(version.number), version.actor, version.facts.bump) == ("1.0.0", "ada", None)
    assert (summary.model.model_type, summary.latest, summary.version_count) == ("classification", version.number, 1)


async def test_a_version_reads_back_as_it_was_registered(registry: RegistryUnderTest) -> None:
    registered = await registry.register(
        metrics=(MetricDraft("accuracy", 0.9, sample_size=100), MetricDraft("cost", 3.5, Direction.LOWER)),
        description="first",
        tags={"team": "risk"},
        aliases=("production",),
        run_id="abc",
    )

    read = await registry.reading.get("churn", number("1.0.0"))
    assert registered == read
    assert read.facts.signature == signature(age=ColumnType.LONG)
    assert [metric.name for metric in read.facts.metrics] == ["accuracy", "cost"]
    assert (read.tags, read.aliases, read.mirror.run_id) == ({"team": "risk"}, ("production",), "abc")


async def test_the_least_number_that_tells_the_truth_is_given_out(registry: RegistryUnderTest) -> None:
    await registry.register()
    same = await registry.register()
    wider = await registry.register(bundle_digest=registry.bundles.add(signature(age=ColumnType.DOUBLE)))
    other = await registry.register(bundle_digest=registry.bundles.add(signature(income=ColumnType.DOUBLE)))

    assert [str(version.number) for version in (same, wider, other)] == ["1.0.1", "2.0.0", "3.0.0"]
    assert [change.field for change in other.facts.changes] == ["inputs.age", "inputs.income"]
    assert other.facts.compared_with == number("2.0.0")


async def test_a_number_that_understates_the_change_is_refused_with_each_field(registry: RegistryUnderTest) -> None:
    await registry.register()
    digest = registry.bundles.add(signature(income=ColumnType.LONG))

    with pytest.raises(VersionUnderstatesChange) as refusal:
        await registry.register(bundle_digest=digest, wish=NumberWish(bump=Bump.MINOR))

    assert [violation.field for violation in refusal.value.violations] == ["inputs.age", "inputs.income"]
    assert refusal.value.metadata["least"] == "2.0.0"
    assert await numbers(registry) == ["1.0.0"]


async def test_an_explicit_override_is_kept_with_the_version_and_in_the_history(registry: RegistryUnderTest) -> None:
    await registry.register()
    digest = registry.bundles.add(signature(income=ColumnType.LONG))
    wish = NumberWish(exact=number("1.1.0"), allow_breaking=True)

    version = await registry.register(bundle_digest=digest, wish=wish)

    history = await registry.reading.history("churn", HistoryQuery(), PageRequest())
    assert version.facts.breaking_fields == ("inputs.age", "inputs.income")
    assert history.items[0].row.breaking_fields == ("inputs.age", "inputs.income")


async def test_an_explicit_number_is_taken_once(registry: RegistryUnderTest) -> None:
    await registry.register(wish=NumberWish(exact=number("2.5.0-rc.1")))

    with pytest.raises(VersionAlreadyExists):
        await registry.register(wish=NumberWish(exact=number("2.5.0-rc.1")))
    assert await numbers(registry) == ["2.5.0-rc.1"]


async def test_a_deleted_number_is_never_used_again(registry: RegistryUnderTest) -> None:
    await registry.register()
    await registry.register()
    await registry.retirement.delete("churn", number("1.0.1"), "wrong data", ANYONE)

    following = await registry.register()

    assert str(following.number) == "1.0.2"


async def test_an_improved_version_has_deltas_computed_against_its_parent(registry: RegistryUnderTest) -> None:
    await registry.register(metrics=(MetricDraft("accuracy", 0.90), MetricDraft("rmse", 2.0)))

    improved = await registry.register(
        parent=number("1.0.0"), metrics=(MetricDraft("accuracy", 0.95), MetricDraft("f1", 0.8))
    )

    verdicts = {comparison.name: comparison.verdict for comparison in improved.facts.improvements}
    assert verdicts == {
        "accuracy": Verdict.IMPROVED,
        "f1": Verdict.NOT_COMPARABLE,
        "rmse": Verdict.NOT_COMPARABLE,
    }
    assert improved.parent == number("1.0.0")
    stored = await registry.reading.get("churn", improved.number)
    assert stored.facts.improvements == improved.facts.improvements


async def test_an_improved_version_needs_a_living_parent(registry: RegistryUnderTest) -> None:
    with pytest.raises(ModelNotFound):
        await registry.register(parent=number("1.0.0"))
    await registry.register()
    await registry.register()
    await registry.retirement.delete("churn", number("1.0.1"), "", ANYONE)
    with pytest.raises(VersionNotFound):
        await registry.register(parent=number("7.0.0"))
    with pytest.raises(VersionDeleted):
        await registry.register(parent=number("1.0.1"))


async def test_an_archived_model_takes_no_version(registry: RegistryUnderTest) -> None:
    await registry.register()
    await registry.models.archive("churn", "", ANYONE)

    with pytest.raises(ModelArchived):
        await registry.register()


async def test_a_bundle_must_be_stored(registry: RegistryUnderTest) -> None:
    with pytest.raises(BundleNotFound):
        await registry.register(bundle_digest="0" * 64)


async def test_the_policy_may_ask_for_a_signature(database_url: str) -> None:
    async with open_registry(database_url, policy=RegistrationPolicy(require_signature=True)) as registry:
        with pytest.raises(SignatureRequired):
            await registry.register(bundle_digest=registry.bundles.add(None))


@pytest.mark.parametrize(
    "draft",
    [
        {"metrics": (MetricDraft("novelty", 1.0),)},
        {"metrics": (MetricDraft("accuracy", float("nan")),)},
        {"metrics": (MetricDraft("accuracy", 1.0), MetricDraft("accuracy", 0.5))},
        {"aliases": ("latest",)},
        {"aliases": ("v3",)},
        {"tags": {"hokusai.version": "9.9.9"}},
        {"model": "../etc"},
        {"description": "a\0b"},
        {"tags": {"a": "\0"}},
        {"contributors": (Contributor("Ada"), Contributor("ada"))},
    ],
)
async def test_what_breaks_a_rule_is_refused(registry: RegistryUnderTest, draft: dict[str, object]) -> None:
    with pytest.raises(InvalidRequest):
        await registry.register(**draft)


async def test_a_repeated_request_returns_the_version_of_the_first(registry: RegistryUnderTest) -> None:
    context = request_context()

    first = await registry.register(context=context)
    again = await registry.register(context=context)

    assert first == again
    assert await numbers(registry) == ["1.0.0"]


async def test_a_request_id_with_another_body_is_refused(registry: RegistryUnderTest) -> None:
    context = request_context("one")
    assert context.key is not None
    await registry.register(context=context)

    with pytest.raises(RequestIdReused):
        await registry.register(context=request_context("two", context.key.request_id))


@pytest.mark.parametrize("fault", [UNAVAILABLE, REFUSED, RuntimeError("a bug")])
async def test_when_the_mirror_fails_nothing_is_visible_and_the_number_is_free(
    registry: RegistryUnderTest, fault: Exception
) -> None:
    context = request_context()
    registry.mirror.fault_after_publish = fault

    with pytest.raises(type(fault)):
        await registry.register(context=context)
    with pytest.raises(ModelNotFound):
        await registry.models.get("churn")
    retried = await registry.register(context=context)

    assert str(retried.number) == "1.0.0"
    if fault is not REFUSED:
        await registry.delivery.deliver_pending()
        mirrored = registry.mirror.models["churn"].versions.values()
        assert [found.version_id for found in mirrored] == [retried.version_id]


async def test_what_a_crash_cut_short_is_finished_at_start(database_url: str) -> None:
    mirror = InMemoryMirror()
    context = request_context()
    async with open_registry(database_url, mirror) as registry:
        bundles = registry.bundles
        mirror.fault_after_publish = asyncio.CancelledError()  # type: ignore[assignment]  # ends the task as a crash would
        with pytest.raises(asyncio.CancelledError):
            await registry.register(context=context, aliases=("production",))
        with pytest.raises(ModelNotFound):
            await registry.models.get("churn")

    async with open_registry(database_url, mirror, bundles) as registry:
        assert await registry.registration.recover() == 1
        assert await numbers(registry) == ["1.0.0"]
        retried = await registry.register(context=context, aliases=("production",))
        assert (str(retried.number), retried.aliases) == ("1.0.0", ("production",))
        assert len(mirror.models["churn"].versions) == 1


async def test_the_next_registration_finishes_one_that_a_crash_cut_short(registry: RegistryUnderTest) -> None:
    registry.mirror.fault_after_publish = asyncio.CancelledError()  # type: ignore[assignment]
    with pytest.raises(asyncio.CancelledError):
        await registry.register()

    following = await registry.register()

    assert str(following.number) == "1.0.1"
    assert await numbers(registry) == ["1.0.0", "1.0.1"]


async def test_a_registration_outlives_a_caller_that_hangs_up(registry: RegistryUnderTest) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        started.set()
        await go_on.wait()

    registry.mirror.before_publish = wait
    call = asyncio.create_task(registry.register())
    await started.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    go_on.set()
    await registry.registration.aclose()

    assert await numbers(registry) == ["1.0.0"]


async def test_32_concurrent_registrations_all_succeed_without_duplicate_or_hole(registry: RegistryUnderTest) -> None:
    versions = await asyncio.gather(*(registry.register(context=request_context()) for _ in range(32)))

    expected = [f"1.0.{patch}" for patch in range(32)]
    assert sorted((str(version.number) for version in versions), key=number) == expected
    assert await numbers(registry) == expected
    history = await registry.reading.history("churn", HistoryQuery(oldest_first=True), PageRequest(1000))
    assert [str(entry.row.to_number) for entry in history.items] == expected
    assert {entry.row.kind for entry in history.items} == {HistoryKind.REGISTERED}
    assert sorted(registry.mirror.models["churn"].versions) == list(range(1, 33))


async def test_concurrent_repetitions_of_one_request_register_one_version(registry: RegistryUnderTest) -> None:
    context = request_context()

    versions = await asyncio.gather(*(registry.register(context=context) for _ in range(8)))

    assert len({version.version_id for version in versions}) == 1
    assert await numbers(registry) == ["1.0.0"]


async def test_32_writers_through_two_replicas_give_neither_duplicate_nor_hole(
    postgres: object, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres").new_database()
    async with open_registry(url) as first, open_registry(url, first.mirror, first.bundles) as second:
        calls = [replica.register(context=request_context()) for _ in range(16) for replica in (first, second)]
        versions = await asyncio.gather(*calls)

        expected = [f"1.0.{patch}" for patch in range(32)]
        assert sorted((str(version.number) for version in versions), key=number) == expected
        assert await numbers(second) == expected
