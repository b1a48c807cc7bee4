"""From tables to what a model takes: one class for each way in which a signature may describe inputs."""

from collections.abc import Sequence
from typing import Any, Protocol, final

import numpy as np
import pandas as pd
from typing_extensions import override

from hokusai_server.adapters.runtime.worker.column_validation import ColumnValidator
from hokusai_server.adapters.runtime.worker.findings import Findings
from hokusai_server.adapters.runtime.worker.inference_of_types import infer_column
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.table import Array, Column, Table
from hokusai_server.adapters.runtime.worker.tensor_validation import TensorValidator
from hokusai_server.domain.signature import ColumnSpec, ColumnType, Schema, TensorSpec

_TEXT = pd.StringDtype(na_value=np.nan)
"""What pandas itself makes of text, so that a model sees in a prediction what it saw in training."""


class ModelInputs(Protocol):
    """How tables are checked and handed to one model."""

    @property
    def fixed_rows(self) -> bool:
        """Whether the model takes a fixed number of rows only, so that requests cannot share a call."""
        ...

    def check(self, table: Table) -> tuple[Inputs, Findings]:
        """Fit a table to the signature; with findings, the bad rows of the inputs mean nothing."""
        ...

    def for_pyfunc(self, inputs: Inputs) -> Any:
        """What `PyFuncModel.predict` takes: a data frame, an array, or arrays by name."""
        ...

    def matrix(self, inputs: Inputs) -> Array | None:
        """The rows as one two-dimensional array of numbers without nulls; None where they are something else."""
        ...


def model_inputs(schema: Schema | None, allow_extra_columns: bool) -> ModelInputs:
    """Choose by what the signature says of the inputs."""
    if schema is None or not (schema.columns or schema.tensors):
        return FreeInputs()
    if schema.tensors:
        return TensorInputs(schema.tensors, allow_extra_columns)
    return ColumnInputs(schema.columns, allow_extra_columns)


@final
class ColumnInputs(ModelInputs):
    """A signature of columns: the model takes a data frame."""

    def __init__(self, specs: Sequence[ColumnSpec], allow_extra_columns: bool) -> None:
        self._validator = ColumnValidator(specs, allow_extra_columns)
        self._types = [spec.type for spec in specs]
        named = any(spec.name for spec in specs)
        self._labels = pd.Index([spec.label for spec in specs]) if named else pd.RangeIndex(len(specs))

    @property
    @override
    def fixed_rows(self) -> bool:
        return False

    @override
    def check(self, table: Table) -> tuple[Inputs, Findings]:
        return self._validator.check(table)

    @override
    def for_pyfunc(self, inputs: Inputs) -> pd.DataFrame:
        if len({column.values.dtype for column in inputs.columns}) <= 1 and (matrix := self.matrix(inputs)) is not None:
            return pd.DataFrame(matrix, columns=self._labels, copy=False)
        columns = {
            i: _series(kind, column) for i, (kind, column) in enumerate(zip(self._types, inputs.columns, strict=True))
        }
        frame = pd.DataFrame(columns, copy=False)
        frame.columns = self._labels
        return frame

    @override
    def matrix(self, inputs: Inputs) -> Array | None:
        if inputs.matrix is not None:
            return _own(inputs.matrix)
        if not all(column.values.dtype.kind in "iuf" and column.nulls is None for column in inputs.columns):
            return None
        # Columns lie one after the other, as pandas keeps them: neither side copies again.
        return np.stack([column.values for column in inputs.columns]).T


@final
class TensorInputs(ModelInputs):
    """A signature of tensors: the model takes an array, or arrays by name."""

    def __init__(self, specs: Sequence[TensorSpec], allow_extra_columns: bool) -> None:
        self._validator = TensorValidator(specs, allow_extra_columns)
        self._names = [spec.name for spec in specs]

    @property
    @override
    def fixed_rows(self) -> bool:
        return self._validator.fixed_rows

    @override
    def check(self, table: Table) -> tuple[Inputs, Findings]:
        return self._validator.check(table)

    @override
    def for_pyfunc(self, inputs: Inputs) -> Any:
        if self._names == [""]:
            return _own(inputs.columns[0].values)
        return {name: _own(column.values) for name, column in zip(self._names, inputs.columns, strict=True)}

    @override
    def matrix(self, inputs: Inputs) -> Array | None:
        values = inputs.columns[0].values
        return _own(values) if self._names == [""] and values.ndim == 2 and values.dtype.kind in "iuf" else None


@final
class FreeInputs(ModelInputs):
    """No signature: the model takes what came, with the types that the values have."""

    @property
    @override
    def fixed_rows(self) -> bool:
        return False

    @override
    def check(self, table: Table) -> tuple[Inputs, Findings]:
        columns = tuple(infer_column(column) for column in table.columns.values())
        return Inputs(table.row_count, columns, names=tuple(table.columns)), Findings(table.row_count)

    @override
    def for_pyfunc(self, inputs: Inputs) -> Any:
        if inputs.names == ("",):
            return _own(inputs.columns[0].values)
        if any(column.values.ndim > 1 for column in inputs.columns):
            return {name: _own(column.values) for name, column in zip(inputs.names, inputs.columns, strict=True)}
        return pd.DataFrame(
            {name: _series(None, column) for name, column in zip(inputs.names, inputs.columns, strict=True)}, copy=False
        )

    @override
    def matrix(self, inputs: Inputs) -> Array | None:
        return None


def _series(kind: ColumnType | None, column: Column) -> Any:
    """A column of a data frame."""
    values = column.values
    if column.nulls is not None and values.dtype.kind in "iu":
        return pd.arrays.IntegerArray(values, column.nulls)  # pandas' whole numbers with nulls
    if kind is ColumnType.STRING or (kind is None and set(map(type, values)) == {str}):
        return pd.array(values, dtype=_TEXT)
    return _own(values)


def _own(values: Array) -> Array:
    """An array that the model may write to, as it could in training."""
    return values if values.flags.writeable else values.copy()
