"""The gateway process: `-m hokusai_server.gateway SOCKET_FD BACKEND_SOCKET SERVER_PID PUBLIC BYTES ORIGINS`.

The server starts it. PUBLIC is the address of the gRPC port, empty where that is encrypted; BYTES is the most that a
request may have; ORIGINS are those whose web pages may call, with commas between.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Final

import grpc
import uvicorn
from typing_extensions import override

from hokusai.backend.v1.backend_service_pb2_grpc import BackendServiceStub
from hokusai_server.gateway.application import build_application
from hokusai_server.gateway.connect_calls import ConnectCalls
from hokusai_server.gateway.web_pages import WebPages

PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h

# The server says what is too large and when to come again; those who call by HTTP decide whether they do.
_CHANNEL_OPTIONS: Final = (
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.enable_retries", 0),
)


def main() -> None:
    """Serve HTTP on the inherited socket until the server closes our input or dies."""
    descriptor, door, parent, public, most_bytes, origins = sys.argv[1:]
    # A terminal or a service manager signals the whole group; we must outlive the drain to answer /readyz.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    die_with_parent(int(parent))
    pages = WebPages(tuple(filter(None, origins.split(","))))
    asyncio.run(serve(socket.socket(fileno=int(descriptor)), door, public, int(most_bytes), pages))


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when the server ends, however that happens; leave at once if it has."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


async def serve(listener: socket.socket, door: str, public: str, most_bytes: int, pages: WebPages) -> None:
    """Run the HTTP server until the input ends."""
    async with AsyncExitStack() as stack:
        channel = await stack.enter_async_context(grpc.aio.insecure_channel(f"unix:{door}"))
        calls = None
        if public:
            calls = await stack.enter_async_context(grpc.aio.insecure_channel(public, options=_CHANNEL_OPTIONS))
        application = build_application(BackendServiceStub(channel), ConnectCalls(calls, most_bytes, pages))
        server = GatewayServer(
            uvicorn.Config(application, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1)
        )
        ending = asyncio.create_task(_end_with_input(server), name="input")
        await server.serve(sockets=[listener])
        ending.cancel()


class GatewayServer(uvicorn.Server):
    """Uvicorn without its signal handlers: this process ends when its input does."""

    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals as they are."""
        yield


async def _end_with_input(server: uvicorn.Server) -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()
    server.should_exit = True


if __name__ == "__main__":
    main()
