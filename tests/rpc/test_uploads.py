"""Bundles up and down over a real socket: sessions, faults, restarts, and statuses that are never lost."""

from __future__ import annotations

import asyncio
import hashlib
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grpc
import pytest
import pytest_asyncio

from hokusai.registry.v1 import bundle_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.fault_service import WireFault, wire_fault
from tests.support.running_server import ServerUnderTest, serving

if TYPE_CHECKING:
    from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceAsyncStub

pytestmark = pytest.mark.asyncio(loop_scope="module")

MLMODEL = b"""\
flavors:
  python_function: {loader_module: mlflow.sklearn, python_version: 3.11.9}
signature:
  inputs: '[{"type": "double", "name": "x", "required": true}]'
  outputs: '[{"type": "double", "required": true}]'
"""
CHUNK = 1000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, plane: str) -> AsyncIterator[ServerUnderTest]:
    async with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def stub(server: ServerUnderTest) -> RegistryServiceAsyncStub:
    return RegistryServiceStub(server.channel)


def some_files(**more: bytes) -> dict[str, bytes]:
    """A bundle that no other test has."""
    return {"MLmodel": MLMODEL, "data/model.bin": os.urandom(3500), "empty": b"", **more}


def declared(files: Mapping[str, bytes]) -> list[bundle_pb2.BundleFile]:
    return [
        bundle_pb2.BundleFile(path=path, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        for path, data in files.items()
    ]


def digest_of(files: Mapping[str, bytes]) -> str:
    """By the recipe in the contract's comment."""
    lines = [
        f"{hashlib.sha256(files[path]).hexdigest()} {len(files[path])} {path}\n"
        for path in sorted(files, key=str.encode)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def chunks_of(upload_id: str, path: str, data: bytes, offset: int = 0) -> Iterable[pb.AppendUploadRequest]:
    for begin in range(offset, len(data), CHUNK):
        part = data[begin : begin + CHUNK]
        sha256 = hashlib.sha256(part).digest()
        yield pb.AppendUploadRequest(upload_id=upload_id, path=path, offset=begin, data=part, chunk_sha256=sha256)


async def started(
    stub: RegistryServiceAsyncStub, files: Mapping[str, bytes], request_id: str = ""
) -> bundle_pb2.Upload:
    reply = await stub.StartUpload(pb.StartUploadRequest(files=declared(files), request_id=request_id))
    return reply.upload


async def sent(
    stub: RegistryServiceAsyncStub, upload: bundle_pb2.Upload, files: Mapping[str, bytes]
) -> bundle_pb2.Upload:
    """Send what the server does not have; returns where the upload stands."""
    missing = [file for file in upload.files if not file.stored]
    frames = [
        chunk
        for file in missing
        for chunk in chunks_of(upload.upload_id, file.path, files[file.path], file.received_bytes)
    ]
    return (await stub.AppendUpload(iter(frames))).upload


async def finished(stub: RegistryServiceAsyncStub, upload_id: str) -> bundle_pb2.Bundle:
    return (await stub.FinishUpload(pb.FinishUploadRequest(upload_id=upload_id))).bundle


async def uploaded(stub: RegistryServiceAsyncStub, files: Mapping[str, bytes]) -> bundle_pb2.Bundle:
    upload = await started(stub, files)
    await sent(stub, upload, files)
    return await finished(stub, upload.upload_id)


async def downloaded(
    stub: RegistryServiceAsyncStub, request: pb.DownloadBundleRequest
) -> tuple[bundle_pb2.BundleManifest, list[bundle_pb2.FileChunk], pb.DownloadSummary]:
    frames = [frame async for frame in stub.DownloadBundle(request)]
    assert [frame.WhichOneof("frame") for frame in (frames[0], frames[-1])] == ["manifest", "summary"]
    return frames[0].manifest, [frame.chunk for frame in frames[1:-1]], frames[-1].summary


async def fault_of(call: Awaitable[Any]) -> WireFault:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await call
    return wire_fault(failure.value)


async def test_a_bundle_goes_up_and_comes_down_the_same(stub: RegistryServiceAsyncStub) -> None:
    files = some_files()
    bundle = await uploaded(stub, files)
    assert bundle.digest == digest_of(files)
    assert (bundle.size_bytes, bundle.file_count) == (sum(map(len, files.values())), 3)
    assert list(bundle.flavours) == ["python_function"]
    assert bundle.signature.inputs.columns[0].name == "x"

    manifest, chunks, summary = await downloaded(stub, pb.DownloadBundleRequest(bundle_digest=bundle.digest))
    assert [file.path for file in manifest.files] == sorted(files, key=str.encode)
    received = dict.fromkeys(files, b"")
    for chunk in chunks:
        assert chunk.offset == len(received[chunk.path])
        received[chunk.path] += chunk.data
    assert received == files
    assert summary.sent_bytes == bundle.size_bytes


async def test_starting_says_what_is_wanted_and_how(stub: RegistryServiceAsyncStub) -> None:
    upload = await started(stub, some_files())
    assert upload.state == bundle_pb2.UPLOAD_STATE_OPEN
    assert upload.max_chunk_bytes == 2**20
    assert {file.path: file.received_bytes for file in upload.files}["data/model.bin"] == 0
    left = upload.expire_time.ToDatetime(UTC) - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)


async def test_the_same_request_finds_its_upload_and_another_body_is_refused(stub: RegistryServiceAsyncStub) -> None:
    files, request_id = some_files(), str(uuid.uuid4())
    first = await started(stub, files, request_id)
    await stub.AppendUpload(iter(list(chunks_of(first.upload_id, "data/model.bin", files["data/model.bin"]))[:2]))
    again = await started(stub, files, request_id.upper())
    assert again.upload_id == first.upload_id
    assert {file.path: file.received_bytes for file in again.files}["data/model.bin"] == 2 * CHUNK

    fault = await fault_of(started(stub, some_files(), request_id))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "REQUEST_ID_REUSED")


