"""The whole command line: its commands, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from typer.main import get_command

from hokusai.cli import doctor, models, predict, promote, register, server_commands, track, versions
from hokusai.cli.exit_codes import ExitCode, exit_code_of
from hokusai.exceptions import HokusaiError

_EXIT_CODES = "\n\n".join(f"{code.value:>3}  {code.meaning}" for code in ExitCode)

app = typer.Typer(
    name="hokusai",
    help="Register, version, promote, predict with and track models.\n\nThe server is that of --address, else "
    "HOKUSAI_ADDRESS, else 127.0.0.1:50051.",
    epilog=f"Exit codes:\n\n{_EXIT_CODES}",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(models.app, name="models")
app.add_typer(versions.app, name="versions")
app.add_typer(track.app, name="track")
app.command("register")(register.register)
app.command("promote")(promote.promote)
app.command("rollback")(promote.rollback)
app.command("predict")(predict.predict)
app.command("doctor")(doctor.doctor)
server_commands.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"hokusai {version('hokusai-client')}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run one command line. A failed call is one message on standard error, never a traceback.

    Returns:
        The exit code.
    """
    try:
        get_command(app).main(args=list(arguments), prog_name="hokusai")
    except SystemExit as ended:
        return _ended(ended.code)
    except KeyboardInterrupt:
        return _ended(ExitCode.INTERRUPTED)
    except HokusaiError as error:
        _explain(error)
        return exit_code_of(error)
    except OSError as error:
        sys.stderr.write(f"hokusai: {error.filename or 'input or output'}: {error.strerror or error}\n")
        return ExitCode.USAGE
    return ExitCode.OK


def _ended(code: object) -> int:
    if code == ExitCode.INTERRUPTED:
        sys.stderr.write("\nhokusai: interrupted\n")
    return code if isinstance(code, int) else ExitCode.OK if code is None else ExitCode.FAILURE


def _explain(error: HokusaiError) -> None:
    reason = f" [{error.reason}]" if error.reason else ""
    sys.stderr.write(f"hokusai: {error.message}{reason}\n")
    for violation in error.violations[:20]:
        sys.stderr.write(f"  {violation.field}: {violation.description}\n")
    if len(error.violations) > 20:
        sys.stderr.write(f"  … and {len(error.violations) - 20} more\n")
    if error.retry_after is not None:
        sys.stderr.write(f"  try again in {error.retry_after:g} s\n")
