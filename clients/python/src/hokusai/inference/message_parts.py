"""Messages around bulk bytes, in pieces that are joined once.

Through protobuf, bulk bytes would be copied into each message on the way to the outermost one, twice a step, and out
of it again: ten times and more. Here the fields around them are written by hand, from the numbers that the generated
messages know.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from google.protobuf.message import Message

Part: TypeAlias = bytes | memoryview
"""Bytes of a message; of a view, the length MUST be that in bytes."""

_LENGTH_DELIMITED = 2


def field(number: int, parts: Sequence[Part]) -> list[Part]:
    """A field of a message that holds a message or bytes, given in pieces."""
    return [_varint(number << 3 | _LENGTH_DELIMITED) + _varint(sum(map(len, parts))), *parts]


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


class WrittenRequests:
    """A channel for a generated stub whose requests may be serialized already; calls and types stay the stub's."""

    def __init__(self, channel: Any) -> None:
        self._channel = channel

    def unary_unary(self, method: str, **options: Any) -> Any:
        """As the channel's."""
        return self._channel.unary_unary(method, **{**options, "request_serializer": _written})

    def stream_stream(self, method: str, **options: Any) -> Any:
        """As the channel's."""
        return self._channel.stream_stream(method, **{**options, "request_serializer": _written})


def _written(request: Message | bytes) -> bytes:
    return request if isinstance(request, bytes) else request.SerializeToString()
