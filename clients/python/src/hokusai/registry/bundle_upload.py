"""Uploading a bundle, going on where a cut left it, in both doors."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, cast

import grpc

from hokusai.aio_sender import AioSender
from hokusai.calls import REGISTER_TIMEOUT
from hokusai.exceptions import ChecksumMismatch, HokusaiError, UploadIncomplete, UploadOffsetMismatch
from hokusai.registry import calls
from hokusai.registry.bundle_files import LocalBundle, chunks, unsent, wanted_bytes
from hokusai.registry.v1 import bundle_pb2
from hokusai.registry.v1 import registry_service_pb2 as pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.retrying import Attempts, RetryPolicy, may_repeat
from hokusai.status_translation import from_rpc_error
from hokusai.sync_sender import SyncSender

# Called with the bytes that are on the server and the bytes of the whole bundle.
UploadProgress = Callable[[int, int], None]

# How often server and client may differ on what was sent before the upload is given up.
_MOST_DISAGREEMENTS = 3


def upload_bundle(sender: SyncSender, bundle: LocalBundle, progress: UploadProgress) -> bundle_pb2.Bundle:
    """Upload what the server does not have yet and seal it.

    After a cut the server is asked how far it came, and the rest is sent. Gives up when several sends in a row brought
    nothing new.

    Raises:
        HokusaiError: the server refused the bundle, or the connection stayed broken.
    """
    upload = sender.send(calls.start_upload(bundle.files))
    patience = _Patience(sender.settings.retry)
    while True:
        patience.look(upload)
        progress(bundle.size - wanted_bytes(upload), bundle.size)
        try:
            if not unsent(upload):
                return sender.send(calls.finish_upload(upload.upload_id), under_way=True)
            upload = _append(sender, bundle, upload, progress)
        except HokusaiError as error:
            delay = patience.delay_after(error)
            if delay is None:
                raise
            time.sleep(delay)
            upload = sender.send(calls.query_upload(upload.upload_id), under_way=True)


async def upload_bundle_aio(sender: AioSender, bundle: LocalBundle, progress: UploadProgress) -> bundle_pb2.Bundle:
    """`upload_bundle` for an event loop. Files are read in between, a chunk at a time."""
    upload = await sender.send(calls.start_upload(bundle.files))
    patience = _Patience(sender.settings.retry)
    while True:
        patience.look(upload)
        progress(bundle.size - wanted_bytes(upload), bundle.size)
        try:
            if not unsent(upload):
                return await sender.send(calls.finish_upload(upload.upload_id), under_way=True)
            upload = await _append_aio(sender, bundle, upload, progress)
        except HokusaiError as error:
            delay = patience.delay_after(error)
            if delay is None:
                raise
            await asyncio.sleep(delay)
            upload = await sender.send(calls.query_upload(upload.upload_id), under_way=True)


class _Patience:
    """Whether an upload is worth another try: while it moves on, and while what is wrong may pass."""

    def __init__(self, policy: RetryPolicy) -> None:
        self._policy = policy.for_streams()
        self._attempts = Attempts(self._policy, None, time.monotonic)
        self._least_unsent: int | None = None
        self._disagreements = 0

    def look(self, upload: bundle_pb2.Upload) -> None:
        """Begin anew with counting if the server has more than it ever had."""
        now = unsent(upload)
        if self._least_unsent is None or now < self._least_unsent:
            self._least_unsent = now
            self._attempts = Attempts(self._policy, None, time.monotonic)

    def delay_after(self, error: HokusaiError) -> float | None:
        """Seconds to wait before the server is asked how far it came; None gives up."""
        if may_repeat(error):
            return self._attempts.delay_after(error)
        if not isinstance(error, UploadOffsetMismatch | ChecksumMismatch | UploadIncomplete):
            return None
        # What the server has differs from what we thought, or a file changed under our hands.
        self._disagreements += 1
        return None if self._disagreements > _MOST_DISAGREEMENTS else 0.0


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
