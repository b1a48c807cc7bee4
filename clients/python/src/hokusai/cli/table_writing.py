"""Tables written as they come, to a file that appears whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from typing_extensions import override

from hokusai.cli.printing import plain
from hokusai.exceptions import ModelOutputInvalid, UnsupportedData


class TableWriter(ABC):
    """Writes tables of one schema, which is that of the first."""

    def __init__(self, sink: IO[bytes]) -> None:
        """Write to `sink`, which stays open."""
        self._sink = sink
        self._schema: Any = None

    def write(self, table: Any) -> None:
        """Write some rows.

        Raises:
            ModelOutputInvalid: they do not fit the columns of the rows before.
        """
        if self._schema is None:
            self._schema = table.schema
            self._open(table.schema)
        if table.schema != self._schema:
            try:
                table = table.select(self._schema.names).cast(self._schema)
            except (pa.ArrowException, KeyError, ValueError) as error:
                raise ModelOutputInvalid(
                    f"the model's answers differ in their columns from batch to batch: {error}"
                ) from error
        self._append(table)

    @abstractmethod
    def _open(self, schema: Any) -> None: ...

    @abstractmethod
    def _append(self, table: Any) -> None: ...

    @abstractmethod
    def finish(self) -> None:
        """Write what has to come at the end."""


class _CsvWriter(TableWriter):
    _writer: Any = None

    @override
    def _open(self, schema: Any) -> None:
        self._writer = pa_csv.CSVWriter(self._sink, schema)

    @override
    def _append(self, table: Any) -> None:
        self._writer.write_table(table)

    @override
    def finish(self) -> None:
        if self._writer is not None:
            self._writer.close()


class _ParquetWriter(TableWriter):
    _writer: Any = None

    @override
    def _open(self, schema: Any) -> None:
        self._writer = pq.ParquetWriter(self._sink, schema)

    @override
    def _append(self, table: Any) -> None:
        self._writer.write_table(table)

    @override
    def finish(self) -> None:
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._sink, pa.schema([]))
        self._writer.close()


class _JsonLinesWriter(TableWriter):
    @override
    def _open(self, schema: Any) -> None:
        """JSON Lines have no head."""

    @override
    def _append(self, table: Any) -> None:
        for row in table.to_pylist():
            self._sink.write(json.dumps(plain(row), ensure_ascii=False, default=str).encode() + b"\n")

    @override
    def finish(self) -> None:
        """JSON Lines have no end."""


WRITERS: Final[Mapping[str, type[TableWriter]]] = {
    "csv": _CsvWriter,
    "jsonl": _JsonLinesWriter,
    "ndjson": _JsonLinesWriter,
    "parquet": _ParquetWriter,
    "pq": _ParquetWriter,
}


def format_of(path: Path) -> str:
    """The format of an output file, by its suffix.

    Raises:
        UnsupportedData: it has none that is known.
    """
    name = path.suffix.lower().removeprefix(".")
    if name not in WRITERS:
        raise UnsupportedData(f"{path}: give a file that ends in .{', .'.join(sorted(WRITERS))}, or name a --format")
    return name


def table_of_answer(values: Any) -> Any:
    """The table for what a model answered: itself, or an array's columns by the name of the output."""
    if isinstance(values, pa.Table):
        return values
    arrays = values if isinstance(values, dict) else {"prediction": values}
    columns = {}
    for name, array in arrays.items():
        flat = array.reshape(len(array), -1)
        for index in range(flat.shape[1]):
            columns[name if flat.shape[1] == 1 else f"{name}_{index}"] = pa.array(flat[:, index])
    return pa.table(columns)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when the block ends well, and is gone when it does not.

    Raises:
        OSError: naming `path`, if its folder is not there or takes no files.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with _opened(part, path) as sink:
        try:
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    part.replace(path)


def _opened(part: Path, path: Path) -> IO[bytes]:
    try:
        return part.open("xb")
    except OSError as error:
        # The caller knows nothing of the part file.
        raise type(error)(error.errno, error.strerror, str(path)) from error
