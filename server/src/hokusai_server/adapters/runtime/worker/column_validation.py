"""Checks a table against a signature of columns, before any model code runs."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, final

import numpy as np

from hokusai_server.adapters.runtime.worker.conversion import Fitted, fit, fit_objects
from hokusai_server.adapters.runtime.worker.findings import Findings
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.nested_values import fit_nested, nested_rows, word_for
from hokusai_server.adapters.runtime.worker.table import Array, Column, Mask, Table
from hokusai_server.domain.signature import ColumnSpec, ColumnType

_DTYPES: Final[Mapping[ColumnType, "np.dtype[Any]"]] = {
    ColumnType.BOOLEAN: np.dtype(np.bool_),
    ColumnType.INTEGER: np.dtype(np.int32),
    ColumnType.LONG: np.dtype(np.int64),
    ColumnType.FLOAT: np.dtype(np.float32),
    ColumnType.DOUBLE: np.dtype(np.float64),
    ColumnType.DATETIME: np.dtype("datetime64[ns]"),
}
_CLASSES: Final[Mapping[ColumnType, type]] = {ColumnType.STRING: str, ColumnType.BINARY: bytes}
_NESTED: Final = frozenset({ColumnType.ARRAY, ColumnType.OBJECT, ColumnType.MAP, ColumnType.ANY})
_DOUBLE: Final = np.dtype(np.float64)


@final
class ColumnValidator:
    """Fits tables to the columns of one signature."""

    def __init__(self, specs: Sequence[ColumnSpec], allow_extra_columns: bool) -> None:
        self._specs = specs
        self._keys = [spec.name or str(position) for position, spec in enumerate(specs)]
        self._allow_extra = allow_extra_columns
        self._one_object = len(specs) == 1 and specs[0].type is ColumnType.OBJECT and not specs[0].name
        """Rows are objects themselves, as in a model whose signature comes from its type hints."""
        self._plain_doubles = all(spec.type is ColumnType.DOUBLE and spec.required for spec in specs)

    def check(self, table: Table) -> tuple[Inputs, Findings]:
        """Fit a table.

        Returns:
            The rows as the model will see them, and what is wrong; with findings, the bad rows of the former mean
            nothing.
        """
        findings = Findings(table.row_count)
        if table.columns.keys() == {""}:
            return self._check_matrix(table.row_count, table.columns[""], findings), findings
        if self._one_object and not table.columns.keys() & set(self._keys):
            table = Table(table.row_count, {self._keys[0]: _objects(table)})
        return self._check_named(table, findings), findings

    def _check_matrix(self, row_count: int, column: Column, findings: Findings) -> Inputs:
        shape = column.values.shape
        width = len(self._specs)
        if shape != (row_count, width) and not (shape == (row_count,) and width == 1):
            findings.whole("tensors", f"expected shape [{row_count}, {width}], one column each, got {list(shape)}")
            return Inputs(row_count)
        values = column.values.reshape(row_count, width)
        if self._plain_doubles and column.nulls is None and values.dtype == _DOUBLE:
            return Inputs(row_count, matrix=values)
        nulls = None if column.nulls is None else column.nulls.reshape(row_count, width)
        split = [Column(values[:, i], None if nulls is None else nulls[:, i]) for i in range(width)]
        fitted = [_fit_column(*pair, findings) for pair in zip(self._specs, self._keys, split, strict=True)]
        return Inputs(row_count, tuple(fitted))

    def _check_named(self, table: Table, findings: Findings) -> Inputs:
        fitted: list[Column] = []
        for spec, key in zip(self._specs, self._keys, strict=True):
            column = table.columns.get(key)
            if column is None:
                if spec.required and table.row_count:
                    findings.whole(key, f"the column is required ({spec.type.value}) and missing")
                column = _nothing(table.row_count)
                if spec.required:
                    fitted.append(column)
                    continue
            fitted.append(_fit_column(spec, key, column, findings))
        if not self._allow_extra:
            known = set(self._keys)
            for name in table.columns:
                if name not in known:
                    findings.whole(name, "the signature has no such column")
        return Inputs(table.row_count, tuple(fitted))


def _nothing(row_count: int) -> Column:
    return Column(np.full(row_count, None, np.object_), np.ones(row_count, np.bool_))


def _objects(table: Table) -> Column:
    """Each row as an object with the columns as properties."""
    columns = {name: nested_rows(column) for name, column in table.columns.items()}
    rows = [{name: values[i] for name, values in columns.items()} for i in range(table.row_count)]
    return Column(np.fromiter(rows, np.object_, table.row_count))


def _fit_column(spec: ColumnSpec, key: str, column: Column, findings: Findings) -> Column:
    if spec.type in _NESTED:
        return _fit_nested_column(spec, key, column, findings)
    if column.values.ndim == 2 and column.values.shape[1] == 1:
        column = Column(column.values[:, 0], None if column.nulls is None else column.nulls[:, 0])
    if column.values.ndim != 1:
        findings.whole(key, f"expected one {spec.type.value} a row, got shape {list(column.values.shape)}")
        return _nothing(len(column.values))
    nulls = _all_nulls(column)
    column = Column(column.values, nulls)
    if nulls is not None and spec.required:
        findings.values(nulls, lambda _row: f".{key}", lambda _row: f"expected {spec.type.value}, got null")
    fitted = _fit_scalars(spec.type, column)
    if fitted.bad is not None:
        findings.values(fitted.bad, lambda _row: f".{key}", lambda row: _misfit(spec.type, column.values[row]))
    return _with_nulls(spec.type, fitted.values, nulls)


def _fit_scalars(kind: ColumnType, column: Column) -> Fitted:
    dtype = _DTYPES.get(kind)
    return fit_objects(column, _CLASSES[kind]) if dtype is None else fit(column, dtype)


def _all_nulls(column: Column) -> Mask | None:
    """Nulls as flagged, and instants that are none (NaT)."""
    if column.values.dtype.kind != "M":
        return column.nulls if column.nulls is not None and column.nulls.any() else None
    missing: Mask = np.isnat(column.values)
    if column.nulls is not None:
        missing = missing | column.nulls
    return missing if missing.any() else None


def _with_nulls(kind: ColumnType, values: Array, nulls: Mask | None) -> Column:
    """Nulls in the way that models know them: NaN, NaT or None; whole numbers keep a mask."""
    if nulls is None:
        return Column(values)
    if kind in {ColumnType.INTEGER, ColumnType.LONG}:
        return Column(values, nulls)
    stand_in: object = None
    if kind in {ColumnType.FLOAT, ColumnType.DOUBLE}:
        stand_in = np.nan
    elif kind is ColumnType.DATETIME:
        stand_in = np.datetime64("NaT", "ns")
    filled = values.astype(np.object_) if stand_in is None else values.copy()
    filled[nulls] = stand_in
    return Column(filled)


def _misfit(kind: ColumnType, value: object) -> str:
    word = word_for(value)
    if kind in _DTYPES and word in {"long", "double"}:
        return (
            f"{value} does not fit {kind.value}" if _same_family(kind, word) else f"expected {kind.value}, got {word}"
        )
    return f"expected {kind.value}, got {word}"


def _same_family(kind: ColumnType, word: str) -> bool:
    floating = {ColumnType.FLOAT, ColumnType.DOUBLE}
    return kind in floating or (word == "long" and kind in {ColumnType.INTEGER, ColumnType.LONG})


def _fit_nested_column(spec: ColumnSpec, key: str, column: Column, findings: Findings) -> Column:
    values = np.empty(len(column.values), np.object_)
    for row, value in enumerate(nested_rows(column)):
        values[row] = fit_nested(
            value,
            spec,
            f".{key}",
            lambda place, description, row=row: findings.value(row, place, description),  # type: ignore[misc]
        )
    return Column(values)
