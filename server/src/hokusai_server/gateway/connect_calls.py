"""Connect JSON: the public services for browsers and curl, passed on to the gRPC port."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import grpc
from google.protobuf.message import Message
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from hokusai_server.gateway.connect_protocol import (
    JSON,
    STREAM_JSON,
    ConnectError,
    end_of_stream,
    envelope,
    forwarded,
    from_rpc_error,
    media_type,
    single_message,
    timeout_of,
)
from hokusai_server.gateway.contract_methods import ContractMethod, as_json, public_methods
from hokusai_server.gateway.web_pages import WebPages

# Calls under way at once, so that whoever comes by HTTP cannot take the gRPC port's whole admission.
MOST_CALLS: Final = 64
# A call that names no time of its own; as long as the longest of the Python client's defaults.
UNARY_TIMEOUT_S: Final = 600.0
_FORWARDED: Final = frozenset({"authorization", "traceparent", "tracestate"})

Answer = tuple[int, str, bytes]
"""HTTP status, content type and body."""


class ConnectCalls:
    """The ASGI application for `/package.Service/Method`.

    Args:
        channel: to the gRPC port; None where HTTP would be a way around its encryption.
        most_bytes: of a request's body.
        pages: the web pages that may call.
    """

    def __init__(self, channel: grpc.aio.Channel | None, most_bytes: int, pages: WebPages) -> None:
        self._channel = channel
        self._most_bytes = most_bytes
        self.pages = pages
        self._methods = public_methods()
        self._running = 0

    @property
    def services(self) -> list[str]:
        """Full names of the services whose methods are answered."""
        return sorted({path.split("/")[1] for path in self._methods})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; whatever runs for it ends when its client goes away."""
        request = Request(scope, receive)
        streaming = media_type(request.headers.get("content-type", "")) == STREAM_JSON
        try:
            self.pages.check(request.headers)
            method = self._method(request)
            message = method.parse(await self._document(request, method, streaming=streaming))
            timeout = timeout_of(request.headers.get("connect-timeout-ms"))
            channel = self._open()
            with self._place():
                metadata = forwarded(request.headers.items(), _FORWARDED)
                if streaming:
                    call = _stream(channel, method)(message, timeout=timeout, metadata=metadata)
                    await _unless_gone(receive, call, _send_stream(send, call))
                else:
                    limit = UNARY_TIMEOUT_S if timeout is None else timeout
                    unary = _unary(channel, method)(message, timeout=limit, metadata=metadata)
                    await _unless_gone(receive, unary, _send_reply(send, unary))
        except ConnectError as error:
            await _send_error(send, error, streaming=streaming)
        except _UnsupportedMediaType:
            await _respond(send, (415, "text/plain", f"send {JSON}, or {STREAM_JSON} for a stream\n".encode()))

    def _method(self, request: Request) -> ContractMethod:
        method = self._methods.get(request.url.path)
        if method is None:
            raise ConnectError(grpc.StatusCode.UNIMPLEMENTED, f"there is no method {request.url.path}")
        if method.client_streams:
            message = f"the client of {method.path} sends a stream, which needs gRPC"
            raise ConnectError(grpc.StatusCode.UNIMPLEMENTED, message)
        return method

    def _open(self) -> grpc.aio.Channel:
        if self._channel is None:
            message = "the gRPC port is encrypted and this one is not; call it with gRPC"
            raise ConnectError(grpc.StatusCode.FAILED_PRECONDITION, message)
        return self._channel

    @contextmanager
    def _place(self) -> Iterator[None]:
        if self._running >= MOST_CALLS:
            message = f"{MOST_CALLS} calls by HTTP are under way, the limit; retry, or use gRPC"
            raise ConnectError(grpc.StatusCode.RESOURCE_EXHAUSTED, message)
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1

    async def _document(self, request: Request, method: ContractMethod, *, streaming: bool) -> bytes:
        """The request's message as JSON."""
        if request.method == "GET" and method.side_effect_free and not method.server_streams:
            return _from_query(request)
        kind = STREAM_JSON if method.server_streams else JSON
        if request.method != "POST" or media_type(request.headers.get("content-type", "")) != kind:
            raise _UnsupportedMediaType
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self._most_bytes:
                message = (
                    f"the request has more than {self._most_bytes} bytes, the limit; send less at once, or use gRPC"
                )
                raise ConnectError(grpc.StatusCode.RESOURCE_EXHAUSTED, message)
        return single_message(bytes(body)) if streaming else bytes(body)


class _UnsupportedMediaType(Exception):
    """The method is not called so."""


def _from_query(request: Request) -> bytes:
    query = request.query_params
    if query.get("encoding") != "json" or query.get("compression"):
        raise ConnectError(grpc.StatusCode.INVALID_ARGUMENT, "write encoding=json and no compression")
    text = query.get("message", "")
    if query.get("base64") != "1":
        return text.encode()
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ConnectError(grpc.StatusCode.INVALID_ARGUMENT, f"message is no base64: {error}") from error


def _unary(channel: grpc.aio.Channel, method: ContractMethod) -> Any:
    return channel.unary_unary(method.path, _serialize, method.reply.FromString)


def _stream(channel: grpc.aio.Channel, method: ContractMethod) -> Any:
    return channel.unary_stream(method.path, _serialize, method.reply.FromString)


def _serialize(message: Message) -> bytes:
    return message.SerializeToString()


async def _send_reply(send: Send, call: Awaitable[Message]) -> None:
    try:
        reply = await call
    except grpc.aio.AioRpcError as error:
        raise from_rpc_error(error) from error
    await _respond(send, (200, JSON, as_json(reply)))


async def _send_stream(send: Send, call: AsyncIterator[Message]) -> None:
    """One envelope a message: the next is read once this one is on its way, so nothing piles up."""
    await _begin(send, 200, STREAM_JSON)
    failure = None
    try:
        async for message in call:
            await send({"type": "http.response.body", "body": envelope(as_json(message)), "more_body": True})
    except grpc.aio.AioRpcError as error:
        failure = from_rpc_error(error)
    await send({"type": "http.response.body", "body": end_of_stream(failure)})


async def _unless_gone(receive: Receive, call: Any, answering: Awaitable[None]) -> None:
    """Answer, unless the client goes away before: then the call is cancelled."""
    answer = asyncio.ensure_future(answering)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            answer.result()
    finally:
        call.cancel()
        for task in (answer, gone):
            task.cancel()
            with suppress(asyncio.CancelledError, ConnectError, grpc.aio.AioRpcError, OSError):
                await task


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_error(send: Send, error: ConnectError, *, streaming: bool) -> None:
    if streaming:
        await _respond(send, (200, STREAM_JSON, end_of_stream(error)))
    else:
        await _respond(send, (error.http_status, JSON, json.dumps(error.body(), ensure_ascii=False).encode()))


async def _respond(send: Send, answer: Answer) -> None:
    status, kind, body = answer
    await _begin(send, status, kind)
    await send({"type": "http.response.body", "body": body})


async def _begin(send: Callable[[Any], Awaitable[None]], status: int, kind: str) -> None:
    headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
