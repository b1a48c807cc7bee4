"""Real servers for tests: one inside the test's own loop, and one as a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import Final

import grpc

from hokusai_server.bootstrap import RunningServer, running_server
from hokusai_server.settings import load_settings
from tests.support.planes import plane_settings

# How long a server process may take to serve or to end before its test fails; two busy cores make it slow.
PATIENCE_S: Final = 90.0

# Variables of ours that must not leak from the developer's shell into a test.
_OWN_PREFIXES: Final = ("HOKUSAI_", "MLFLOW_", "OTEL_")


@dataclass(frozen=True, slots=True)
class ServerUnderTest:
    """A server in the test's own loop.

    Attributes:
        server: the server itself.
        channel: a channel to it.
        data_dir: the folder that it keeps everything in.
    """

    server: RunningServer
    channel: grpc.aio.Channel
    data_dir: Path

    @property
    def target(self) -> str:
        """Its address, for channels of the test's own."""
        return str(self.server.address)


@asynccontextmanager
async def serving(folder: Path, **settings: str) -> AsyncIterator[ServerUnderTest]:
    """A server on a free port with all its data under `folder`; no gateway, no signals, real sockets.

    Args:
        folder: usually the test's `tmp_path`; entering it again later is a restart on the same data.
        settings: keys of settings with `__` for the dot, e.g. `limits__in_flight="2"`.
    Runs on the data plane that the fixture `plane` chose.
    """
    data_dir = folder / "data"
    given = {key.replace("__", "."): value for key, value in settings.items()}
    arguments = {"listen": "127.0.0.1:0", "data_dir": str(data_dir), "drain.grace": "2s", **plane_settings(), **given}
    loaded = load_settings(arguments=arguments, environment={})
    async with running_server(loaded.settings) as server, grpc.aio.insecure_channel(str(server.address)) as channel:
        yield ServerUnderTest(server, channel, data_dir)


@dataclass(slots=True)
class ServerProcess:
    """`hokusai serve` as a process of its own.

    Attributes:
        process: the process; its standard error is being read all the time.
        address: where gRPC answers; "" until it serves.
        gateway: where HTTP answers; "" until it serves.
    """

    process: subprocess.Popen[str]
    address: str = ""
    gateway: str = ""
    _lines: Queue[str | None] = field(default_factory=Queue)
    _log: list[str] = field(default_factory=list)
    _readers: list[threading.Thread] = field(default_factory=list)

    @property
    def log(self) -> str:
        """What it wrote to standard error so far; all of it once `wait` has returned."""
        return "".join(self._log)

    def wait_serving(self) -> None:
        """Return once it has said where it serves; fails if it ends before."""
        try:
            line = self._lines.get(timeout=PATIENCE_S)
        except Empty:
            raise AssertionError(f"the server did not serve within {PATIENCE_S} s:\n{self.log}") from None
        if line is None:
            raise AssertionError(f"the server ended with {self.process.wait()}:\n{self.log}")
        match = re.fullmatch(r"Hokusai serves gRPC on (\S+) and HTTP on (\S+)\n", line)
        assert match, line
        self.address, self.gateway = match[1], match[2]

    def terminate(self) -> None:
        """Ask it to end in order."""
        self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a crash would, and wait until it is gone."""
        self.process.kill()
        self.wait()

    def wait(self) -> int:
        """Its exit code once it has ended."""
        code = self.process.wait(PATIENCE_S)
        for reader in self._readers:
            reader.join(PATIENCE_S)
        return code

    def start_reading(self) -> None:
        """Read both outputs in threads, so that neither pipe ever fills."""
        for read in (self._read_output, self._read_log):
            reader = threading.Thread(target=read, daemon=True)
            reader.start()
            self._readers.append(reader)

    def _read_output(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        self._log.extend(self.process.stderr)


@contextmanager
def server_process(
    folder: Path, *options: str, environment: Mapping[str, str] | None = None, serve: bool = True
) -> Iterator[ServerProcess]:
    """A server process with all its data under `folder` on free ports; killed on leaving if it still runs.

    Args:
        folder: usually the test's `tmp_path`; entering it again later is a restart on the same data.
        options: further options of `hokusai serve`.
        environment: variables on top of the test's own, which lose all HOKUSAI_*, MLFLOW_* and OTEL_* first.
        serve: whether to wait until it serves; without, it may fail to start as the test wants.
    """
    command = [sys.executable, "-m", "hokusai_server", "serve", "--listen", "127.0.0.1:0", "--gateway", "127.0.0.1:0"]
    command += ["--data-dir", str(folder / "data")]
    command += [part for key, value in plane_settings().items() for part in ("--set", f"{key}={value}")]
    command += options
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_PREFIXES)}
    process = subprocess.Popen(
        command,
        env={**inherited, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    server = ServerProcess(process)
    server.start_reading()
    try:
        if serve:
            server.wait_serving()
        yield server
    finally:
        if process.poll() is None:
            server.kill()
