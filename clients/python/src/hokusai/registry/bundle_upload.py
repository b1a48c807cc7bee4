"""Uploading a bundle, going on where a cut left it, in both doors."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, cast

import grpc

from hokusai.aio_sender import AioSender
from hokusai.calls import REGISTER_TIMEOUT
from hokusai.exceptions import ChecksumMismatch, HokusaiError, UploadOffsetMismatch
from hokusai.registry import calls
from hokusai.registry.bundle_files import LocalBundle, chunks, wanted_bytes
from hokusai.registry.v1 import bundle_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.retrying import Attempts, RetryPolicy, may_repeat
from hokusai.status_translation import from_rpc_error
from hokusai.sync_sender import SyncSender

# Called with the bytes that are on the server and the bytes of the whole bundle.
UploadProgress = Callable[[int, int], None]


def upload_bundle(sender: SyncSender, bundle: LocalBundle, progress: UploadProgress) -> bundle_pb2.Bundle:
    """Upload what the server does not have yet and seal it.

    After a cut the server is asked how far it came, and the rest is sent. Gives up when several sends in a row brought
    nothing new.

    Raises:
        HokusaiError: the server refused the bundle, or the connection stayed broken.
    """
    upload = sender.send(calls.start_upload(bundle.files))
    attempts = _attempts(sender.settings.retry)
    while wanted := _unsent(upload):
        progress(bundle.size - wanted_bytes(upload), bundle.size)
        try:
            upload = _append(sender, bundle, upload, progress)
        except HokusaiError as error:
            delay = _delay(attempts, error)
            if delay is None:
                raise
            time.sleep(delay)
            upload = sender.send(calls.query_upload(upload.upload_id))
        if _unsent(upload) < wanted:
            attempts = _attempts(sender.settings.retry)
    progress(bundle.size, bundle.size)
    return sender.send(calls.finish_upload(upload.upload_id))


async def upload_bundle_aio(sender: AioSender, bundle: LocalBundle, progress: UploadProgress) -> bundle_pb2.Bundle:
    """`upload_bundle` for an event loop. Files are read in between, a chunk at a time."""
    upload = await sender.send(calls.start_upload(bundle.files))
    attempts = _attempts(sender.settings.retry)
    while wanted := _unsent(upload):
        progress(bundle.size - wanted_bytes(upload), bundle.size)
        try:
            upload = await _append_aio(sender, bundle, upload, progress)
        except HokusaiError as error:
            delay = _delay(attempts, error)
            if delay is None:
                raise
            await asyncio.sleep(delay)
            upload = await sender.send(calls.query_upload(upload.upload_id))
        if _unsent(upload) < wanted:
            attempts = _attempts(sender.settings.retry)
    progress(bundle.size, bundle.size)
    return await sender.send(calls.finish_upload(upload.upload_id))


def _append(
    sender: SyncSender, bundle: LocalBundle, upload: bundle_pb2.Upload, progress: UploadProgress
) -> bundle_pb2.Upload:
    stub = RegistryServiceStub(sender.channel())
    try:
        reply = stub.AppendUpload(
            _told(bundle, upload, progress), timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata
        )
    except grpc.RpcError as error:
        raise from_rpc_error(error, sender.settings.address, streaming=True) from error
    return reply.upload


async def _append_aio(
    sender: AioSender, bundle: LocalBundle, upload: bundle_pb2.Upload, progress: UploadProgress
) -> bundle_pb2.Upload:
    stub = RegistryServiceStub(cast("grpc.Channel", sender.channel()))

    async def messages() -> AsyncIterator[pb.AppendUploadRequest]:
        for message in _told(bundle, upload, progress):
            yield message

    try:
        reply: Any = await cast(
            "Any",
            stub.AppendUpload(cast("Any", messages()), timeout=REGISTER_TIMEOUT, metadata=sender.settings.metadata),
        )
    except grpc.RpcError as error:
        raise from_rpc_error(error, sender.settings.address, streaming=True) from error
    return cast("bundle_pb2.Upload", reply.upload)


def _told(bundle: LocalBundle, upload: bundle_pb2.Upload, progress: UploadProgress) -> Iterator[pb.AppendUploadRequest]:
    sent = bundle.size - wanted_bytes(upload)
    for message in chunks(bundle, upload):
        yield message
        sent += len(message.data)
        progress(sent, bundle.size)


def _unsent(upload: bundle_pb2.Upload) -> int:
    """Bytes that are wanted, and one for each file that is not stored: an empty file is wanted too."""
    return wanted_bytes(upload) + sum(not each.stored for each in upload.files)


def _attempts(policy: RetryPolicy) -> Attempts:
    return Attempts(policy, None, time.monotonic)


def _delay(attempts: Attempts, error: HokusaiError) -> float | None:
    if may_repeat(error):
        return attempts.delay_after(error)
    if isinstance(error, UploadOffsetMismatch | ChecksumMismatch):
        # What the server has differs from what we thought: ask it and go on from there.
        attempts.made += 1
        return None if attempts.made >= attempts.policy.max_attempts else 0.0
    return None
