"""`hokusai doctor`: whether everything on the way to predictions is well, and what to do where it is not."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import typer

from hokusai.cli.exit_codes import ExitCode
from hokusai.cli.options import Address, Json
from hokusai.cli.printing import print_json

if TYPE_CHECKING:
    from hokusai.client import Client
    from hokusai.system.calls import SystemInfo

# Seconds that each step may take.
_PATIENCE: Final = 5.0
# Major version of the contract that this client speaks.
_CONTRACT_MAJOR: Final = "1"
# Apart by more than this, deadlines in logs and history mislead people.
_CLOCK_TOLERANCE: Final = 30.0
# An upload is prepared in the temporary folder.
_LEAST_FREE_BYTES: Final = 2**30


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        check: what was checked.
        state: `ok`, `warning` or `fault`.
        found: what was found.
        advice: what to do; empty where nothing is to be done.
    """

    check: str
    state: str
    found: str
    advice: str = ""


def doctor(address: Address = None, as_json: Json = False) -> None:
    """Check address, TLS, health, versions, clock, what the server depends on, MLflow from here, and disk.

    Exit code 9 if there is a fault; warnings do not count.
    """
    findings: list[Finding] = []
    for finding in _examine(address):
        findings.append(finding)
        if not as_json:
            _print(finding)
    if as_json:
        print_json(findings)
    if any(each.state == "fault" for each in findings):
        raise typer.Exit(ExitCode.FAULTS_FOUND)


def _examine(address: str | None) -> Iterator[Finding]:
    from hokusai.client import Client
    from hokusai.connection import ADDRESS_VARIABLE, resolve_settings
    from hokusai.exceptions import HokusaiError, InvalidClientSettings
    from hokusai.retrying import NO_RETRIES

    yield _disk()
    yield from _mlflow_from_here()
    try:
        settings = resolve_settings(address)
    except InvalidClientSettings as error:
        yield Finding("address", "fault", error.message, f"correct --address or {ADDRESS_VARIABLE}")
        return
    yield Finding("address", "ok", settings.address)
    with Client(settings.address, timeout=_PATIENCE, retry=NO_RETRIES) as client:
        try:
            info = client.get_system_info()
        except HokusaiError as error:
            yield _unreachable(settings.address, settings.tls is not None, error)
            return
        yield Finding("connection", "ok", "TLS" if settings.tls is not None else "plain text")
        yield from _server(info)
        yield from _health(client)
        yield from _dependencies(client)


def _unreachable(address: str, tls: bool, error: Exception) -> Finding:
    from hokusai.connection import CA_VARIABLE, is_local
    from hokusai.exceptions import AuthenticationError, AuthorizationError, HokusaiConnectionError

    if isinstance(error, AuthenticationError):
        return Finding("connection", "fault", str(error), "set HOKUSAI_TOKEN to a valid token")
    if isinstance(error, AuthorizationError):
        return Finding("connection", "fault", str(error), "set HOKUSAI_TOKEN to the token of a key that may read")
    if not isinstance(error, HokusaiConnectionError):
        return Finding("connection", "fault", str(error), "check that a Hokusai server of this version listens there")
    if not _port_open(address):
        start = f"start one with `hokusai serve --listen {address}`" if is_local(address) else "check host and firewall"
        return Finding("connection", "fault", f"nothing listens at {address}", f"{start}, or correct HOKUSAI_ADDRESS")
    advice = (
        f"check that {CA_VARIABLE} holds the authority of the server's certificate, that the certificate names this "
        "host, and that the server speaks TLS"
        if tls
        else f"if the server speaks TLS, set {CA_VARIABLE}; if not, what listens there is no Hokusai server"
    )
    return Finding("connection", "fault", f"something listens at {address} but the call failed: {error}", advice)


def _port_open(address: str) -> bool:
    import socket

    if address.startswith("unix:"):
        from pathlib import Path

        return Path(address.removeprefix("unix:").removeprefix("//")).exists()
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE):
            return True
    except OSError:
        return False


