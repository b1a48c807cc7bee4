"""kill -9 while versions are registered and bundles go up: nothing half-visible, nothing acknowledged lost."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
import uuid
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import grpc
import pytest

from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.bundle_pb2 import BundleFile
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.versions.v1 import version_service_pb2 as versions_pb
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from tests.support.bundle_uploads import bundle_files, upload
from tests.support.running_server import ServerProcess, server_process

if TYPE_CHECKING:
    from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceAsyncStub

# Two starts of MLflow's client in its process take some seconds; on a busy machine, a minute.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(150), pytest.mark.usefixtures("plane")]

ASKED = 12

Outcomes = dict[str, str]
"""The number that each request id was told."""


@pytest.mark.parametrize("acknowledgements", [1, 6])
async def test_every_registration_is_whole_or_absent_and_its_retry_finishes_it(
    tmp_path: Path, acknowledgements: int
) -> None:
    """The server dies after some acknowledgements; then every request is made again, with the same ids."""
    asked = [str(uuid.uuid4()) for _ in range(ASKED)]
    with server_process(tmp_path) as server:
        told = await registered_until(server, asked, acknowledgements)

    with server_process(tmp_path) as server:
        async with grpc.aio.insecure_channel(server.address) as channel:
            stub: RegistryServiceAsyncStub = RegistryServiceStub(channel)
            digest = await upload(stub, bundle_files({"age": "long"}))
            again = await asyncio.gather(*(register(stub, digest, one) for one in asked))
            listing = versions_pb.ListVersionsRequest(model="churn", page_size=1000)
            listed = (await VersionServiceStub(channel).ListVersions(listing)).versions

    assert {one: number for one, number in zip(asked, again, strict=True) if one in told} == told
    assert sorted(again) == sorted(f"1.0.{patch}" for patch in range(len(asked)))
    assert [version.version for version in listed] == [f"1.0.{patch}" for patch in range(len(asked))]
    assert mlflow_versions(tmp_path) == {version.version: version.mlflow.version for version in listed}


async def registered_until(server: ServerProcess, requests: list[str], acknowledgements: int) -> Outcomes:
    """Register one version for each request at once, and kill the server after some have been acknowledged."""
    told: Outcomes = {}
    enough = asyncio.Event()
    async with grpc.aio.insecure_channel(server.address) as channel:
        stub: RegistryServiceAsyncStub = RegistryServiceStub(channel)
        digest = await upload(stub, bundle_files({"age": "long"}))

        async def one(request_id: str) -> None:
            told[request_id] = await register(stub, digest, request_id)
            if len(told) >= acknowledgements:
                enough.set()

        calls = [asyncio.create_task(one(request_id)) for request_id in requests]
        await enough.wait()
        server.kill()
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, grpc.aio.AioRpcError) for outcome in outcomes)
    return told


async def register(stub: RegistryServiceAsyncStub, digest: str, request_id: str) -> str:
    draft = pb.VersionDraft(bundle_digest=digest)
    reply = await stub.RegisterBaseline(pb.RegisterBaselineRequest(model="churn", draft=draft, request_id=request_id))
    return reply.version.version


def mlflow_versions(folder: Path) -> dict[str, int]:
    """MLflow's numbers by Hokusai's, read from its database: importing MLflow here would take seconds."""
    (database,) = (folder / "data" / "mlflow").glob("*.db")
    query = "SELECT value, version FROM model_version_tags WHERE name = 'churn' AND key = 'hokusai.version'"
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(query).fetchall()
    assert len(dict(found)) == len(found)
    return dict(found)


async def test_an_upload_goes_on_after_a_crash_from_what_was_acknowledged(tmp_path: Path) -> None:
    files = bundle_files({"age": "long"}) | {"weights.bin": bytes(range(256)) * 4096}
    manifest = [
        BundleFile(path=path, size_bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        for path, content in files.items()
    ]
    start = pb.StartUploadRequest(files=manifest, request_id=str(uuid.uuid4()))
    half = len(files["weights.bin"]) // 2
    with server_process(tmp_path) as server:
        async with grpc.aio.insecure_channel(server.address) as channel:
            stub: RegistryServiceAsyncStub = RegistryServiceStub(channel)
            upload_id = (await stub.StartUpload(start)).upload.upload_id
            await stub.AppendUpload(chunks(upload_id, files["weights.bin"][:half]))
            cut = stub.AppendUpload(chunks(upload_id, files["weights.bin"][half:-1], offset=half, endless=True))
            await cut.wait_for_connection()
            server.kill()
            with pytest.raises(grpc.aio.AioRpcError):
                await cut

    with server_process(tmp_path) as server:
        async with grpc.aio.insecure_channel(server.address) as channel:
            stub = RegistryServiceStub(channel)
            again = (await stub.StartUpload(start)).upload
            received = {file.path: file.received_bytes for file in again.files}
            digest = await upload(stub, files)
            frames = [frame async for frame in stub.DownloadBundle(pb.DownloadBundleRequest(bundle_digest=digest))]

    assert again.upload_id == upload_id
    assert received["weights.bin"] >= half
    down = b"".join(frame.chunk.data for frame in frames if frame.chunk.path == "weights.bin")
    assert down == files["weights.bin"]


async def chunks(
    upload_id: str, data: bytes, *, offset: int = 0, endless: bool = False
) -> AsyncIterator[pb.AppendUploadRequest]:
    """The data in pieces; an endless stream then stays open until it is cut."""
    for place in range(0, len(data), 65536):
        piece = data[place : place + 65536]
        yield pb.AppendUploadRequest(upload_id=upload_id, path="weights.bin", offset=offset + place, data=piece)
    if endless:
        await asyncio.Event().wait()
