"""Options that many commands share, and the client they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hokusai.client import Client

Address = Annotated[
    str | None,
    typer.Option("--address", metavar="HOST:PORT", help="The server. Default: HOKUSAI_ADDRESS, else 127.0.0.1:50051."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ModelName = Annotated[str, typer.Argument(metavar="MODEL", help="Name of the model.")]
Version = Annotated[str, typer.Argument(metavar="VERSION", help="Its number, 1.2.3.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the history.")]
Alias = Annotated[str, typer.Option("--alias", help="The alias, with or without @.")]


def connect(address: str | None) -> Client:
    """The client for a command."""
    from hokusai.client import Client

    return Client(address)


def pairs(texts: Sequence[str] | None, what: str) -> dict[str, str]:
    """`KEY=VALUE` of each repetition of an option.

    Raises:
        typer.BadParameter: one has no `=`, or a key comes twice.
    """
    found: dict[str, str] = {}
    for text in texts or ():
        key, separator, value = text.partition("=")
        if not separator or not key:
            raise typer.BadParameter(f"{what} {text!r}: write KEY=VALUE")
        if key in found:
            raise typer.BadParameter(f"{what} {key!r} is given twice")
        found[key] = value
    return found


def numbers(texts: Sequence[str] | None, what: str) -> dict[str, float]:
    """`KEY=NUMBER` of each repetition of an option.

    Raises:
        typer.BadParameter: one is no number.
    """
    found: dict[str, float] = {}
    for key, text in pairs(texts, what).items():
        try:
            found[key] = float(text)
        except ValueError:
            raise typer.BadParameter(f"{what} {key!r}: {text!r} is no number") from None
    return found
