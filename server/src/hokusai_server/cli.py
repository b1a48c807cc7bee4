"""The commands that the server adds to `hokusai`: `serve` and `config`."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from hokusai_server.exit_codes import ExitCode, StartupError
from hokusai_server.settings import LoadedSettings, LogFormat, SettingsError, load_settings

_log = logging.getLogger(__name__)

Text = str | None
_SET_HELP = "Set any setting; may be repeated. `hokusai config` lists them."


def serve(  # noqa: PLR0913, PLR0917 - the options of a command are its parameters
    listen: Annotated[Text, typer.Option(metavar="HOST:PORT", help="Where gRPC is served; port 0: a free one.")] = None,
    gateway: Annotated[
        Text, typer.Option(metavar="HOST:PORT", help="Where HTTP is served; port 0: a free one.")
    ] = None,
    data_plane: Annotated[
        Text, typer.Option(metavar="auto|native|python", help="What owns the gRPC port and answers predictions.")
    ] = None,
    data_dir: Annotated[Text, typer.Option(metavar="DIR", help="Folder of everything the server keeps.")] = None,
    ready_file: Annotated[Text, typer.Option(metavar="FILE", help="JSON file written once the server serves.")] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="TOML file with settings.")] = None,
    tls_cert: Annotated[Text, typer.Option(metavar="FILE", help="PEM certificate chain of the gRPC port.")] = None,
    tls_key: Annotated[Text, typer.Option(metavar="FILE", help="PEM private key of the certificate.")] = None,
    tls_client_ca: Annotated[Text, typer.Option(metavar="FILE", help="PEM authorities of client certificates.")] = None,
    allow_plaintext: Annotated[bool, typer.Option("--allow-plaintext", help="Plain text beyond loopback.")] = False,
    mock: Annotated[bool, typer.Option("--mock", help="Run on a throw-away store; replies are marked.")] = False,
    log_format: Annotated[Text, typer.Option(metavar="text|json", help="How log lines are written.")] = None,
    log_level: Annotated[Text, typer.Option(metavar="LEVEL", help="debug, info, warning or error.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=_SET_HELP)] = None,
) -> None:
    """Run the server until SIGTERM or SIGINT."""
    arguments = {
        "listen": listen,
        "gateway": gateway,
        "data_plane": data_plane,
        "data_dir": data_dir,
        "ready_file": ready_file,
        "tls.certificate": tls_cert,
        "tls.key": tls_key,
        "tls.client_ca": tls_client_ca,
        "allow_plaintext": "true" if allow_plaintext else None,
        "mock_mode": "true" if mock else None,
        "log.format": log_format,
        "log.level": log_level,
    }
    given = {key: value for key, value in arguments.items() if value is not None}
    loaded = _load({**given, **_assignments(set_ or ())}, config)
    _run(loaded)


def config(
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="TOML file with settings.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=_SET_HELP)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print every setting as it is in effect, and where it came from; secrets are masked."""
    loaded = _load(_assignments(set_ or ()), config)
    if as_json:
        rows = {row.key: {"value": row.value, "source": row.source} for row in loaded.effective}
        typer.echo(json.dumps(rows, indent=2))
        return
    width = max(len(row.key) for row in loaded.effective)
    for row in loaded.effective:
        value = "(unset)" if row.value is None else row.value
        typer.echo(f"{row.key:{width}}  {value}  [{row.source}]")


def _run(loaded: LoadedSettings) -> None:
    # We start other programs and never fork without exec; gRPC would complain at each of them.
    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "false")
    # gRPC would write lines of its own, in its own format, between those of the log.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    import uvloop

    from hokusai_server.server_process import serve as serve_process
    from hokusai_server.telemetry.logs import configure_logging

    log = loaded.settings.log
    configure_logging(json_lines=log.format is LogFormat.JSON, level=log.level.value)
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve_process(loaded.settings, _announce))
    except StartupError as error:
        fail(error.exit_code, str(error))
    except Exception:  # noqa: BLE001 - the last place that can say so in the log
        _log.exception("the server failed")
        raise typer.Exit(ExitCode.FAILURE) from None


def _load(arguments: Mapping[str, str], config_file: Path | None) -> LoadedSettings:
    try:
        return load_settings(arguments=arguments, environment=os.environ, config=config_file)
    except SettingsError as error:
        fail(ExitCode.SETTINGS_INVALID, str(error))


def _assignments(texts: Sequence[str]) -> dict[str, str]:
    """`KEY=VALUE` of each --set."""
    pairs: dict[str, str] = {}
    for text in texts:
        key, separator, value = text.partition("=")
        if not separator:
            fail(ExitCode.SETTINGS_INVALID, f"--set {text}: write KEY=VALUE")
        pairs[key.strip()] = value
    return pairs


def _announce(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def fail(code: ExitCode, message: str) -> NoReturn:
    """Say why in one line and end."""
    sys.stderr.write(f"hokusai: {' '.join(message.split())}\n")
    raise typer.Exit(code)
