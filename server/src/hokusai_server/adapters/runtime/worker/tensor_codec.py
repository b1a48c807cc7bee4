"""Tensors of a payload to arrays and back."""

import math
import struct
from collections.abc import Sequence
from typing import Final

import numpy as np

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.faults import output_invalid, payload_invalid
from hokusai_server.adapters.runtime.worker.table import Array, Column, Mask, Table
from hokusai_server.adapters.runtime.worker.wire import TensorParts

_P = payload_pb2

_FIXED: Final[dict[payload_pb2.DataType.ValueType, np.dtype[np.generic]]] = {
    _P.DATA_TYPE_BOOL: np.dtype(np.bool_),
    _P.DATA_TYPE_INT8: np.dtype("<i1"),
    _P.DATA_TYPE_INT16: np.dtype("<i2"),
    _P.DATA_TYPE_INT32: np.dtype("<i4"),
    _P.DATA_TYPE_INT64: np.dtype("<i8"),
    _P.DATA_TYPE_UINT8: np.dtype("<u1"),
    _P.DATA_TYPE_UINT16: np.dtype("<u2"),
    _P.DATA_TYPE_UINT32: np.dtype("<u4"),
    _P.DATA_TYPE_UINT64: np.dtype("<u8"),
    _P.DATA_TYPE_FLOAT16: np.dtype("<f2"),
    _P.DATA_TYPE_FLOAT32: np.dtype("<f4"),
    _P.DATA_TYPE_FLOAT64: np.dtype("<f8"),
    _P.DATA_TYPE_DATETIME: np.dtype("<M8[ns]"),
}
_NUMBER_OF: Final = {dtype: number for number, dtype in _FIXED.items()}
_MAX_DIMENSIONS = 32
_LENGTH = struct.Struct("<I")


def decode_tensors(tensors: Sequence[TensorParts]) -> Table:
    """Read the tensors of one payload; the columns are views of `data` where the type allows.

    Raises:
        RequestFault: PAYLOAD_INVALID.
    """
    columns: dict[str, Column] = {}
    row_count: int | None = None
    for tensor in tensors:
        column = _decode(tensor)
        if tensor.name in columns:
            raise payload_invalid(f"two tensors are named {tensor.name!r}")
        if row_count not in {None, tensor.shape[0]}:
            raise payload_invalid(f"tensor {tensor.name!r} has {tensor.shape[0]} rows, those before it {row_count}")
        row_count = tensor.shape[0]
        columns[tensor.name] = column
    if row_count is None:
        raise payload_invalid("the payload holds no tensor")
    return Table(row_count, columns)


def fixed_dtype(data_type: payload_pb2.DataType.ValueType) -> "np.dtype[np.generic] | None":
    """NumPy's type for elements of fixed size; None for texts and for what is no type."""
    return _FIXED.get(data_type)


def _decode(tensor: TensorParts) -> Column:
    shape = tensor.shape
    if not shape or min(shape) < 0 or len(shape) > _MAX_DIMENSIONS:
        raise payload_invalid(f"tensor {tensor.name!r}: shape {list(shape)} is not a list of 1 to 32 sizes from 0 up")
    nulls = _decode_nulls(tensor)
    dtype = _FIXED.get(tensor.data_type)
    if dtype is None:
        return Column(_decode_texts(tensor), nulls)
    size = math.prod(shape) * dtype.itemsize
    if size != len(tensor.data):
        raise payload_invalid(
            f"tensor {tensor.name!r}: {dtype.name} of shape {list(shape)} is {size} bytes, data has {len(tensor.data)}"
        )
    if tensor.data_type == _P.DATA_TYPE_BOOL and size and np.frombuffer(tensor.data, np.uint8).max() > 1:
        raise payload_invalid(f"tensor {tensor.name!r}: a boolean is one byte, 0 or 1")
    return Column(np.frombuffer(tensor.data, dtype).reshape(shape), nulls)


def _decode_nulls(tensor: TensorParts) -> Mask | None:
    if not tensor.nulls:
        return None
    if len(tensor.nulls) != math.prod(tensor.shape):
        raise payload_invalid(
            f"tensor {tensor.name!r}: nulls has {len(tensor.nulls)} bytes for {math.prod(tensor.shape)} elements"
        )
    flags = np.frombuffer(tensor.nulls, np.uint8)
    if flags.max() > 1:
        raise payload_invalid(f"tensor {tensor.name!r}: a null flag is one byte, 0 or 1")
    return flags.view(np.bool_).reshape(tensor.shape) if flags.any() else None


def _decode_texts(tensor: TensorParts) -> Array:
    if tensor.data_type not in {_P.DATA_TYPE_STRING, _P.DATA_TYPE_BINARY}:
        raise payload_invalid(f"tensor {tensor.name!r}: unknown element type {tensor.data_type}")
    count = math.prod(tensor.shape)
    data = bytes(tensor.data)
    if count * _LENGTH.size > len(data):
        raise payload_invalid(f"tensor {tensor.name!r}: {count} elements do not fit {len(data)} bytes")
    elements = np.empty(count, np.object_)
    as_text = tensor.data_type == _P.DATA_TYPE_STRING
    position = 0
    try:
        for i in range(count):
            (length,) = _LENGTH.unpack_from(data, position)
            end = position + _LENGTH.size + length
            element = data[position + _LENGTH.size : end]
            position = end
            elements[i] = element.decode() if as_text else element
    except (struct.error, UnicodeDecodeError) as error:
        raise payload_invalid(f"tensor {tensor.name!r}: {error}") from error
    if position != len(data):
        raise payload_invalid(f"tensor {tensor.name!r}: its elements take {position} bytes, data has {len(data)}")
    return elements.reshape(tensor.shape)


def encode_tensors(table: Table) -> bytes:
    """Write a table as a payload of tensors.

    Raises:
        RequestFault: MODEL_OUTPUT_INVALID: a column holds what tensors cannot.
    """
    payload = payload_pb2.Payload()
    tensors = payload.tensors.tensors
    for name, column in table.columns.items():
        tensor = tensors.add()
        tensor.name = name
        tensor.shape.extend(column.values.shape)
        if column.nulls is not None and column.nulls.any():
            tensor.nulls = column.nulls.tobytes()
        if column.values.dtype == np.object_:
            tensor.data_type, tensor.data = _encode_texts(name, column)
        else:
            tensor.data_type = _NUMBER_OF[column.values.dtype]
            tensor.data = column.values.tobytes()
    if not table.columns:
        payload.tensors.SetInParent()
    return payload.SerializeToString()


def _encode_texts(name: str, column: Column) -> tuple[payload_pb2.DataType.ValueType, bytes]:
    kinds = {type(element) for element in column.values.flat} - {type(None)} or {column.holds or str}
    if kinds == {str}:
        pieces = ["" if element is None else element for element in column.values.flat]
        try:
            return _P.DATA_TYPE_STRING, _lengths_and_bytes([piece.encode() for piece in pieces])
        except UnicodeEncodeError as error:
            raise output_invalid(f"column {name!r} holds text that is not Unicode: {error.reason}") from error
    if kinds == {bytes}:
        return _P.DATA_TYPE_BINARY, _lengths_and_bytes([element or b"" for element in column.values.flat])
    raise output_invalid(f"column {name!r} holds values that tensors cannot express; ask for rows or Arrow")


def _lengths_and_bytes(pieces: list[bytes]) -> bytes:
    return b"".join(part for piece in pieces for part in (_LENGTH.pack(len(piece)), piece))
