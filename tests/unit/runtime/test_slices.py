"""Slices, joined, are what the whole is: of answers, of typed rows, and of the clock of a batch."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.interludes import Interludes
from hokusai_server.adapters.runtime.worker.model_outputs import ModelOutputs
from hokusai_server.adapters.runtime.worker.rows_codec import encode_rows, read_rows
from hokusai_server.adapters.runtime.worker.slices import join_answers, slices_of
from hokusai_server.adapters.runtime.worker.table import Column, Table

instants = st.integers(0, 10**9).map(lambda seconds: np.datetime64(seconds, "s"))
scalars = (
    st.lists(st.none() | st.integers(-9, 9)),
    st.lists(st.none() | st.booleans()),
    st.lists(st.none() | st.text(max_size=3)),
    st.lists(st.integers(-9, 9) | st.floats(-9, 9)),
    st.lists(st.none() | instants),
    st.lists(st.none() | st.integers(-9, 9) | st.text(max_size=3)),
    st.lists(st.none() | st.lists(st.integers(0, 9), max_size=2)),
    st.lists(st.floats(-9, 9) | instants),
)


def plain(column: Column) -> list[Any]:
    """Values with None for nulls, lists for trailing dimensions, numbers as Python's."""
    values = list(column.values) if column.values.dtype.kind == "M" else column.values.tolist()
    if column.nulls is None:
        return values
    return [None if np.all(null) and np.size(null) else value for value, null in zip(values, column.nulls, strict=True)]


@given(rows=st.one_of(*scalars), size=st.integers(1, 5))
@example(rows=[None, []], size=1)
@example(rows=[None, [1, 2]], size=1)
def test_the_answers_to_slices_are_the_answer_to_the_whole(rows: list[Any], size: int) -> None:
    """A model may answer with rows whose type only some slices show; `{}` stands for a row that leaves a column out."""
    whole = ModelOutputs(None).read([{"x": value, "y": i} for i, value in enumerate(rows)], len(rows))
    parts = [
        ModelOutputs(None).read([{"x": rows[i], "y": i} for i in range(start, stop)], stop - start)
        for start, stop in slices_of(len(rows), size)
    ]
    if not parts:
        return
    joined = join_answers(parts)
    assert joined.row_count == len(rows)
    assert list(joined.columns) == list(whole.columns)
    assert plain(joined.columns["y"]) == list(range(len(rows)))
    assert plain(joined.columns["x"]) == plain(whole.columns["x"])


@given(
    shape=st.lists(st.integers(1, 3), max_size=2),
    row_count=st.integers(1, 40),
    size=st.integers(1, 50),
    dtype=st.sampled_from(["float32", "float64", "int32", "int64", "bool", "datetime64[ns]"]),
)
def test_arrays_keep_their_type_shape_and_order(shape: list[int], row_count: int, size: int, dtype: str) -> None:
    values = np.arange(row_count * int(np.prod(shape))).reshape(row_count, *shape).astype(dtype)
    whole = Table(row_count, {"a": Column(values)})
    joined = join_answers([whole.rows(start, stop) for start, stop in slices_of(row_count, size)])
    assert joined.columns["a"].values.dtype == values.dtype
    np.testing.assert_array_equal(joined.columns["a"].values, values)


def test_a_column_that_a_slice_leaves_out_is_null_there() -> None:
    one = Table(2, {"a": Column(np.array([1, 2]))})
    other = Table(1, {"a": Column(np.array([3])), "b": Column(np.array(["2020-01-01"], "datetime64[ns]"))})
    joined = join_answers([one, other])
    assert plain(joined.columns["a"]) == [1, 2, 3]
    assert plain(joined.columns["b"]) == [None, None, np.datetime64("2020-01-01", "ns")]


@given(slices=st.lists(st.integers(0, 30)), most=st.integers(1, 12))
def test_slices_are_within_the_bound_and_cover_every_row_once(slices: list[int], most: int) -> None:
    row_count = sum(slices)
    cut = list(slices_of(row_count, most))
    assert [row for start, stop in cut for row in range(start, stop)] == list(range(row_count))
    assert all(0 < stop - start <= most for start, stop in cut)


@pytest.mark.parametrize("row_count", [0, 1, 2047, 2048, 2049, 5000])
def test_typed_rows_are_read_and_written_with_pauses_as_without(row_count: int) -> None:
    pauses: list[None] = []
    table = Table(
        row_count,
        {
            "number": Column(np.arange(row_count), np.arange(row_count) % 7 == 0),
            "text": Column(np.array([str(i) for i in range(row_count)], np.object_)),
        },
    )
    written = b"".join(encode_rows(table, lambda: pauses.append(None)))
    payload = payload_pb2.Payload.FromString(written)
    assert payload.HasField("rows")
    assert len(payload.rows.rows) == row_count
    assert len(pauses) == max(0, -(-row_count // 2048) - 1)
    lists = read_rows(payload.rows, lambda: pauses.append(None))
    assert lists.get("number", []) == [None if i % 7 == 0 else i for i in range(row_count)]
    assert lists.get("text", []) == [str(i) for i in range(row_count)]
    assert len(pauses) == 2 * max(0, -(-row_count // 2048) - 1)


def test_the_clock_of_a_batch_stands_still_in_its_pauses() -> None:
    paused: list[int] = []

    def let_in() -> None:
        began = time.monotonic_ns()
        while time.monotonic_ns() == began:
            pass
        paused.append(time.monotonic_ns() - began)

    interludes, real_before = Interludes(let_in), time.monotonic_ns()
    before = interludes.now()
    for _ in range(100):
        interludes.pause()
    ran, real = interludes.now() - before, time.monotonic_ns() - real_before
    assert 0 <= ran <= real - sum(paused)
