"""Connections that are no clients: too slow, not HTTP/2, malformed, too many, gone."""

from __future__ import annotations

import asyncio
import os
import random
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest
import pytest_asyncio

from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from tests.support import http2_frames as http2
from tests.support.certificates import Authority
from tests.support.data_planes import data_plane_of, eventually
from tests.support.running_server import PATIENCE_S, ServerUnderTest, serving

pytestmark = pytest.mark.asyncio(loop_scope="module")

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
SETTINGS = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
MIB = 2**20
COMERS_AND_GOERS = 3000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServerUnderTest]:
    folder = tmp_path_factory.mktemp("connections")
    bounds = {"limits__handshake": "200ms", "limits__connections": "64", "limits__keepalive_interval": "300s"}
    async with serving(folder, **bounds) as running:
        yield running


async def still_serves(server: ServerUnderTest) -> None:
    """A client that comes now is answered, by the process that was there before."""
    async with grpc.aio.insecure_channel(server.target) as channel:
        await SystemServiceStub(channel).GetSystemInfo(
            pb.GetSystemInfoRequest(), wait_for_ready=True, timeout=PATIENCE_S
        )


async def connected(server: ServerUnderTest) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = server.target.rsplit(":", 1)
    return await asyncio.open_connection(host, int(port))


async def end_of(reader: asyncio.StreamReader) -> bytes:
    """What is read until the server closes the connection."""
    try:
        return await asyncio.wait_for(reader.read(), PATIENCE_S)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("said", [b"", b"P", PREFACE[:-1], b"GET / HTTP/1.1\r\n\r\n", bytes(range(64))])
async def test_who_does_not_speak_http2_in_time_is_let_go(server: ServerUnderTest, said: bytes) -> None:
    reader, writer = await connected(server)
    writer.write(said)
    assert await end_of(reader) == b""
    writer.close()
    await still_serves(server)


async def test_slow_connections_do_not_keep_others_out(server: ServerUnderTest) -> None:
    """As many as may be open say nothing; each is let go in time, and who waits gets in."""
    idle = [await connected(server) for _ in range(64)]
    await still_serves(server)
    for _, writer in idle:
        writer.close()


async def test_malformed_frames_end_their_connection_and_nothing_else(server: ServerUnderTest) -> None:
    before = data_plane_of(os.getpid()).pid
    randomness = random.Random(5)
    for _ in range(100):
        reader, writer = await connected(server)
        writer.write(PREFACE + SETTINGS)
        length, kind = randomness.randrange(200), randomness.randrange(12)
        flags, stream = randomness.randrange(256), randomness.randrange(2**31)
        head = length.to_bytes(3, "big") + bytes((kind, flags)) + stream.to_bytes(4, "big")
        writer.write(head + randomness.randbytes(length))
        writer.write_eof()
        await end_of(reader)
        writer.close()
    await still_serves(server)
    assert data_plane_of(os.getpid()).pid == before


async def test_connections_that_come_and_go_leave_nothing_behind(server: ServerUnderTest) -> None:
    await come_and_go(server, 500)
    process = data_plane_of(os.getpid())
    before, descriptors = process.memory_info().rss, process.num_fds()
    await come_and_go(server, COMERS_AND_GOERS)
    await still_serves(server)
    await eventually(lambda: process.num_fds() <= descriptors + 4)
    assert process.memory_info().rss - before < 8 * MIB
    await eventually(lambda: open_connections(server) <= 1)


def open_connections(server: ServerUnderTest) -> float:
    """As the metrics have it; the fixture's own channel may have one."""
    value = server.server.metrics.registry.get_sample_value("hokusai_data_plane_connections")
    assert value is not None
    return value


async def come_and_go(server: ServerUnderTest, count: int) -> None:
    for number in range(count):
        _, writer = await connected(server)
        if number % 2:
            writer.write(PREFACE + SETTINGS)
        writer.transport.abort()


async def test_calls_that_are_reset_at_once_end_their_connection(server: ServerUnderTest) -> None:
    """Who opens and resets calls faster than they can be looked at is let go, long before a ping would be missed."""
    reader, writer = await http2.connected(server.target)
    method = "/hokusai.system.v1.SystemService/GetSystemInfo"
    for stream in range(1, 4001, 2):
        writer.write(http2.call(stream, method) + http2.frame(http2.RST_STREAM, 0, stream, bytes((0, 0, 0, 8))))
    await http2.rest_of(reader)
    writer.close()
    await still_serves(server)


@pytest.mark.parametrize(
    "flood", [http2.settings(), http2.frame(http2.PING, 0, 0, bytes(8))], ids=["settings", "pings"]
)
async def test_floods_of_what_must_be_answered_take_no_memory(server: ServerUnderTest, flood: bytes) -> None:
    """Their sender reads no answer: it is read no further once the answers fill what the kernel holds."""
    process = data_plane_of(os.getpid())
    before = process.memory_info().rss
    _, writer = await http2.connected(server.target)
    writer.write(flood * 1_000_000)
    for _ in range(20):
        await still_serves(server)
    assert process.memory_info().rss - before < 8 * MIB
    writer.transport.abort()


async def test_tls_without_http2_is_refused(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    pair = authority.issue("server")
    async with serving(tmp_path, tls__certificate=str(pair.certificate), tls__key=str(pair.key)) as running:
        context = ssl.create_default_context(cafile=str(authority.file))
        context.check_hostname = False
        context.set_alpn_protocols(["http/1.1"])
        host, port = running.target.rsplit(":", 1)
        with pytest.raises((ssl.SSLError, ConnectionError)):
            await asyncio.open_connection(host, int(port), ssl=context)
