"""Every kind of data comes back as it went in."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from hokusai.exceptions import UnsupportedData
from hokusai.inference.payload_encoding import encode
from hokusai.inference.row_values import params_of, python_of, rows_of, rows_payload, value_of
from hokusai.inference.v1 import payload_pb2

_NUMBERS = ["bool", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", ">f8", ">i4"]
_SHAPES = hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=5)


def _back(data: Any) -> Any:
    """What comes back when the server answers with what it got."""
    return encode(data).restore(_payload(data))


def _payload(data: Any) -> payload_pb2.Payload:
    """The message that is sent."""
    return payload_pb2.Payload.FromString(b"".join(encode(data).payload))


@given(st.sampled_from(_NUMBERS).flatmap(lambda dtype: hnp.arrays(dtype, _SHAPES)))
def test_arrays_of_numbers_come_back_equal(array: np.ndarray) -> None:
    back = _back(array)
    assert encode(array).row_count == array.shape[0]
    assert back.shape == array.shape
    assert back.dtype == array.dtype.newbyteorder("<")
    np.testing.assert_array_equal(back, array)


@given(hnp.arrays("f8", hnp.array_shapes(min_dims=2, max_dims=2, max_side=4)))
def test_arrays_of_any_memory_layout_come_back_equal(array: np.ndarray) -> None:
    np.testing.assert_array_equal(_back(array.T), array.T)
    np.testing.assert_array_equal(_back(array[::-1, ::2]), array[::-1, ::2])


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"])))))
def test_arrays_of_text_come_back_equal(texts: list[str | None]) -> None:
    array = np.array([*texts, "end"], dtype=object)
    assert _back(array).tolist() == array.tolist()


@given(st.lists(st.one_of(st.none(), st.binary())))
def test_arrays_of_bytes_come_back_equal(parts: list[bytes | None]) -> None:
    array = np.array([*parts, b"end"], dtype=object)
    assert _back(array).tolist() == array.tolist()


@given(hnp.arrays("M8[us]", 5, elements=hnp.from_dtype(np.dtype("M8[us]"), min_value=-(2**52), max_value=2**52)))
def test_arrays_of_instants_come_back_equal(array: np.ndarray) -> None:
    np.testing.assert_array_equal(_back(array), array.astype("M8[ns]"))


def test_masked_elements_come_back_masked() -> None:
    back = _back(np.ma.MaskedArray([1, 2, 3], mask=[False, True, False]))
    assert back.mask.tolist() == [False, True, False]
    assert back.compressed().tolist() == [1, 3]


def test_named_arrays_come_back_by_name() -> None:
    back = _back({"age": np.array([1, 2]), "city": np.array(["Ulm", "Bonn"])})
    assert {name: array.tolist() for name, array in back.items()} == {"age": [1, 2], "city": ["Ulm", "Bonn"]}


_FRAME = {
    "whole": [1, 2, 3],
    "real": [0.5, float("nan"), -1.0],
    "text": ["a", "", "ü"],
    "flag": [True, False, True],
    "time": [datetime(2026, 1, 1, tzinfo=UTC)] * 3,
}


def test_pandas_frames_come_back_with_their_index() -> None:
    frame = pd.DataFrame(_FRAME, index=pd.Index(["x", "y", "z"], name="id"))
    back = _back(frame)
    pd.testing.assert_frame_equal(back, frame, check_dtype=False)
    assert back.index.name == "id"


def test_a_multi_index_comes_back() -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([(1, "x"), (2, "y")]))
    pd.testing.assert_frame_equal(_back(frame), frame)


def test_nan_in_a_column_of_floats_is_a_number_and_not_a_null() -> None:
    payload = _payload(pd.DataFrame({"a": [1.0, float("nan")]}))
    table = pa.ipc.open_stream(payload.arrow_stream).read_all()
    assert table.column("a").null_count == 0
    assert math.isnan(table.column("a")[1].as_py())


def test_nullable_columns_keep_their_type_and_their_nulls() -> None:
    frame = pd.DataFrame({"a": pd.array([1, None], dtype="Int32"), "b": pd.array([True, None], dtype="boolean")})
    back = _back(frame)
    assert [str(each) for each in back.dtypes] == ["Int32", "boolean"]
    assert back.isna().to_numpy().tolist() == [[False, False], [True, True]]


def test_polars_frames_come_back() -> None:
    frame = pl.DataFrame({**_FRAME, "gap": [1, None, 3]})
    back = _back(frame)
    assert isinstance(back, pl.DataFrame)
    assert back.equals(frame)


def test_arrow_tables_and_batches_come_back() -> None:
    table = pa.table({"a": [1, None], "b": [[1.0], []]})
    assert _back(table) == table
    batch = pa.record_batch({"a": [1.5]})
    assert isinstance(_back(batch), pa.RecordBatch)
    assert _back(batch) == batch
    empty = pa.record_batch({"a": pa.array([], pa.int64())})
    assert _back(empty) == empty


_CATEGORIES = pa.array(["a", "b", "a"]).dictionary_encode()


@pytest.mark.parametrize(
    "table",
    [
        pa.record_batch({"a": [1.5, 2.5, 3.5]}).slice(1, 1),
        pa.table({"a": pa.chunked_array([[1, 2], [], [3]]), "b": pa.chunked_array([["x"], ["y", "z"]])}),
        pa.table({"a": pa.array([], pa.int64())}),
        pa.table({"a": [1]}).replace_schema_metadata({"who": "me"}),
        pa.table({"a": pa.array([1.0], pa.float64())}, schema=pa.schema([pa.field("a", pa.float64(), nullable=False)])),
        pa.table({"a": _CATEGORIES}),
        pa.table({"a": pa.chunked_array([_CATEGORIES, pa.array(["c"]).dictionary_encode()])}),
        pa.table({"a": pa.ListArray.from_arrays([0, 3], _CATEGORIES)}),
        pa.table({"a": pa.array([b"1" * 16], pa.uuid())}),
    ],
    ids=["slice", "chunks", "empty", "metadata", "no nulls", "categories", "several", "nested", "extension"],
)
def test_what_is_sent_is_what_arrow_itself_would_write(table: Any) -> None:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write(table)
    for _ in range(2):  # the second time the schema is remembered
        assert _payload(table).arrow_stream == sink.getvalue().to_pybytes()


def test_a_schema_is_not_taken_for_another() -> None:
    for kind in (pa.int64(), pa.float64(), pa.int64()):
        batch = pa.record_batch({"a": pa.array([1], kind)})
        assert _back(batch).schema == batch.schema
    with pytest.raises(UnsupportedData, match="two columns are named 'a'"):
        encode(pa.table([pa.array([1]), pa.array([2])], names=["a", "a"]))


_SCALARS = st.one_of(st.none(), st.floats(allow_nan=False), st.text(st.characters(exclude_categories=["Cs"])))


@given(
    st.lists(
        st.fixed_dictionaries({"a": st.integers(-(2**63), 2**63 - 1), "b": st.floats(allow_nan=False)}), min_size=1
    )
)
def test_rows_of_one_shape_come_back_equal(rows: list[dict[str, Any]]) -> None:
    assert _payload(rows).WhichOneof("encoding") == "arrow_stream"
    assert _back(rows) == rows


@given(st.lists(st.dictionaries(st.text("abc", min_size=1), _SCALARS, min_size=1), min_size=1))
def test_rows_of_any_shape_come_back_with_what_they_had(rows: list[dict[str, Any]]) -> None:
    for row, back in zip(rows, _back(rows), strict=True):
        assert {name: value for name, value in back.items() if value is not None} == {
            name: value for name, value in row.items() if value is not None
        }


def test_a_column_that_mixes_types_is_sent_as_typed_rows() -> None:
    """The server then says which row does not fit."""
    assert _payload([{"age": 41}, {"age": "old"}]).WhichOneof("encoding") == "rows"


def test_columns_of_lists_come_back() -> None:
    columns = {"a": [1, None], "b": ["x", "y"]}
    assert _back(columns) == columns


def test_lists_of_lists_come_back() -> None:
    assert _back([[1.0, 2.0], [3.0, 4.0]]) == [[1.0, 2.0], [3.0, 4.0]]


def test_several_outputs_of_arrays_come_back_by_name() -> None:
    """An array goes in; a model with two outputs answers with two."""
    answer = _payload({"label": np.array([1]), "score": np.array([0.5])})
    back = encode(np.zeros((1, 2))).restore(answer)
    assert {name: array.tolist() for name, array in back.items()} == {"label": [1], "score": [0.5]}


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (object(), "NumPy array"),
        (pd.Series([1]), "to_frame"),
        (pl.LazyFrame({"a": [1]}), "collect"),
        ([], "empty"),
        ({}, "without columns"),
        ([1, 2], "list of dicts"),
        ("text", "NumPy array"),
        ({"age": 41}, "list of one dict"),
        ({"name": "Ada"}, "list of one dict"),
        ({"a": [1, 2], "b": [1]}, "number of rows"),
        ({"a": np.zeros(2), "b": np.zeros(1)}, "number of rows"),
        (np.array(1.0), "no dimension"),
        (np.array([1 + 2j]), "complex128"),
        (np.array([object()]), "only text"),
        (np.zeros(2, dtype=[("a", "f8")]), "structured"),
        (pd.DataFrame({"a": [1, "x"]}, dtype=object), "'a'"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "one name"),
        (pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"]), "two columns"),
        ([[1, 2], [3]], "differ in length"),
        ({"a": [1, "x"]}, "one type"),
        ([{"a": 1}, {"a": object()}], "rows"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value[:12],
)
def test_what_cannot_be_sent_is_refused_with_advice(data: Any, advice: str) -> None:
    with pytest.raises(UnsupportedData, match=advice):
        encode(data)


_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False),
        st.text(st.characters(exclude_categories=["Cs"])),
        st.binary(),
        st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3),
)


@given(_VALUES)
def test_typed_values_come_back_equal(value: Any) -> None:
    assert python_of(value_of(value, "value")) == value


@given(st.lists(st.dictionaries(st.text("ab", min_size=1), _VALUES)))
def test_typed_rows_come_back_equal(rows: list[dict[str, Any]]) -> None:
    assert rows_of(rows_payload(rows).rows) == rows


@pytest.mark.parametrize(
    ("value", "kind"), [(np.int32(1), "integer"), (np.bool_(1), "boolean"), (Decimal(1), "number")]
)
def test_scalars_of_other_libraries_are_values(value: Any, kind: str) -> None:
    assert value_of(value, "value").WhichOneof("kind") == kind


@pytest.mark.parametrize("value", [2**63, {1, 2}, 1j])
def test_values_without_a_kind_are_refused_by_place(value: Any) -> None:
    with pytest.raises(UnsupportedData, match=r"rows\[0\]\.age"):
        rows_payload([{"age": value}])


def test_params_are_typed_values() -> None:
    params = params_of({"temperature": 0.5, "stop": ["a"]})
    assert params is not None
    assert python_of(params.values["stop"]) == ["a"]
    assert params_of({}) is None
