"""Rows on which ways of calling a model are compared: its input example, rows derived from that, and made-up ones."""

from typing import Any, Final

import numpy as np
import pandas as pd

from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.model_inputs import ModelInputs
from hokusai_server.adapters.runtime.worker.output_columns import read_column
from hokusai_server.adapters.runtime.worker.table import Array, Column, Table
from hokusai_server.domain.signature import ColumnSpec, ColumnType, Schema, TensorSpec

_ROWS: Final = 8
_MAX_EXAMPLE_ROWS: Final = 64
"""More would make loading slow and prove little."""
_SEED: Final = 20240229
_DTYPES: Final[dict[ColumnType, str]] = {
    ColumnType.BOOLEAN: "bool",
    ColumnType.INTEGER: "int32",
    ColumnType.LONG: "int64",
    ColumnType.FLOAT: "float32",
    ColumnType.DOUBLE: "float64",
    ColumnType.DATETIME: "datetime64[ns]",
}
_OBJECTS: Final[dict[ColumnType, Any]] = {
    ColumnType.STRING: "",
    ColumnType.BINARY: b"",
    ColumnType.ARRAY: [],
    ColumnType.MAP: {},
    ColumnType.ANY: 0,
}


def example_inputs(example: Any, inputs: ModelInputs) -> Inputs | None:
    """The bundle's input example as validated rows; None if there is none or if it does not fit the signature."""
    try:
        table = _table(example)
    except Exception:  # noqa: BLE001 - an example of a shape that only MLflow knows; the model can be served without
        return None
    if table is None or table.row_count == 0:
        return None
    checked, findings = inputs.check(table)
    return None if findings else checked


def derived(example: Inputs) -> list[Inputs]:
    """Variations of an example: its rows in reverse, its first row alone, and its floating numbers moved a little."""
    backwards = np.arange(example.row_count)[::-1]
    random = np.random.default_rng(_SEED)
    return [
        _map_values(example, lambda values: values[backwards]),
        example.rows(0, 1),
        _map_values(example, lambda values: _moved(values, random)),
    ]


def made_up(schema: Schema | None, inputs: ModelInputs) -> list[Inputs]:
    """Rows of random numbers and empty text that fit a signature, if they could be made; without a signature, any
    row.
    """
    random = np.random.default_rng(_SEED)
    if schema is None:
        return [Inputs(1, (Column(np.zeros(1)),), names=("column",))]
    columns = {spec.name or str(i): _column_of(spec, random) for i, spec in enumerate(schema.columns)}
    columns |= {spec.name: Column(_tensor_of(spec, random)) for spec in schema.tensors}
    if not columns or len({len(column.values) for column in columns.values()}) != 1:
        return []
    checked, findings = inputs.check(Table(len(next(iter(columns.values())).values), columns))
    return [] if findings else [checked]


def _map_values(inputs: Inputs, change: Any) -> Inputs:
    if inputs.matrix is not None:
        return Inputs(inputs.row_count, matrix=change(inputs.matrix))
    columns = tuple(
        Column(change(column.values), None if column.nulls is None else change(column.nulls))
        for column in inputs.columns
    )
    return Inputs(inputs.row_count, columns, names=inputs.names)


def _moved(values: Array, random: np.random.Generator) -> Array:
    if values.dtype.kind != "f":
        return values
    moved: Array = (values * random.uniform(0.9, 1.1, values.shape)).astype(values.dtype)
    return moved


def _column_of(spec: ColumnSpec, random: np.random.Generator) -> Column:
    if spec.type in _DTYPES:
        return Column(_numbers((_ROWS,), np.dtype(_DTYPES[spec.type]), random))
    values = [_object_of(spec) for _ in range(_ROWS)]
    return Column(np.fromiter(values, np.object_, _ROWS))


def _object_of(spec: ColumnSpec) -> Any:
    if spec.type is ColumnType.OBJECT:
        return {inner.name: _object_of(inner) for inner in spec.properties}
    if spec.type in _DTYPES:
        return (
            np.zeros(1, _DTYPES[spec.type]).tolist()[0]
            if spec.type is not ColumnType.DATETIME
            else np.datetime64(0, "ns")
        )
    return _OBJECTS[spec.type]


def _tensor_of(spec: TensorSpec, random: np.random.Generator) -> Array:
    first = spec.shape[0] if spec.shape else 1
    shape = (_ROWS if first < 0 else first, *(2 if size < 0 else size for size in spec.shape[1:]))
    dtype = np.dtype(spec.dtype)
    if dtype.kind in "USO":
        return np.full(shape, b"" if dtype.kind == "S" else "", np.object_)
    return _numbers(shape, dtype, random)


def _numbers(shape: tuple[int, ...], dtype: "np.dtype[Any]", random: np.random.Generator) -> Array:
    if dtype.kind == "f":
        return random.normal(size=shape).astype(dtype)
    return random.integers(0, 2, size=shape).astype(dtype)


def _table(example: Any) -> Table | None:
    if isinstance(example, list):
        example = pd.DataFrame(example)
    if isinstance(example, pd.DataFrame):
        named: dict[str, Any] = {str(name): example.iloc[:, i] for i, name in enumerate(example.columns)}
    elif isinstance(example, np.ndarray):
        named = {"": example}
    elif isinstance(example, dict):
        named = {name: values if np.ndim(values) else [values] for name, values in example.items()}
    else:
        return None
    columns = {name: read_column(name, values) for name, values in named.items()}
    row_count = min(len(next(iter(columns.values())).values), _MAX_EXAMPLE_ROWS)
    return Table(row_count, {name: column.rows(0, row_count) for name, column in columns.items()})
