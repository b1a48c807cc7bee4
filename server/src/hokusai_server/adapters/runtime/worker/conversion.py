"""Fits values to the types of a signature: exact widenings and range checks, never a silent change of a value.

The rules, the same for every encoding:

- whole numbers fit a whole-number type that holds their value, and a floating type that represents it exactly;
- floating numbers fit floating types only, rounded to nearest (which changes nothing when widening); a finite
number that
  would become infinite does not fit;
- booleans, text, bytes and instants fit their own type only.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hokusai_server.adapters.runtime.worker.table import Array, Column, Mask

_OBJECT = np.dtype(np.object_)
_INSTANT = np.dtype("datetime64[ns]")


@dataclass(frozen=True, slots=True)
class Fitted:
    """The outcome for one column or tensor."""

    values: Array
    """Of the type asked for; where `bad` is True the value means nothing."""
    bad: Mask | None = None
    """Of the shape of `values`; None: all fit."""


def fit(column: Column, target: "np.dtype[Any]") -> Fitted:
    """Fit the values that are not null to `target`, a NumPy type other than `object` (see `fit_objects`)."""
    values = column.values
    if values.dtype == target:
        return Fitted(values)
    if values.dtype == _OBJECT:
        return _fit_mixed(column, target)
    return _without_nulls(_fit_typed(values, target), column.nulls)


def fit_objects(column: Column, kind: type) -> Fitted:
    """Fit to Python objects of one class, `str` or `bytes`."""
    if column.values.dtype != _OBJECT:
        return _without_nulls(_all_bad(column.values, _OBJECT), column.nulls)
    flat = column.values.ravel()
    if set(map(type, flat)) <= {kind}:
        return Fitted(column.values)
    bad = np.fromiter((type(value) is not kind for value in flat), np.bool_, flat.size).reshape(column.values.shape)
    return _without_nulls(Fitted(column.values, bad), column.nulls)


def _without_nulls(fitted: Fitted, nulls: Mask | None) -> Fitted:
    if fitted.bad is None:
        return fitted
    bad = fitted.bad if nulls is None else fitted.bad & ~nulls
    return Fitted(fitted.values, bad if bad.any() else None)


def _all_bad(values: Array, target: "np.dtype[Any]") -> Fitted:
    return Fitted(np.zeros(values.shape, target), np.ones(values.shape, np.bool_))


def _fit_typed(values: Array, target: "np.dtype[Any]") -> Fitted:
    source = values.dtype.kind
    if target.kind in "iu" and source in "iu":
        return _fit_whole(values, target)
    if target.kind == "f" and source in "iu":
        return _fit_whole_as_floating(values, target)
    if target.kind == "f" and source == "f":
        return _round(values, target)
    if target.kind == source == "M":
        return Fitted(values.astype(target))
    return _all_bad(values, target)


def _fit_whole(values: Array, target: "np.dtype[Any]") -> Fitted:
    if np.can_cast(values.dtype, target, "safe"):
        return Fitted(values.astype(target))
    limits = np.iinfo(target)
    bad = (values < limits.min) | (values > limits.max)
    if not bad.any():
        return Fitted(values.astype(target))
    return Fitted(np.where(bad, 0, values).astype(target), bad)


def _fit_whole_as_floating(values: Array, target: "np.dtype[Any]") -> Fitted:
    converted = values.astype(target)
    if (
        np.can_cast(values.dtype, target, "safe") and values.dtype.itemsize < 8
    ):  # int64 to float64 is not, whatever NumPy says
        return Fitted(converted)
    exact_below = 1 << (np.finfo(target).nmant + 1)
    if not values.size or (-exact_below <= values.min() and values.max() <= exact_below):
        return Fitted(converted)
    # Extended precision holds every 64-bit whole number.
    bad: Mask = converted.astype(np.longdouble) != values.astype(np.longdouble)
    return Fitted(converted, bad if bad.any() else None)


def _round(values: Array, target: "np.dtype[Any]") -> Fitted:
    if np.can_cast(values.dtype, target, "safe"):
        return Fitted(values.astype(target))
    with np.errstate(over="ignore"):
        converted = values.astype(target)
    bad: Mask = np.isinf(converted) & np.isfinite(values)
    return Fitted(converted, bad if bad.any() else None)


def _fit_mixed(column: Column, target: "np.dtype[Any]") -> Fitted:
    """Single Python values, as rows give them."""
    flat = column.values.ravel()
    typed = _one_type(flat)
    if typed is not None:
        return fit(Column(typed.reshape(column.values.shape), column.nulls), target)
    converted = np.zeros(flat.shape, target)
    bad = np.zeros(flat.shape, np.bool_)
    for i, value in enumerate(flat):
        if value is None:
            continue
        single = _one_type(flat[i : i + 1])
        fitted = None if single is None else _fit_typed_or_same(single, target)
        if fitted is None or fitted.bad is not None:
            bad[i] = True
        else:
            converted[i] = fitted.values[0]
    shape = column.values.shape
    return _without_nulls(Fitted(converted.reshape(shape), bad.reshape(shape)), column.nulls)


def _fit_typed_or_same(values: Array, target: "np.dtype[Any]") -> Fitted:
    return Fitted(values) if values.dtype == target else _fit_typed(values, target)


def _one_type(flat: Array) -> Array | None:
    """The values as one NumPy type, nulls as zeros; None if they are of several kinds, or no numbers or instants."""
    kinds = set(map(type, flat))
    has_nulls = type(None) in kinds
    kinds.discard(type(None))
    if len(kinds) != 1:
        return None
    kind = kinds.pop()
    dtype = _DTYPES.get(kind)
    if dtype is None:
        return None
    listed: Any = [_ZEROS[kind] if value is None else value for value in flat] if has_nulls else flat.tolist()
    try:
        return np.array(listed, dtype)
    except OverflowError:  # whole numbers beyond 64 bits, which only models make
        return None


_DTYPES: dict[type, "np.dtype[Any]"] = {
    bool: np.dtype(np.bool_),
    int: np.dtype(np.int64),
    float: np.dtype(np.float64),
    np.datetime64: _INSTANT,
}
_ZEROS: dict[type, object] = {bool: False, int: 0, float: 0.0, np.datetime64: np.datetime64(0, "ns")}
