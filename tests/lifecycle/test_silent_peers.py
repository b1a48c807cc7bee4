"""Clients that vanish without a word are noticed, and clients are told when the server ends."""

from __future__ import annotations

import asyncio
from pathlib import Path

import grpc
import pytest

from tests.support import http2_frames as http2
from tests.support.running_server import serving

pytestmark = pytest.mark.usefixtures("plane")


async def test_who_leaves_pings_unanswered_is_taken_for_gone(tmp_path: Path) -> None:
    """A half-open connection is ended; a client that answers stays, however idle."""
    async with serving(tmp_path, limits__keepalive_interval="1s", limits__keepalive_timeout="1s") as server:
        await server.channel.channel_ready()
        reader, writer = await http2.connected(server.target)
        frames = await http2.rest_of(reader)
        writer.close()
        assert http2.PING in {frame.kind for frame in frames}
        assert server.channel.get_state() is grpc.ChannelConnectivity.READY


async def test_clients_are_told_that_the_server_ends(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        reader, writer = await http2.connected(server.target)
        await http2.read_until(reader, http2.SETTINGS)
        draining = asyncio.create_task(server.server.drain.run())
        await http2.read_until(reader, http2.GOAWAY)
        writer.close()
        await draining
