"""From what a model answers to a table of named columns."""

from typing import Any, Final, final

import numpy as np
import pandas as pd

from hokusai_server.adapters.runtime.worker.faults import output_invalid
from hokusai_server.adapters.runtime.worker.output_columns import read_column
from hokusai_server.adapters.runtime.worker.table import Array, Column, Table
from hokusai_server.domain.signature import ColumnType, Schema

_UNNAMED: Final = "prediction"
"""Name of a single output to which nobody gave one."""
_INSTANT = np.dtype("datetime64[ns]")
_OBJECT = np.dtype(np.object_)
_DTYPES: Final[dict[ColumnType, "np.dtype[Any]"]] = {
    ColumnType.BOOLEAN: np.dtype(np.bool_),
    ColumnType.INTEGER: np.dtype(np.int32),
    ColumnType.LONG: np.dtype(np.int64),
    ColumnType.FLOAT: np.dtype(np.float32),
    ColumnType.DOUBLE: np.dtype(np.float64),
    ColumnType.DATETIME: _INSTANT,
}
_CLASSES: Final[dict[ColumnType, type]] = {ColumnType.STRING: str, ColumnType.BINARY: bytes}


@final
class ModelOutputs:
    """Reads the answers of one model."""

    def __init__(self, schema: Schema | None) -> None:
        self._names = () if schema is None else tuple(name for name in schema.names if name)
        self._declared = {} if schema is None else {spec.name or _UNNAMED: spec.type for spec in schema.columns}
        self._template = _empty_table(schema)

    def empty(self) -> Table:
        """The answer to no rows: the columns of the last answer, else of the signature."""
        return self._template

    def read(self, output: Any, row_count: int) -> Table:
        """Name and normalise the columns of an answer.

        Args:
            output: what the model returned.
            row_count: how many rows it was given.

        Raises:
            RequestFault: MODEL_OUTPUT_INVALID.
        """
        columns = {name: self._read_column(name, values) for name, values in self._named(output).items()}
        for name, column in columns.items():
            if len(column.values) != row_count:
                raise output_invalid(f"{len(column.values)} rows in {name!r} for {row_count}")
        table = Table(row_count, columns)
        self._template = table.rows(0, 0)
        return table

    def _read_column(self, name: str, values: Any) -> Column:
        """A column, of the declared type if it has nothing but nulls to tell its own."""
        column = read_column(name, values)
        if column.values.dtype != np.object_ or column.holds or name not in self._declared:
            return column
        if column.values.size and (column.nulls is None or not column.nulls.all()):
            return column
        dtype = _DTYPES.get(self._declared[name])
        if dtype is not None:
            return Column(np.zeros(column.values.shape, dtype), column.nulls)
        return Column(column.values, column.nulls, _CLASSES.get(self._declared[name]))

    def _named(self, output: Any) -> dict[str, Any]:
        if hasattr(output, "to_pandas") and not isinstance(output, (pd.DataFrame, pd.Series)):  # Arrow, polars
            output = output.to_pandas()
        if isinstance(output, pd.DataFrame):
            if not output.columns.is_unique:
                raise output_invalid("two columns have the same name")
            return {str(name): output.iloc[:, i] for i, name in enumerate(output.columns)}
        if isinstance(output, pd.Series):
            return {self._single_name(output.name): output}
        if isinstance(output, dict):
            return {str(name): values for name, values in output.items()}
        if hasattr(output, "toarray"):  # SciPy's sparse matrices
            output = output.toarray()
        if isinstance(output, (list, tuple)):
            return self._named_list(list(output))
        if isinstance(output, np.ndarray) and output.ndim:
            return self._named_array(output)
        raise output_invalid(f"a {type(output).__name__}, which has no rows")

    def _named_array(self, output: Array) -> dict[str, Any]:
        if output.dtype.names:
            return {name: output[name] for name in output.dtype.names}
        if output.ndim == 2 and len(self._names) == output.shape[1] > 0:
            return {name: output[:, i] for i, name in enumerate(self._names)}
        return {self._single_name(None): output}

    def _named_list(self, output: list[Any]) -> dict[str, Any]:
        if output and all(isinstance(row, dict) for row in output):
            names = list(dict.fromkeys(name for row in output for name in row))
            return {str(name): [row.get(name) for row in output] for name in names}
        return {self._single_name(None): output}

    def _single_name(self, given: object) -> str:
        if len(self._names) == 1:
            return self._names[0]
        return _UNNAMED if given is None else str(given)


def _empty_table(schema: Schema | None) -> Table:
    if schema is None:
        return Table(0, {})
    columns = {
        spec.name or _UNNAMED: Column(np.zeros(0, _DTYPES.get(spec.type, _OBJECT)), None, _CLASSES.get(spec.type))
        for spec in schema.columns
    }
    for tensor in schema.tensors:
        shape = (0, *(max(size, 0) for size in tensor.shape[1:]))
        columns[tensor.name or _UNNAMED] = read_column(tensor.name, np.zeros(shape, np.dtype(tensor.dtype)))
    return Table(0, columns)
