"""Requests and expected answers of predictions as JSON: the encodings, written without the server."""

from __future__ import annotations

import base64
import copy
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from google.protobuf.json_format import MessageToDict

from hokusai.inference.v1 import payload_pb2
from hokusai_server.domain.signature import ColumnType
from tests.support.payloads import GivenColumn, as_arrow, as_rows, as_tensors

Encoding: TypeAlias = Literal["rows", "tensors", "arrow"]

_ENCODERS: Final = {"rows": as_rows, "tensors": as_tensors, "arrow": as_arrow}
# Of the last place: exponentials may differ by it between processors.
CLOSE: Final = 1e-9


def request_payload(columns: Sequence[GivenColumn], encoding: Encoding) -> Any:
    """The columns as the JSON of a `Payload`."""
    return payload_json(_encoded(columns, encoding))


def payload_json(payload: payload_pb2.Payload | payload_pb2.PredictParams) -> Any:
    """The payload, or the parameters, as JSON, names of values in order."""
    return _in_order(MessageToDict(payload))


def _in_order(document: Any) -> Any:
    """Maps of a message have no order of their own; the written files must."""
    match document:
        case list():
            return [_in_order(inner) for inner in document]
        case dict():
            return {key: _in_order(_sorted(inner) if key in _MAPS else inner) for key, inner in document.items()}
        case _:
            return document


def _sorted(values: Any) -> Any:
    return dict(sorted(values.items())) if isinstance(values, dict) else values


_MAPS: Final = {"values", "fields"}


def _encoded(columns: Sequence[GivenColumn], encoding: Encoding) -> payload_pb2.Payload:
    if encoding == "arrow":  # whose maps are lists of pairs
        columns = [
            dataclasses.replace(column, values=[list(value.items()) for value in column.values])
            if column.type is ColumnType.MAP
            else column
            for column in columns
        ]
    return _ENCODERS[encoding](columns)


def answer_pattern(columns: Sequence[GivenColumn], encoding: Encoding, *, exact: bool = True) -> Any:
    """A pattern of the payload that answers with these columns and with no others.

    Args:
        exact: whether floating-point values are the same on every machine; else they are compared closely.
    """
    payload = _encoded(columns, encoding)
    return payload_pattern(payload, exact=exact)


def payload_pattern(payload: payload_pb2.Payload, *, exact: bool = True) -> Any:
    """A pattern of this payload and no other; `exact` as in `answer_pattern`."""
    document = payload_json(payload)
    encoding = payload.WhichOneof("encoding")
    if encoding == "rows":
        for row in document["rows"]["rows"]:
            row["values"] = {"$exact": row["values"] if exact else _approximate(row["values"])}
    if encoding == "tensors":
        for tensor, message in zip(document["tensors"]["tensors"], payload.tensors.tensors, strict=True):
            if message.nulls:  # what stands in the place of a null does not matter
                tensor["data"] = {"$any": True}
            else:
                tensor["nulls"] = {"$absent": True}
            if not exact:
                tensor["data"] = _close_numbers(message)
    if encoding == "arrow_stream" and not exact:
        raise ValueError("Arrow is compared byte by byte")
    return document


def _approximate(values: Mapping[str, Any]) -> Any:
    return {
        name: {kind: {"$approx": [value, CLOSE]} if kind == "number" else value for kind, value in given.items()}
        for name, given in values.items()
    }


def _close_numbers(tensor: payload_pb2.Tensor) -> Any:
    kind = payload_pb2.DataType.Name(tensor.data_type).removeprefix("DATA_TYPE_").lower()
    if kind not in {"float32", "float64"}:
        return base64.b64encode(tensor.data).decode()
    return {"$numbers": {"type": kind, "values": np.frombuffer(tensor.data, kind).tolist(), "rel": CLOSE}}


def frame_of(columns: Sequence[GivenColumn]) -> pd.DataFrame:
    """The columns as a person would hand them to MLflow, which writes into nested values: they are copies."""
    return pd.DataFrame({column.name: _series(copy.deepcopy(column)) for column in columns})


def _series(column: GivenColumn) -> Any:
    dtype = _DTYPES.get(column.type)
    if dtype is None or (None in column.values and dtype.kind in "bi"):
        whole = dtype is not None and dtype.kind == "i"
        return pd.Series(column.values, dtype=dtype.name.capitalize() if dtype is not None and whole else "object")
    missing = np.datetime64("NaT", "ns") if dtype.kind == "M" else np.nan
    return pd.Series(np.array([missing if value is None else value for value in column.values], dtype))


_DTYPES: Final[Mapping[ColumnType, np.dtype[Any]]] = {
    ColumnType.BOOLEAN: np.dtype("bool"),
    ColumnType.INTEGER: np.dtype("int32"),
    ColumnType.LONG: np.dtype("int64"),
    ColumnType.FLOAT: np.dtype("float32"),
    ColumnType.DOUBLE: np.dtype("float64"),
    ColumnType.DATETIME: np.dtype("datetime64[ns]"),
}


def plain_values(values: Any, kind: ColumnType) -> list[Any]:
    """A column that a model answered, as plain Python; instants as `datetime64[ns]`."""
    if kind is ColumnType.DATETIME:
        return [None if np.isnat(value) else value for value in np.asarray(values, "datetime64[ns]")]
    return [None if value is None or value is pd.NA else _plain(value) for value in values]


def _plain(value: Any) -> Any:
    match value:
        case np.generic():
            return value.item()
        case list():
            return [_plain(inner) for inner in value]
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case _:
            return value
