"""`hokusai models`: what is registered."""

from __future__ import annotations

from typing import Annotated

import typer

from hokusai.cli.options import Address, Json, ModelName, connect
from hokusai.cli.printing import print_facts, print_json, print_table

app = typer.Typer(help="List, show and archive models.", no_args_is_help=True)


@app.command("list")
def list_models(
    prefix: Annotated[str, typer.Option(help="Only names that begin with this.")] = "",
    archived: Annotated[bool, typer.Option("--archived", help="Archived ones too.")] = False,
    address: Address = None,
    as_json: Json = False,
) -> None:
    """List models by name."""
    with connect(address) as client:
        models = list(client.list_models(name_prefix=prefix, include_archived=archived))
    if as_json:
        print_json(models)
        return
    print_table(
        ("model", "type", "latest", "aliases", "versions", "state"),
        ((m.name, m.model_type, m.latest_version, m.aliases, m.version_count, m.state) for m in models),
        empty="no models; register one with `hokusai register`",
    )


@app.command()
def show(model: ModelName, address: Address = None, as_json: Json = False) -> None:
    """Show one model."""
    with connect(address) as client:
        found = client.get_model(model)
    if as_json:
        print_json(found)
        return
    print_facts(
        {
            "model": found.name,
            "type": found.model_type,
            "state": found.state,
            "latest": found.latest_version,
            "aliases": found.aliases,
            "versions": found.version_count,
            "description": found.description,
            "tags": found.tags,
            "created": found.create_time,
            "by": found.actor,
        }
    )


@app.command()
def loaded(address: Address = None, as_json: Json = False) -> None:
    """List the versions that the server has in memory."""
    with connect(address) as client:
        models = client.list_loaded_models()
    if as_json:
        print_json(models)
        return
    print_table(
        ("model", "version", "state", "path", "memory MiB", "restarts", "pinned", "last used"),
        (
            (
                m.model,
                m.version,
                m.state,
                m.call_path,
                round(m.private_memory / 2**20),
                m.restart_count,
                m.pinned,
                m.last_used_time,
            )
            for m in models
        ),
        empty="nothing is loaded; the first prediction loads what it needs",
    )


@app.command()
def archive(model: ModelName, address: Address = None, as_json: Json = False) -> None:
    """Close a model to new versions and hide it from lists."""
    with connect(address) as client:
        found = client.archive_model(model)
    print_json(found) if as_json else typer.echo(f"{found.name} is archived; `hokusai models restore` opens it again")


@app.command()
def restore(model: ModelName, address: Address = None, as_json: Json = False) -> None:
    """Open an archived model again."""
    with connect(address) as client:
        found = client.restore_model(model)
    print_json(found) if as_json else typer.echo(f"{found.name} is {found.state}")
