"""Artifacts of runs on their way up and down: the frames, and the files they come from and go to. No network."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from hokusai.exceptions import ChecksumMismatch, InvalidArgumentError
from hokusai.tracking.v1 import tracking_service_pb2 as pb

_CHUNK: Final = 2**20


def opening_frame(run_id: str, source: Path, path: str) -> pb.LogArtifactRequest:
    """The first frame for a file: what it is called, how long it is, and its sha256.

    Raises:
        InvalidArgumentError: it is no file.
    """
    if not source.is_file():
        raise InvalidArgumentError(f"{source} is no file; log the files of a folder one by one")
    with source.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").digest()
    return pb.LogArtifactRequest(
        open=pb.LogArtifactOpen(run_id=run_id, path=path, size_bytes=source.stat().st_size, sha256=digest)
    )


def content_frames(source: Path) -> Iterator[pb.LogArtifactRequest]:
    """What follows once the server is ready: the file in chunks, and its end."""
    with source.open("rb") as content:
        while data := content.read(_CHUNK):
            yield pb.LogArtifactRequest(chunk=data)
    yield pb.LogArtifactRequest(finish=pb.LogArtifactFinish())


class ArtifactTarget:
    """The file that a download fills; it takes its name when it is whole, and is gone when it is not."""

    def __init__(self, path: Path) -> None:
        """Fill `path`, which is replaced if it exists."""
        self._path = path
        self._part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        self._digest = hashlib.sha256()
        self._sink: IO[bytes] | None = None
        self.complete = False

    def __enter__(self) -> Self:
        self._sink = self._part.open("xb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._sink is not None:
            self._sink.flush()
            os.fsync(self._sink.fileno())
            self._sink.close()
        if kind is None and self.complete:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)

    def receive(self, frame: pb.DownloadArtifactResponse) -> None:
        """Take a frame.

        Raises:
            ChecksumMismatch: what arrived is not what was sent.
        """
        kind = frame.WhichOneof("frame")
        if kind == "chunk" and self._sink is not None:
            self._sink.write(frame.chunk)
            self._digest.update(frame.chunk)
        elif kind == "summary":
            if frame.summary.sha256 != self._digest.digest():
                raise ChecksumMismatch(
                    f"{self._path.name} arrived with sha256 {self._digest.hexdigest()}, the server sent "
                    f"{frame.summary.sha256.hex()}; fetch it again",
                    details={"path": self._path.name},
                )
            self.complete = True