async def test_unchanged_files_need_no_sending(stub: RegistryServiceAsyncStub) -> None:
    files = some_files()
    await uploaded(stub, files)
    changed = {**files, "new": b"new"}
    upload = await started(stub, changed)
    assert [file.path for file in upload.files if not file.stored] == ["new"]
    await sent(stub, upload, changed)
    assert (await finished(stub, upload.upload_id)).digest == digest_of(changed)


async def test_finishing_again_returns_the_same_bundle(stub: RegistryServiceAsyncStub) -> None:
    files = some_files()
    upload = await started(stub, files)
    await sent(stub, upload, files)
    first = await finished(stub, upload.upload_id)
    assert await finished(stub, upload.upload_id) == first
    stands = (await stub.QueryUpload(pb.QueryUploadRequest(upload_id=upload.upload_id))).upload
    assert (stands.state, stands.bundle_digest) == (bundle_pb2.UPLOAD_STATE_FINISHED, first.digest)


async def test_a_path_trick_is_refused_and_named(stub: RegistryServiceAsyncStub) -> None:
    fault = await fault_of(started(stub, some_files(**{"../escape": b"x"})))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "BUNDLE_PATH_REFUSED")
    assert [field for field, _ in fault.violations] == ["files[3].path"]


async def test_colliding_paths_are_refused_and_named(stub: RegistryServiceAsyncStub) -> None:
    fault = await fault_of(started(stub, some_files(mlmodel=b"y")))
    assert (fault.reason, [field for field, _ in fault.violations]) == (
        "BUNDLE_PATH_REFUSED",
        ["files[3].path"],
    )


async def test_a_bundle_without_mlmodel_is_refused(stub: RegistryServiceAsyncStub) -> None:
    fault = await fault_of(started(stub, {"model.pkl": b"x"}))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "BUNDLE_INVALID")


async def test_a_bundle_that_is_too_large_is_refused(stub: RegistryServiceAsyncStub) -> None:
    huge = bundle_pb2.BundleFile(path="huge", size_bytes=2**62, sha256="ab" * 32)
    fault = await fault_of(stub.StartUpload(pb.StartUploadRequest(files=[*declared(some_files()), huge])))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "BUNDLE_TOO_LARGE")


async def test_an_unreadable_mlmodel_is_refused_at_the_end(stub: RegistryServiceAsyncStub) -> None:
    files = {"MLmodel": b"flavors: ]" + os.urandom(4).hex().encode()}
    upload = await started(stub, files)
    await sent(stub, upload, files)
    fault = await fault_of(finished(stub, upload.upload_id))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "BUNDLE_INVALID")


async def test_finishing_too_early_names_the_file_that_is_missing(stub: RegistryServiceAsyncStub) -> None:
    upload = await started(stub, some_files())
    missing = [file.path for file in upload.files if not file.stored]  # another test may have sent the MLmodel
    fault = await fault_of(finished(stub, upload.upload_id))
    assert (fault.code, fault.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "UPLOAD_INCOMPLETE")
    assert fault.metadata["path"] == missing[0]


async def test_a_gap_is_refused_with_the_offset_wanted(stub: RegistryServiceAsyncStub) -> None:
    files = some_files()
    upload = await started(stub, files)
    frames = list(chunks_of(upload.upload_id, "data/model.bin", files["data/model.bin"]))
    fault = await fault_of(stub.AppendUpload(iter([frames[0], frames[2]])))
    assert (fault.code, fault.reason) == (grpc.StatusCode.ABORTED, "UPLOAD_OFFSET_MISMATCH")
    assert fault.metadata["expected"] == str(CHUNK)


