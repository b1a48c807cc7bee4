"""The embedded MLflow's database: made and migrated by MLflow itself, by one process at a time."""

from __future__ import annotations

import fcntl
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from hokusai_server.adapters.mlflow.connection import DATABASE_NAME

_LOCK_NAME: Final = "mlflow.db.lock"
# Which MLflow wrote the schema: asking the database itself would need MLflow's private functions.
_VERSION_NAME: Final = "mlflow.db.version"


def prepare(directory: Path, tracking_uri: str) -> None:
    """Make the database, or bring it to this MLflow's schema. Idempotent; concurrent processes wait for each other.

    Raises:
        MlflowException: MLflow cannot make or read it.
        OSError: the folder cannot be written.
    """
    import mlflow
    from mlflow import MlflowClient

    directory.mkdir(parents=True, exist_ok=True)
    with _locked(directory / _LOCK_NAME):
        database, version = directory / DATABASE_NAME, directory / _VERSION_NAME
        if database.exists() and not _is(version, mlflow.__version__):
            _migrate(tracking_uri)
        MlflowClient(tracking_uri=tracking_uri).search_experiments(max_results=1)
        _use_write_ahead_log(database)
        version.write_text(mlflow.__version__)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is(version: Path, wanted: str) -> bool:
    try:
        return version.read_text() == wanted
    except FileNotFoundError:
        return False


def _migrate(tracking_uri: str) -> None:
    """MLflow's own command: the only public way."""
    command = [sys.executable, "-m", "mlflow", "db", "upgrade", tracking_uri]
    finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if finished.returncode != 0:
        from mlflow.exceptions import MlflowException

        last = finished.stderr.strip().splitlines()[-1:] or ["no message"]
        raise MlflowException(f"the embedded MLflow database cannot be brought to this version: {last[0]}")


def _use_write_ahead_log(database: Path) -> None:
    """Readers and a writer no longer wait for each other. The mode stays with the file, for stock clients too."""
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
