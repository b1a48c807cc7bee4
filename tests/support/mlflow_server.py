"""A real `mlflow server` for tests: a process of its own on a free loopback port, gone when the context ends."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

# MLflow's server imports for seconds and makes its database first; two busy cores make it slow.
PATIENCE_S: Final = 100.0
ADMIN: Final = "admin"


@dataclass(frozen=True, slots=True)
class MlflowServer:
    """A running server.

    Attributes:
        uri: its tracking URI, without credentials.
        folder: where it keeps everything; clients need no access to it.
        password: of the user `admin`; empty if it authenticates nobody.
    """

    uri: str
    folder: Path
    password: str = ""


@contextmanager
def mlflow_server(
    folder: Path, *, basic_auth: bool = False, port: int | None = None, serve_artifacts: bool = True
) -> Iterator[MlflowServer]:
    """Serve MLflow with its artifact proxy on SQLite and files under `folder`.

    Args:
        folder: kept afterwards, so that entering it again with the same port is a restart.
        basic_auth: whether callers must authenticate; without a grant a known user may then do nothing.
        port: fixed port; None picks a free one.
        serve_artifacts: whether clients reach artifacts through the server; else they would need its folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    password = _with_users(folder) if basic_auth else ""
    number = port or free_port()
    command = [
        sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(number), "--workers", "1",
        "--backend-store-uri", f"sqlite:///{folder / 'mlflow.db'}",
    ]  # fmt: skip
    if serve_artifacts:
        command += ["--artifacts-destination", str(folder / "artifacts")]
    else:
        command += ["--no-serve-artifacts", "--default-artifact-root", str(folder / "artifacts")]
    if basic_auth:
        command += ["--app-name", "basic-auth"]
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(folder), stdout=log, stderr=log, start_new_session=True
        )
    try:
        uri = f"http://127.0.0.1:{number}"
        _wait_until_healthy(process, uri, folder / "server.log")
        yield MlflowServer(uri, folder, password)
    finally:
        end_group(process)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads its own group, and everything that it started."""
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, signal_number)
            process.wait(timeout=10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def plain_environment(**own: str) -> dict[str, str]:
    """The environment without anything that points a client of MLflow somewhere, plus `own`."""
    kept: Mapping[str, str] = {
        name: value for name, value in os.environ.items() if not name.startswith(("MLFLOW_", "HOKUSAI_", "_MLFLOW"))
    }
    return {**kept, "MLFLOW_DISABLE_TELEMETRY": "true", "PYTHONWARNINGS": "ignore", **own}


def _environment(folder: Path) -> dict[str, str]:
    users = folder / "auth.ini"
    return plain_environment(
        # A server without users reads this file too, when it searches runs, and fails if it is not there.
        **({"MLFLOW_AUTH_CONFIG_PATH": str(users)} if users.exists() else {}),
        MLFLOW_FLASK_SERVER_SECRET_KEY=secrets.token_hex(16),
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false",
    )


def _with_users(folder: Path) -> str:
    password = secrets.token_urlsafe(16)
    (folder / "auth.ini").write_text(
        "[mlflow]\n"
        "default_permission = NO_PERMISSIONS\n"
        f"database_uri = sqlite:///{folder / 'auth.db'}\n"
        f"admin_username = {ADMIN}\n"
        f"admin_password = {password}\n"
        "authorization_function = mlflow.server.auth:authenticate_request_basic_auth\n"
    )
    return password


def _wait_until_healthy(process: subprocess.Popen[bytes], uri: str, log: Path) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise RuntimeError(f"mlflow server ended with {process.returncode}:\n{_tail(log)}")
        try:
            if httpx.get(f"{uri}/health", timeout=1).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError(f"mlflow server did not answer within {PATIENCE_S:g} s:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-30:])
