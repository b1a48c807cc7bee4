"""Whatever a model answers with becomes named columns of plain values, or a fault that says why not."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import scipy.sparse  # type: ignore[import-untyped]

from hokusai_server.adapters.runtime.worker.faults import RequestFault
from hokusai_server.adapters.runtime.worker.model_outputs import ModelOutputs
from hokusai_server.adapters.runtime.worker.nested_values import nested_rows
from hokusai_server.domain.signature import ColumnSpec, ColumnType, Schema, TensorSpec

_TWO_COLUMNS = Schema(columns=(ColumnSpec("low", ColumnType.DOUBLE), ColumnSpec("high", ColumnType.DOUBLE)))
_MOMENT = np.datetime64("2024-02-29T12:00:00", "ns")


def _read(output: Any, rows: int = 2, schema: Schema | None = None) -> dict[str, list[Any]]:
    table = ModelOutputs(schema).read(output, rows)
    return {name: nested_rows(column) for name, column in table.columns.items()}


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (np.array([1, 2]), {"prediction": [1, 2]}),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), {"prediction": [[1.0, 2.0], [3.0, 4.0]]}),
        (np.array(["a", "b"]), {"prediction": ["a", "b"]}),
        (np.array([True, False]), {"prediction": [True, False]}),
        (np.array([_MOMENT, np.datetime64("NaT")]), {"prediction": [_MOMENT, None]}),
        (np.array([(1, 2.0), (3, 4.0)], [("a", "i8"), ("b", "f8")]), {"a": [1, 3], "b": [2.0, 4.0]}),
        (np.array([1, 2], ">i4"), {"prediction": [1, 2]}),
        (np.array([1.5, 2.5], np.longdouble), {"prediction": [1.5, 2.5]}),
        ([1, 2], {"prediction": [1, 2]}),
        ([1, 2.5], {"prediction": [1.0, 2.5]}),
        ([1, None], {"prediction": [1, None]}),
        (["a", None], {"prediction": ["a", None]}),
        ([[1.0], [2.0, 3.0]], {"prediction": [[1.0], [2.0, 3.0]]}),
        ([b"a", b"b"], {"prediction": [b"a", b"b"]}),
        ([{"a": 1}, {"b": "x"}], {"a": [1, None], "b": [None, "x"]}),
        ([np.array([1, 2]), np.array([3])], {"prediction": [[1, 2], [3]]}),
        ([decimal.Decimal("1.5"), decimal.Decimal(2)], {"prediction": [1.5, 2.0]}),
        ([dt.date(2024, 2, 29), None], {"prediction": [np.datetime64("2024-02-29", "ns"), None]}),
        ({"x": [1, 2], "y": np.array([0.5, 1.5])}, {"x": [1, 2], "y": [0.5, 1.5]}),
        (pd.Series([1, 2], index=[7, 9], name="score"), {"score": [1, 2]}),
        (pd.Series([1, 2]), {"prediction": [1, 2]}),
        (pd.DataFrame({"a": ["x", None], 7: [1, 2]}), {"a": ["x", None], "7": [1, 2]}),
        (pd.DataFrame({"a": pd.array([1, None], "Int64")}), {"a": [1, None]}),
        (pd.DataFrame({"a": pd.array([True, None], "boolean")}), {"a": [True, None]}),
        (pd.DataFrame({"a": pd.array([1.5, None], "Float32")}), {"a": [1.5, None]}),
        (pd.DataFrame({"a": pd.Categorical(["x", "y"])}), {"a": ["x", "y"]}),
        (pd.DataFrame({"a": pd.to_datetime(["2024-02-29T21:00+09:00"] * 2)}), {"a": [_MOMENT, _MOMENT]}),
        (pl.DataFrame({"a": [1, 2]}), {"a": [1, 2]}),
        (pa.table({"a": [1, 2]}), {"a": [1, 2]}),
        (scipy.sparse.csr_matrix(np.eye(2)), {"prediction": [[1.0, 0.0], [0.0, 1.0]]}),
    ],
)
def test_answers_of_many_kinds(output: Any, expected: dict[str, list[Any]]) -> None:
    assert _read(output) == expected


def test_the_signature_names_the_columns_of_an_array() -> None:
    assert _read(np.array([[1.0, 2.0]]), 1, _TWO_COLUMNS) == {"low": [1.0], "high": [2.0]}
    named = Schema(tensors=(TensorSpec("probability", "float64", (-1, 2)),))
    assert _read(np.array([[1.0, 2.0]]), 1, named) == {"probability": [[1.0, 2.0]]}


@pytest.mark.parametrize(
    ("output", "cause"),
    [
        (np.zeros(3), "3 rows in 'prediction' for 2"),
        ({"a": [1, 2], "b": [1]}, "1 rows in 'b' for 2"),
        (3.5, "a float, which has no rows"),
        (np.array(3.5), "a ndarray, which has no rows"),
        (None, "a NoneType, which has no rows"),
        ({"a": 1}, "'a' is a int, which has no rows"),
        ([object(), object()], "a value of type object cannot be returned"),
        (pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]), "two columns have the same name"),
        (np.array([1j, 2j]), "values of type complex128 cannot be returned"),
    ],
)
def test_answers_that_cannot_be_returned(output: Any, cause: str) -> None:
    with pytest.raises(RequestFault) as raised:
        _read(output)
    assert (raised.value.reason, raised.value.cause) == ("MODEL_OUTPUT_INVALID", cause)


def test_no_rows_have_the_columns_of_the_signature_and_then_of_the_last_answer() -> None:
    outputs = ModelOutputs(_TWO_COLUMNS)
    assert [column.values.dtype for column in outputs.empty().columns.values()] == [np.float64, np.float64]
    outputs.read(pd.DataFrame({"other": [1]}), 1)
    assert list(outputs.empty().columns) == ["other"]
    assert outputs.empty().row_count == 0


@pytest.mark.parametrize(("kind", "dtype"), [(ColumnType.DOUBLE, "float64"), (ColumnType.STRING, "object")])
def test_a_column_of_nothing_but_nulls_has_its_declared_type(kind: ColumnType, dtype: str) -> None:
    outputs = ModelOutputs(Schema(columns=(ColumnSpec("x", kind),)))
    column = outputs.read(pd.DataFrame({"x": pd.Series([None, None], dtype=object)}), 2).columns["x"]
    assert column.values.dtype == dtype
    assert column.nulls is not None
    assert column.nulls.all()
