"""Sends calls from one event loop."""

from __future__ import annotations

import asyncio
import time
from typing import Any, TypeVar, cast

import grpc
import grpc.aio

from hokusai.calls import Prepared, UnaryCall
from hokusai.connection import ConnectionSettings
from hokusai.exceptions import HokusaiConnectionError
from hokusai.retrying import NO_RETRIES, Attempts
from hokusai.status_translation import from_rpc_error

Result = TypeVar("Result")


class AioSender:
    """One channel and what sends over it. Belongs to the event loop in which it sends first."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.settings = settings
        self._channel: grpc.aio.Channel | None = None
        self._methods: dict[UnaryCall[Any, Any], Any] = {}
        self._closed = False

    async def send(
        self,
        prepared: Prepared[Result],
        timeout: float | None = None,  # noqa: ASYNC109 - gRPC keeps the deadline
        *,
        under_way: bool = False,
    ) -> Result:
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
                reply = await method(prepared.request, timeout=attempts.remaining(), metadata=self.settings.metadata)
            except grpc.RpcError as error:
                failure = from_rpc_error(error, self.settings.address)
                delay = attempts.delay_after(failure)
                if delay is None:
                    raise failure from error
                await asyncio.sleep(delay)
            else:
                return prepared.parse(reply)

    def channel(self) -> grpc.aio.Channel:
        """The channel, for streams.

        Raises:
            HokusaiConnectionError: the client is closed.
        """
        if self._closed:
            raise HokusaiConnectionError("this client is closed; make a new one with hokusai.aio.Client()")
        if self._channel is None:
            self._channel = self.settings.open_aio()
        return self._channel

    async def close(self) -> None:
        """Close the channel. Calls that are waiting end with an error. Closing twice does nothing."""
        self._closed = True
        if self._channel is not None:
            await self._channel.close()

    def _method(self, call: UnaryCall[Any, Any]) -> Any:
        channel = self.channel()
        method = self._methods.get(call)
        if method is None:
            # The stubs take either kind of channel; the calls are typed by the one for threads.
            method = self._methods[call] = call.rpc(cast("grpc.Channel", channel))
        return method
