"""A Hokusai server of one's own for as long as a `with` block lasts."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60.0
STOP_SECONDS = 20.0


@contextmanager
def local_server() -> Iterator[str]:
    """Start a server on a throw-away data directory and a free port, yield its address, and leave nothing behind.

    The server ends with the block, however the block ends: normally, by an exception, by Ctrl-C or by SIGTERM.
    """
    with tempfile.TemporaryDirectory(prefix="hokusai-") as folder, _ending_on_sigterm():
        ready_file = Path(folder) / "ready.json"
        command = [
            sys.executable,
            "-m",
            "hokusai_server",
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--gateway",
            "127.0.0.1:0",
        ]
        command += ["--data-dir", f"{folder}/data", "--ready-file", str(ready_file), "--log-level", "warning"]
        # A session of its own: Ctrl-C reaches this process only, which then ends the server in order.
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            yield _address_when_ready(server, ready_file)
        finally:
            _stop(server)


@contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind the stack as Ctrl-C does, so that `finally` blocks run."""

    def unwind(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, unwind)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _address_when_ready(server: subprocess.Popen[bytes], ready_file: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if ready_file.exists():
            return str(json.loads(ready_file.read_text())["grpc"])
        if server.poll() is not None:
            raise SystemExit(f"the server ended with exit code {server.returncode}; its message is above")
        time.sleep(0.05)
    raise SystemExit(f"the server was not ready within {START_SECONDS:.0f} s")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
