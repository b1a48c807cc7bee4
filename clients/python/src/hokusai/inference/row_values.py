"""Python values to typed values of the contract and back, row by row."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from hokusai.exceptions import UnsupportedData
from hokusai.inference.v1 import payload_pb2
from hokusai.wire_values import timestamp

_INT64: Final = range(-(2**63), 2**63)


def value_of(value: Any, where: str) -> payload_pb2.Value:
    """The typed value for a Python or NumPy one. A datetime without time zone counts as UTC.

    Raises:
        UnsupportedData: the contract has no kind for it; the message names `where`.
    """
    if value is None:
        return payload_pb2.Value(null=True)
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()  # a NumPy scalar
    for kind, build in _KINDS.items():
        if isinstance(value, kind):
            return build(value, where)
    raise UnsupportedData(f"{where} is a {type(value).__name__}, which no value of the contract can hold")


def python_of(value: payload_pb2.Value) -> Any:
    """The Python value for a typed one; instants are aware datetimes in UTC."""
    kind = value.WhichOneof("kind")
    if kind is None or kind == "null":
        return None
    if kind == "list":
        return [python_of(each) for each in value.list.values]
    if kind == "object":
        return {name: python_of(each) for name, each in value.object.fields.items()}
    if kind == "time":
        return value.time.ToDatetime(tzinfo=UTC)
    return getattr(value, kind)


def rows_payload(rows: Sequence[Mapping[str, Any]]) -> payload_pb2.Payload:
    """The payload for rows of named values.

    Raises:
        UnsupportedData: a value has no kind in the contract; the message names row and column.
    """
    messages = [
        payload_pb2.Row(values={str(name): value_of(value, f"rows[{index}].{name}") for name, value in row.items()})
        for index, row in enumerate(rows)
    ]
    return payload_pb2.Payload(rows=payload_pb2.Rows(rows=messages))


def rows_of(rows: payload_pb2.Rows) -> list[dict[str, Any]]:
    """The rows of a payload as dicts."""
    return [{name: python_of(value) for name, value in row.values.items()} for row in rows.rows]


def params_of(params: Mapping[str, Any] | None) -> payload_pb2.PredictParams | None:
    """Parameters of a prediction.

    Raises:
        UnsupportedData: a value has no kind in the contract.
    """
    if not params:
        return None
    return payload_pb2.PredictParams(values={name: value_of(each, f"params.{name}") for name, each in params.items()})


def _integer(value: int, where: str) -> payload_pb2.Value:
    if value not in _INT64:
        raise UnsupportedData(f"{where} is {value}, which does not fit into 64 bits")
    return payload_pb2.Value(integer=value)


def _instant(value: datetime, where: str) -> payload_pb2.Value:
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    if not math.isfinite(aware.timestamp()):
        raise UnsupportedData(f"{where} is {value}, which is no instant")
    return payload_pb2.Value(time=timestamp(aware))


def _list(value: Sequence[Any], where: str) -> payload_pb2.Value:
    items = [value_of(each, f"{where}[{index}]") for index, each in enumerate(value)]
    return payload_pb2.Value(list=payload_pb2.ValueList(values=items))


def _object(value: Mapping[str, Any], where: str) -> payload_pb2.Value:
    fields = {str(name): value_of(each, f"{where}.{name}") for name, each in value.items()}
    return payload_pb2.Value(object=payload_pb2.ValueObject(fields=fields))


# In this order: a bool is an int, and a datetime is a date.
_KINDS: Final[Mapping[type | tuple[type, ...], Callable[[Any, str], payload_pb2.Value]]] = {
    bool: lambda value, _: payload_pb2.Value(boolean=value),
    int: _integer,
    float: lambda value, _: payload_pb2.Value(number=value),
    Decimal: lambda value, _: payload_pb2.Value(number=float(value)),
    str: lambda value, _: payload_pb2.Value(text=value),
    bytes: lambda value, _: payload_pb2.Value(binary=value),
    datetime: _instant,
    date: lambda value, where: _instant(datetime(value.year, value.month, value.day, tzinfo=UTC), where),
    Mapping: _object,
    (list, tuple): _list,
}
