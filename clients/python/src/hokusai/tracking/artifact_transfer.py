"""Logging and fetching artifacts of runs, in both doors. Both are safe to repeat, and are repeated where that helps."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, cast

import grpc

from hokusai.aio_sender import AioSender
from hokusai.calls import REGISTER_TIMEOUT
from hokusai.exceptions import HokusaiConnectionError, HokusaiError
from hokusai.retrying import Attempts, RetryPolicy
from hokusai.status_translation import from_rpc_error
from hokusai.sync_sender import SyncSender
from hokusai.tracking.artifact_files import ArtifactTarget, content_frames, opening_frame
from hokusai.tracking.runs import Artifact
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub


def log_artifact(sender: SyncSender, run_id: str, source: Path, path: str) -> Artifact:
    """Store one file as an artifact.

    Raises:
        HokusaiError: the server refused it, or the connection stayed broken.
    """
    opening = opening_frame(run_id, source, path)
    attempts = _attempts(sender.settings.retry)
    while True:
        try:
            return _log_once(sender, opening, source)
        except HokusaiError as error:
            delay = attempts.delay_after(error)
            if delay is None:
                raise
            time.sleep(delay)


async def log_artifact_aio(sender: AioSender, run_id: str, source: Path, path: str) -> Artifact:
    """`log_artifact` for an event loop."""
    opening = await asyncio.to_thread(opening_frame, run_id, source, path)
    attempts = _attempts(sender.settings.retry)
    while True:
        try:
            return await _log_once_aio(sender, opening, source)
        except HokusaiError as error:
            delay = attempts.delay_after(error)
            if delay is None:
                raise
            await asyncio.sleep(delay)


def fetch_artifact(sender: SyncSender, run_id: str, path: str, target: Path) -> None:
    """Fetch one artifact into a file, which appears whole and verified, or not at all.

    Raises:
        HokusaiError: there is none, or the connection stayed broken.
    """
    attempts = _attempts(sender.settings.retry)
    while True:
        try:
            with ArtifactTarget(target) as sink:
                stub = TrackingServiceStub(sender.channel())
                request = pb.DownloadArtifactRequest(run_id=run_id, path=path)
                try:
                    for frame in stub.DownloadArtifact(
                        request, timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata
                    ):
                        sink.receive(frame)
                except grpc.RpcError as error:
                    raise from_rpc_error(error, sender.settings.address, streaming=True) from error
                _check_end(sink)
        except HokusaiError as error:
            delay = attempts.delay_after(error)
            if delay is None:
                raise
            time.sleep(delay)
        else:
            return


async def fetch_artifact_aio(sender: AioSender, run_id: str, path: str, target: Path) -> None:
    """`fetch_artifact` for an event loop."""
    attempts = _attempts(sender.settings.retry)
    while True:
        try:
            with ArtifactTarget(target) as sink:
                stub = TrackingServiceStub(cast("grpc.Channel", sender.channel()))
                request = pb.DownloadArtifactRequest(run_id=run_id, path=path)
                frames: Any = stub.DownloadArtifact(
                    request, timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata
                )
                try:
                    async for frame in frames:
                        sink.receive(frame)
                except grpc.RpcError as error:
                    raise from_rpc_error(error, sender.settings.address, streaming=True) from error
                _check_end(sink)
        except HokusaiError as error:
            delay = attempts.delay_after(error)
            if delay is None:
                raise
            await asyncio.sleep(delay)
        else:
            return


def _log_once(sender: SyncSender, opening: pb.LogArtifactRequest, source: Path) -> Artifact:
    decided = threading.Event()
    ready = False

    def frames() -> Iterator[pb.LogArtifactRequest]:
        yield opening
        decided.wait()
        if ready:
            yield from content_frames(source)

    stub = TrackingServiceStub(sender.channel())
    call = stub.LogArtifact(frames(), timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata)
    try:
        for response in call:
            if response.WhichOneof("frame") == "result":
                return Artifact.from_proto(response.result.artifact)
            ready = True
            decided.set()
    except grpc.RpcError as error:
        raise from_rpc_error(error, sender.settings.address, streaming=True) from error
    finally:
        decided.set()
        call.cancel()
    raise HokusaiConnectionError("the upload ended before its result; it is safe to repeat")


async def _log_once_aio(sender: AioSender, opening: pb.LogArtifactRequest, source: Path) -> Artifact:
    ready = asyncio.Event()

    async def frames() -> AsyncIterator[pb.LogArtifactRequest]:
        yield opening
        await ready.wait()
        for frame in content_frames(source):
            yield frame

    stub = TrackingServiceStub(cast("grpc.Channel", sender.channel()))
    call: Any = stub.LogArtifact(cast("Any", frames()), timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata)
    try:
        async for response in call:
            if response.WhichOneof("frame") == "result":
                return Artifact.from_proto(response.result.artifact)
            ready.set()
    except grpc.RpcError as error:
        raise from_rpc_error(error, sender.settings.address, streaming=True) from error
    finally:
        call.cancel()
    raise HokusaiConnectionError("the upload ended before its result; it is safe to repeat")


def _attempts(policy: RetryPolicy) -> Attempts:
    return Attempts(policy, None, time.monotonic)


def _check_end(sink: ArtifactTarget) -> None:
    if not sink.complete:
        raise HokusaiConnectionError("the download ended before its summary; it is safe to repeat")
