"""Frames arrive as they were sent, however the bytes are cut, and what is not a frame ends the connection."""

from __future__ import annotations

import asyncio
import socket
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.adapters.runtime import frames
from hokusai_server.adapters.runtime.frame_stream import FrameStream
from hokusai_server.adapters.runtime.frames import FrameError, FrameSocket, pack_frame

_BODIES = st.lists(st.binary(max_size=200), max_size=4)


@pytest.fixture
def pair() -> tuple[FrameSocket, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.settimeout(10)
    return FrameSocket(ours), theirs


@given(sent=st.lists(st.tuples(st.binary(max_size=50), _BODIES), max_size=5), cuts=st.lists(st.integers(1, 60)))
def test_frames_survive_any_cutting_of_the_stream(sent: list[tuple[bytes, list[bytes]]], cuts: list[int]) -> None:
    ours, theirs = socket.socketpair()
    reader = FrameSocket(ours)
    stream = b"".join(bytes(piece) for header, body in sent for piece in pack_frame(header, body))
    received = []
    for cut in [*cuts, len(stream) or 1]:
        theirs.sendall(stream[:cut])
        stream = stream[cut:]
        if not stream:
            break
    theirs.close()
    while (frame := reader.receive()) is not None:
        received.append((frame.header, bytes(frame.body)))
    assert received == [(header, b"".join(body)) for header, body in sent]
    reader.close()


def test_a_body_larger_than_every_buffer_arrives_whole(pair: tuple[FrameSocket, socket.socket]) -> None:
    reader, theirs = pair
    body = bytes(range(256)) * 20_000
    received: list[bytes] = []
    theirs.settimeout(10)
    sender = FrameSocket(theirs)

    async def both() -> None:
        sending = asyncio.to_thread(sender.send, b"header", [body[:1000], body[1000:], b""])
        receiving = asyncio.to_thread(reader.receive)
        _, frame = await asyncio.gather(sending, receiving)
        assert frame is not None
        received.extend([frame.header, bytes(frame.body)])

    asyncio.run(both())
    assert received == [b"header", body]


def test_frames_keep_their_bytes_while_later_ones_arrive(pair: tuple[FrameSocket, socket.socket]) -> None:
    reader, theirs = pair
    sender = FrameSocket(theirs)
    sender.send(b"1", [b"first"])
    sender.send(b"2", [b"other"])
    first, second = reader.receive(), reader.receive()
    assert first is not None
    assert second is not None
    assert bytes(first.body) == b"first"
    assert bytes(second.body) == b"other"


@pytest.mark.parametrize("size", [60_000, 200_000, 1_000_000])
def test_large_frames_keep_their_bytes_while_later_ones_arrive(
    pair: tuple[FrameSocket, socket.socket], size: int
) -> None:
    reader, theirs = pair
    theirs.settimeout(10)
    sender = FrameSocket(theirs)
    bodies = [bytes([number]) * size for number in range(4)]

    def send_all() -> None:
        for body in bodies:
            sender.send(b"header", [body])

    async def both() -> list[bytes]:
        sending = asyncio.create_task(asyncio.to_thread(send_all))
        received = [await asyncio.to_thread(reader.receive) for _ in bodies]
        await sending
        return [bytes(frame.body) for frame in received if frame is not None]

    assert asyncio.run(both()) == bodies


def test_the_end_between_frames_is_none(pair: tuple[FrameSocket, socket.socket]) -> None:
    reader, theirs = pair
    theirs.close()
    assert reader.receive() is None


@pytest.mark.parametrize("cut", [b"\x01", struct.pack("<II", 4, 4) + b"head", struct.pack("<II", 4, 1 << 20)])
def test_the_end_inside_a_frame_is_an_error(pair: tuple[FrameSocket, socket.socket], cut: bytes) -> None:
    reader, theirs = pair
    theirs.sendall(cut)
    theirs.close()
    with pytest.raises(FrameError, match="inside a frame"):
        reader.receive()


@pytest.mark.parametrize("lengths", [(frames.MAX_HEADER_BYTES + 1, 0), (0, frames.MAX_BODY_BYTES + 1)])
def test_a_frame_over_the_limits_is_refused_before_its_bytes_are_read(
    pair: tuple[FrameSocket, socket.socket], lengths: tuple[int, int]
) -> None:
    reader, theirs = pair
    theirs.sendall(struct.pack("<II", *lengths))
    with pytest.raises(FrameError, match="limits"):
        reader.receive()


def test_a_header_over_the_limit_is_not_sent(pair: tuple[FrameSocket, socket.socket]) -> None:
    reader, _ = pair
    with pytest.raises(FrameError, match="limits"):
        reader.send(bytes(frames.MAX_HEADER_BYTES + 1))


async def _stream_pair() -> tuple[FrameStream, FrameStream]:
    ours, theirs = socket.socketpair()
    return await FrameStream.over(ours), await FrameStream.over(theirs)


async def test_streams_exchange_frames_in_order() -> None:
    ours, theirs = await _stream_pair()
    big = bytes(3_000_000)

    async def send() -> None:
        for number in range(200):
            await ours.send(str(number).encode(), [big] if number == 100 else [b"x"])
        ours.close()

    sending = asyncio.create_task(send())
    headers = []
    while (frame := await theirs.receive()) is not None:
        headers.append(int(frame.header))
    await sending
    assert headers == list(range(200))
    theirs.close()


async def test_a_stream_stops_reading_while_nobody_takes_its_frames() -> None:
    """The sender is held back, so memory stays bounded."""
    ours, theirs = await _stream_pair()
    body = bytes(1_000_000)

    async def send() -> None:
        for _ in range(200):
            await ours.send(b"h", [body])

    sending = asyncio.create_task(send())
    for _ in range(200):
        await asyncio.sleep(0)
    assert not sending.done()
    for _ in range(200):
        assert await theirs.receive() is not None
    await sending
    ours.close()
    assert await theirs.receive() is None


async def test_a_stream_reports_a_cut_frame_after_the_whole_ones() -> None:
    raw, other = socket.socketpair()
    stream = await FrameStream.over(other)
    raw.sendall(b"".join(bytes(piece) for piece in pack_frame(b"whole")) + b"\x01\x00")
    raw.close()
    frame = await stream.receive()
    assert frame is not None
    with pytest.raises(FrameError):
        await stream.receive()


async def test_sending_on_an_ended_stream_is_an_error() -> None:
    ours, theirs = await _stream_pair()
    theirs.close()
    assert await ours.receive() is None
    with pytest.raises(FrameError, match="ended"):
        await ours.send(b"late")


async def test_a_cancelled_receive_loses_no_frame() -> None:
    ours, theirs = await _stream_pair()
    waiting = asyncio.create_task(theirs.receive())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    await ours.send(b"kept")
    frame = await theirs.receive()
    assert frame is not None
    assert frame.header == b"kept"
    ours.close()


async def test_connecting_where_nobody_listens_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        await FrameStream.connect(tmp_path / "absent.sock")
