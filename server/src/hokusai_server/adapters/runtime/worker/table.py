"""Tables between decoding and the model, and between the model and encoding."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """Values of one column or tensor; the first dimension is the rows.

    Numbers, booleans and instants (`datetime64[ns]`) have NumPy's own types. Text, bytes, lists, objects, and
    columns that came as single values of several kinds, are arrays of Python objects.
    """

    values: Array
    nulls: Mask | None = None
    """Of the shape of `values`, True where there is no value (its place in `values` means nothing). None: no nulls."""
    holds: type | None = None
    """`str` or `bytes` where the objects of an output are known to be of that class, so that rows of nulls have a
    type too.
    """

    def rows(self, start: int, stop: int) -> "Column":
        """A view of the rows from `start` to `stop`."""
        nulls = None if self.nulls is None else self.nulls[start:stop]
        return Column(self.values[start:stop], nulls, self.holds)

    def select(self, rows: Mask) -> "Column":
        """A copy of the rows where `rows` is True."""
        return Column(self.values[rows], None if self.nulls is None else self.nulls[rows])


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length by name, in the order of the payload or of the model's answer."""

    row_count: int
    columns: Mapping[str, Column]

    @property
    def layout(self) -> Hashable:
        """Names, types and shapes of the columns; tables of equal layout can be joined."""
        return tuple((name, column.values.dtype, column.values.shape[1:]) for name, column in self.columns.items())

    def rows(self, start: int, stop: int) -> "Table":
        """A view of the rows from `start` to `stop`."""
        if start == 0 and stop == self.row_count:
            return self
        return Table(stop - start, {name: column.rows(start, stop) for name, column in self.columns.items()})


def join_columns(columns: list[Column]) -> Column:
    """One below the other. Trailing shapes must agree."""
    if len(columns) == 1:
        return columns[0]
    values = np.concatenate([column.values for column in columns])
    holds = next((column.holds for column in columns if column.holds), None)
    if all(column.nulls is None for column in columns):
        return Column(values, None, holds)
    nulls = [np.zeros(column.values.shape, np.bool_) if column.nulls is None else column.nulls for column in columns]
    return Column(values, np.concatenate(nulls), holds)


def join_tables(tables: list[Table]) -> Table:
    """One below the other. Columns must agree."""
    if len(tables) == 1:
        return tables[0]
    columns = {name: join_columns([table.columns[name] for table in tables]) for name in tables[0].columns}
    return Table(sum(table.row_count for table in tables), columns)
