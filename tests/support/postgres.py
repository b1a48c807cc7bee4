"""A PostgreSQL of the tests' own: the Debian package's programs on a free port and a throw-away folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pg8000.dbapi
import pytest

_INSTALLED: Final = Path("/usr/lib/postgresql")
_USER: Final = "hokusai"

# A test's data need not outlive the machine, only the server, so nothing waits for the disk.
_SPEED: Final = ("-c", "fsync=off", "-c", "full_page_writes=off")


_READY: Final = "database system is ready to accept connections"
_PATIENCE_S: Final = 40.0


@dataclass(slots=True)
class PostgresServer:
    """A PostgreSQL; it ends with the process of the tests, however that ends.

    Attributes:
        port: on 127.0.0.1.
        programs: the folder of its programs.
        folder: everything that is its own.
        durable: whether a commit waits for the disk, as in production.
    """

    port: int
    programs: Path
    folder: Path
    durable: bool = False
    _process: subprocess.Popen[str] | None = None

    def new_database(self) -> str:
        """Make an empty database and return its address for SQLAlchemy."""
        name = f"t{uuid.uuid4().hex}"
        connection = pg8000.dbapi.connect(_USER, host="127.0.0.1", port=self.port, database="postgres")
        connection.autocommit = True
        connection.cursor().execute(f'CREATE DATABASE "{name}"')
        connection.close()
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start it and wait until it says that it answers."""
        places = ["-D", str(self.folder / "data"), "-k", str(self.folder)]
        options = ["-h", "127.0.0.1", "-p", str(self.port), "-c", "max_connections=300"]
        options += [] if self.durable else _SPEED
        command = [*_as_owner(), "--pdeathsig=QUIT", str(self.programs / "postgres"), *places, *options]
        self._process = subprocess.Popen(command, cwd="/", stderr=subprocess.PIPE, text=True)
        ready = threading.Event()
        threading.Thread(target=_read_log, args=(self._process, ready), daemon=True).start()
        assert ready.wait(_PATIENCE_S), "PostgreSQL did not start"

    def stop(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_PATIENCE_S)
            self._process = None


def _read_log(process: subprocess.Popen[str], ready: threading.Event) -> None:
    """Read to the end, so that the pipe never fills."""
    assert process.stderr is not None
    with process.stderr as log:
        for line in log:
            if _READY in line:
                ready.set()


@cache
def postgres_programs() -> Path | None:
    """The folder of the newest installed server's programs; None if none is installed."""
    found = sorted(_INSTALLED.glob("*/bin/postgres"), key=lambda path: int(path.parent.parent.name))
    return found[-1].parent if found else None


def require_postgres() -> Path:
    """The folder of the programs; skips the test where the package is absent."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian package postgresql)")
    return programs


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """A server until the context is left; nothing of it stays."""
    programs = require_postgres()
    folder = Path(tempfile.mkdtemp(prefix="hokusai-pg-"))
    try:
        _own(folder)
        data = folder / "data"
        cluster = ["-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
        command = [*_as_owner(), str(programs / "initdb"), *cluster]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)
        server = PostgresServer(_free_port(), programs, folder, durable)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner() -> list[str]:
    """The beginning of a command of PostgreSQL's: root, which it refuses, becomes the user that the package made."""
    if os.geteuid() == 0:
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return ["setpriv"]


def _own(folder: Path) -> None:
    folder.chmod(0o700)
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
