"""HTTP/2 frame by frame, for clients that do what no library does."""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass
from typing import Final

from tests.support.running_server import PATIENCE_S

PREFACE: Final = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
END_STREAM, ACK, END_HEADERS = 1, 1, 4
INITIAL_WINDOW_SIZE: Final = 4
_HEAD_BYTES: Final = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """What a server sent."""

    kind: int
    flags: int
    stream: int
    payload: bytes


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """A frame on the wire."""
    return len(payload).to_bytes(3, "big") + bytes((kind, flags)) + stream.to_bytes(4, "big") + payload


def settings(**values: int) -> bytes:
    """The frame of settings; `initial_window_size` is the only one known here."""
    numbers = {"initial_window_size": INITIAL_WINDOW_SIZE}
    return frame(SETTINGS, 0, 0, b"".join(struct.pack(">HI", numbers[name], value) for name, value in values.items()))


def call(stream: int, method: str, *more: tuple[str, str]) -> bytes:
    """The headers of a gRPC call, each a literal that no table remembers."""
    fields = [(":method", "POST"), (":scheme", "http"), (":path", method), (":authority", "test")]
    fields += [("content-type", "application/grpc"), ("te", "trailers"), *more]
    block = b"".join(b"\0" + _text(name) + _text(value) for name, value in fields)
    return frame(HEADERS, END_HEADERS, stream, block)


def message(stream: int, serialized: bytes) -> bytes:
    """A gRPC message of less than 16 KiB that ends the request."""
    return frame(DATA, END_STREAM, stream, b"\0" + len(serialized).to_bytes(4, "big") + serialized)


async def connected(target: str, **values: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection that has said its settings and from then on answers nothing by itself."""
    host, port = target.rsplit(":", 1)
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(PREFACE + settings(**values))
    return reader, writer


async def read_until(reader: asyncio.StreamReader, kind: int) -> Frame:
    """The next frame of a kind; those before it are dropped."""
    async with asyncio.timeout(PATIENCE_S):
        while (found := await read_frame(reader)).kind != kind:
            pass
        return found


async def rest_of(reader: asyncio.StreamReader) -> list[Frame]:
    """All frames until the server ends the connection, which it must."""
    frames = []
    async with asyncio.timeout(PATIENCE_S):
        try:
            while True:
                frames.append(await read_frame(reader))
        except (asyncio.IncompleteReadError, ConnectionError):
            return frames


async def read_frame(reader: asyncio.StreamReader) -> Frame:
    """The next frame.

    Raises:
        IncompleteReadError, ConnectionError: the server closed the connection.
    """
    head = await reader.readexactly(_HEAD_BYTES)
    payload = await reader.readexactly(int.from_bytes(head[:3], "big"))
    return Frame(head[3], head[4], int.from_bytes(head[5:], "big") & 0x7FFF_FFFF, payload)


def _text(text: str) -> bytes:
    """A string of HPACK of less than 127 bytes, not Huffman-coded."""
    return bytes((len(text),)) + text.encode()
