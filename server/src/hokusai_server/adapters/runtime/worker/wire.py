"""Reads a serialized `Payload` without copying its bulk bytes, and frames one that is written in pieces.

Small payloads go through protobuf. In large ones protobuf would copy the bulk twice, once into the message and once
out of it, so their fields are found by hand; whatever is unusual about one (unknown or repeated fields, a cut
message) sends it to protobuf as well, which has the last word on what is valid.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, cast

from google.protobuf.message import DecodeError

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.faults import payload_invalid

_BY_HAND_FROM_BYTES = 16 * 1024
_VARINT, _LENGTH_DELIMITED = 0, 2
_SHORT, _LONG = 31, 64
"""Bits of a tag or a length, and of a value."""


class TensorParts(NamedTuple):
    """The fields of a `Tensor`."""

    name: str
    data_type: payload_pb2.DataType.ValueType
    shape: tuple[int, ...]
    data: bytes | memoryview
    nulls: bytes | memoryview


@dataclass(frozen=True, slots=True)
class ArrowStream:
    """The content of `Payload.arrow_stream`."""

    data: bytes | memoryview


Content: TypeAlias = "payload_pb2.Rows | list[TensorParts] | ArrowStream"


def read_payload(view: memoryview) -> Content:
    """Find what a payload holds.

    Returns:
        Its one encoding; tensors and Arrow streams may be views of `view`.

    Raises:
        RequestFault: PAYLOAD_INVALID: not a `Payload`, or an empty one.
    """
    if len(view) >= _BY_HAND_FROM_BYTES and (content := _by_hand(view)) is not None:
        return content
    try:
        payload = payload_pb2.Payload.FromString(view)  # type: ignore[arg-type]  # any buffer will do
    except DecodeError as error:
        raise payload_invalid("the bytes are not a Payload message") from error
    match payload.WhichOneof("encoding"):
        case "tensors":
            return [
                TensorParts(tensor.name, tensor.data_type, tuple(tensor.shape), tensor.data, tensor.nulls)
                for tensor in payload.tensors.tensors
            ]
        case "rows":
            return payload.rows
        case "arrow_stream":
            return ArrowStream(payload.arrow_stream)
        case _:
            raise payload_invalid("no encoding is set")


def tensors_by_hand(view: memoryview) -> list[TensorParts] | None:
    """The tensors of a payload as views of it; None if it holds something else or is unusual in any way."""
    content = _by_hand(view)
    return content if isinstance(content, list) else None


class _Unusual(Exception):
    """Protobuf shall read this message."""


def _by_hand(view: memoryview) -> "list[TensorParts] | ArrowStream | None":
    try:
        fields = list(_fields(view))
        if len(fields) != 1:
            return None
        number, content = fields[0]
        if isinstance(content, int) or number not in {2, 3}:
            return None
        return ArrowStream(content) if number == 3 else [_tensor(part) for part in _fields(content)]
    except (_Unusual, UnicodeDecodeError):
        return None


def _tensor(field: "tuple[int, int | memoryview]") -> TensorParts:
    number, content = field
    if number != 1 or isinstance(content, int):
        raise _Unusual
    found: dict[int, int | memoryview] = {}
    shape: list[int] = []
    for inner, value in _fields(content):
        if inner == 3:
            shape.extend([value] if isinstance(value, int) else _packed(value))
        elif inner in found or not 1 <= inner <= 5 or isinstance(value, int) != (inner == 2):
            raise _Unusual
        else:
            found[inner] = value
    return TensorParts(
        name=bytes(_bytes_of(found, 1)).decode(),
        data_type=cast("payload_pb2.DataType.ValueType", _int_of(found, 2)),
        shape=tuple(map(_signed, shape)),
        data=_bytes_of(found, 4),
        nulls=_bytes_of(found, 5),
    )


def _bytes_of(found: "dict[int, int | memoryview]", number: int) -> "bytes | memoryview":
    value = found.get(number, b"")
    assert not isinstance(value, int)  # noqa: S101 - _tensor has checked the wire type
    return value


def _int_of(found: "dict[int, int | memoryview]", number: int) -> int:
    value = found.get(number, 0)
    assert isinstance(value, int)  # noqa: S101 - _tensor has checked the wire type
    return value


def _fields(view: memoryview) -> "Iterator[tuple[int, int | memoryview]]":
    """Each field's number with its varint or its bytes."""
    position, end = 0, len(view)
    while position < end:
        tag, position = _varint(view, position, _SHORT)
        if tag & 7 == _VARINT:
            value, position = _varint(view, position, _LONG)
            yield tag >> 3, value
            continue
        length, position = _varint(view, position, _SHORT)
        if tag & 7 != _LENGTH_DELIMITED or position + length > end:
            raise _Unusual
        yield tag >> 3, view[position : position + length]
        position += length


def _packed(view: memoryview) -> Iterator[int]:
    position = 0
    while position < len(view):
        value, position = _varint(view, position, _LONG)
        yield value


def _varint(view: memoryview, position: int, bits: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(view) and shift < bits:
        byte = view[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if value >> bits:  # protobuf cuts some of these off and refuses others
                raise _Unusual
            return value, position
        shift += 7
    raise _Unusual


def length_delimited(number: int, length: int) -> bytes:
    """What stands before the `length` bytes of the field `number`."""
    return _written_varint(number << 3 | _LENGTH_DELIMITED) + _written_varint(length)


def _written_varint(value: int) -> bytes:
    written = bytearray()
    while value >= 0x80:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
