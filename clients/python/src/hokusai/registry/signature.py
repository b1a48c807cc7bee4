"""What a version takes and gives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hokusai.registry.v1 import signature_pb2
from hokusai.wire_values import word


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: empty for an unnamed column.
        type: `double`, `string`, …; nested types as `array<double>`, `map<long>`, `object{street: string}`.
        required: False means that it may be left out and may hold nulls.
    """

    name: str
    type: str
    required: bool


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """One tensor.

    Attributes:
        name: empty if the model has one unnamed tensor.
        dtype: NumPy's name of the element type.
        shape: size of each dimension, the first being the rows; -1 means any.
    """

    name: str
    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a prediction.

    Attributes:
        name: its name.
        type: as of a column.
        default: the value used when the caller passes none.
    """

    name: str
    type: str
    default: Any


@dataclass(frozen=True, slots=True)
class Signature:
    """What a version takes and gives. Each side is either columns or tensors; empty means that nothing is said."""

    inputs: tuple[Column | TensorInfo, ...]
    outputs: tuple[Column | TensorInfo, ...]
    params: tuple[Param, ...]

    @classmethod
    def from_proto(cls, message: signature_pb2.ModelSignature) -> Signature:
        """From the contract's message."""
        return cls(
            inputs=_side(message.inputs),
            outputs=_side(message.outputs),
            params=tuple(
                Param(each.name, _type_name(each.type) + ("[]" if each.shape else ""), _default(each.default_json))
                for each in message.params
            ),
        )


def _side(schema: signature_pb2.Schema) -> tuple[Column | TensorInfo, ...]:
    if schema.tensors:
        return tuple(TensorInfo(each.name, each.dtype, tuple(each.shape)) for each in schema.tensors)
    return tuple(Column(each.name, _column_type(each), each.required) for each in schema.columns)


def _column_type(column: signature_pb2.ColumnSpec) -> str:
    if column.type == signature_pb2.COLUMN_TYPE_ARRAY:
        return f"array<{_column_type(column.element)}>"
    if column.type == signature_pb2.COLUMN_TYPE_MAP:
        return f"map<{_column_type(column.element)}>"
    if column.type == signature_pb2.COLUMN_TYPE_OBJECT:
        return "object{" + ", ".join(f"{each.name}: {_column_type(each)}" for each in column.properties) + "}"
    return _type_name(column.type)


def _type_name(value: int) -> str:
    return word(signature_pb2.ColumnType, value)


def _default(text: str) -> Any:
    return json.loads(text) if text else None
