"""From one output of a model, whatever it is made of, to a column."""

import datetime as dt
import decimal
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pandas as pd

from hokusai_server.adapters.runtime.worker.faults import output_invalid
from hokusai_server.adapters.runtime.worker.inference_of_types import typed_column
from hokusai_server.adapters.runtime.worker.instants import instant
from hokusai_server.adapters.runtime.worker.table import Array, Column, Mask

_INSTANT = np.dtype("datetime64[ns]")


def read_column(name: str, values: Any) -> Column:
    """Normalise one output: NumPy types where the values have one, objects of plain Python else, nulls in a mask.

    Raises:
        RequestFault: MODEL_OUTPUT_INVALID: values that no encoding can express.
    """
    if isinstance(values, pd.Series):
        return _from_series(values)
    if isinstance(values, list):
        return _from_list(values)
    if not isinstance(values, np.ndarray) or not values.ndim:
        raise output_invalid(f"{name!r} is a {type(values).__name__}, which has no rows")
    return _from_array(values)


def _from_series(series: "pd.Series[Any]") -> Column:
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(series.cat.categories.dtype)
    if isinstance(series.dtype, pd.DatetimeTZDtype):
        series = series.dt.tz_convert("UTC").dt.tz_localize(None)
    if isinstance(series.dtype, np.dtype):
        return _from_array(series.to_numpy())
    nulls = series.isna().to_numpy(dtype=np.bool_)
    stand_in = {"i": 0, "u": 0, "f": 0.0, "b": False}.get(series.dtype.kind)
    if stand_in is None:
        return _from_array(np.asarray(series.astype(object).where(~nulls, None), np.object_))
    dtype = np.dtype(
        f"{series.dtype.kind}{getattr(series.dtype, 'itemsize', 8)}" if series.dtype.kind != "b" else np.bool_
    )
    return Column(series.to_numpy(dtype=dtype, na_value=stand_in), nulls if nulls.any() else None)


def _from_list(values: list[Any]) -> Column:
    try:
        array = np.asarray(values)
    except ValueError:  # ragged
        array = np.fromiter(values, np.object_, len(values))
    if array.dtype.kind not in "biufM":
        array = np.fromiter(values, np.object_, len(values))
    return _from_array(array)


def _from_array(values: Array) -> Column:
    kind = values.dtype.kind
    if kind in "biu" or (kind == "f" and values.dtype.itemsize <= 8):
        return Column(np.ascontiguousarray(values, values.dtype.newbyteorder("=")))
    if kind == "f":
        return Column(values.astype(np.float64))
    if kind == "M":
        return _from_instants(values)
    if kind in "US":
        return Column(values.astype(np.object_))
    if kind == "O":
        return _from_objects(values)
    raise output_invalid(f"values of type {values.dtype} cannot be returned")


def _from_instants(values: Array) -> Column:
    instants = values.astype(_INSTANT)
    missing: Mask = np.isnat(instants)
    return Column(instants, missing if missing.any() else None)


def _from_objects(values: Array) -> Column:
    plain = np.fromiter(map(_plain, values.reshape(-1)), np.object_, values.size).reshape(values.shape)
    if set(map(type, plain.flat)) >= {float, str}:
        _forget_missing_texts(plain)
    nulls: Mask = np.fromiter((value is None for value in plain.flat), np.bool_, plain.size).reshape(plain.shape)
    kinds = set(map(type, plain.flat)) - {type(None)}
    typed = typed_column(Column(plain, nulls))
    return Column(typed.values, typed.nulls, kinds.pop() if kinds in ({str}, {bytes}) else None)


def _forget_missing_texts(values: Array) -> None:
    """Pandas writes NaN for a missing text among texts."""
    for place, value in np.ndenumerate(values):
        if value != value:  # noqa: PLR0124 - only NaN differs from itself
            values[place] = None


def _plain(value: Any) -> Any:
    """A value in plain Python: None, bool, int, float, str, bytes, `datetime64[ns]`, or lists and dicts of these."""
    if type(value) in _PLAIN:
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    for kinds, convert in _CONVERSIONS:
        if isinstance(value, kinds):
            return convert(value)
    raise output_invalid(f"a value of type {type(value).__name__} cannot be returned")


_PLAIN: Final = frozenset({bool, int, float, str, bytes})
_CONVERSIONS: Final[tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...]] = (
    ((dict,), lambda value: {str(key): _plain(inner) for key, inner in value.items()}),
    ((list, tuple, np.ndarray), lambda value: [_plain(inner) for inner in value]),
    ((np.datetime64, dt.date), instant),
    ((np.generic,), lambda value: _plain(value.item())),
    ((decimal.Decimal,), float),
    ((str,), str),  # a subclass, such as an enumeration's
    ((bytes,), bytes),
)
