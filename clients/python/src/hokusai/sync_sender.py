"""Sends calls from threads."""

from __future__ import annotations

import os
import threading
import time
from typing import Any, Final, TypeVar

import grpc

from hokusai.calls import Prepared, UnaryCall
from hokusai.connection import ConnectionSettings
from hokusai.exceptions import HokusaiConnectionError
from hokusai.retrying import NO_RETRIES, Attempts
from hokusai.status_translation import from_rpc_error

Result = TypeVar("Result")
LONGEST_CLOSE_S: Final = 2.0


class SyncSender:
    """One channel and what sends over it. Safe to use from many threads; belongs to the process that made it."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.settings = settings
        self._process = os.getpid()
        self._channel = settings.open()
        self._methods: dict[UnaryCall[Any, Any], Any] = {}
        self._closed = threading.Event()

    def send(self, prepared: Prepared[Result], timeout: float | None = None, *, under_way: bool = False) -> Result:
        """Send a call, repeat it where that is safe and helps, and parse the reply.

        `under_way` says that the call belongs to something half done, which is worth more patience.

        Raises:
            HokusaiError: the call failed; the class says how.
        """
        call = prepared.call
        method = self._method(call)
        limit = timeout if timeout is not None else self.settings.timeout or call.timeout
        policy = self.settings.retry if call.repeatable else NO_RETRIES
        policy = policy.for_streams() if under_way else policy
        attempts = Attempts(policy, time.monotonic() + limit, time.monotonic)
        while True:
            try:
                reply = method(prepared.request, timeout=attempts.remaining(), metadata=self.settings.metadata)
            except grpc.RpcError as error:
                failure = from_rpc_error(error, self.settings.address)
                delay = attempts.delay_after(failure)
                if delay is None or self._closed.wait(delay):
                    raise failure from error
            else:
                return prepared.parse(reply)

    def channel(self) -> grpc.Channel:
        """The channel, for streams.

        Raises:
            HokusaiConnectionError: the client is closed, or this is a fork of the process that made it.
        """
        if self._closed.is_set():
            raise HokusaiConnectionError("this client is closed; make a new one with hokusai.Client()")
        if self._process != os.getpid():
            raise HokusaiConnectionError(
                "this client was made before the process forked, and a gRPC channel does not survive a fork; make the "
                "client in the child, or start workers with the 'spawn' method"
            )
        return self._channel

    def close(self) -> None:
        """Close the channel. Calls that are waiting end with an error. Closing twice does nothing."""
        if not self._closed.is_set():
            self._closed.set()
            # gRPC waits for its calls to be over; one that an interrupt cut off while it began never is.
            closing = threading.Thread(target=self._channel.close, name="hokusai-close", daemon=True)
            closing.start()
            closing.join(LONGEST_CLOSE_S)

    def _method(self, call: UnaryCall[Any, Any]) -> Any:
        channel = self.channel()
        method = self._methods.get(call)
        if method is None:
            # Two threads may both make one; they are equal and the second just replaces the first.
            method = self._methods[call] = call.rpc(channel)
        return method
