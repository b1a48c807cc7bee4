"""A PostgreSQL of the tests' own: the Debian package's programs on a free port and a throw-away folder."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
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


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A PostgreSQL.

    Attributes:
        port: on 127.0.0.1.
        programs: the folder of its programs.
        folder: everything that is its own.
    """

    port: int
    programs: Path
    folder: Path

    def new_database(self) -> str:
        """Make an empty database and return its address for SQLAlchemy."""
        name = f"t{uuid.uuid4().hex}"
        connection = pg8000.dbapi.connect(_USER, host="127.0.0.1", port=self.port, database="postgres")
        connection.autocommit = True
        connection.cursor().execute(f'CREATE DATABASE "{name}"')
        connection.close()
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [
            "-p",
            str(self.port),
            "-h",
            "127.0.0.1",
            "-k",
            str(self.folder),
            "-c",
            "max_connections=300",
            *_SPEED,
        ]
        self._control("-w", "-l", self.folder / "log", "-o", " ".join(options), "start")

    def stop(self) -> None:
        """End it as a crash would."""
        self._control("-m", "immediate", "-w", "stop")

    def _control(self, *arguments: object) -> None:
        _run(self.programs / "pg_ctl", "-D", self.folder / "data", *arguments)


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
def running_postgres() -> Iterator[PostgresServer]:
    """A server until the context is left; nothing of it stays."""
    programs = require_postgres()
    folder = Path(tempfile.mkdtemp(prefix="hokusai-pg-"))
    try:
        _own(folder)
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        server = PostgresServer(_free_port(), programs, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: Path, *arguments: object) -> None:
    """Run a program of PostgreSQL's; as root, which it refuses, by the user that the package made."""
    command = [str(program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
    # pg_ctl leaves its server with the outputs it was given, so a pipe here would never end.
    subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


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
