"""The files of an MLflow model directory on their way to the server: which they are, and which bytes are wanted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hokusai.exceptions import ModelNotLoggable
from hokusai.registry.v1 import bundle_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb

# One AppendUpload call carries no more than this, as the contract advises.
CALL_BYTES = 64 * 2**20
# Chunks keep clear of the usual limit of a message, whatever a server says it takes.
_MAX_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class LocalBundle:
    """An MLflow model directory on this machine.

    Attributes:
        root: the directory, with `MLmodel` in it.
        files: its files with size and sha256, in the byte order of their paths.
    """

    root: Path
    files: tuple[bundle_pb2.BundleFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(each.size_bytes for each in self.files)


def read_bundle(root: Path) -> LocalBundle:
    """Read and hash every file below a directory.

    Raises:
        ModelNotLoggable: the directory is no MLflow model, or holds something that is no plain file.
    """
    if not (root / "MLmodel").is_file():
        raise ModelNotLoggable(f"{root} is no MLflow model: it has no file MLmodel; save one with mlflow.*.save_model")
    files = [_describe(root, path) for path in _walk(root)]
    return LocalBundle(root, tuple(sorted(files, key=lambda each: each.path.encode())))


def wanted_bytes(upload: bundle_pb2.Upload) -> int:
    """How many bytes an upload still lacks."""
    return sum(each.size_bytes - each.received_bytes for each in upload.files if not each.stored)


def unsent(upload: bundle_pb2.Upload) -> int:
    """Bytes that are wanted, and one for each file that must be sent: an empty file is wanted too."""
    return wanted_bytes(upload) + sum(_needs_sending(each) for each in upload.files)


def chunks(bundle: LocalBundle, upload: bundle_pb2.Upload) -> Iterator[pb.AppendUploadRequest]:
    """The messages of one AppendUpload call: what the upload lacks, at most `CALL_BYTES` of it.

    An empty file needs one chunk without bytes to be known.
    """
    size = min(upload.max_chunk_bytes or _MAX_CHUNK, _MAX_CHUNK)
    left = CALL_BYTES
    for file in upload.files:
        if not _needs_sending(file):
            continue
        for message in _file_chunks(bundle.root / file.path, file, size):
            message.upload_id = upload.upload_id
            yield message
            left -= len(message.data)
            if left < size:
                return


def _needs_sending(file: bundle_pb2.UploadFile) -> bool:
    # A file may be there whole and not be checked yet, after a server that was killed: finishing checks it.
    return not file.stored and (file.received_bytes < file.size_bytes or file.size_bytes == 0)


def _file_chunks(path: Path, file: bundle_pb2.UploadFile, size: int) -> Iterator[pb.AppendUploadRequest]:
    offset = file.received_bytes
    with path.open("rb") as source:
        source.seek(offset)
        while (data := source.read(size)) or offset == file.size_bytes == 0:
            yield pb.AppendUploadRequest(
                path=file.path, offset=offset, data=data, chunk_sha256=hashlib.sha256(data).digest()
            )
            offset += len(data)
            if not data:
                return


def _walk(root: Path) -> Iterator[Path]:
    for folder, directories, names in os.walk(root):
        directories[:] = [each for each in directories if each != "__pycache__"]
        for name in names:
            path = Path(folder) / name
            if path.is_symlink() or not path.is_file():
                raise ModelNotLoggable(f"{path} is no plain file; a bundle holds neither links nor devices")
            yield path


def _describe(root: Path, path: Path) -> bundle_pb2.BundleFile:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        size = content.tell()
    return bundle_pb2.BundleFile(path=path.relative_to(root).as_posix(), size_bytes=size, sha256=digest)
