"""Bundles that are enough to register: an MLmodel file with a signature, and a little data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.bundle_pb2 import BundleFile

if TYPE_CHECKING:
    from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceAsyncStub

CHUNK_BYTES = 64 * 1024


def bundle_files(inputs: Mapping[str, str], *, salt: str = "") -> dict[str, bytes]:
    """The files of a bundle whose signature has these inputs: MLflow's type by name, `?` after it if optional."""
    columns = [
        {"name": name, "type": kind.removesuffix("?"), "required": not kind.endswith("?")}
        for name, kind in inputs.items()
    ]
    document = {
        "flavors": {"python_function": {"loader_module": "mlflow.sklearn", "python_version": "3.11.2"}},
        "signature": {
            "inputs": json.dumps(columns),
            "outputs": json.dumps([{"name": "score", "type": "double", "required": True}]),
            "params": None,
        },
        "model_uuid": hashlib.md5(salt.encode(), usedforsecurity=False).hexdigest(),
    }
    # JSON is YAML, which is what MLmodel files are.
    return {"MLmodel": json.dumps(document).encode(), "model.bin": (salt or "empty").encode() * 1000}


async def upload(stub: RegistryServiceAsyncStub, files: Mapping[str, bytes]) -> str:
    """Upload and seal a bundle; returns its digest."""
    manifest = [
        BundleFile(path=path, size_bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        for path, content in files.items()
    ]
    started = (await stub.StartUpload(pb.StartUploadRequest(files=manifest))).upload
    missing = {file.path: files[file.path] for file in started.files if not file.stored}
    if missing:
        await stub.AppendUpload(_chunks(started.upload_id, missing))
    finished = await stub.FinishUpload(pb.FinishUploadRequest(upload_id=started.upload_id))
    return finished.bundle.digest


async def _chunks(upload_id: str, files: Mapping[str, bytes]) -> AsyncIterator[pb.AppendUploadRequest]:
    for path, content in files.items():
        for offset in range(0, len(content), CHUNK_BYTES):
            data = content[offset : offset + CHUNK_BYTES]
            yield pb.AppendUploadRequest(upload_id=upload_id, path=path, offset=offset, data=data)
