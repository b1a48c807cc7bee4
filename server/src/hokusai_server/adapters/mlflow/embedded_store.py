"""The embedded MLflow's database: made and migrated by MLflow itself, by one process at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
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
_NEW_NAME: Final = "mlflow.db.new"
# Files in memory, where there is such a folder.
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - only a private folder of ours is used there


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
        if not database.exists():
            _make(directory, database)
        elif not _is(version, mlflow.__version__):
            _migrate(tracking_uri)
        MlflowClient(tracking_uri=tracking_uri).search_experiments(max_results=1)
        version.write_text(mlflow.__version__)


def _make(directory: Path, database: Path) -> None:
    """Let MLflow make a database elsewhere, then put it in place whole.

    MLflow builds its schema in some seventy steps, each synced: in place, a crash would leave a database that no MLflow
    opens any more, and the syncs take longer than all the rest.
    """
    from mlflow import MlflowClient

    new = directory / _NEW_NAME
    new.unlink(missing_ok=True)
    with _building_site(directory) as site:
        made = site / DATABASE_NAME
        MlflowClient(tracking_uri=f"sqlite:///{made}").search_experiments(max_results=1)
        with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(new)) as target:
            source.backup(target)
            # Readers and a writer no longer wait for each other. The mode stays with the file, for stock clients too.
            target.execute("PRAGMA journal_mode=WAL")
    new.replace(database)
    _sync_directory(directory)


@contextmanager
def _building_site(directory: Path) -> Iterator[Path]:
    """A private folder, in memory if there is one; what a crash leaves there is removed by the next try."""
    name = f"hokusai-mlflow-{os.getuid()}-{hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]}"
    site = (_MEMORY if os.access(_MEMORY, os.W_OK) else directory) / name
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(mode=0o700)
    try:
        yield site
    finally:
        shutil.rmtree(site, ignore_errors=True)


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


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
