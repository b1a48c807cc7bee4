"""`hokusai track`: inference events in, statistics out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from hokusai.cli.options import Address, Json, ModelName, Version, connect, numbers
from hokusai.cli.printing import print_json, print_table

app = typer.Typer(help="Track predictions, and see what was tracked.", no_args_is_help=True)

# Events in one call; the contract takes up to 1000.
_BATCH = 1000


@app.command()
def event(
    model: ModelName,
    version: Version,
    latency_ms: Annotated[float, typer.Option(min=0, help="How long the prediction took, in milliseconds.")],
    confidence: Annotated[float | None, typer.Option(min=0, max=1, help="How sure the model was.")] = None,
    error_reason: Annotated[str | None, typer.Option(help="Why it failed; makes the event an error.")] = None,
    subject: Annotated[str | None, typer.Option(help="Whom the prediction was for.")] = None,
    metric: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A measurement; may be repeated.")
    ] = None,
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Store one event durably."""
    fields = {
        "model": model,
        "version": version,
        "latency_ms": latency_ms,
        "confidence": confidence,
        "error_reason": error_reason,
        "subject_key": subject,
        "metrics": numbers(metric, "--metric"),
    }
    with connect(address) as client:
        receipt = client.track_inference(fields)
    print_json(receipt) if as_json else typer.echo("stored")


@app.command("file")
def from_file(
    events: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines, one event a line.")],
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Store the events of a file, 1000 at a time."""
    accepted = duplicates = 0
    with connect(address) as client:
        for batch in _batches(events):
            receipt = client.track_inference(batch)
            accepted += receipt.accepted
            duplicates += receipt.duplicates
    if as_json:
        print_json({"accepted": accepted, "duplicates": duplicates})
        return
    typer.echo(f"stored {accepted} events" + (f", {duplicates} were there before" if duplicates else ""))


@app.command()
def stats(
    model: ModelName,
    hours: Annotated[float, typer.Option(min=0, help="Length of the window that ends now.")] = 24.0,
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Show what was tracked for each version of a model."""
    with connect(address) as client:
        found = client.get_inference_statistics(model, start_time=datetime.now(UTC) - timedelta(hours=hours))
    if as_json:
        print_json(found)
        return
    print_table(
        ("version", "events", "errors", "p50 ms", "p90 ms", "p99 ms", "confidence"),
        (
            (
                s.version,
                s.event_count,
                s.error_count,
                *((s.latency_ms.p50, s.latency_ms.p90, s.latency_ms.p99) if s.latency_ms else (None, None, None)),
                s.confidence.mean if s.confidence else None,
            )
            for s in found
        ),
        empty=f"nothing was tracked for {model} in the last {hours:g} hours",
    )


def _batches(path: Path) -> Iterator[list[dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        events = _events(path, enumerate(lines, start=1))
        while batch := list(islice(events, _BATCH)):
            yield batch


def _events(path: Path, lines: Iterator[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    for number, line in lines:
        if not line.strip():
            continue
        try:
            parsed = json.loads(line)
        except ValueError as error:
            raise typer.BadParameter(f"{path}:{number} is no JSON: {error}") from None
        if not isinstance(parsed, dict):
            raise typer.BadParameter(f"{path}:{number} is no JSON object")
        yield parsed
