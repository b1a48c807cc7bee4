"""Gives columns types where no signature does."""

import numpy as np

from hokusai_server.adapters.runtime.worker.conversion import fit
from hokusai_server.adapters.runtime.worker.table import Column

_BY_KINDS = (
    (frozenset({bool}), np.dtype(np.bool_)),
    (frozenset({int}), np.dtype(np.int64)),
    (frozenset({float}), np.dtype(np.float64)),
    (frozenset({int, float}), np.dtype(np.float64)),
    (frozenset({np.datetime64}), np.dtype("datetime64[ns]")),
)


def infer_column(column: Column) -> Column:
    """Give a column the type that its values have, and its nulls the form that models know: NaN, NaT or None.

    The same values get the same type, whether they came as rows, as tensors or as Arrow. Whole numbers keep a mask.
    """
    typed = typed_column(column)
    values, nulls = typed.values, typed.nulls
    if nulls is None or values.dtype.kind in "iu":
        return typed
    filled = values.copy() if values.dtype.kind in "fM" else values.astype(np.object_)
    filled[nulls] = {"f": np.nan, "M": np.datetime64("NaT", "ns")}.get(values.dtype.kind)
    return Column(filled)


def typed_column(column: Column) -> Column:
    """Give a column of single Python values the NumPy type that holds them all, if any; nulls stay in the mask."""
    nulls = column.nulls if column.nulls is not None and column.nulls.any() else None
    if column.values.dtype != np.object_:
        return Column(column.values, nulls)
    kinds = frozenset(map(type, column.values.flat)) - {type(None)}
    dtype = next((dtype for known, dtype in _BY_KINDS if kinds == known), None)
    if dtype is None:
        return Column(column.values, nulls)
    fitted = fit(column, dtype)
    return Column(column.values if fitted.bad is not None else fitted.values, nulls)
