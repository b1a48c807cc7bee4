"""Typed rows of a payload to columns and back."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.faults import output_invalid
from hokusai_server.adapters.runtime.worker.interludes import Pause
from hokusai_server.adapters.runtime.worker.nested_values import nested_rows
from hokusai_server.adapters.runtime.worker.row_values import plain_value
from hokusai_server.adapters.runtime.worker.slices import slices_of
from hokusai_server.adapters.runtime.worker.table import Column, Mask, Table
from hokusai_server.adapters.runtime.worker.wire import length_delimited

Lists: TypeAlias = dict[str, list[Any]]
"""Values by column, None for null."""

_NANOS = 1_000_000_000
_ROWS_AT_A_TIME = 2048
"""Rows between two pauses: some ten milliseconds."""
_PAYLOAD_ROWS = payload_pb2.Payload.ROWS_FIELD_NUMBER


def read_rows(rows: payload_pb2.Rows, pause: Pause) -> Lists:
    """Turn rows into columns, in the order in which names are first seen; what a row does not name is null in it."""
    columns: Lists = {}
    row_count = len(rows.rows)
    unread = iter(rows.rows)
    for start, stop in slices_of(row_count, _ROWS_AT_A_TIME):
        if start:
            pause()
        for i, row in zip(range(start, stop), unread, strict=False):
            for name, value in row.values.items():
                column = columns.get(name)
                if column is None:
                    columns[name] = column = [None] * row_count
                column[i] = plain_value(value)
    return columns


def join_lists(several: Sequence[Lists], row_count: int) -> Table:
    """One below the other; all have the same columns."""
    columns: dict[str, Column] = {}
    for name in several[0]:
        joined = [value for lists in several for value in lists[name]]
        values = np.fromiter(joined, np.object_, row_count)
        nulls: Mask | None = None
        if None in joined:
            nulls = np.fromiter((value is None for value in joined), np.bool_, row_count)
        columns[name] = Column(values, nulls)
    return Table(row_count, columns)


def encode_rows(table: Table, pause: Pause) -> tuple[bytes, ...]:
    """Write a table as a payload of rows, in pieces.

    Raises:
        RequestFault: MODEL_OUTPUT_INVALID: a value that rows cannot express.
    """
    pieces: list[bytes] = []
    for start, stop in slices_of(table.row_count, _ROWS_AT_A_TIME):
        if start:
            pause()
        pieces.append(_encode_slice(table.rows(start, stop)))
    # Messages back to back are one message with the elements of all of them.
    return (length_delimited(_PAYLOAD_ROWS, sum(map(len, pieces))), *pieces)


def _encode_slice(table: Table) -> bytes:
    written = payload_pb2.Rows()
    rows = [written.rows.add().values for _ in range(table.row_count)]
    for name, column in table.columns.items():
        for row, value in zip(rows, nested_rows(column), strict=True):
            _write(value, row[name])
    return written.SerializeToString()


def _write(value: Any, into: payload_pb2.Value) -> None:
    write = _WRITERS.get(type(value))
    if write is None:
        raise output_invalid(f"a value of type {type(value).__name__} cannot be written as a row")
    try:
        write(value, into)
    except ValueError as error:  # a whole number beyond 64 bits, text with lone surrogates
        raise output_invalid(f"a value cannot be written as a row: {error}") from error


def _write_null(_value: None, into: payload_pb2.Value) -> None:
    into.null = True


def _write_boolean(value: bool, into: payload_pb2.Value) -> None:
    into.boolean = value


def _write_integer(value: int, into: payload_pb2.Value) -> None:
    into.integer = value


def _write_number(value: float, into: payload_pb2.Value) -> None:
    into.number = value


def _write_text(value: str, into: payload_pb2.Value) -> None:
    into.text = value


def _write_binary(value: bytes, into: payload_pb2.Value) -> None:
    into.binary = value


def _write_time(value: "np.datetime64", into: payload_pb2.Value) -> None:
    nanos = int(value.astype("datetime64[ns]").astype(np.int64))
    into.time.seconds, into.time.nanos = divmod(nanos, _NANOS)


def _write_list(value: list[Any], into: payload_pb2.Value) -> None:
    into.list.SetInParent()
    for element in value:
        _write(element, into.list.values.add())


def _write_object(value: dict[str, Any], into: payload_pb2.Value) -> None:
    into.object.SetInParent()
    for name, inner in value.items():
        _write(inner, into.object.fields[name])


_WRITERS: dict[type, Callable[[Any, payload_pb2.Value], None]] = {
    type(None): _write_null,
    bool: _write_boolean,
    int: _write_integer,
    float: _write_number,
    str: _write_text,
    bytes: _write_binary,
    np.datetime64: _write_time,
    list: _write_list,
    dict: _write_object,
}
