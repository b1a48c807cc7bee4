"""The reference page of the `hokusai` command, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any

import typer
from typer.main import get_command

from hokusai.cli.exit_codes import ExitCode as ClientExitCode
from hokusai.cli.running import app
from hokusai_server import cli as server_cli
from hokusai_server import keys_cli
from hokusai_server.exit_codes import ExitCode as ServerExitCode

NAME = "hokusai"


def command_page() -> str:
    """Every command with its arguments and options, and the exit codes."""
    # What the server's package adds is loaded by `hokusai` only when it runs; here its own options are wanted.
    of_the_server = {
        "serve": _command(server_cli.serve),
        "config": _command(server_cli.config),
        "keys": get_command(keys_cli.app),
    }
    commands = {**get_command(app).commands, **of_the_server}  # type: ignore[attr-defined]  # typer's group is untyped
    entries = (entry for name in sorted(commands) for entry in _entries(f"{NAME} {name}", commands[name]))
    return (
        "# Command line\n\n"
        "The server is that of `--address`, else `HOKUSAI_ADDRESS`, else 127.0.0.1:50051.\n"
        "`hokusai --install-completion` adds completion to the shell.\n\n"
        + "\n".join(entries)
        + _exit_codes("of `hokusai serve`, `hokusai config` and `hokusai keys`", ServerExitCode)
        + _exit_codes("of the other commands", ClientExitCode)
    )


def _command(function: Any) -> Any:
    single = typer.Typer(add_completion=False)
    single.command()(function)
    return get_command(single)


def _entries(name: str, command: Any) -> Iterator[str]:
    if children := getattr(command, "commands", None):
        yield f"## {name}\n\n{command.help or ''}\n"
        for child in children:
            yield from _entries(f"{name} {child}", children[child])
        return
    context = command.make_context(name, [], resilient_parsing=True)
    level = "#" * name.count(" ") + "#"
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    options = _options(context, command.get_params(context))
    yield f"{level} {name}\n\n```text\n{usage}\n```\n\n{_paragraphs(command.help)}\n{options}"


def _paragraphs(text: str | None) -> str:
    return "\n".join(line.strip() for line in (text or "").splitlines()) + "\n"


def _options(context: Any, params: Iterable[Any]) -> str:
    records = [record for param in params if (record := param.get_help_record(context)) and "--help" not in record[0]]
    if not records:
        return ""
    rows = (f"| `{_cell(names)}` | {_cell(meaning)} |\n" for names, meaning in records)
    return "| | |\n|---|---|\n" + "".join(rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _exit_codes(whose: str, codes: type[IntEnum]) -> str:
    rows = (f"| {code.value} | {getattr(code, 'meaning', '')} |\n" for code in codes)
    return f"\n## Exit codes {whose}\n\n| code | meaning |\n|---|---|\n" + "".join(rows)
