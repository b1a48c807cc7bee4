"""NumPy arrays to tensors of the contract and back. Knows neither pandas nor Arrow."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hokusai.exceptions import UnsupportedData
from hokusai.inference.message_parts import Part, field
from hokusai.inference.v1 import payload_pb2

Array = npt.NDArray[Any]

_FIXED: Final[Mapping[int, np.dtype[Any]]] = {
    payload_pb2.DATA_TYPE_BOOL: np.dtype(np.bool_),
    payload_pb2.DATA_TYPE_INT8: np.dtype("<i1"),
    payload_pb2.DATA_TYPE_INT16: np.dtype("<i2"),
    payload_pb2.DATA_TYPE_INT32: np.dtype("<i4"),
    payload_pb2.DATA_TYPE_INT64: np.dtype("<i8"),
    payload_pb2.DATA_TYPE_UINT8: np.dtype("<u1"),
    payload_pb2.DATA_TYPE_UINT16: np.dtype("<u2"),
    payload_pb2.DATA_TYPE_UINT32: np.dtype("<u4"),
    payload_pb2.DATA_TYPE_UINT64: np.dtype("<u8"),
    payload_pb2.DATA_TYPE_FLOAT16: np.dtype("<f2"),
    payload_pb2.DATA_TYPE_FLOAT32: np.dtype("<f4"),
    payload_pb2.DATA_TYPE_FLOAT64: np.dtype("<f8"),
    payload_pb2.DATA_TYPE_DATETIME: np.dtype("<M8[ns]"),
}
_CODES: Final = {dtype: code for code, dtype in _FIXED.items()}
_LENGTH: Final = struct.Struct("<I")


def tensor_parts(name: str, array: Array) -> list[Part]:
    """The serialized tensor for an array of numbers, booleans, datetimes, text or bytes; its elements may be a view of
    the array. A masked element, None and NaT are null.

    Raises:
        UnsupportedData: no data type of the contract holds these elements.
    """
    if array.ndim == 0:
        raise UnsupportedData(f"{_called(name)} has no dimension for rows; give an array of shape (rows, columns)")
    nulls = np.ma.getmaskarray(array) if isinstance(array, np.ma.MaskedArray) else None
    plain = np.asarray(array.filled() if isinstance(array, np.ma.MaskedArray) else array)
    if plain.dtype.kind in "OUST":
        return _variable(name, plain, nulls)
    if plain.dtype.kind == "M":
        not_a_time = np.isnat(plain)
        nulls = not_a_time if nulls is None else nulls | not_a_time
        plain = np.where(not_a_time, np.datetime64(0, "ns"), plain).astype("<M8[ns]")
    wanted = plain.dtype.newbyteorder("<")
    code = _CODES.get(wanted)
    if code is None:
        raise UnsupportedData(
            f"{_called(name)} has elements of type {plain.dtype}, which no tensor can hold; convert them, for example "
            "with astype('float64')"
        )
    elements = np.ascontiguousarray(plain, dtype=wanted).reshape(-1).view(np.uint8).data
    return _parts(name, code, array, elements, nulls)


def array_of(tensor: payload_pb2.Tensor) -> Array:
    """The array for a tensor. Nulls are masked; in an array of objects they are None, in one of datetimes NaT.

    The array is a view of the message's bytes where it can be, and then not writable.
    """
    shape = tuple(tensor.shape)
    nulls = np.frombuffer(tensor.nulls, dtype=np.bool_).reshape(shape) if tensor.nulls else None
    if tensor.data_type in (payload_pb2.DATA_TYPE_STRING, payload_pb2.DATA_TYPE_BINARY):
        return _objects(tensor, shape, nulls)
    array: Array = np.frombuffer(tensor.data, dtype=_FIXED[tensor.data_type]).reshape(shape)
    if nulls is None:
        return array
    if array.dtype.kind == "M":
        return np.where(nulls, np.datetime64("NaT", "ns"), array)
    return np.ma.MaskedArray(array, mask=nulls)


def tensors_payload(arrays: Mapping[str, Array]) -> list[Part]:
    """The serialized payload for named arrays that share their first dimension, in pieces.

    Raises:
        UnsupportedData: they do not share it, or one cannot be held by a tensor.
    """
    tensors = [field(payload_pb2.Tensors.TENSORS_FIELD_NUMBER, tensor_parts(*each)) for each in arrays.items()]
    counts = {name: array.shape[0] for name, array in arrays.items()}
    if len(set(counts.values())) > 1:
        listed = ", ".join(f"{name}: {count}" for name, count in counts.items())
        raise UnsupportedData(f"the columns differ in their number of rows ({listed})")
    return field(payload_pb2.Payload.TENSORS_FIELD_NUMBER, [part for tensor in tensors for part in tensor])


def _parts(name: str, code: int, array: Array, elements: Part, nulls: Array | None) -> list[Part]:
    head = payload_pb2.Tensor(
        name=name, data_type=payload_pb2.DataType.ValueType(code), shape=array.shape, nulls=_null_bytes(nulls)
    )
    return [head.SerializeToString(), *field(payload_pb2.Tensor.DATA_FIELD_NUMBER, [elements])]


def _variable(name: str, array: Array, mask: Array | None) -> list[Part]:
    elements = list(array.ravel())
    if mask is not None:
        elements = [None if hidden else each for each, hidden in zip(elements, mask.ravel(), strict=True)]
    kinds = {type(each) for each in elements if each is not None}
    if all(issubclass(kind, str) for kind in kinds):
        code, parts = payload_pb2.DATA_TYPE_STRING, [b"" if each is None else each.encode() for each in elements]
    elif all(issubclass(kind, bytes) for kind in kinds):
        code, parts = payload_pb2.DATA_TYPE_BINARY, [b"" if each is None else bytes(each) for each in elements]
    else:
        listed = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise UnsupportedData(
            f"{_called(name)} holds {listed}; an array of objects may hold only text, or only bytes, beside None"
        )
    nulls = np.array([each is None for each in elements], dtype=np.bool_)
    return _parts(name, code, array, _joined(parts), nulls)


def _joined(parts: Iterable[bytes]) -> bytes:
    return b"".join(piece for part in parts for piece in (_LENGTH.pack(len(part)), part))


def _objects(tensor: payload_pb2.Tensor, shape: tuple[int, ...], nulls: Array | None) -> Array:
    text = tensor.data_type == payload_pb2.DATA_TYPE_STRING
    array = np.empty(int(np.prod(shape)), dtype=object)
    offset = 0
    for index in range(array.size):
        (length,) = _LENGTH.unpack_from(tensor.data, offset)
        raw = tensor.data[offset + 4 : offset + 4 + length]
        array[index] = raw.decode() if text else raw
        offset += 4 + length
    if nulls is not None:
        array[nulls.ravel()] = None
    return array.reshape(shape)


def _null_bytes(nulls: Array | None) -> bytes:
    if nulls is None or not nulls.any():
        return b""
    return np.ascontiguousarray(nulls, dtype=np.uint8).tobytes()


def _called(name: str) -> str:
    return f"column {name!r}" if name else "the array"
