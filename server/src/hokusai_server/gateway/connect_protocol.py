"""The words of the Connect protocol: codes, errors, envelopes, headers. Pure."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterable
from typing import Any, Final

import grpc
from google.protobuf import any_pb2, descriptor_pool, json_format, message_factory
from google.rpc import error_details_pb2, status_pb2

JSON: Final = "application/json"
STREAM_JSON: Final = "application/connect+json"
END_OF_STREAM: Final = 0x02
_COMPRESSED: Final = 0x01
_PREFIX: Final = struct.Struct(">BI")
# What a person with curl reads without decoding anything.
_READABLE: Final = frozenset(
    message.full_name for message in error_details_pb2.DESCRIPTOR.message_types_by_name.values()
)

HTTP_STATUS: Final = {
    grpc.StatusCode.CANCELLED: 499,
    grpc.StatusCode.UNKNOWN: 500,
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.ALREADY_EXISTS: 409,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.FAILED_PRECONDITION: 400,
    grpc.StatusCode.ABORTED: 409,
    grpc.StatusCode.OUT_OF_RANGE: 400,
    grpc.StatusCode.UNIMPLEMENTED: 501,
    grpc.StatusCode.INTERNAL: 500,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.DATA_LOSS: 500,
    grpc.StatusCode.UNAUTHENTICATED: 401,
}


class ConnectError(Exception):
    """A call that failed.

    Attributes:
        code: why, as gRPC says it.
        message: for people.
        details: the details of the status.
    """

    def __init__(self, code: grpc.StatusCode, message: str, details: tuple[any_pb2.Any, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    @property
    def http_status(self) -> int:
        """The HTTP status that the protocol gives to the code."""
        return HTTP_STATUS[self.code]

    def body(self) -> dict[str, Any]:
        """The error as the protocol writes it."""
        body: dict[str, Any] = {"code": _name(self.code), "message": self.message}
        if self.details:
            body["details"] = [_detail(detail) for detail in self.details]
        return body


def from_rpc_error(error: grpc.aio.AioRpcError) -> ConnectError:
    """The error for a call that the server, or the way to it, has failed."""
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin" and isinstance(value, bytes):
            status = status_pb2.Status.FromString(value)
            return ConnectError(error.code(), status.message, tuple(status.details))
    return ConnectError(error.code(), error.details() or "")


def timeout_of(header: str | None) -> float | None:
    """Seconds that `connect-timeout-ms` allows; None without it.

    Raises:
        ConnectError: it is no whole number of at most ten digits.
    """
    if header is None:
        return None
    if not (header.isascii() and header.isdigit() and len(header) <= 10):
        message = f"connect-timeout-ms is {header!r}: write whole milliseconds, at most ten digits"
        raise ConnectError(grpc.StatusCode.INVALID_ARGUMENT, message)
    return int(header) / 1000


def envelope(payload: bytes, flags: int = 0) -> bytes:
    """One message of a stream."""
    return _PREFIX.pack(flags, len(payload)) + payload


def end_of_stream(error: ConnectError | None) -> bytes:
    """The last message of a stream."""
    body: dict[str, Any] = {} if error is None else {"error": error.body()}
    return envelope(json.dumps(body).encode(), END_OF_STREAM)


def single_message(body: bytes) -> bytes:
    """The one message of a request whose answer is a stream.

    Raises:
        ConnectError: the body is no envelope, or more than one.
    """
    if len(body) < _PREFIX.size:
        raise ConnectError(grpc.StatusCode.INVALID_ARGUMENT, "the request has no envelope of flags, length and message")
    flags, length = _PREFIX.unpack_from(body)
    if flags & _COMPRESSED:
        raise ConnectError(grpc.StatusCode.UNIMPLEMENTED, "compressed messages are not taken; send them as they are")
    if len(body) != _PREFIX.size + length:
        raise ConnectError(grpc.StatusCode.INVALID_ARGUMENT, "the request must be one whole envelope")
    return body[_PREFIX.size :]


def media_type(header: str) -> str:
    """The content type without its parameters."""
    return header.partition(";")[0].strip().lower()


def forwarded(headers: Iterable[tuple[str, str]], names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The headers that go on to the server as metadata."""
    return tuple((name, value) for name, value in headers if name in names)


def _name(code: grpc.StatusCode) -> str:
    return "canceled" if code is grpc.StatusCode.CANCELLED else code.name.lower()


def _detail(detail: any_pb2.Any) -> dict[str, Any]:
    name = detail.TypeName()
    written = base64.b64encode(detail.value).decode().rstrip("=")
    body: dict[str, Any] = {"type": name, "value": written}
    if name in _READABLE:
        kind = message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(name))
        body["debug"] = json_format.MessageToDict(kind.FromString(detail.value))
    return body
