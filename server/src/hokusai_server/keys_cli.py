"""The command `hokusai keys`, which makes keys for callers."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from hokusai_server.adapters.keys_document import KeysInvalidError, format_key, parse_keys
from hokusai_server.cli import fail
from hokusai_server.domain.access import AccessKey, Action, token_digest
from hokusai_server.exit_codes import ExitCode
from hokusai_server.settings.values import InvalidValueError, parse_duration

TOKEN_BYTES: Final = 32
# Tells those who find one in a log or a repository what it is.
TOKEN_MARK: Final = "hk_"  # noqa: S105 - what every token begins with

app = typer.Typer(
    help="Make keys that let callers in.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def _root() -> None:
    pass


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Names its holder; the history then says key:NAME.")],
    actions: Annotated[
        str,
        typer.Option("--actions", metavar="LIST", help="What it may do: read, predict, write; with commas."),
    ],
    models: Annotated[
        str | None,
        typer.Option("--models", metavar="LIST", help="Names or patterns such as lead_*. Default: every model."),
    ] = None,
    expires: Annotated[
        str | None,
        typer.Option("--expires", metavar="WHEN", help="2027-01-31T00:00:00Z, or in how long: 90d. Default: never."),
    ] = None,
    concurrent_calls: Annotated[
        int | None,
        typer.Option("--concurrent-calls", min=1, help="How many of its calls may run at once."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Add the key to this file of keys, or make the file.")
    ] = None,
) -> None:
    """Make a key: print its token on standard output, this once, and its table, which holds no secret, beside it."""
    token = TOKEN_MARK + secrets.token_urlsafe(TOKEN_BYTES)
    key = AccessKey(
        name=name,
        digest=token_digest(token),
        actions=frozenset(_actions(actions)),
        models=None if models is None else tuple(_listed(models)),
        expires=None if expires is None else _instant(expires),
        concurrent_calls=concurrent_calls,
    )
    table = format_key(key)
    try:
        before = "" if file is None or not file.exists() else file.read_text(encoding="utf-8")
        separator = "" if not before else "\n" if before.endswith("\n") else "\n\n"
        parse_keys(before + separator + table)
        if file is not None:
            _append(file, separator + table)
    except KeysInvalidError as error:
        fail(ExitCode.SETTINGS_INVALID, str(error) if file is None else f"{file}: {error}")
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        fail(ExitCode.SETTINGS_INVALID, f"{file}: {cause}")
    told = f"# Put this into the file of auth.keys_file:\n{table}" if file is None else f"added {name} to {file}"
    typer.echo(told, err=True)
    typer.echo(token)


def _append(file: Path, text: str) -> None:
    """Add to the file at once, so that a server which reads it meanwhile sees all of the table or nothing."""
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _actions(text: str) -> list[Action]:
    try:
        return [Action(word) for word in _listed(text)]
    except ValueError:
        known = ", ".join(action.value for action in Action)
        fail(ExitCode.SETTINGS_INVALID, f"--actions {text}: list some of {known}, with commas between")


def _instant(text: str) -> datetime:
    try:
        return datetime.now(UTC).replace(microsecond=0) + parse_duration(text)
    except InvalidValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        fail(ExitCode.SETTINGS_INVALID, f"--expires {text}: write 2027-01-31T00:00:00Z, or in how long, such as 90d")
    return instant
