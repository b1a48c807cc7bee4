"""Commands of other packages, found through the entry-point group `hokusai.commands` and loaded only when they run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

import typer
from typer.main import get_command

from hokusai.cli.exit_codes import ExitCode

GROUP: Final = "hokusai.commands"
# What the server package brings. Named here too, so that their help shows without loading the server, and so that a
# person without the server is told how to get it.
_OF_THE_SERVER: Final = {
    "serve": "Run a server.",
    "config": "Print the server's settings as they are in effect.",
    "keys": "Make keys that let callers in.",
}
_PASS_ON: Final = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def add_to(app: typer.Typer) -> None:
    """Add every command that an installed package offers, and those of the server in any case."""
    offered = {each.name: each for each in entry_points(group=GROUP)}
    for name in sorted(_OF_THE_SERVER.keys() | offered.keys()):
        point = offered.get(name)
        summary = _OF_THE_SERVER.get(name) or f"From the package {point.dist.name if point and point.dist else '?'}."
        app.command(name, help=summary, add_help_option=False, context_settings=dict(_PASS_ON))(_passing(name, point))


def _passing(name: str, point: EntryPoint | None) -> Callable[[typer.Context], None]:
    def command(context: typer.Context) -> None:
        if point is None:
            sys.stderr.write(
                f"hokusai: `hokusai {name}` belongs to the server, which is not installed here; install it with: "
                "pip install hokusai-server\n"
            )
            raise typer.Exit(ExitCode.USAGE)
        get_command(_as_app(point.load())).main(args=list(context.args), prog_name=f"hokusai {name}")

    return command


def _as_app(loaded: Any) -> typer.Typer:
    """What an entry point may be: a Typer app, or a function with Typer's annotations."""
    if isinstance(loaded, typer.Typer):
        return loaded
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(loaded)
    return app
