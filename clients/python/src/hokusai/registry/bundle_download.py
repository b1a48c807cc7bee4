"""Fetching the files of a version, going on where a cut left it, in both doors."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import shutil
import time
from pathlib import Path, PurePosixPath
from typing import Any, cast

import grpc

from hokusai.aio_sender import AioSender
from hokusai.calls import REGISTER_TIMEOUT
from hokusai.exceptions import (
    ChecksumMismatch,
    FrameOutOfOrder,
    HokusaiConnectionError,
    HokusaiError,
    InvalidArgumentError,
)
from hokusai.registry.bundle_upload import UploadProgress
from hokusai.registry.v1 import bundle_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.retrying import Attempts
from hokusai.status_translation import from_rpc_error
from hokusai.sync_sender import SyncSender


class Download:
    """Files of one version on their way into a folder, which appears whole or not at all.

    Knows what is there already, so that a new connection asks for the rest only. No network in here.
    """

    def __init__(self, model: str, version: str, folder: Path) -> None:
        """Fetch into `folder`, which must not exist.

        Raises:
            InvalidArgumentError: it does.
        """
        if folder.exists():
            raise InvalidArgumentError(f"{folder} exists; name a folder that does not")
        self._source = pb.BundleVersion(model=model, version=version)
        self._folder = folder
        self._part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
        self._manifest: dict[str, bundle_pb2.BundleFile] = {}
        self._received: dict[str, int] = {}
        self.complete = False

    @property
    def received(self) -> int:
        """Bytes that are here."""
        return sum(self._received.values())

    @property
    def size(self) -> int:
        """Bytes of all files together; 0 until the server has said it."""
        return sum(each.size_bytes for each in self._manifest.values())

    def request(self) -> pb.DownloadBundleRequest:
        """The request for what is missing."""
        ranges = [
            bundle_pb2.FileRange(path=path, offset=self._received[path])
            for path, file in self._manifest.items()
            if self._received[path] < file.size_bytes
        ]
        return pb.DownloadBundleRequest(version=self._source, ranges=ranges)

    def receive(self, frame: pb.DownloadBundleResponse) -> None:
        """Take a frame.

        Raises:
            FrameOutOfOrder: it is not the one that is due.
        """
        kind = frame.WhichOneof("frame")
        if kind == "manifest":
            self._begin(frame.manifest)
        elif kind == "chunk":
            self._write(frame.chunk)
        elif kind == "summary":
            self.complete = all(self._received[path] == each.size_bytes for path, each in self._manifest.items())

    def publish(self) -> None:
        """Check every file against its sha256 and give the folder its name.

        Raises:
            ChecksumMismatch: what arrived is not what the manifest promised; nothing is published.
        """
        for path, file in self._manifest.items():
            with (self._part / path).open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            if digest != file.sha256:
                raise ChecksumMismatch(
                    f"file {path!r} arrived with sha256 {digest}, the manifest says {file.sha256}; fetch it again",
                    details={"path": path, "expected": file.sha256, "actual": digest},
                )
        self._part.rename(self._folder)

    def discard(self) -> None:
        """Remove what was not published."""
        shutil.rmtree(self._part, ignore_errors=True)

    def _begin(self, manifest: bundle_pb2.BundleManifest) -> None:
        if self._manifest:
            return
        self._part.mkdir(parents=True)
        for file in manifest.files:
            if PurePosixPath(file.path).is_absolute() or ".." in PurePosixPath(file.path).parts:
                raise FrameOutOfOrder(f"the server named a file {file.path!r} that would leave the folder")
            self._manifest[file.path] = file
            self._received[file.path] = 0
            target = self._part / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()

    def _write(self, chunk: bundle_pb2.FileChunk) -> None:
        if self._received.get(chunk.path) != chunk.offset:
            raise FrameOutOfOrder(f"the server sent {chunk.path!r} from byte {chunk.offset}, which is not due")
        with (self._part / chunk.path).open("ab") as target:
            target.write(chunk.data)
        self._received[chunk.path] += len(chunk.data)


def download_bundle(sender: SyncSender, download: Download, progress: UploadProgress) -> None:
    """Fetch everything and publish it.

    Raises:
        HokusaiError: the server refused, or the connection stayed broken; nothing is left behind.
    """
    attempts = Attempts(sender.settings.retry, None, time.monotonic)
    try:
        while not download.complete:
            before = download.received
            try:
                _fetch(sender, download, progress)
            except HokusaiError as error:
                if download.received > before:
                    attempts = Attempts(sender.settings.retry.for_streams(), None, time.monotonic)
                delay = attempts.delay_after(error)
                if delay is None:
                    raise
                time.sleep(delay)
        download.publish()
    finally:
        download.discard()


async def download_bundle_aio(sender: AioSender, download: Download, progress: UploadProgress) -> None:
    """`download_bundle` for an event loop."""
    attempts = Attempts(sender.settings.retry, None, time.monotonic)
    try:
        while not download.complete:
            before = download.received
            try:
                await _fetch_aio(sender, download, progress)
            except HokusaiError as error:
                if download.received > before:
                    attempts = Attempts(sender.settings.retry.for_streams(), None, time.monotonic)
                delay = attempts.delay_after(error)
                if delay is None:
                    raise
                await asyncio.sleep(delay)
        await asyncio.to_thread(download.publish)
    finally:
        download.discard()


def _fetch(sender: SyncSender, download: Download, progress: UploadProgress) -> None:
    stub = RegistryServiceStub(sender.channel())
    try:
        for frame in stub.DownloadBundle(
            download.request(), timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata
        ):
            download.receive(frame)
            progress(download.received, download.size)
    except grpc.RpcError as error:
        raise from_rpc_error(error, sender.settings.address, streaming=True) from error
    _check_end(download)


async def _fetch_aio(sender: AioSender, download: Download, progress: UploadProgress) -> None:
    stub = RegistryServiceStub(cast("grpc.Channel", sender.channel()))
    frames: Any = stub.DownloadBundle(download.request(), timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata)
    try:
        async for frame in frames:
            download.receive(frame)
            progress(download.received, download.size)
    except grpc.RpcError as error:
        raise from_rpc_error(error, sender.settings.address, streaming=True) from error
    _check_end(download)


def _check_end(download: Download) -> None:
    if not download.complete:
        raise HokusaiConnectionError("the download ended before its summary; what is missing is fetched again")
