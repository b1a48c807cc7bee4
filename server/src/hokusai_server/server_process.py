"""The life of the server process: start, say so, wait for a signal, end in order or at once."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections.abc import Callable
from pathlib import Path

from hokusai_server.bootstrap import RunningServer, running_server
from hokusai_server.bootstrap.gateway import gateway_socket, running_gateway
from hokusai_server.exit_codes import ExitCode, StartupError
from hokusai_server.release import SERVER_VERSION
from hokusai_server.settings import HostPort, Settings

_log = logging.getLogger(__name__)


async def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, then drain; a second signal ends the process at once.

    Args:
        settings: everything that is set.
        announce: is told one line with both addresses once the server serves.

    Raises:
        StartupError: why it cannot start.
    """
    stop = _stop_on_signal(asyncio.get_running_loop())
    with gateway_socket(settings.gateway) as listener:
        async with (
            running_server(settings) as server,
            running_gateway(server, listener, settings),
        ):
            gateway = HostPort(settings.gateway.host, listener.getsockname()[1])
            if settings.ready_file is not None:
                write_ready_file(settings.ready_file, server, gateway)
            facts = {"version": SERVER_VERSION, "mode": server.mode.value, "grpc": server.address, "gateway": gateway}
            facts["data_plane"] = "native" if server.native else "python"
            _log.info("serving", extra=facts)
            announce(f"Hokusai serves gRPC on {server.address} and HTTP on {gateway}")
            await stop.wait()
            await server.drain.run()


def write_ready_file(path: Path, server: RunningServer, gateway: HostPort) -> None:
    """Write the addresses as JSON, whole or not at all.

    Raises:
        StartupError: the file cannot be written; whoever waits for it would wait for ever.
    """
    body = {"grpc": str(server.address), "gateway": str(gateway), "mode": server.mode.value, "pid": os.getpid()}
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(json.dumps(body) + "\n", encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        message = f"cannot write the ready file {path}: {error.strerror}"
        raise StartupError(ExitCode.SETTINGS_INVALID, message) from error


def _stop_on_signal(loop: asyncio.AbstractEventLoop) -> asyncio.Event:
    """An event that the first SIGTERM or SIGINT sets; the second ends the process without further ado."""
    stop = asyncio.Event()

    def receive(number: signal.Signals) -> None:
        if stop.is_set():
            _log.warning("ended at once", extra={"signal": number.name})
            # Workers and gateway ask the kernel to end with us, and the stores survive kill -9 by design.
            os._exit(128 + number)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, receive, number)
    return stop
