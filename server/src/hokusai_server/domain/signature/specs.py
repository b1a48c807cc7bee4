"""The parts of a signature. All of them are immutable and compare by value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
"""A value as JSON has them."""


class SignatureError(ValueError):
    """The signature in an MLmodel file is not one that MLflow writes; the message says what is wrong and where."""


class ColumnType(Enum):
    """Types of values that a signature can name; the values are MLflow's own words for them."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    """Signed, 32 bits."""
    LONG = "long"
    """Signed, 64 bits."""
    FLOAT = "float"
    """IEEE 754, 32 bits."""
    DOUBLE = "double"
    """IEEE 754, 64 bits."""
    STRING = "string"
    BINARY = "binary"
    DATETIME = "datetime"
    """An instant in nanoseconds, without a time zone."""
    ARRAY = "array"
    """A list whose elements `ColumnSpec.element` describes."""
    OBJECT = "object"
    """Named properties, in `ColumnSpec.properties`."""
    MAP = "map"
    """String keys; `ColumnSpec.element` describes the values."""
    ANY = "any"
    """Any value at all, null included."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column, or one part of a nested column."""

    name: str
    """Empty for an unnamed column (its position names it), for array elements and for map values."""
    type: ColumnType
    required: bool = True
    """False: the column may be left out and may hold nulls."""
    element: "ColumnSpec | None" = None
    """What an ARRAY holds, or the values of a MAP; None for every other type."""
    properties: tuple["ColumnSpec", ...] = ()
    """The properties of an OBJECT, ordered by name; empty for every other type."""
    numeric_name: bool = False
    """Whether the name was a number, as pandas names the columns of a bare array. The model then wants the number."""

    @property
    def label(self) -> str | int:
        """The name as the model's data frame has it."""
        return int(self.name) if self.numeric_name else self.name


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """One tensor."""

    name: str
    """Empty if the model has one unnamed tensor."""
    dtype: str
    """NumPy's name of the element type: `float32`, `int64`, `bool`, `str`, `object`."""
    shape: tuple[int, ...]
    """Size of each dimension, the first being the rows; -1 means any."""


@dataclass(frozen=True, slots=True)
class ParamSpec:
    """One inference parameter."""

    name: str
    type: ColumnType
    default: JsonValue
    """Used when the caller passes none. Instants are ISO 8601 strings."""
    shape: tuple[int, ...] = ()
    """Empty for a single value; `(-1,)` for a list of any length."""
    properties: tuple[ColumnSpec, ...] = ()
    """The properties of an OBJECT parameter; empty for every other type."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One side of a signature; at most one of the two is filled."""

    columns: tuple[ColumnSpec, ...] = ()
    tensors: tuple[TensorSpec, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the parts have names; if not, their positions name them."""
        return all(self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in their order; empty texts where they have none."""
        return tuple(column.name for column in self.columns) + tuple(tensor.name for tensor in self.tensors)


@dataclass(frozen=True, slots=True)
class ModelSignature:
    """Inputs, outputs and parameters. None for a side of which the signature says nothing."""

    inputs: Schema | None = None
    outputs: Schema | None = None
    params: tuple[ParamSpec, ...] = ()
