"""Checks single Python values: the lists, objects and maps in nested columns, and parameters."""

import math
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import numpy as np

from hokusai_server.adapters.runtime.worker.table import Column
from hokusai_server.domain.signature import ColumnSpec, ColumnType

Report: TypeAlias = Callable[[str, str], None]
"""Called with the place within the row and what is wrong there."""

_LIMITS: Final = {ColumnType.INTEGER: 31, ColumnType.LONG: 63}
_FLOATING: Final = frozenset({ColumnType.FLOAT, ColumnType.DOUBLE})
_CLASSES: Final[dict[ColumnType, type]] = {
    ColumnType.BOOLEAN: bool,
    ColumnType.STRING: str,
    ColumnType.BINARY: bytes,
    ColumnType.DATETIME: np.datetime64,
}
_WORDS: Final[dict[type, str]] = {
    bool: "boolean",
    int: "long",
    float: "double",
    str: "string",
    bytes: "binary",
    np.datetime64: "datetime",
    list: "array",
    dict: "object",
    type(None): "null",
}


def word_for(value: object) -> str:
    """The type of a value in the words of signatures."""
    if isinstance(value, np.generic) and not isinstance(value, np.datetime64):
        value = value.item()
    return _WORDS.get(type(value), type(value).__name__)


def nested_rows(column: Column) -> list[Any]:
    """Each row of a column as a Python value, with lists for trailing dimensions and None for nulls."""
    values = column.values
    # Instants stay NumPy's: Python's own lose the nanoseconds.
    elements = iter(values.reshape(-1)) if values.dtype.kind == "M" else values.reshape(-1).tolist()
    objects = np.fromiter(elements, np.object_, values.size).reshape(values.shape)
    if column.nulls is not None:
        objects[column.nulls] = None
    rows: list[Any] = objects.tolist()
    return rows


def fit_nested(value: Any, spec: ColumnSpec, place: str, report: Report) -> Any:
    """Fit one value to a part of a signature.

    Args:
        value: booleans, numbers, text, bytes, `datetime64[ns]`, lists, dicts with text keys, or None.
        spec: what it should be.
        place: where it stands.
        report: told of each thing wrong.

    Returns:
        The value as the model will see it; without meaning where something was reported.
    """
    if spec.type is ColumnType.ANY:
        return value
    if value is None:
        if spec.required:
            report(place, f"expected {spec.type.value}, got null")
        return None
    if spec.type is ColumnType.ARRAY and type(value) is list:
        return _fit_list(value, spec, place, report)
    if spec.type is ColumnType.MAP and type(value) is dict:
        return _fit_map(value, spec, place, report)
    if spec.type is ColumnType.OBJECT and type(value) is dict:
        return _fit_object(value, spec, place, report)
    return _fit_scalar(value, spec.type, place, report)


def _fit_list(values: list[Any], spec: ColumnSpec, place: str, report: Report) -> list[Any]:
    element = _element(spec)
    if element.type is ColumnType.DOUBLE and set(map(type, values)) <= {float}:
        return values
    return [fit_nested(value, element, f"{place}[{i}]", report) for i, value in enumerate(values)]


def _fit_map(values: dict[str, Any], spec: ColumnSpec, place: str, report: Report) -> dict[str, Any]:
    element = _element(spec)
    return {key: fit_nested(value, element, f"{place}.{key}", report) for key, value in values.items()}


def _fit_object(values: dict[str, Any], spec: ColumnSpec, place: str, report: Report) -> dict[str, Any]:
    known = {prop.name for prop in spec.properties}
    for name in values:
        if name not in known:
            report(f"{place}.{name}", "the signature has no such property")
    return {
        prop.name: fit_nested(values.get(prop.name), prop, f"{place}.{prop.name}", report) for prop in spec.properties
    }


def _element(spec: ColumnSpec) -> ColumnSpec:
    assert spec.element is not None  # noqa: S101 - parse_signature gives every array and map one
    return spec.element


def _fit_scalar(value: Any, kind: ColumnType, place: str, report: Report) -> Any:
    if kind in _LIMITS and type(value) is int:
        limit = 1 << _LIMITS[kind]
        if not -limit <= value < limit:
            report(place, f"{value} does not fit {kind.value}")
        return value
    if kind in _FLOATING and type(value) in {int, float}:
        return _fit_floating(value, kind, place, report)
    if type(value) is not _CLASSES.get(kind):
        report(place, f"expected {kind.value}, got {word_for(value)}")
    return value


def _fit_floating(value: float, kind: ColumnType, place: str, report: Report) -> float:
    with np.errstate(over="ignore"):
        rounded = float(np.float32(value)) if kind is ColumnType.FLOAT else float(value)
    exact = type(value) is float or int(rounded) == value
    if not exact or (math.isinf(rounded) and not math.isinf(value)):
        report(place, f"{value} does not fit {kind.value}")
    return rounded
