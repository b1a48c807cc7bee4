"""Values are checked against the signature: exact widenings pass, everything else is a violation with its place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai_server.adapters.runtime.worker.findings import Findings
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.model_inputs import model_inputs
from hokusai_server.adapters.runtime.worker.table import Column, Table
from hokusai_server.domain.signature import ColumnSpec, ColumnType, Schema, TensorSpec

_T = ColumnType
_WHOLE = {_T.INTEGER: np.int32, _T.LONG: np.int64}
_FLOATING = {_T.FLOAT: np.float32, _T.DOUBLE: np.float64}


def _check(
    values: Any, kind: ColumnType, *, required: bool = True, nulls: list[bool] | None = None
) -> tuple[Inputs, Findings]:
    array = values if isinstance(values, np.ndarray) else np.fromiter(values, np.object_, len(values))
    column = Column(array, None if nulls is None else np.array(nulls))
    schema = Schema(columns=(ColumnSpec("c", kind, required),))
    return model_inputs(schema, allow_extra_columns=False).check(Table(len(array), {"c": column}))


def _texts(findings: Findings) -> list[tuple[str, str]]:
    return [(violation.field, violation.description) for violation in findings.violations.listed]


@pytest.mark.parametrize(
    ("values", "kind", "dtype"),
    [
        (np.array([1], np.int8), _T.INTEGER, np.int32),
        (np.array([1], np.int64), _T.INTEGER, np.int32),
        (np.array([1], np.uint64), _T.LONG, np.int64),
        (np.array([1], np.int32), _T.DOUBLE, np.float64),
        (np.array([2**53], np.int64), _T.DOUBLE, np.float64),
        (np.array([2**24], np.int64), _T.FLOAT, np.float32),
        (np.array([1.5], np.float32), _T.DOUBLE, np.float64),
        (np.array([0.1], np.float64), _T.FLOAT, np.float32),
        (np.array([np.inf, np.nan]), _T.FLOAT, np.float32),
        (np.array([1.5], np.float16), _T.FLOAT, np.float32),
        ([1, 2], _T.LONG, np.int64),
        ([1, 2.5], _T.DOUBLE, np.float64),
        ([True], _T.BOOLEAN, np.bool_),
        ([np.datetime64(1, "ns")], _T.DATETIME, np.dtype("datetime64[ns]")),
    ],
)
def test_exact_widenings_pass(values: Any, kind: ColumnType, dtype: Any) -> None:
    inputs, findings = _check(values, kind)
    assert not findings
    column = inputs.columns[0]
    assert column.values.dtype == dtype
    np.testing.assert_allclose(column.values.astype("f8"), np.array(list(values)).astype("f8"), rtol=1e-7)


@pytest.mark.parametrize(
    ("values", "kind", "description"),
    [
        (np.array([2**31], np.int64), _T.INTEGER, "2147483648 does not fit integer"),
        (np.array([2**63], np.uint64), _T.LONG, "9223372036854775808 does not fit long"),
        (np.array([2**53 + 1], np.int64), _T.DOUBLE, "9007199254740993 does not fit double"),
        (np.array([2**24 + 1], np.int64), _T.FLOAT, "16777217 does not fit float"),
        (np.array([1e300]), _T.FLOAT, "1e+300 does not fit float"),
        (np.array([1.0]), _T.LONG, "expected long, got double"),
        (np.array([True]), _T.LONG, "expected long, got boolean"),
        (np.array([1]), _T.BOOLEAN, "expected boolean, got long"),
        (np.array([1]), _T.STRING, "expected string, got long"),
        (np.array([1]), _T.DATETIME, "expected datetime, got long"),
        ([b"x"], _T.STRING, "expected string, got binary"),
        (["x"], _T.BINARY, "expected binary, got string"),
        (["x"], _T.DOUBLE, "expected double, got string"),
        ([[1.0]], _T.DOUBLE, "expected double, got array"),
        ([{"a": 1}], _T.STRING, "expected string, got object"),
        ([2**31], _T.INTEGER, "2147483648 does not fit integer"),
        ([2**53 + 1], _T.DOUBLE, "9007199254740993 does not fit double"),
        ([1.5], _T.INTEGER, "expected integer, got double"),
    ],
)
def test_everything_else_is_a_violation(values: Any, kind: ColumnType, description: str) -> None:
    _, findings = _check(values, kind)
    assert _texts(findings) == [("rows[0].c", description)]
    assert findings.bad_rows.tolist() == [True]


@given(data=st.data())
def test_the_verdict_on_a_number_does_not_depend_on_how_it_came(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([*_WHOLE, *_FLOATING]))
    near = [2**24, 2**31, 2**53, 2**63]
    whole = st.one_of([st.integers(limit - 2, limit + 2) for limit in near]).map(lambda n: min(n, 2**63 - 1))
    value = data.draw(st.one_of(whole, whole.map(lambda n: -n), st.integers(-9, 9), st.floats()))
    typed = np.array([value], np.int64 if isinstance(value, int) else np.float64)
    from_array, array_findings = _check(typed, kind)
    alone, alone_findings = _check([value], kind)
    mixed, mixed_findings = _check([value, "x"], kind)
    assert bool(array_findings) == bool(alone_findings) == bool(mixed_findings.bad_rows[0])
    if not alone_findings:
        assert from_array.columns[0].values.tobytes() == alone.columns[0].values.tobytes()
        assert mixed.columns[0].values[:1].tobytes() == alone.columns[0].values.tobytes()


@pytest.mark.parametrize("kind", [_T.BOOLEAN, _T.INTEGER, _T.DOUBLE, _T.STRING, _T.DATETIME])
def test_nulls_are_legal_only_where_optional(kind: ColumnType) -> None:
    _, findings = _check([None, None], kind, nulls=[True, True])
    assert _texts(findings) == [(f"rows[{i}].c", f"expected {kind.value}, got null") for i in range(2)]
    inputs, findings = _check([None, None], kind, required=False, nulls=[True, True])
    assert not findings
    assert len(inputs.columns[0].values) == 2


def test_what_stands_in_the_place_of_a_null_does_not_matter() -> None:
    inputs, findings = _check(np.array([1, 2**40]), _T.INTEGER, required=False, nulls=[False, True])
    assert not findings
    assert inputs.columns[0].nulls is not None
    assert inputs.columns[0].nulls.tolist() == [False, True]


def test_nan_is_a_number() -> None:
    _, findings = _check(np.array([np.nan]), _T.DOUBLE)
    assert not findings


def test_a_column_may_come_as_rows_of_one_but_not_of_two() -> None:
    assert not _check(np.ones((3, 1)), _T.DOUBLE)[1]
    assert _texts(_check(np.ones((3, 2)), _T.DOUBLE)[1]) == [("c", "expected one double a row, got shape [3, 2]")]


def test_missing_and_extra_columns_concern_the_whole_table() -> None:
    schema = Schema(columns=(ColumnSpec("a", _T.DOUBLE), ColumnSpec("b", _T.LONG, required=False)))
    table = Table(2, {"z": Column(np.zeros(2))})
    _, findings = model_inputs(schema, allow_extra_columns=False).check(table)
    assert _texts(findings) == [
        ("a", "the column is required (double) and missing"),
        ("z", "the signature has no such column"),
    ]
    assert findings.bad_rows.tolist() == [True, True]
    _, findings = model_inputs(schema, allow_extra_columns=True).check(table)
    assert len(findings.violations.listed) == 1


def test_a_matrix_must_have_a_column_for_each_of_the_signatures() -> None:
    schema = Schema(columns=(ColumnSpec("a", _T.DOUBLE), ColumnSpec("b", _T.LONG)))
    inputs = model_inputs(schema, allow_extra_columns=False)
    _, findings = inputs.check(Table(1, {"": Column(np.zeros((1, 3)))}))
    assert _texts(findings) == [("tensors", "expected shape [1, 2], one column each, got [1, 3]")]
    fitted, findings = inputs.check(Table(1, {"": Column(np.ones((1, 2), np.int32))}))
    assert not findings
    assert [column.values.dtype for column in fitted.columns] == [np.float64, np.int64]


def test_nested_values_name_the_place_of_what_is_wrong() -> None:
    thing = (ColumnSpec("name", _T.STRING), ColumnSpec("tags", _T.ARRAY, False, ColumnSpec("", _T.LONG)))
    schema = Schema(columns=(ColumnSpec("o", _T.OBJECT, properties=thing),))
    rows = [{"name": 1, "more": 2}, {"name": "x", "tags": [1, 2.5]}, {"name": "y"}, {}, 3]
    table = Table(5, {"o": Column(np.fromiter(rows, np.object_, 5))})
    _, findings = model_inputs(schema, allow_extra_columns=False).check(table)
    assert _texts(findings) == [
        ("rows[0].o.more", "the signature has no such property"),
        ("rows[0].o.name", "expected string, got long"),
        ("rows[1].o.tags[1]", "expected long, got double"),
        ("rows[3].o.name", "expected string, got null"),
        ("rows[4].o", "expected object, got long"),
    ]


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        (np.zeros((2, 3), np.float32), []),
        (np.zeros((2, 3), np.float16), []),
        (np.zeros((2, 4), np.float32), [("x", "expected shape [-1, 3], got [2, 4]")]),
        (np.zeros(2, np.float32), [("x", "expected shape [-1, 3], got [2]")]),
        (np.zeros((2, 3), np.bool_), [(f"rows[{i}].x", "expected float32, got bool") for i in range(2)]),
    ],
)
def test_tensors_fit_in_type_and_shape(array: Any, texts: list[tuple[str, str]]) -> None:
    inputs = model_inputs(Schema(tensors=(TensorSpec("x", "float32", (-1, 3)),)), allow_extra_columns=False)
    fitted, findings = inputs.check(Table(2, {"x": Column(array)}))
    assert _texts(findings) == texts
    if not texts:
        assert fitted.columns[0].values.dtype == np.float32


@pytest.mark.parametrize("value", [[1.0], [1.0, 2.0, 3.0, 4.0], [1.0, [2.0], 3.0], 5.0, None])
def test_lists_that_are_no_tensor_are_violations_of_their_row(value: Any) -> None:
    inputs = model_inputs(Schema(tensors=(TensorSpec("", "float32", (-1, 3)),)), allow_extra_columns=False)
    rows = np.fromiter([[1.0, 2.0, 3.0], value], np.object_, 2)
    _, findings = inputs.check(Table(2, {"x": Column(rows)}))
    assert findings.bad_rows.tolist()[1]


def test_a_model_of_fixed_size_shares_no_call() -> None:
    fixed = model_inputs(Schema(tensors=(TensorSpec("", "float32", (4, 3)),)), allow_extra_columns=False)
    assert fixed.fixed_rows
    assert _texts(fixed.check(Table(2, {"": Column(np.zeros((2, 3), np.float32))}))[1])
