"""The same values as rows, as tensors and as Arrow, and answers back to plain Python."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hokusai.inference.v1 import payload_pb2
from hokusai_server.domain.signature import ColumnType

_P = payload_pb2
_DTYPES: Final[Mapping[ColumnType, tuple[payload_pb2.DataType.ValueType, str]]] = {
    ColumnType.BOOLEAN: (_P.DATA_TYPE_BOOL, "bool"),
    ColumnType.INTEGER: (_P.DATA_TYPE_INT32, "<i4"),
    ColumnType.LONG: (_P.DATA_TYPE_INT64, "<i8"),
    ColumnType.FLOAT: (_P.DATA_TYPE_FLOAT32, "<f4"),
    ColumnType.DOUBLE: (_P.DATA_TYPE_FLOAT64, "<f8"),
    ColumnType.DATETIME: (_P.DATA_TYPE_DATETIME, "<M8[ns]"),
}
_ARROW: Final[Mapping[ColumnType, pa.DataType]] = {
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.INTEGER: pa.int32(),
    ColumnType.LONG: pa.int64(),
    ColumnType.FLOAT: pa.float32(),
    ColumnType.DOUBLE: pa.float64(),
    ColumnType.DATETIME: pa.timestamp("ns"),
    ColumnType.STRING: pa.string(),
    ColumnType.BINARY: pa.binary(),
}


@dataclass(frozen=True, slots=True)
class GivenColumn:
    """Values of one column as plain Python, instants as `numpy.datetime64[ns]`, None for null."""

    name: str
    type: ColumnType
    values: Sequence[Any]
    arrow_type: pa.DataType | None = None
    """For nested columns."""


def as_rows(columns: Sequence[GivenColumn]) -> payload_pb2.Payload:
    payload = payload_pb2.Payload()
    payload.rows.SetInParent()
    for i in range(len(columns[0].values)):
        row = payload.rows.rows.add()
        for column in columns:
            row.values[column.name].CopyFrom(value_message(column.values[i]))
    return payload


def value_message(value: Any) -> payload_pb2.Value:
    message = payload_pb2.Value()
    if isinstance(value, np.datetime64):
        message.time.seconds, message.time.nanos = divmod(int(value.astype(np.int64)), 1_000_000_000)
    elif isinstance(value, list):
        message.list.SetInParent()
        message.list.values.extend(map(value_message, value))
    elif isinstance(value, dict):
        message.object.SetInParent()
        for name, inner in value.items():
            message.object.fields[name].CopyFrom(value_message(inner))
    else:
        setattr(message, _KINDS[type(value)], True if value is None else value)
    return message


_KINDS: Final[Mapping[type, str]] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "text",
    bytes: "binary",
}


def as_tensors(columns: Sequence[GivenColumn]) -> payload_pb2.Payload:
    return payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=[_tensor(column) for column in columns]))


def _tensor(column: GivenColumn) -> payload_pb2.Tensor:
    tensor = payload_pb2.Tensor(name=column.name, shape=[len(column.values)])
    if None in column.values:
        tensor.nulls = bytes(value is None for value in column.values)
    if column.type in _DTYPES:
        tensor.data_type, dtype = _DTYPES[column.type]
        zero = np.zeros(1, dtype)[0]
        present = [zero if value is None else value for value in column.values]
        tensor.data = np.array(present, dtype).tobytes()
    else:
        tensor.data_type = _P.DATA_TYPE_STRING if column.type is ColumnType.STRING else _P.DATA_TYPE_BINARY
        pieces = [value.encode() if isinstance(value, str) else value or b"" for value in column.values]
        tensor.data = b"".join(struct.pack("<I", len(piece)) + piece for piece in pieces)
    return tensor


def array_tensor(name: str, array: np.ndarray[Any, Any]) -> payload_pb2.Tensor:
    """A tensor of numbers."""
    number = payload_pb2.DataType.Value(f"DATA_TYPE_{array.dtype.name.upper()}")
    data = np.ascontiguousarray(array).tobytes()
    return payload_pb2.Tensor(name=name, data_type=number, shape=array.shape, data=data)


def matrix(array: np.ndarray[Any, Any]) -> payload_pb2.Payload:
    """A payload of one unnamed tensor."""
    return payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=[array_tensor("", array)]))


def as_arrow(columns: Sequence[GivenColumn]) -> payload_pb2.Payload:
    arrays = [
        pa.array(column.values, type=column.arrow_type or _ARROW[column.type], from_pandas=False) for column in columns
    ]
    return arrow_payload(pa.table(arrays, names=[column.name for column in columns]))


def arrow_payload(table: pa.Table) -> payload_pb2.Payload:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return payload_pb2.Payload(arrow_stream=sink.getvalue().to_pybytes())


def plain_columns(payload: payload_pb2.Payload) -> dict[str, list[Any]]:
    """An answer by column: None for null, instants as nanoseconds, the same for every encoding."""
    match payload.WhichOneof("encoding"):
        case "tensors":
            return {tensor.name: _plain_tensor(tensor) for tensor in payload.tensors.tensors}
        case "arrow_stream":
            table = pa.ipc.open_stream(payload.arrow_stream).read_all()
            return {name: [_plain(value) for value in _arrow_values(table[name])] for name in table.column_names}
        case _:
            rows = [{name: _plain_value(value) for name, value in row.values.items()} for row in payload.rows.rows]
            names = list(dict.fromkeys(name for row in rows for name in row))
            return {name: [row.get(name) for row in rows] for name in names}


def _arrow_values(column: pa.ChunkedArray) -> list[Any]:
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    values: list[Any] = column.to_pylist()
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value


def _plain_value(value: payload_pb2.Value) -> Any:
    match value.WhichOneof("kind"):
        case None | "null":
            return None
        case "time":
            return value.time.seconds * 1_000_000_000 + value.time.nanos
        case "list":
            return [_plain_value(inner) for inner in value.list.values]
        case "object":
            return {name: _plain_value(inner) for name, inner in value.object.fields.items()}
        case kind:
            return getattr(value, kind)


def _plain_tensor(tensor: payload_pb2.Tensor) -> list[Any]:
    if tensor.data_type in {_P.DATA_TYPE_STRING, _P.DATA_TYPE_BINARY}:
        values = _texts(tensor)
    else:
        name = payload_pb2.DataType.Name(tensor.data_type).removeprefix("DATA_TYPE_").lower()
        array = np.frombuffer(tensor.data, np.int64 if name == "datetime" else name).reshape(tuple(tensor.shape))
        values = array.tolist()
    if not tensor.nulls:
        return values
    assert len(tensor.shape) == 1
    return [None if null else value for value, null in zip(values, tensor.nulls, strict=True)]


def _texts(tensor: payload_pb2.Tensor) -> list[Any]:
    values: list[Any] = []
    position = 0
    while position < len(tensor.data):
        (length,) = struct.unpack_from("<I", tensor.data, position)
        piece = tensor.data[position + 4 : position + 4 + length]
        values.append(piece.decode() if tensor.data_type == _P.DATA_TYPE_STRING else piece)
        position += 4 + length
    return values
