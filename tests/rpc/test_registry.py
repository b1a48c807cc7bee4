"""RegistryService over a real socket, on the embedded stores."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import AsyncIterator, Awaitable
from typing import TYPE_CHECKING, Any

import grpc
import pytest
import pytest_asyncio

from hokusai.registry.v1 import metric_pb2, model_pb2, model_version_pb2, signature_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.bundle_pb2 import UPLOAD_STATE_FINISHED, UPLOAD_STATE_OPEN, BundleFile, FileRange
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.bundle_uploads import bundle_files, upload
from tests.support.fault_service import WireFault, wire_fault
from tests.support.running_server import ServerUnderTest, serving

if TYPE_CHECKING:
    from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceAsyncStub

# One server for all: the process of MLflow's client takes seconds to start.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, plane: str) -> AsyncIterator[ServerUnderTest]:
    async with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def stub(server: ServerUnderTest) -> RegistryServiceAsyncStub:
    return RegistryServiceStub(server.channel)


@pytest.fixture
def model() -> str:
    """A name that no other test uses."""
    return f"model-{uuid.uuid4()}"


async def fault_of(call: Awaitable[Any]) -> WireFault:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await call
    return wire_fault(failure.value)


async def reason_of(call: Awaitable[Any]) -> tuple[grpc.StatusCode, str]:
    fault = await fault_of(call)
    return fault.code, fault.reason


async def register(stub: RegistryServiceAsyncStub, model: str, **draft: Any) -> model_version_pb2.ModelVersion:
    if "bundle_digest" not in draft:
        draft["bundle_digest"] = await upload(stub, bundle_files({"age": "long"}))
    request = pb.RegisterBaselineRequest(model=model, draft=pb.VersionDraft(**draft))
    return (await stub.RegisterBaseline(request)).version


async def test_a_model_is_created_read_changed_archived_and_restored(
    stub: RegistryServiceAsyncStub, model: str
) -> None:
    created = await stub.CreateModel(
        pb.CreateModelRequest(name=model, model_type="ranking", description="old", tags={"a": "1"})
    )
    change = pb.UpdateModelRequest(name=model, description="new", set_tags={"b": "2"}, etag=created.model.etag)
    changed = await stub.UpdateModel(change)
    archived = await stub.ArchiveModel(pb.ArchiveModelRequest(name=model))
    restored = await stub.RestoreModel(pb.RestoreModelRequest(name=model))
    read = await stub.GetModel(pb.GetModelRequest(name=model))

    assert (created.model.actor, created.model.model_type) == ("anonymous", "ranking")
    assert (changed.model.description, dict(changed.model.tags)) == ("new", {"a": "1", "b": "2"})
    assert archived.model.state == model_pb2.MODEL_STATE_ARCHIVED
    assert archived.model.HasField("archive_time")
    assert restored.model == read.model
    assert await reason_of(stub.UpdateModel(change)) == (grpc.StatusCode.ABORTED, "ETAG_MISMATCH")
    assert await reason_of(stub.CreateModel(pb.CreateModelRequest(name=model))) == (
        grpc.StatusCode.ALREADY_EXISTS,
        "MODEL_ALREADY_EXISTS",
    )


async def test_a_model_that_nobody_registered_is_not_found(stub: RegistryServiceAsyncStub, model: str) -> None:
    fault = await fault_of(stub.GetModel(pb.GetModelRequest(name=model)))
    assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "MODEL_NOT_FOUND")
    assert dict(fault.metadata) == {"model": model}


async def test_models_are_listed_in_pages_bound_to_their_query(stub: RegistryServiceAsyncStub, model: str) -> None:
    for place in range(5):
        await stub.CreateModel(pb.CreateModelRequest(name=f"{model}-{place}", tags={"odd": str(place % 2)}))
    wanted = pb.ModelFilter(name_prefix=model, tags={"odd": "0"})

    first = await stub.ListModels(pb.ListModelsRequest(filter=wanted, page_size=2))
    token = first.next_page_token
    second = await stub.ListModels(pb.ListModelsRequest(filter=wanted, page_size=2, page_token=token))

    names = [found.name for page in (first, second) for found in page.models]
    assert names == [f"{model}-{place}" for place in (0, 2, 4)]
    assert not second.next_page_token
    for other in (
        pb.ListModelsRequest(page_token=token),
        pb.ListModelsRequest(filter=wanted, page_token="nonsense"),
    ):
        assert await reason_of(stub.ListModels(other)) == (grpc.StatusCode.INVALID_ARGUMENT, "PAGE_TOKEN_INVALID")


async def test_a_bundle_goes_up_is_registered_and_comes_down_again(stub: RegistryServiceAsyncStub, model: str) -> None:
    files = bundle_files({"age": "long", "city": "string?"}, salt=model)
    digest = await upload(stub, files)
    metrics = [metric_pb2.Metric(name="accuracy", value=0.9, sample_size=1000)]

    reply = await stub.RegisterBaseline(
        pb.RegisterBaselineRequest(
            model=model,
            model_type="classification",
            draft=pb.VersionDraft(
                bundle_digest=digest,
                metrics=metrics,
                description="first",
                tags={"team": "risk"},
                contributors=[model_version_pb2.Contributor(id="0x" + "ab" * 20, weight=2)],
                aliases=["production"],
            ),
        )
    )

    version = reply.version
    assert (version.model, version.version, version.state) == (model, "1.0.0", model_version_pb2.VERSION_STATE_READY)
    assert (version.bundle_digest, version.bundle_size_bytes) == (digest, sum(map(len, files.values())))
    assert [(column.name, column.required) for column in version.signature.inputs.columns] == [
        ("age", True),
        ("city", False),
    ]
    assert list(version.flavours) == ["python_function"]
    assert version.metrics[0].direction == metric_pb2.METRIC_DIRECTION_HIGHER_IS_BETTER
    assert (list(version.aliases), version.description, dict(version.tags)) == (
        ["production"],
        "first",
        {"team": "risk"},
    )
    assert (version.mlflow.name, version.mlflow.version, version.mlflow.pending) == (model, 1, False)
    assert version.contributors[0].weight == 2

    by_version = pb.DownloadBundleRequest(version=pb.BundleVersion(model=model, version="1.0.0"))
    assert await downloaded(stub, by_version) == files


async def downloaded(stub: RegistryServiceAsyncStub, request: pb.DownloadBundleRequest) -> dict[str, bytes]:
    frames = [frame async for frame in stub.DownloadBundle(request)]
    assert [frames[0].WhichOneof("frame"), frames[-1].WhichOneof("frame")] == ["manifest", "summary"]
    received: dict[str, bytes] = {}
    for frame in frames[1:-1]:
        received[frame.chunk.path] = received.get(frame.chunk.path, b"") + frame.chunk.data
    assert frames[-1].summary.sent_bytes == sum(map(len, received.values()))
    return received


async def test_parts_of_a_bundle_come_down_as_asked(stub: RegistryServiceAsyncStub, model: str) -> None:
    files = bundle_files({"age": "long"}, salt=model)
    digest = await upload(stub, files)
    wanted = FileRange(path="model.bin", offset=10, length=20)

    got = await downloaded(stub, pb.DownloadBundleRequest(bundle_digest=digest, ranges=[wanted]))

    assert got == {"model.bin": files["model.bin"][10:30]}
    missing = pb.DownloadBundleRequest(bundle_digest=digest, ranges=[FileRange(path="nothing")])
    assert await reason_of(drained(stub, missing)) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")
    unknown = pb.DownloadBundleRequest(bundle_digest="0" * 64)
    assert await reason_of(drained(stub, unknown)) == (grpc.StatusCode.NOT_FOUND, "BUNDLE_NOT_FOUND")


async def drained(stub: RegistryServiceAsyncStub, request: pb.DownloadBundleRequest) -> None:
    async for _ in stub.DownloadBundle(request):
        pass


async def test_an_upload_says_what_is_there_and_goes_on(stub: RegistryServiceAsyncStub, model: str) -> None:
    files = bundle_files({"age": "long"}, salt=model)
    manifest = [
        BundleFile(path=path, size_bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        for path, content in files.items()
    ]
    started = await stub.StartUpload(pb.StartUploadRequest(files=manifest, request_id=str(uuid.uuid4())))
    upload_id = started.upload.upload_id

    async def part(path: str, offset: int, data: bytes) -> AsyncIterator[pb.AppendUploadRequest]:
        yield pb.AppendUploadRequest(upload_id=upload_id, path=path, offset=offset, data=data)

    await stub.AppendUpload(part("model.bin", 0, files["model.bin"][:100]))
    query = pb.QueryUploadRequest(upload_id=upload_id)
    before = (await stub.QueryUpload(query)).upload
    too_early = await reason_of(stub.FinishUpload(pb.FinishUploadRequest(upload_id=upload_id)))
    gap = await reason_of(stub.AppendUpload(part("model.bin", 200, b"x")))
    await stub.AppendUpload(part("model.bin", 100, files["model.bin"][100:]))
    await stub.AppendUpload(part("MLmodel", 0, files["MLmodel"]))
    finished = await stub.FinishUpload(pb.FinishUploadRequest(upload_id=upload_id))
    after = (await stub.QueryUpload(query)).upload

    received = {file.path: (file.received_bytes, file.stored) for file in before.files}
    assert (before.state, received["model.bin"]) == (UPLOAD_STATE_OPEN, (100, False))
    assert too_early == (grpc.StatusCode.FAILED_PRECONDITION, "UPLOAD_INCOMPLETE")
    assert gap == (grpc.StatusCode.ABORTED, "UPLOAD_OFFSET_MISMATCH")
    assert (after.state, after.bundle_digest) == (UPLOAD_STATE_FINISHED, finished.bundle.digest)


async def test_numbers_follow_the_signature_and_lies_are_refused(stub: RegistryServiceAsyncStub, model: str) -> None:
    first = await register(stub, model)
    wider = await upload(stub, bundle_files({"age": "long", "city": "string?"}))
    other = await upload(stub, bundle_files({"income": "long"}))

    improved = await stub.RegisterImproved(
        pb.RegisterImprovedRequest(
            model=model, parent_version=first.version, draft=pb.VersionDraft(bundle_digest=wider)
        )
    )
    lie = pb.VersionDraft(bundle_digest=other, bump=signature_pb2.VERSION_BUMP_MINOR)
    refusal = await fault_of(stub.RegisterBaseline(pb.RegisterBaselineRequest(model=model, draft=lie)))
    lie.allow_breaking = True
    allowed = await register(stub, model, bundle_digest=other, version="1.2.0", allow_breaking=True)

    assert improved.version.version == "1.1.0"
    assert improved.version.bump == signature_pb2.VERSION_BUMP_MINOR
    assert [(change.field, change.kind) for change in improved.changes] == [
        ("inputs.city", signature_pb2.SIGNATURE_CHANGE_KIND_ADDED)
    ]
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "VERSION_UNDERSTATES_CHANGE")
    assert [field for field, _ in refusal.violations] == ["inputs.age", "inputs.city", "inputs.income"]
    assert (allowed.version, allowed.breaking_allowed) == ("1.2.0", True)


async def test_an_improved_version_carries_deltas_and_its_lineage(stub: RegistryServiceAsyncStub, model: str) -> None:
    await register(stub, model, metrics=[metric_pb2.Metric(name="accuracy", value=0.9)])
    digest = await upload(stub, bundle_files({"age": "long"}, salt=model))
    draft = pb.VersionDraft(bundle_digest=digest, metrics=[metric_pb2.Metric(name="accuracy", value=0.95)])
    improved = await stub.RegisterImproved(pb.RegisterImprovedRequest(model=model, parent_version="1.0.0", draft=draft))

    lineage = await stub.GetLineage(pb.GetLineageRequest(model=model, version="1.0.1"))

    (comparison,) = improved.version.improvements
    assert comparison.verdict == metric_pb2.METRIC_VERDICT_IMPROVED
    assert comparison.delta == pytest.approx(0.05)
    assert [(node.version.version, node.relation, node.distance) for node in lineage.nodes] == [
        ("1.0.0", pb.LINEAGE_RELATION_ANCESTOR, 1),
        ("1.0.1", pb.LINEAGE_RELATION_SELF, 0),
    ]
    assert lineage.improvements_since_root[0].verdict == metric_pb2.METRIC_VERDICT_IMPROVED


async def test_a_repeated_registration_returns_the_same_version(stub: RegistryServiceAsyncStub, model: str) -> None:
    digest = await upload(stub, bundle_files({"age": "long"}))
    request = pb.RegisterBaselineRequest(
        model=model, draft=pb.VersionDraft(bundle_digest=digest), request_id=str(uuid.uuid4())
    )

    replies = await asyncio.gather(*(stub.RegisterBaseline(request) for _ in range(4)))

    assert len({reply.version.version_id for reply in replies}) == 1
    request.draft.description = "another body"
    assert await reason_of(stub.RegisterBaseline(request)) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "REQUEST_ID_REUSED",
    )


async def test_32_concurrent_registrations_over_the_wire_leave_no_hole(
    stub: RegistryServiceAsyncStub, model: str
) -> None:
    digest = await upload(stub, bundle_files({"age": "long"}))

    versions = await asyncio.gather(*(register(stub, model, bundle_digest=digest) for _ in range(32)))

    assert {version.version for version in versions} == {f"1.0.{patch}" for patch in range(32)}
    assert {version.mlflow.version for version in versions} == set(range(1, 33))


async def test_what_is_missing_taken_or_closed_is_said_with_its_reason(
    stub: RegistryServiceAsyncStub, model: str
) -> None:
    digest = await upload(stub, bundle_files({"age": "long"}))

    def baseline(**draft: Any) -> pb.RegisterBaselineRequest:
        return pb.RegisterBaselineRequest(model=model, draft=pb.VersionDraft(bundle_digest=digest, **draft))

    def improved(parent: str) -> pb.RegisterImprovedRequest:
        return pb.RegisterImprovedRequest(
            model=model, parent_version=parent, draft=pb.VersionDraft(bundle_digest=digest)
        )

    assert await reason_of(stub.RegisterImproved(improved("1.0.0"))) == (grpc.StatusCode.NOT_FOUND, "MODEL_NOT_FOUND")
    await stub.RegisterBaseline(baseline())
    unknown = pb.RegisterBaselineRequest(model=model, draft=pb.VersionDraft(bundle_digest="0" * 64))
    assert await reason_of(stub.RegisterBaseline(unknown)) == (grpc.StatusCode.NOT_FOUND, "BUNDLE_NOT_FOUND")
    assert await reason_of(stub.RegisterImproved(improved("9.0.0"))) == (
        grpc.StatusCode.NOT_FOUND,
        "VERSION_NOT_FOUND",
    )
    assert await reason_of(stub.RegisterBaseline(baseline(version="1.0.0"))) == (
        grpc.StatusCode.ALREADY_EXISTS,
        "VERSION_ALREADY_EXISTS",
    )
    await stub.ArchiveModel(pb.ArchiveModelRequest(name=model))
    assert await reason_of(stub.RegisterBaseline(baseline())) == (
        grpc.StatusCode.FAILED_PRECONDITION,
        "MODEL_ARCHIVED",
    )


async def test_what_the_rules_of_fields_cannot_say_is_refused_by_field(
    stub: RegistryServiceAsyncStub, model: str
) -> None:
    async def fields(**draft: Any) -> list[str]:
        request = pb.RegisterBaselineRequest(model=model, draft=pb.VersionDraft(bundle_digest="0" * 64, **draft))
        fault = await fault_of(stub.RegisterBaseline(request))
        assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")
        return [field for field, _ in fault.violations]

    assert await fields(version="1.02.3") == ["draft.version"]
    assert await fields(metrics=[metric_pb2.Metric(name="novelty", value=1)]) == ["draft.metrics[0]"]
    assert await fields(aliases=["latest"]) == ["draft.aliases"]
    assert await fields(tags={"mlflow.user": "x"}) == ["draft.tags"]


async def test_a_server_may_ask_for_signatures(tmp_path_factory: pytest.TempPathFactory, model: str) -> None:
    folder = tmp_path_factory.mktemp("strict")
    async with serving(folder, registry__require_signature="true") as strict:
        stub: RegistryServiceAsyncStub = RegistryServiceStub(strict.channel)
        digest = await upload(stub, {"MLmodel": b'{"flavors": {"sklearn": {}}}'})
        request = pb.RegisterBaselineRequest(model=model, draft=pb.VersionDraft(bundle_digest=digest))
        assert await reason_of(stub.RegisterBaseline(request)) == (
            grpc.StatusCode.FAILED_PRECONDITION,
            "SIGNATURE_REQUIRED",
        )
