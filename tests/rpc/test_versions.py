"""VersionService over a real socket, on the embedded stores."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from collections.abc import AsyncIterator, Awaitable
from contextlib import closing
from typing import TYPE_CHECKING, Any

import grpc
import pytest
import pytest_asyncio

from hokusai.registry.v1 import metric_pb2, model_version_pb2, signature_pb2
from hokusai.registry.v1 import registry_service_pb2 as registry_pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.versions.v1 import history_entry_pb2, selector_pb2
from hokusai.versions.v1 import version_service_pb2 as pb
from hokusai.versions.v1.history_entry_pb2 import AliasExpectation
from hokusai.versions.v1.selector_pb2 import AliasAsOf, LatestVersion, VersionSelector
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from tests.support.bundle_uploads import bundle_files, upload
from tests.support.fault_service import WireFault, wire_fault
from tests.support.running_server import ServerUnderTest, serving

if TYPE_CHECKING:
    from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceAsyncStub
    from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceAsyncStub

# One server for all: the process of MLflow's client takes seconds to start.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, plane: str) -> AsyncIterator[ServerUnderTest]:
    async with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def stub(server: ServerUnderTest) -> VersionServiceAsyncStub:
    return VersionServiceStub(server.channel)


@pytest_asyncio.fixture(loop_scope="module")
async def model(server: ServerUnderTest) -> str:
    """A model with versions 1.0.0, 1.0.1 and 2.0.0-rc.1, whose accuracy grows."""
    name = f"model-{uuid.uuid4()}"
    registry: RegistryServiceAsyncStub = RegistryServiceStub(server.channel)
    digest = await upload(registry, bundle_files({"age": "long"}))
    for place, number in enumerate(["1.0.0", "1.0.1", "2.0.0-rc.1"]):
        metric = metric_pb2.Metric(name="accuracy", value=0.5 + place / 10)
        draft = registry_pb.VersionDraft(bundle_digest=digest, version=number, metrics=[metric], tags={"n": number})
        await registry.RegisterBaseline(registry_pb.RegisterBaselineRequest(model=name, draft=draft))
    return name


async def fault_of(call: Awaitable[Any]) -> WireFault:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await call
    return wire_fault(failure.value)


async def reason_of(call: Awaitable[Any]) -> tuple[grpc.StatusCode, str]:
    fault = await fault_of(call)
    return fault.code, fault.reason


async def test_a_version_is_read_by_its_number(stub: VersionServiceAsyncStub, model: str) -> None:
    version = (await stub.GetVersion(pb.GetVersionRequest(model=model, version="1.0.1"))).version

    assert (version.model, version.version) == (model, "1.0.1")
    for name, number, reason in (("nobody", "1.0.0", "MODEL_NOT_FOUND"), (model, "9.9.9", "VERSION_NOT_FOUND")):
        call = stub.GetVersion(pb.GetVersionRequest(model=name, version=number))
        assert await reason_of(call) == (grpc.StatusCode.NOT_FOUND, reason)


async def test_versions_are_listed_in_pages(stub: VersionServiceAsyncStub, model: str) -> None:
    async def listed(**request: Any) -> list[str]:
        found: list[str] = []
        token = ""
        while True:
            reply = await stub.ListVersions(
                pb.ListVersionsRequest(model=model, page_size=2, page_token=token, **request)
            )
            found += [version.version for version in reply.versions]
            token = reply.next_page_token
            if not token:
                return found

    ready = [model_version_pb2.VERSION_STATE_READY]
    assert await listed() == ["1.0.0", "1.0.1", "2.0.0-rc.1"]
    assert await listed(order=pb.VERSION_ORDER_NUMBER_DESCENDING) == ["2.0.0-rc.1", "1.0.1", "1.0.0"]
    assert await listed(filter=pb.VersionFilter(range="^1.0.1", states=ready)) == ["1.0.1"]
    assert await listed(filter=pb.VersionFilter(tags={"n": "1.0.0"})) == ["1.0.0"]
    assert await listed(filter=pb.VersionFilter(exclude_pre_releases=True)) == ["1.0.0", "1.0.1"]
    bad = stub.ListVersions(pb.ListVersionsRequest(model=model, filter=pb.VersionFilter(range=">>1")))
    assert await reason_of(bad) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")


async def test_latest_is_the_highest_release(stub: VersionServiceAsyncStub, model: str) -> None:
    latest = await stub.GetLatestVersion(pb.GetLatestVersionRequest(model=model))
    assert latest.version.version == "1.0.1"


async def test_every_selector_resolves_and_names_its_rule(stub: VersionServiceAsyncStub, model: str) -> None:
    moved = await stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version="1.0.0"))

    async def resolved(selector: VersionSelector | None) -> tuple[str, int]:
        reply = await stub.ResolveVersion(pb.ResolveVersionRequest(model=model, selector=selector))
        return reply.version.version, reply.rule

    as_of = AliasAsOf(alias="production", time=moved.entry.time)
    assert await resolved(None) == ("1.0.0", selector_pb2.SELECTION_RULE_DEFAULT_PRODUCTION)
    assert await resolved(VersionSelector(exact="2.0.0-rc.1")) == ("2.0.0-rc.1", selector_pb2.SELECTION_RULE_EXACT)
    assert await resolved(VersionSelector(range="1.x")) == ("1.0.1", selector_pb2.SELECTION_RULE_RANGE)
    assert await resolved(VersionSelector(latest=LatestVersion())) == ("1.0.1", selector_pb2.SELECTION_RULE_LATEST)
    assert await resolved(VersionSelector(alias="production")) == ("1.0.0", selector_pb2.SELECTION_RULE_ALIAS)
    assert await resolved(VersionSelector(alias_as_of=as_of)) == ("1.0.0", selector_pb2.SELECTION_RULE_ALIAS_AS_OF)
    unset = pb.ResolveVersionRequest(model=model, selector=VersionSelector(alias="shadow"))
    assert await reason_of(stub.ResolveVersion(unset)) == (grpc.StatusCode.NOT_FOUND, "ALIAS_NOT_SET")


async def test_promotion_is_compare_and_set(stub: VersionServiceAsyncStub, model: str) -> None:
    def promote(version: str, **fields: Any) -> Awaitable[pb.PromoteVersionResponse]:
        return stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version=version, **fields))

    first = await promote("1.0.0", expected_from=AliasExpectation(unset=True), reason="first")
    lost = await fault_of(promote("1.0.1", expected_from=AliasExpectation(unset=True)))
    won = await promote("1.0.1", expected_from=AliasExpectation(version="1.0.0"))

    assert (first.entry.kind, first.entry.reason) == (history_entry_pb2.HISTORY_KIND_PROMOTED, "first")
    assert (lost.code, lost.reason) == (grpc.StatusCode.ABORTED, "ALIAS_MOVED")
    assert (won.entry.from_version, won.entry.to_version) == ("1.0.0", "1.0.1")
    assert list(won.version.aliases) == ["production"]
    reserved = await reason_of(promote("1.0.0", alias="v1"))
    assert reserved == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")


async def test_rollback_and_removal(stub: VersionServiceAsyncStub, model: str) -> None:
    for number in ("1.0.0", "1.0.1"):
        await stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version=number))

    back = await stub.RollbackAlias(pb.RollbackAliasRequest(model=model))
    too_far = stub.RollbackAlias(pb.RollbackAliasRequest(model=model, steps=3))
    assert back.version.version == "1.0.0"
    assert await reason_of(too_far) == (grpc.StatusCode.FAILED_PRECONDITION, "ROLLBACK_TARGET_INVALID")
    removed = await stub.RemoveAlias(pb.RemoveAliasRequest(model=model, alias="production"))
    assert (removed.entry.kind, removed.entry.to_version) == (history_entry_pb2.HISTORY_KIND_ALIAS_REMOVED, "")
    again = stub.RemoveAlias(pb.RemoveAliasRequest(model=model, alias="production"))
    assert await reason_of(again) == (grpc.StatusCode.NOT_FOUND, "ALIAS_NOT_SET")


async def test_retiring_a_version(stub: VersionServiceAsyncStub, model: str) -> None:
    await stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version="1.0.1"))
    in_use = await fault_of(stub.DeprecateVersion(pb.DeprecateVersionRequest(model=model, version="1.0.1")))
    assert (in_use.code, in_use.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "VERSION_IN_USE")
    assert in_use.metadata["used_by"] == "alias @production"

    deprecate = pb.DeprecateVersionRequest(model=model, version="1.0.0", reason="old")
    deprecated = (await stub.DeprecateVersion(deprecate)).version
    promoted = stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version="1.0.0"))
    assert await reason_of(promoted) == (grpc.StatusCode.FAILED_PRECONDITION, "VERSION_DEPRECATED")
    restored = (await stub.RestoreVersion(pb.RestoreVersionRequest(model=model, version="1.0.0"))).version
    deleted = (await stub.DeleteVersion(pb.DeleteVersionRequest(model=model, version="1.0.0", reason="bad"))).version
    selector = VersionSelector(exact="1.0.0")
    resolved = stub.ResolveVersion(pb.ResolveVersionRequest(model=model, selector=selector))

    assert (deprecated.state, deprecated.deprecation.reason) == (model_version_pb2.VERSION_STATE_DEPRECATED, "old")
    assert (restored.state, restored.HasField("deprecation")) == (model_version_pb2.VERSION_STATE_READY, False)
    assert (deleted.state, deleted.deletion.reason) == (model_version_pb2.VERSION_STATE_DELETED, "bad")
    assert await reason_of(resolved) == (grpc.StatusCode.FAILED_PRECONDITION, "VERSION_DELETED")


async def test_two_versions_are_compared(stub: VersionServiceAsyncStub, model: str) -> None:
    request = pb.CompareVersionsRequest(model=model, baseline_version="1.0.0", candidate_version="1.0.1")

    comparison = await stub.CompareVersions(request)
    request.metric_tolerances["accuracy"] = 0.5
    tolerant = await stub.CompareVersions(request)

    assert (comparison.recommendation, tolerant.recommendation) == (
        pb.RECOMMENDATION_ACCEPT,
        pb.RECOMMENDATION_REVIEW,
    )
    assert comparison.metrics[0].delta == pytest.approx(0.1)
    assert comparison.least_bump == signature_pb2.VERSION_BUMP_PATCH
    assert "accuracy" in comparison.rationale


async def test_history_is_listed_in_pages(stub: VersionServiceAsyncStub, model: str) -> None:
    await stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version="1.0.1", alias="canary"))

    first = await stub.ListHistory(pb.ListHistoryRequest(model=model, page_size=3))
    rest = await stub.ListHistory(pb.ListHistoryRequest(model=model, page_size=3, page_token=first.next_page_token))
    moves = await stub.ListHistory(
        pb.ListHistoryRequest(model=model, filter=pb.HistoryFilter(alias="canary"), oldest_first=True)
    )

    kinds = [entry.kind for page in (first, rest) for entry in page.entries]
    assert kinds == [history_entry_pb2.HISTORY_KIND_PROMOTED] + [history_entry_pb2.HISTORY_KIND_REGISTERED] * 3
    assert [(entry.alias, entry.to_version) for entry in moves.entries] == [("canary", "1.0.1")]


async def test_a_repeated_write_is_not_done_again(stub: VersionServiceAsyncStub, model: str) -> None:
    request = pb.PromoteVersionRequest(model=model, version="1.0.0", request_id=str(uuid.uuid4()))
    first = await stub.PromoteVersion(request)
    await stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version="1.0.1"))

    again = await stub.PromoteVersion(request)

    assert again.entry == first.entry
    request.version = "1.0.1"
    assert await reason_of(stub.PromoteVersion(request)) == (grpc.StatusCode.INVALID_ARGUMENT, "REQUEST_ID_REUSED")


async def test_aliases_and_deletions_reach_the_mlflow_behind_the_server(
    server: ServerUnderTest, stub: VersionServiceAsyncStub, model: str
) -> None:
    """Read from MLflow's own database, which stock tools read as well."""
    await stub.PromoteVersion(pb.PromoteVersionRequest(model=model, version="1.0.1", alias="champion"))
    await stub.DeleteVersion(pb.DeleteVersionRequest(model=model, version="1.0.0"))

    (database,) = (server.data_dir / "mlflow").glob("*.db")
    with closing(sqlite3.connect(database)) as connection:

        def told() -> bool:
            aliases = connection.execute(
                "SELECT alias, version FROM registered_model_aliases WHERE name = ?", [model]
            ).fetchall()
            stages = dict(
                connection.execute("SELECT version, current_stage FROM model_versions WHERE name = ?", [model])
            )
            return aliases == [("champion", 2)] and stages.get(1, "Deleted_Internal") == "Deleted_Internal"

        async with asyncio.timeout(40):
            while not told():  # noqa: ASYNC110
                await asyncio.sleep(0.05)  # another process writes, so looking is all one can do
