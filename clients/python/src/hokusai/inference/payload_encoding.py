"""From what users hold to the contract's payload, and from the answer back to the same kind.

| in | sent as | out |
|---|---|---|
| `numpy.ndarray` | one raw tensor | array, or dict of arrays where the model has several outputs |
| dict of arrays | raw tensors by name | dict of arrays |
| `pandas.DataFrame` | Arrow | data frame with the input's index |
| `polars.DataFrame` | Arrow | polars data frame |
| `pyarrow.Table`, `pyarrow.RecordBatch` | Arrow | the same |
| dict of lists | Arrow | dict of lists |
| list of dicts | Arrow, or typed rows where a column mixes types | list of dicts |
| list of lists | one raw tensor | list, or dict of lists where the model has several outputs |
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hokusai.exceptions import UnsupportedData
from hokusai.inference.message_parts import Part
from hokusai.inference.row_values import rows_of, rows_payload
from hokusai.inference.tensor_values import array_of, tensors_payload
from hokusai.inference.v1 import payload_pb2


@dataclass(frozen=True, slots=True)
class Encoded:
    """Data ready to be sent.

    Attributes:
        payload: the serialized message in pieces, which may be views of the data: join them before it can change.
        row_count: number of rows.
        restore: from the payload of the answer to the kind that the data came in.
    """

    payload: Sequence[Part]
    row_count: int
    restore: Callable[[payload_pb2.Payload], Any]


def encode(data: Any) -> Encoded:
    """Encode data in the way that is best for its kind.

    Raises:
        UnsupportedData: the kind is not known, or some values fit no type of the contract.
    """
    if isinstance(data, np.ndarray):
        return _encode_array(data)
    for module, kind, encoder in _FRAMES:
        loaded = sys.modules.get(module)
        if loaded is not None and isinstance(data, getattr(loaded, kind)):
            return encoder(data)
    if isinstance(data, Mapping):
        return _encode_columns(data)
    if isinstance(data, list | tuple):
        return _encode_list(data)
    raise UnsupportedData(
        f"cannot predict for a {_kind(data)}; give a NumPy array, a pandas or polars DataFrame, a pyarrow Table, a "
        "dict of columns or a list of dicts" + _advice(data)
    )


def _encode_array(array: np.ndarray[Any, Any]) -> Encoded:
    if array.dtype.names:
        raise UnsupportedData("a structured array has no encoding; give a DataFrame, or a dict of its columns")
    return Encoded(tensors_payload({"": array}), array.shape[0], _array_restored)


def _array_restored(payload: payload_pb2.Payload) -> Any:
    arrays = _arrays(payload)
    return next(iter(arrays.values())) if len(arrays) == 1 else arrays


def _arrays(payload: payload_pb2.Payload) -> dict[str, Any]:
    return {each.name: array_of(each) for each in payload.tensors.tensors}


def _encode_pandas(frame: Any) -> Encoded:
    from hokusai.inference.arrow_values import arrow_payload, pandas_from_table, table_from_pandas, table_of

    index = frame.index
    return Encoded(
        arrow_payload(table_from_pandas(frame)),
        len(frame),
        lambda payload: pandas_from_table(table_of(payload), index),
    )


def _encode_polars(frame: Any) -> Encoded:
    import polars as pl

    from hokusai.inference.arrow_values import arrow_payload, table_of

    return Encoded(arrow_payload(frame.to_arrow()), frame.height, lambda payload: pl.from_arrow(table_of(payload)))


def _encode_table(table: Any) -> Encoded:
    from hokusai.inference.arrow_values import arrow_payload, table_of

    return Encoded(arrow_payload(table), table.num_rows, table_of)


def _encode_record_batch(batch: Any) -> Encoded:
    from hokusai.inference.arrow_values import arrow_payload, table_of

    def restore(payload: payload_pb2.Payload) -> Any:
        table = table_of(payload)
        batches = table.to_batches()
        if len(batches) > 1:
            batches = table.combine_chunks().to_batches()
        return batches[0] if batches else type(batch).from_pylist([], schema=table.schema)

    return Encoded(arrow_payload(batch), batch.num_rows, restore)


def _encode_columns(columns: Mapping[Any, Any]) -> Encoded:
    from hokusai.inference.arrow_values import arrow_payload, table_from_columns, table_of

    if not columns:
        raise UnsupportedData("a dict without columns says nothing about its rows")
    if all(isinstance(each, np.ndarray) for each in columns.values()):
        payload = tensors_payload({str(name): array for name, array in columns.items()})
        return Encoded(payload, next(iter(columns.values())).shape[0], _arrays)
    scalar = next((name for name, each in columns.items() if isinstance(each, str | bytes) or not _sized(each)), None)
    if scalar is not None:
        raise UnsupportedData(f"column {scalar!r} is a single value; for one row give [data], a list of one dict")
    table = table_from_columns({str(name): list(values) for name, values in columns.items()})
    return Encoded(arrow_payload(table), table.num_rows, lambda answer: table_of(answer).to_pydict())


def _encode_list(items: Sequence[Any]) -> Encoded:
    if not items:
        raise UnsupportedData("the list is empty; an empty table is said by a DataFrame or a dict of empty columns")
    if all(isinstance(each, Mapping) for each in items):
        return _encode_rows(items)
    if all(isinstance(each, list | tuple | np.ndarray) for each in items):
        return _encode_nested(items)
    raise UnsupportedData(
        f"a list of {_kind(items[0])} has no column names; give a list of dicts, or a list of lists for a model "
        "without column names"
    )


def _encode_rows(rows: Sequence[Mapping[str, Any]]) -> Encoded:
    from hokusai.inference.arrow_values import arrow_payload, columns_of_rows, table_from_columns, table_of

    try:
        table = table_from_columns(columns_of_rows(rows))
    except UnsupportedData:
        # A column mixes types. Typed rows carry that, and the server says which row does not fit.
        return Encoded([rows_payload(rows).SerializeToString()], len(rows), lambda answer: rows_of(answer.rows))
    return Encoded(arrow_payload(table), len(rows), lambda answer: table_of(answer).to_pylist())


def _encode_nested(items: Sequence[Any]) -> Encoded:
    try:
        array = np.array(items)
    except ValueError as error:
        raise UnsupportedData(f"the inner lists differ in length: {error}") from error
    encoded = _encode_array(array)

    def restore(payload: payload_pb2.Payload) -> Any:
        restored = _array_restored(payload)
        if isinstance(restored, dict):
            return {name: each.tolist() for name, each in restored.items()}
        return restored.tolist()

    return Encoded(encoded.payload, encoded.row_count, restore)


def _sized(value: Any) -> bool:
    return hasattr(value, "__len__") and hasattr(value, "__iter__")


def _kind(value: Any) -> str:
    cls = type(value)
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__.split('.')[0]}.{cls.__name__}"


def _advice(value: Any) -> str:
    name = type(value).__name__
    if name == "Series":
        return "; a Series becomes a DataFrame with .to_frame()"
    if name == "LazyFrame":
        return "; a LazyFrame becomes a DataFrame with .collect()"
    if hasattr(value, "toarray"):
        return "; a sparse matrix becomes an array with .toarray()"
    return ""


# Libraries are looked up among the loaded modules: nobody holds a frame of a library that is not loaded.
_FRAMES: tuple[tuple[str, str, Callable[[Any], Encoded]], ...] = (
    ("pandas", "DataFrame", _encode_pandas),
    ("polars", "DataFrame", _encode_polars),
    ("pyarrow", "Table", _encode_table),
    ("pyarrow", "RecordBatch", _encode_record_batch),
)
