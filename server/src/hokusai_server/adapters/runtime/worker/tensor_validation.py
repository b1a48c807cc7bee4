"""Checks a table against a signature of tensors, before any model code runs."""

from collections.abc import Sequence
from typing import Any, final

import numpy as np

from hokusai_server.adapters.runtime.worker.conversion import Fitted, fit, fit_objects
from hokusai_server.adapters.runtime.worker.findings import Findings
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.table import Array, Column, Mask, Table
from hokusai_server.domain.signature import TensorSpec

_OBJECT = np.dtype(np.object_)


@final
class TensorValidator:
    """Fits tables to the tensors of one signature."""

    def __init__(self, specs: Sequence[TensorSpec], allow_extra_columns: bool) -> None:
        self._specs = specs
        self._dtypes = [np.dtype(spec.dtype) for spec in specs]
        self._allow_extra = allow_extra_columns
        self._unnamed = len(specs) == 1 and not specs[0].name

    @property
    def fixed_rows(self) -> bool:
        """Whether the model takes a fixed number of rows only, so that requests cannot share a call."""
        return any(spec.shape[:1] not in {(-1,), ()} for spec in self._specs)

    def check(self, table: Table) -> tuple[Inputs, Findings]:
        """Fit a table.

        Returns:
            The arrays as the model will see them, and what is wrong; with findings, the bad rows of the former mean
            nothing.
        """
        findings = Findings(table.row_count)
        given = table.columns
        if self._unnamed and len(given) == 1:  # whatever the one column is called
            given = {"": next(iter(given.values()))}
        fitted: list[Column] = []
        for spec, dtype in zip(self._specs, self._dtypes, strict=True):
            column = given.get(spec.name)
            if column is None:
                if table.row_count:
                    findings.whole(spec.name or "tensors", f"the tensor is required ({spec.dtype}) and missing")
                column = Column(np.zeros((0, *(max(size, 0) for size in spec.shape[1:])), dtype))
            fitted.append(_fit_tensor(spec, dtype, column, findings))
        self._refuse_extra(given.keys() - {spec.name for spec in self._specs}, findings)
        return Inputs(table.row_count, tuple(fitted)), findings

    def _refuse_extra(self, names: set[str], findings: Findings) -> None:
        if not self._allow_extra:
            for name in sorted(names):
                findings.whole(name, "the signature has no such tensor")


def _fit_tensor(spec: TensorSpec, dtype: "np.dtype[Any]", column: Column, findings: Findings) -> Column:
    column = _stack_lists(spec, column, findings)
    if not _shape_fits(column.values.shape, spec.shape):
        findings.whole(spec.name or "tensors", f"expected shape {list(spec.shape)}, got {list(column.values.shape)}")
        return column
    place = f".{spec.name}" if spec.name else ""
    if column.nulls is not None and dtype != _OBJECT:
        findings.values(_any_of_row(column.nulls), lambda _row: place, lambda _row: f"expected {spec.dtype}, got null")
    fitted = _fit_elements(column, dtype)
    if fitted.bad is not None:
        source = column.values.dtype
        given = "values of other types or out of range" if source == _OBJECT or source.kind in "iuf" else source.name
        findings.values(_any_of_row(fitted.bad), lambda _row: place, lambda _row: f"expected {spec.dtype}, got {given}")
    return Column(fitted.values)


def _fit_elements(column: Column, dtype: "np.dtype[Any]") -> Fitted:
    if dtype == _OBJECT:
        return Fitted(column.values if column.values.dtype == _OBJECT else column.values.astype(np.object_))
    if dtype.kind not in "US":
        return fit(column, dtype)
    fitted = fit_objects(column, str if dtype.kind == "U" else bytes)
    if fitted.bad is not None:
        return fitted
    return Fitted(column.values.astype(np.str_ if dtype.kind == "U" else np.bytes_))


def _stack_lists(spec: TensorSpec, column: Column, findings: Findings) -> Column:
    """Rows whose trailing dimensions came as lists become one array of objects."""
    if column.values.dtype != _OBJECT or column.values.ndim != 1 or len(spec.shape) < 2:
        return column
    rows = column.values.tolist()
    stacked: list[Array] = []
    for row, value in enumerate(rows):
        array = _nest(value, len(spec.shape) - 1)
        if array is None or (stacked and array.shape != stacked[0].shape):
            findings.value(
                row, f".{spec.name}" if spec.name else "", f"expected a list of shape {list(spec.shape[1:])}"
            )
            return Column(np.zeros((len(rows), *(max(size, 0) for size in spec.shape[1:]))), None)
        stacked.append(array)
    if not stacked:
        return Column(np.zeros((0, *(max(size, 0) for size in spec.shape[1:])), np.object_))
    values = np.stack(stacked)
    nulls = np.frompyfunc(lambda element: element is None, 1, 1)(values).astype(np.bool_)
    return Column(values, nulls if nulls.any() else None)


def _nest(value: object, depth: int) -> Array | None:
    """Lists within lists, `depth` levels of them and all of one length each, as an array of objects; None if they are
    not.
    """
    sizes: list[int] = []
    level: list[Any] = [value]
    for _ in range(depth):
        if not all(type(item) is list for item in level) or len({len(item) for item in level}) > 1:
            return None
        sizes.append(len(level[0]) if level else 0)
        level = [element for item in level for element in item]
    return np.fromiter(level, np.object_, len(level)).reshape(sizes)


def _shape_fits(actual: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return len(actual) == len(wanted) and all(w in {-1, a} for a, w in zip(actual, wanted, strict=True))


def _any_of_row(bad: Mask) -> Mask:
    any_bad: Mask = np.asarray(bad.reshape(len(bad), -1).any(axis=1))
    return any_bad