async def test_wrong_content_is_refused_and_the_file_begins_anew(stub: RegistryServiceAsyncStub) -> None:
    files = some_files()
    upload = await started(stub, files)
    wrong = chunks_of(upload.upload_id, "data/model.bin", files["data/model.bin"][::-1])
    fault = await fault_of(stub.AppendUpload(iter(list(wrong))))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "CHECKSUM_MISMATCH")
    stands = (await stub.QueryUpload(pb.QueryUploadRequest(upload_id=upload.upload_id))).upload
    assert {file.path: file.received_bytes for file in stands.files}["data/model.bin"] == 0
    await sent(stub, stands, files)
    assert (await finished(stub, upload.upload_id)).digest == digest_of(files)


@pytest.mark.parametrize("rpc", ["append", "query", "finish"])
@pytest.mark.parametrize("upload_id", ["nobody", "../bundles"])
async def test_an_unknown_upload_is_not_found(stub: RegistryServiceAsyncStub, rpc: str, upload_id: str) -> None:
    calls: dict[str, Callable[[], Awaitable[Any]]] = {
        "append": lambda: stub.AppendUpload(iter(list(chunks_of(upload_id, "MLmodel", MLMODEL)))),
        "query": lambda: stub.QueryUpload(pb.QueryUploadRequest(upload_id=upload_id)),
        "finish": lambda: stub.FinishUpload(pb.FinishUploadRequest(upload_id=upload_id)),
    }
    fault = await fault_of(calls[rpc]())
    assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "UPLOAD_NOT_FOUND")