def _server(info: SystemInfo) -> Iterator[Finding]:
    from importlib.metadata import version

    client_version = version("hokusai-client")
    told = f"server {info.server_version}, contract {info.contract_version}, client {client_version}"
    if info.contract_version.partition(".")[0] == _CONTRACT_MAJOR:
        yield Finding("versions", "ok", told)
    else:
        yield Finding("versions", "fault", told, "install the client of the server's major version")
    yield Finding(
        "mode",
        "warning" if info.mode == "mock" else "ok",
        f"{info.mode}, catalogue in {info.catalogue_backend}, {info.data_plane} data plane",
        "nothing is kept: start the server without --mock to keep it" if info.mode == "mock" else "",
    )
    if info.server_time is not None:
        apart = abs((datetime.now(UTC) - info.server_time).total_seconds())
        if apart <= _CLOCK_TOLERANCE:
            yield Finding("clock", "ok", f"{apart:.1f} s apart")
        else:
            yield Finding("clock", "warning", f"{apart:.0f} s apart", "synchronise both clocks (NTP)")


def _health(client: Client) -> Iterator[Finding]:
    status = client.check_health(timeout=_PATIENCE)
    if status == "serving":
        yield Finding("health", "ok", "serving")
    else:
        advice = "see the dependencies below; if none is down the server is starting or draining"
        yield Finding("health", "fault", status, advice)


def _dependencies(client: Client) -> Iterator[Finding]:
    for each in client.list_dependencies(timeout=_PATIENCE):
        waiting = f", {each.pending_count} writes wait" if each.pending_count else ""
        if each.state == "healthy":
            yield Finding(each.name, "ok", f"healthy{waiting}")
            continue
        breaker = f", breaker {each.breaker}" if each.breaker not in (None, "closed") else ""
        state = "fault" if each.state == "down" else "warning"
        advice = _ADVICE.get(each.name, "see the server's log")
        yield Finding(each.name, state, f"{each.state}: {each.cause}{waiting}{breaker}", advice)


def _mlflow_from_here() -> Iterator[Finding]:
    """Whether this process is let in by the MLflow it is set to use; nothing where it is set to use none."""
    from hokusai.exceptions import HokusaiError
    from hokusai.mlflow_auth import get_mlflow_auth_status, validate_mlflow_auth

    status = get_mlflow_auth_status()
    if status.tracking_uri is None or not status.tracking_uri.startswith(("http://", "https://")):
        return
    try:
        validate_mlflow_auth(timeout=_PATIENCE)
    except HokusaiError as error:
        yield Finding(
            "MLflow from here", "fault", error.message, "correct the MLFLOW_TRACKING_* variables of this shell"
        )
    else:
        yield Finding("MLflow from here", "ok", f"{status.tracking_uri}, {status.method}")


def _disk() -> Finding:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    told = f"{free / 2**30:.1f} GiB free in {folder}"
    if free >= _LEAST_FREE_BYTES:
        return Finding("disk", "ok", told)
    return Finding("disk", "warning", told, "free some, or set TMPDIR: models are prepared there before they are sent")


def _print(finding: Finding) -> None:
    colour = {"ok": typer.colors.GREEN, "warning": typer.colors.YELLOW, "fault": typer.colors.RED}[finding.state]
    typer.secho(f"{finding.state:8}", fg=colour, nl=False)
    typer.echo(f"{finding.check:16}  {finding.found}")
    if finding.advice:
        typer.echo(f"{'':26}→ {finding.advice}")


_ADVICE: Final = {
    "catalogue": "check the server's catalogue.url and its database",
    "mlflow": "check MLFLOW_TRACKING_URI and the credentials of the server, and that MLflow runs",
    "bundles": "check the disk of the server's data directory",
    "spool": "check the disk of the server's data directory",
    "data_plane": "the server starts it again by itself; see the server's log for why it ends or hangs",
    "workers": "see the server's log for why workers end",
}
