"""`python -m hokusai_server`: the server's commands without the client's."""

import typer

from hokusai_server import keys_cli
from hokusai_server.cli import config, serve


def main() -> None:
    """Run a command."""
    app = typer.Typer(help="The Hokusai server.", no_args_is_help=True, add_completion=False)
    app.command("serve")(serve)
    app.command("config")(config)
    app.add_typer(keys_cli.app, name="keys")
    app()


if __name__ == "__main__":
    main()
