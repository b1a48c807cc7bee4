"""The gateway process: its port, its door into this process, its life."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

import grpc

from hokusai.backend.v1.backend_service_pb2_grpc import add_BackendServiceServicer_to_server
from hokusai_server.adapters.private_folder import private_folder
from hokusai_server.bootstrap.server import RunningServer
from hokusai_server.exit_codes import ExitCode, StartupError
from hokusai_server.settings import HostPort, Settings
from hokusai_server.telemetry.metrics import Exposition
from hokusai_server.transport.backend_servicer import BackendServicer

_log = logging.getLogger(__name__)

RESTART_DELAYS_S: Final = (0.2, 1.0, 5.0)
END_TIMEOUT_S: Final = 3.0

# All that the gateway sees of our environment: it needs no credential, so it gets none.
_PASSED_VARIABLES: Final = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")


@contextmanager
def gateway_socket(address: HostPort) -> Iterator[socket.socket]:
    """The listening HTTP socket; bound here, so that a taken port is known at start and a gateway can be replaced.

    Raises:
        StartupError: the address cannot be bound.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        listener = socket.create_server((address.host, address.port), family=family, backlog=512)
    except OSError as error:
        message = f"cannot listen on {address} for HTTP: {error.strerror or error}"
        raise StartupError(ExitCode.PORT_UNAVAILABLE, message) from error
    with listener:
        yield listener


@asynccontextmanager
async def running_gateway(server: RunningServer, listener: socket.socket, settings: Settings) -> AsyncIterator[None]:
    """Keep a gateway process on the socket until left, replacing one that ends."""
    # Calls by HTTP, which is not encrypted, would be a way around the encryption of the gRPC port.
    public = "" if settings.tls.certificate else str(_reachable(server.address))
    limits = str(int(settings.limits.message_bytes))
    origins = str(settings.gateway_origins or "")
    with private_folder() as folder:
        # A Unix socket's path has at most 107 bytes, which a path under the data directory may exceed.
        door = folder / "backend.sock"
        async with _backend(server, door):
            facts = (str(door), str(os.getpid()), public, limits, origins)
            keeper = asyncio.create_task(_keep_running(listener, facts), name="gateway")
            try:
                yield
            finally:
                keeper.cancel()
                with suppress(asyncio.CancelledError):
                    await keeper


@asynccontextmanager
async def _backend(server: RunningServer, door: Path) -> AsyncIterator[None]:
    """Serve BackendService at the door; the folder around it lets in this user only."""
    backend = grpc.aio.server()
    servicer = BackendServicer(server.mode, server.health, server.monitor, partial(_expose, server))
    add_BackendServiceServicer_to_server(servicer, backend)
    backend.add_insecure_port(f"unix:{door}")
    await backend.start()
    try:
        yield
    finally:
        await backend.stop(grace=None)


async def _expose(server: RunningServer) -> Exposition:
    await server.catch_up()
    return server.metrics.expose()


def _reachable(address: HostPort) -> HostPort:
    """Where this machine itself finds what listens at the address."""
    loopback = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound
    return HostPort(loopback.get(address.host, address.host), address.port)


async def _keep_running(listener: socket.socket, facts: Sequence[str]) -> None:
    ends = 0
    while True:
        process = await _start(listener, facts)
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            await _end(process)
            raise
        delay = RESTART_DELAYS_S[min(ends, len(RESTART_DELAYS_S) - 1)]
        ends += 1
        _log.warning("gateway ended", extra={"exit_code": code, "restart_in_s": delay})
        await asyncio.sleep(delay)


async def _start(listener: socket.socket, facts: Sequence[str]) -> Process:
    # -P: the folder we were started in must not be a source of modules.
    arguments = ("-P", "-m", "hokusai_server.gateway", str(listener.fileno()), *facts)
    environment = {name: os.environ[name] for name in _PASSED_VARIABLES if name in os.environ}
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=PIPE, stdout=DEVNULL, pass_fds=(listener.fileno(),), env=environment
    )


async def _end(process: Process) -> None:
    """Let the gateway end by closing its input; kill it if it does not."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(END_TIMEOUT_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
