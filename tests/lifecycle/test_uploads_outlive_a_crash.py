"""kill -9 in the middle of an upload: what was acknowledged is there, and a bundle is whole or is not."""

from __future__ import annotations

import hashlib
import os
import threading
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

import grpc
import pytest

from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.bundle_pb2 import Bundle, BundleFile, Upload
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.running_server import ServerProcess, server_process

pytestmark = [pytest.mark.slow, pytest.mark.timeout(150), pytest.mark.usefixtures("plane")]

CHUNK = 64 * 1024
MLMODEL = b"flavors: {sklearn: {}}\n"
# Bytes acknowledged in each life of the server before it is killed while more are on their way.
ACKNOWLEDGED = (10 * CHUNK, 25 * CHUNK)
# Seconds between asking for the bundle and the crash; sealing the bundle of the test takes some tens of milliseconds.
CRASHES_AFTER_S = (0.0, 0.006, 0.02)


def start(stub: RegistryServiceStub, files: Mapping[str, bytes], request_id: str) -> Upload:
    declared = [
        BundleFile(path=path, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        for path, data in files.items()
    ]
    return stub.StartUpload(pb.StartUploadRequest(files=declared, request_id=request_id)).upload


def frames(upload_id: str, path: str, data: bytes, begin: int = 0) -> Iterator[pb.AppendUploadRequest]:
    for offset in range(begin, len(data), CHUNK):
        yield pb.AppendUploadRequest(upload_id=upload_id, path=path, offset=offset, data=data[offset : offset + CHUNK])


def received(upload: Upload, path: str) -> int:
    return next(file.received_bytes for file in upload.files if file.path == path)


def finish(stub: RegistryServiceStub, upload_id: str) -> Bundle:
    return stub.FinishUpload(pb.FinishUploadRequest(upload_id=upload_id)).bundle


def content_of(stub: RegistryServiceStub, digest: str) -> dict[str, bytes]:
    found: dict[str, bytearray] = {}
    for frame in stub.DownloadBundle(pb.DownloadBundleRequest(bundle_digest=digest)):
        if frame.HasField("manifest"):
            found = {file.path: bytearray() for file in frame.manifest.files}
        elif frame.HasField("chunk"):
            found[frame.chunk.path] += frame.chunk.data
    return {path: bytes(data) for path, data in found.items()}


def cut_by_a_crash(server: ServerProcess, upload_id: str, data: bytes, begin: int) -> Iterator[pb.AppendUploadRequest]:
    """What follows `begin`; the server dies while it is taken."""
    for number, frame in enumerate(frames(upload_id, "weights", data, begin)):
        if number == 5:
            server.kill()
        yield frame


def test_acknowledged_bytes_outlive_every_crash(tmp_path: Path) -> None:
    files, request_id = {"MLmodel": MLMODEL, "weights": os.urandom(40 * CHUNK)}, str(uuid.uuid4())
    acknowledged = 0
    for goal in ACKNOWLEDGED:
        with server_process(tmp_path) as server, grpc.insecure_channel(server.address) as channel:
            stub = RegistryServiceStub(channel)
            upload = start(stub, files, request_id)
            begin = received(upload, "weights")
            assert begin >= acknowledged
            reply = stub.AppendUpload(frames(upload.upload_id, "weights", files["weights"][:goal], begin))
            acknowledged = received(reply.upload, "weights")
            assert acknowledged == goal

            with pytest.raises(grpc.RpcError):
                stub.AppendUpload(cut_by_a_crash(server, upload.upload_id, files["weights"], goal))
    with server_process(tmp_path) as server, grpc.insecure_channel(server.address) as channel:
        stub = RegistryServiceStub(channel)
        upload = start(stub, files, request_id)
        begin = received(upload, "weights")
        assert begin >= acknowledged
        stub.AppendUpload(frames(upload.upload_id, "weights", files["weights"], begin))
        stub.AppendUpload(frames(upload.upload_id, "MLmodel", MLMODEL))
        assert content_of(stub, finish(stub, upload.upload_id).digest) == files


def test_a_bundle_is_whole_or_not_there_after_a_crash_while_it_is_sealed(tmp_path: Path) -> None:
    left: tuple[dict[str, bytes], str] | None = None
    for delay in (*CRASHES_AFTER_S, None):
        with server_process(tmp_path) as server, grpc.insecure_channel(server.address) as channel:
            stub = RegistryServiceStub(channel)
            if left is not None:
                files, upload_id = left
                assert content_of(stub, finish(stub, upload_id).digest) == files
                assert not list((tmp_path / "data" / "bundles").rglob(".new-*"))
            if delay is None:
                return
            files = {"MLmodel": MLMODEL, **{f"part/{number}": os.urandom(500) for number in range(300)}}
            upload = start(stub, files, str(uuid.uuid4()))
            parts = (frame for path, data in files.items() for frame in frames(upload.upload_id, path, data))
            stub.AppendUpload(parts)
            finishing = stub.FinishUpload.future(pb.FinishUploadRequest(upload_id=upload.upload_id))
            threading.Event().wait(delay)
            server.kill()
            finishing.cancel()
            left = files, upload.upload_id
