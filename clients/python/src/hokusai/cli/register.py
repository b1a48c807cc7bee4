"""`hokusai register`: a version from an MLflow model."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from hokusai.cli.options import Address, Json, ModelName, connect, numbers, pairs
from hokusai.cli.printing import print_json

_List = list[str] | None


class Bump(StrEnum):
    """Which part of a version's number moves."""

    AUTO = "auto"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


def register(
    model: ModelName,
    source: Annotated[str, typer.Argument(help="Folder of an MLflow model, or its runs:/, models:/ or s3:// address.")],
    parent: Annotated[str | None, typer.Option(help="The version it improves on. Default: none, a baseline.")] = None,
    model_type: Annotated[str, typer.Option("--type", help="Kind of model, if it is new.")] = "",
    version: Annotated[str | None, typer.Option(help="Exactly this number. Default: the server picks it.")] = None,
    bump: Annotated[Bump | None, typer.Option(help="Which part of the number moves. Default: auto.")] = None,
    allow_breaking: Annotated[
        bool, typer.Option("--allow-breaking", help="Accept a number that promises too much; recorded.")
    ] = False,
    metric: Annotated[_List, typer.Option(metavar="NAME=VALUE", help="A metric; may be repeated.")] = None,
    alias: Annotated[_List, typer.Option(help="An alias to point to it; may be repeated.")] = None,
    tag: Annotated[_List, typer.Option(metavar="KEY=VALUE", help="A tag; may be repeated.")] = None,
    description: Annotated[str, typer.Option(help="Free text.")] = "",
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Upload an MLflow model and register it as a version."""
    from hokusai.registry.registration import RegistrationOptions

    options: RegistrationOptions = {
        "version": version,
        "bump": bump,
        "allow_breaking": allow_breaking,
        "metrics": numbers(metric, "--metric"),
        "aliases": alias or [],
        "tags": pairs(tag, "--tag"),
        "description": description,
    }
    with connect(address) as client:
        if parent is None:
            done = client.register_baseline(model, source, model_type=model_type, **options)
        else:
            done = client.register_improved(model, source, parent_version=parent, **options)
    print_json(done) if as_json else typer.echo(
        f"registered {done}" + (f", {done.mlflow.uri}" if done.mlflow.version else "")
    )
