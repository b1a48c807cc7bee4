"""`hokusai predict`: a file of rows through a model."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hokusai.cli.options import Address, Json, ModelName, connect, pairs
from hokusai.cli.printing import print_json

if TYPE_CHECKING:
    from hokusai.cli.table_reading import Batch, TableSource
    from hokusai.cli.table_writing import TableWriter
    from hokusai.client import Client
    from hokusai.inference.prediction import ServedBy


def predict(
    model: ModelName,
    rows: Annotated[
        Path, typer.Argument(metavar="ROWS", exists=True, dir_okay=False, help="CSV, Parquet or JSON Lines file.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the predictions. Default: standard output.")
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", help="csv, parquet or jsonl. Default: by the suffix of the output, else csv."),
    ] = None,
    version: Annotated[
        str | None, typer.Option(help="1.2.3, latest, @production, ^1.2. Default: production, else latest.")
    ] = None,
    keep: Annotated[str, typer.Option(metavar="COLUMNS", help="Columns to copy to the output, with commas.")] = "",
    param: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="Parameter; may be repeated.")] = None,
    window: Annotated[int, typer.Option(min=1, help="Batches under way at once.")] = 32,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    address: Address = None,
    as_json: Json = False,
) -> None:
    """Predict every row of a file of any size, in little memory.

    The columns that the model's signature names are sent, others are left out. The predictions appear in the output
    whole or not at all. With --json the summary is JSON, on standard error if the predictions go to standard output.
    """
    from hokusai.cli.table_reading import WantedColumns, open_table

    kept = tuple(name.strip() for name in keep.split(",") if name.strip())
    with connect(address) as client:
        signature = client.get_model_signature(model, version).signature
        source = open_table(rows, WantedColumns.of(signature, kept))
        job = _Job(client, model, version, _params(param), window, quiet or as_json)
        started = time.monotonic()
        with _writer(output, format_) as writer:
            served_by, count = job.run(source, writer)
    seconds = time.monotonic() - started
    if as_json:
        summary = {"served_by": served_by, "rows": count, "seconds": round(seconds, 3), "output": str(output or "-")}
        print_json(summary, to_stderr=output is None)
    elif not quiet:
        by = f" by {served_by.model} {served_by.version}" if served_by else ""
        where = f" to {output}" if output is not None else ""
        sys.stderr.write(f"{count} rows predicted{by} in {seconds:.1f} s{where}\n")


@dataclass(slots=True)
class _Job:
    client: Client
    model: str
    version: str | None
    params: dict[str, Any]
    window: int
    quiet: bool

    def run(self, source: TableSource, writer: TableWriter) -> tuple[ServedBy | None, int]:
        """Stream the source through the model into the writer: who answered, and how many rows."""
        from hokusai.progress import share_progress

        waiting: dict[int, Batch] = {}
        served_by, count, seen = None, 0, 0
        stream = self.client.predict_stream(
            self.model, self._sent(source, waiting), version=self.version, params=self.params, window=self.window
        )
        with closing(stream), share_progress("predicting", False if self.quiet else None, source.size) as advance:
            for number, answer in enumerate(stream):
                writer.write(_joined(waiting.pop(number).kept, answer.values))
                served_by, count = answer.served_by, count + answer.row_count
                position = source.position()
                advance(position - seen)
                seen = position
        return served_by, count

    def _sent(self, source: TableSource, waiting: dict[int, Batch]) -> Iterator[Any]:
        for number, batch in enumerate(source.batches):
            waiting[number] = batch
            yield batch.inputs


def _joined(kept: Any, values: Any) -> Any:
    """The kept columns, then the predictions; a prediction of the same name gets a suffix."""
    from hokusai.cli.table_writing import table_of_answer

    predictions = table_of_answer(values)
    for name in predictions.schema.names:
        free = name
        while free in kept.schema.names:
            free += "_predicted"
        kept = kept.append_column(free, predictions.column(name))
    return kept if kept.num_columns else predictions


@contextmanager
def _writer(output: Path | None, format_: str | None) -> Iterator[TableWriter]:
    from hokusai.cli.table_writing import WRITERS, format_of, whole_file

    name = format_ or ("csv" if output is None else format_of(output))
    if name not in WRITERS:
        raise typer.BadParameter(f"--format {name!r}: write {', '.join(sorted(WRITERS))}")
    if output is None:
        yield from _finished(WRITERS[name](sys.stdout.buffer))
        return
    with whole_file(output) as sink:
        yield from _finished(WRITERS[name](sink))


def _finished(writer: TableWriter) -> Iterator[TableWriter]:
    yield writer
    writer.finish()


def _params(texts: list[str] | None) -> dict[str, Any]:
    import json

    params: dict[str, Any] = {}
    for name, text in pairs(texts, "--param").items():
        try:
            params[name] = json.loads(text)
        except ValueError:
            params[name] = text
    return params
