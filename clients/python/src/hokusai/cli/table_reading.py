"""Files of rows, read in batches of about 1 MiB, whatever their size."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from hokusai.exceptions import UnsupportedData
from hokusai.registry.signature import Column, Signature, TensorInfo

BATCH_BYTES: Final = 2**20
# How pyarrow names the cell that it cannot convert: the column counts from 0, the row from 1, the head included.
_CELL: Final = re.compile(r"In CSV column #(\d+): Row #(\d+): (.*)", re.DOTALL)
# Bytes that a value of variable length is taken for when rows per batch are estimated.
_GUESSED_BYTES: Final = 32

_TYPES: Final[Mapping[str, Any]] = {
    "boolean": pa.bool_(),
    "integer": pa.int32(),
    "long": pa.int64(),
    "float": pa.float32(),
    "double": pa.float64(),
    "string": pa.string(),
    "binary": pa.binary(),
    "datetime": pa.timestamp("ns"),
}


@dataclass(frozen=True, slots=True)
class WantedColumns:
    """Which columns of a file are read, and as what.

    Attributes:
        types: type by name, for columns that the model's signature names; empty reads all as they are.
        filled: names of columns of numbers that must not be null: a missing value is NaN there.
        kept: names of columns that go to the output unchanged.
        tensor: NumPy type of a model that takes one array without column names: all other columns become that array.
    """

    types: Mapping[str, Any]
    filled: frozenset[str]
    kept: tuple[str, ...]
    tensor: str | None = None

    @classmethod
    def of(cls, signature: Signature | None, kept: Sequence[str]) -> WantedColumns:
        """What a model's signature asks for, and what the caller wants to keep."""
        inputs = signature.inputs if signature else ()
        columns = [each for each in inputs if isinstance(each, Column) and each.name]
        types = {each.name: _TYPES[each.type] for each in columns if each.type in _TYPES}
        filled = frozenset(each.name for each in columns if each.required and each.type in ("float", "double"))
        arrays = [each.dtype for each in inputs if isinstance(each, TensorInfo) and not each.name]
        return cls(types, filled, tuple(kept), arrays[0] if arrays else None)

    def among(self, names: Sequence[str], where: Path) -> list[str]:
        """Those of a file's columns that are read.

        Raises:
            UnsupportedData: a column to keep is not there.
        """
        missing = next((name for name in self.kept if name not in names), None)
        if missing is not None:
            raise UnsupportedData(f"{where} has no column {missing!r} to keep; it has {', '.join(names)}")
        if not self.types:
            return list(names)
        return [name for name in names if name in self.types or name in self.kept]

    def split(self, table: Any) -> Batch:
        """What goes to the model and what is kept."""
        inputs = [name for name in table.schema.names if self._is_input(name)]
        if self.tensor is not None:
            return Batch(self._array(table.select(inputs)), table.select(list(self.kept)))
        columns = {name: self._fitting(name, table.column(name)) for name in inputs}
        return Batch(pa.table(columns), table.select(list(self.kept)))

    def _is_input(self, name: str) -> bool:
        return name in self.types if self.types else self.tensor is None or name not in self.kept

    def _array(self, table: Any) -> Any:
        try:
            return np.column_stack([column.to_numpy() for column in table.columns]).astype(self.tensor)
        except (TypeError, ValueError) as error:
            raise UnsupportedData(
                f"the model takes an array of {self.tensor}, and not all columns fit: {error}"
            ) from error

    def _fitting(self, name: str, column: Any) -> Any:
        wanted = self.types.get(name)
        if wanted is not None and column.type != wanted:
            try:
                column = column.cast(wanted)
            except pa.ArrowInvalid as error:
                raise UnsupportedData(f"column {name!r} does not fit the model's {wanted}: {error}") from error
        return pc.fill_null(column, float("nan")) if name in self.filled else column


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a file: what the model gets, a table or an array, and the columns that are kept."""

    inputs: Any
    kept: Any


@dataclass(frozen=True, slots=True)
class TableSource:
    """An opened file.

    Attributes:
        batches: its rows, each batch about 1 MiB; one batch of no rows if there are none, for which the model still
            tells its columns.
        size: bytes (or rows, for Parquet) in all.
        position: how many of them were read.
    """

    batches: Iterator[Batch]
    size: int
    position: Callable[[], int]


def open_table(path: Path, wanted: WantedColumns) -> TableSource:
    """Open a CSV, Parquet or JSON Lines file by its suffix.

    Raises:
        UnsupportedData: the suffix is of none of these, or the file is not what its suffix says.
        OSError: it cannot be read.
    """
    opener = _OPENERS.get(path.suffix.lower())
    if opener is None:
        raise UnsupportedData(f"{path}: give a file that ends in {', '.join(sorted(_OPENERS))}")
    try:
        return opener(path, wanted)
    except pa.ArrowException as error:
        raise UnsupportedData(f"{path} cannot be read: {error}") from error


def _open_csv(path: Path, wanted: WantedColumns) -> TableSource:
    names = _csv_head(path)
    chosen = wanted.among(names, path)
    # What is kept is written as it was read, so it is read as text.
    types = {name: wanted.types.get(name, pa.string()) for name in chosen} if wanted.types or wanted.kept else {}
    types = {name: each for name, each in types.items() if name in wanted.types or name in wanted.kept}
    # One thread, since only then pyarrow knows the row of a bad cell; it is as fast.
    reading = pa_csv.ReadOptions(block_size=BATCH_BYTES, use_threads=False)
    converting = pa_csv.ConvertOptions(column_types=types, include_columns=chosen)
    source = path.open("rb")
    try:
        reader = pa_csv.open_csv(source, read_options=reading, convert_options=converting)
    except pa.ArrowInvalid as error:
        raise _csv_fault(path, names, error) from error
    size = path.stat().st_size
    return TableSource(
        _read_batches(source, reader, wanted, partial(_csv_fault, path, names)), size, _position_in(source, size)
    )


def _csv_head(path: Path) -> list[str]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            return next(csv.reader(lines), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnsupportedData(f"{path} is no CSV text in UTF-8: {error}; save it as UTF-8") from error


def _csv_fault(path: Path, names: Sequence[str], error: Exception) -> UnsupportedData:
    cell = _CELL.fullmatch(str(error))
    if cell is None or int(cell[1]) >= len(names):
        return UnsupportedData(f"{path} cannot be read: {error}")
    column, row, what = names[int(cell[1])], cell[2], cell[3]
    return UnsupportedData(f"{path} cannot be read: row {row} (the head is row 1), column {column!r}: {what}")


def _position_in(source: BinaryIO, size: int) -> Callable[[], int]:
    """Tells how much of a file was read: all of it once another thread closed it, after the last batch."""

    def position() -> int:
        try:
            return source.tell()
        except ValueError:
            return size

    return position


def _read_batches(
    source: BinaryIO, reader: Any, wanted: WantedColumns, fault: Callable[[Exception], UnsupportedData]
) -> Iterator[Batch]:
    found = False
    with source:
        try:
            for batch in reader:
                if batch.num_rows:
                    found = True
                    yield wanted.split(pa.Table.from_batches([batch]))
            if not found:
                yield wanted.split(reader.schema.empty_table())
        except pa.ArrowInvalid as error:
            raise fault(error) from error


def _open_parquet(path: Path, wanted: WantedColumns) -> TableSource:
    file = pq.ParquetFile(path)
    chosen = wanted.among(file.schema_arrow.names, path)
    width = sum(_width(file.schema_arrow.field(name).type) for name in chosen)
    rows = max(1, BATCH_BYTES // max(1, width))
    done = 0

    def batches() -> Iterator[Batch]:
        nonlocal done
        with file:
            try:
                for batch in file.iter_batches(batch_size=rows, columns=chosen):
                    done += batch.num_rows
                    yield wanted.split(pa.Table.from_batches([batch]))
                if not done:
                    yield wanted.split(file.schema_arrow.empty_table().select(chosen))
            except (pa.ArrowException, OSError) as error:
                raise UnsupportedData(f"{path} cannot be read beyond row {done}: {error}") from error

    return TableSource(batches(), file.metadata.num_rows, lambda: done)


def _open_json_lines(path: Path, wanted: WantedColumns) -> TableSource:
    source = path.open("rb")

    def batches() -> Iterator[Batch]:
        number, found = 0, False
        with source:
            while lines := source.readlines(BATCH_BYTES):
                rows = [
                    _row(line, f"{path}:{number + index}") for index, line in enumerate(lines, start=1) if line.strip()
                ]
                number += len(lines)
                if rows:
                    found = True
                    yield wanted.split(_table(rows, wanted, path))
        if not found:
            names = [*wanted.types, *wanted.kept]
            yield wanted.split(pa.table({name: pa.array([], wanted.types.get(name)) for name in names}))

    size = path.stat().st_size
    return TableSource(batches(), size, _position_in(source, size))


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UnsupportedData(f"{where} is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise UnsupportedData(f"{where} is no JSON object")
    return row


def _table(rows: Sequence[Mapping[str, Any]], wanted: WantedColumns, path: Path) -> Any:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {}
    for name in wanted.among(names, path):
        try:
            columns[name] = pa.array([row.get(name) for row in rows], type=wanted.types.get(name))
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise UnsupportedData(f"{path}: column {name!r} cannot be read: {error}") from error
    return pa.table(columns)


def _width(arrow_type: Any) -> int:
    try:
        return max(1, int(arrow_type.bit_width) // 8)
    except ValueError:
        return _GUESSED_BYTES


_OPENERS: Final[Mapping[str, Callable[[Path, WantedColumns], TableSource]]] = {
    ".csv": _open_csv,
    ".jsonl": _open_json_lines,
    ".ndjson": _open_json_lines,
    ".parquet": _open_parquet,
    ".pq": _open_parquet,
}
