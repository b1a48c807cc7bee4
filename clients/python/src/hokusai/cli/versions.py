"""`hokusai versions`: the versions of a model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hokusai.cli.options import Address, Json, ModelName, Reason, Version, connect
from hokusai.cli.printing import print_facts, print_json, print_table

if TYPE_CHECKING:
    from hokusai.registry.signature import Column, TensorInfo

app = typer.Typer(help="List, show, compare and retire versions.", no_args_is_help=True)


@app.command("list")
def list_versions(
    model: ModelName,
    within: Annotated[str, typer.Option("--range", help="Only versions in this range, ^1.2.")] = "",
    address: Address = None,
    as_json: Json = False,
) -> None:
    """List versions, the highest first."""
    with connect(address) as client:
        versions = list(client.list_versions(model, within=within, newest_first=True))
    if as_json:
        print_json(versions)
        return
    print_table(
        ("version", "state", "aliases", "improves on", "metrics", "MLflow", "created"),
        (
            (
                v.version or "(unversioned)",
                v.state,
                tuple(f"@{each}" for each in v.aliases),
                v.parent_version,
                {name: metric.value for name, metric in v.metrics.items()},
                v.mlflow.version,
                v.create_time,
            )
            for v in versions
        ),
        empty=f"{model} has no versions",
    )


@app.command()
def show(model: ModelName, version: Version, address: Address = None, as_json: Json = False) -> None:
    """Show one version: its signature, metrics, and where it came from."""
    with connect(address) as client:
        found = client.get_version(model, version)
    if as_json:
        print_json(found)
        return
    signature = found.signature
    print_facts(
        {
            "version": str(found),
            "state": found.state,
            "aliases": tuple(f"@{each}" for each in found.aliases),
            "metrics": {name: metric.value for name, metric in found.metrics.items()},
            "improves on": found.parent_version,
            "bump": found.bump,
            "inputs": tuple(_field(each) for each in signature.inputs) if signature else "not stated",
            "outputs": tuple(_field(each) for each in signature.outputs) if signature else "not stated",
            "flavours": found.flavours,
            "bundle": f"{found.bundle_digest} ({found.bundle_size} bytes)",
            "MLflow": "pending" if found.mlflow.pending else found.mlflow.uri,
            "run": found.mlflow.run_id,
            "contributors": tuple(f"{each.id} ({each.weight:g})" for each in found.contributors),
            "description": found.description,
            "tags": found.tags,
            "created": found.create_time,
            "by": found.actor,
        }
    )


@app.command()
def latest(model: ModelName, address: Address = None, as_json: Json = False) -> None:
    """Print the number of the highest version that is neither a pre-release nor retired."""
    with connect(address) as client:
        found = client.get_latest_version(model)
    print_json(found) if as_json else typer.echo(found.version)


@app.command()
def resolve(
    model: ModelName,
    selector: Annotated[
        str | None, typer.Argument(help="1.2.3, latest, @production, ^1.2; as a prediction if left out.")
    ] = None,
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Tell which version a selector picks, and by which rule."""
    with connect(address) as client:
        found = client.resolve_version(model, selector)
    if as_json:
        print_json({"version": found.version.version, "rule": found.rule})
        return
    typer.echo(f"{found.version.version}  ({found.rule})")


@app.command()
def history(
    model: ModelName,
    alias: Annotated[str, typer.Option(help="Only moves of this alias.")] = "",
    address: Address = None,
    as_json: Json = False,
) -> None:
    """List what happened to a model's versions and aliases, the newest first."""
    with connect(address) as client:
        entries = list(client.list_history(model, alias=alias))
    if as_json:
        print_json(entries)
        return
    print_table(
        ("time", "what", "alias", "from", "to", "by", "reason"),
        ((e.time, e.kind, e.alias, e.from_version, e.to_version, e.actor, e.reason) for e in entries),
        empty=f"nothing has happened to {model}",
    )


@app.command()
def compare(
    model: ModelName,
    baseline: Annotated[str, typer.Argument(help="Number of the baseline.")],
    candidate: Annotated[str, typer.Argument(help="Number of the candidate.")],
    tolerance: Annotated[float, typer.Option(help="Largest delta that counts as unchanged.")] = 0.0,
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Compare two versions, metric by metric and signature by signature."""
    with connect(address) as client:
        found = client.compare_versions(model, baseline, candidate, tolerance=tolerance)
    if as_json:
        print_json(found)
        return
    print_table(
        ("metric", baseline, candidate, "delta", "verdict"),
        ((m.name, m.baseline_value, m.candidate_value, m.delta, m.verdict) for m in found.metrics),
        empty="neither version has metrics",
    )
    for change in found.signature_changes:
        typer.echo(f"signature: {change.description} (at least {change.least_bump})")
    typer.echo(f"{found.recommendation.upper()}: {found.rationale}")


@app.command()
def download(
    model: ModelName,
    version: Version,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to; must not exist.")],
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Fetch the files of a version: an MLflow model that MLflow can load."""
    with connect(address) as client:
        client.download_model(model, version, folder)
    print_json({"folder": str(folder)}) if as_json else typer.echo(f"{model} {version} is in {folder}")


@app.command()
def deprecate(
    model: ModelName, version: Version, reason: Reason = "", address: Address = None, as_json: Json = False
) -> None:
    """Retire a version: neither latest nor a range picks it any more."""
    with connect(address) as client:
        _done(client.deprecate_version(model, version, reason=reason), as_json)


@app.command()
def restore(
    model: ModelName, version: Version, reason: Reason = "", address: Address = None, as_json: Json = False
) -> None:
    """Make a deprecated version usable again."""
    with connect(address) as client:
        _done(client.restore_version(model, version, reason=reason), as_json)


@app.command()
def delete(
    model: ModelName, version: Version, reason: Reason = "", address: Address = None, as_json: Json = False
) -> None:
    """Delete a version and leave a tombstone: its number is never used again."""
    with connect(address) as client:
        _done(client.delete_version(model, version, reason=reason), as_json)


def _done(version: Any, as_json: bool) -> None:
    print_json(version) if as_json else typer.echo(f"{version} is {version.state}")


def _field(field: Column | TensorInfo) -> str:
    from hokusai.registry.signature import Column

    if isinstance(field, Column):
        return f"{field.name}: {field.type}" + ("" if field.required else "?")
    return f"{field.name or 'tensor'}: {field.dtype}{list(field.shape)}"