@pytest.mark.parametrize(
    "frames",
    [
        [],
        [pb.AppendUploadRequest(path="MLmodel", data=b"x")],
        [pb.AppendUploadRequest(upload_id="a", path="", data=b"x")],
        [pb.AppendUploadRequest(upload_id="a", path="MLmodel", offset=-1)],
    ],
    ids=["empty stream", "no upload", "no path", "negative offset"],
)
async def test_a_malformed_stream_is_refused(
    stub: RegistryServiceAsyncStub, frames: list[pb.AppendUploadRequest]
) -> None:
    fault = await fault_of(stub.AppendUpload(iter(frames)))
    assert (fault.code, fault.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")


async def test_one_call_appends_to_one_upload_only(stub: RegistryServiceAsyncStub) -> None:
    files = some_files()
    first, second = await started(stub, files), await started(stub, files)
    frames = [
        next(iter(chunks_of(upload.upload_id, "data/model.bin", files["data/model.bin"]))) for upload in (first, second)
    ]
    fault = await fault_of(stub.AppendUpload(iter(frames)))
    assert (fault.reason, [field for field, _ in fault.violations]) == ("INVALID_REQUEST", ["upload_id"])


async def test_a_chunk_over_the_limit_is_refused(stub: RegistryServiceAsyncStub) -> None:
    big = os.urandom(2**20 + 1)
    upload = await started(stub, some_files(big=big))
    frame = pb.AppendUploadRequest(upload_id=upload.upload_id, path="big", data=big)
    fault = await fault_of(stub.AppendUpload(iter([frame])))
    assert (fault.reason, [field for field, _ in fault.violations]) == ("INVALID_REQUEST", ["data"])


async def written_out(stub: RegistryServiceAsyncStub, frames: Iterable[pb.AppendUploadRequest]) -> None:
    """Write frame by frame, as callers do that read a file on the way."""
    call = stub.AppendUpload()
    for frame in frames:
        await call.write(frame)
    await call.done_writing()
    await call


async def test_the_status_reaches_a_caller_that_is_still_writing(stub: RegistryServiceAsyncStub) -> None:
    """An asyncio caller loses the status of a call that ends while it writes; here, none does."""
    frames = [pb.AppendUploadRequest(upload_id="nobody", path="MLmodel", data=bytes(1000)) for _ in range(300)]
    faults = await asyncio.gather(*(fault_of(written_out(stub, frames)) for _ in range(30)))
    assert {(fault.code, fault.reason) for fault in faults} == {(grpc.StatusCode.NOT_FOUND, "UPLOAD_NOT_FOUND")}


async def test_a_frame_that_breaks_a_rule_in_the_middle_still_gets_its_status(stub: RegistryServiceAsyncStub) -> None:
    upload = await started(stub, some_files())
    good = pb.AppendUploadRequest(upload_id=upload.upload_id, path="MLmodel", data=MLMODEL)
    bad = pb.AppendUploadRequest(upload_id=upload.upload_id, path="", data=bytes(1000))
    faults = await asyncio.gather(*(fault_of(written_out(stub, [good, *[bad] * 300])) for _ in range(10)))
    assert {fault.reason for fault in faults} == {"INVALID_REQUEST"}


async def test_a_cut_call_keeps_what_arrived_and_the_upload_goes_on(stub: RegistryServiceAsyncStub) -> None:
    files = some_files()
    upload = await started(stub, files)
    frames = list(chunks_of(upload.upload_id, "data/model.bin", files["data/model.bin"]))
    call = stub.AppendUpload()
    await call.write(frames[0])
    await call.write(frames[1])

    async def received() -> int:
        stands = (await stub.QueryUpload(pb.QueryUploadRequest(upload_id=upload.upload_id))).upload
        return {file.path: file.received_bytes for file in stands.files}["data/model.bin"]

    while await received() < 2 * CHUNK:  # each look is a call of its own, so this turns the loop
        continue
    call.cancel()
    stands = (await stub.QueryUpload(pb.QueryUploadRequest(upload_id=upload.upload_id))).upload
    await sent(stub, stands, files)
    assert (await finished(stub, upload.upload_id)).digest == digest_of(files)


async def test_several_calls_send_files_of_one_upload_at_once(stub: RegistryServiceAsyncStub) -> None:
    files = some_files(**{f"part-{number}": os.urandom(20_000) for number in range(6)})
    upload = await started(stub, files)
    await asyncio.gather(
        *(
            stub.AppendUpload(iter(list(chunks_of(upload.upload_id, path, files[path]))))
            for path in files
            if files[path]
        )
    )
    assert (await finished(stub, upload.upload_id)).digest == digest_of(files)


async def test_ranges_come_in_the_order_asked_for(stub: RegistryServiceAsyncStub) -> None:
    files = some_files(big=os.urandom(2**21 + 5))
    bundle = await uploaded(stub, files)
    ranges = [
        bundle_pb2.FileRange(path="data/model.bin", offset=3000, length=100),
        bundle_pb2.FileRange(path="big", offset=10),
        bundle_pb2.FileRange(path="MLmodel", offset=0, length=10**9),
        bundle_pb2.FileRange(path="data/model.bin", offset=3500),
    ]
    _, chunks, summary = await downloaded(stub, pb.DownloadBundleRequest(bundle_digest=bundle.digest, ranges=ranges))
    expected = files["data/model.bin"][3000:3100] + files["big"][10:] + MLMODEL
    assert b"".join(chunk.data for chunk in chunks) == expected
    assert max(len(chunk.data) for chunk in chunks) <= 2**20
    assert summary.sent_bytes == len(expected)


async def test_a_range_outside_of_the_bundle_is_refused_and_named(stub: RegistryServiceAsyncStub) -> None:
    bundle = await uploaded(stub, some_files())
    ranges = [bundle_pb2.FileRange(path="nobody"), bundle_pb2.FileRange(path="MLmodel", offset=10**6)]
    request = pb.DownloadBundleRequest(bundle_digest=bundle.digest, ranges=ranges)
    fault = await fault_of(downloaded(stub, request))
    assert fault.reason == "INVALID_REQUEST"
    assert [field for field, _ in fault.violations] == ["ranges[0].path", "ranges[1].offset"]


async def test_an_unknown_bundle_is_not_found(stub: RegistryServiceAsyncStub) -> None:
    fault = await fault_of(downloaded(stub, pb.DownloadBundleRequest(bundle_digest="0" * 64)))
    assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "BUNDLE_NOT_FOUND")


async def test_a_bundle_of_an_unknown_model_is_not_found(stub: RegistryServiceAsyncStub) -> None:
    version = pb.BundleVersion(model="nobody", version="1.0.0")
    fault = await fault_of(downloaded(stub, pb.DownloadBundleRequest(version=version)))
    assert (fault.code, fault.reason) == (grpc.StatusCode.NOT_FOUND, "MODEL_NOT_FOUND")


async def test_an_upload_goes_on_after_a_restart(tmp_path: Path) -> None:
    files = some_files()
    async with serving(tmp_path) as before:
        first: RegistryServiceAsyncStub = RegistryServiceStub(before.channel)
        upload = await started(first, files, request_id := str(uuid.uuid4()))
        half = list(chunks_of(upload.upload_id, "data/model.bin", files["data/model.bin"]))[:2]
        await first.AppendUpload(iter(half))
    async with serving(tmp_path) as after:
        second: RegistryServiceAsyncStub = RegistryServiceStub(after.channel)
        found = await started(second, files, request_id)
        assert found.upload_id == upload.upload_id
        assert {file.path: file.received_bytes for file in found.files}["data/model.bin"] == 2 * CHUNK
        await sent(second, found, files)
        assert (await finished(second, upload.upload_id)).digest == digest_of(files)
