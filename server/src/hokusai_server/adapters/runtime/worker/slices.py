"""Large numbers of rows in slices, and the answers to slices as one."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from hokusai_server.adapters.runtime.worker.nested_values import nested_rows
from hokusai_server.adapters.runtime.worker.table import Array, Column, Table, join_columns

_NUMBERS: Final = frozenset("biuf")
_OBJECT: Final = np.dtype(np.object_)


def slices_of(row_count: int, most_rows: int) -> Iterator[tuple[int, int]]:
    """Where slices of at most so many rows begin and end, in order."""
    for start in range(0, row_count, most_rows):
        yield start, min(start + most_rows, row_count)


def join_answers(tables: Sequence[Table]) -> Table:
    """The answers to the slices of one request, in order, as the answer to all of its rows.

    A type that a slice alone does not show, because it has nothing but nulls in a column or leaves it out, is that of
    the other slices. Slices of several types make a column of objects, as several types in one answer do.
    """
    names = dict.fromkeys(name for table in tables for name in table.columns)
    columns = {name: _join([(table.row_count, table.columns.get(name)) for table in tables]) for name in names}
    return Table(sum(table.row_count for table in tables), columns)


def _join(parts: Sequence[tuple[int, Column | None]]) -> Column:
    """Parts of one column, each with the number of its rows."""
    known = [column for _, column in parts if column is not None]
    holds = next((column.holds for column in known if column.holds), None)
    telling = [column for column in known if _tells(column)]
    example = (telling or known)[0].values
    # A row that is null as a whole is no row of nulls.
    alike = (example.ndim == 1 or len(telling) == len(parts)) and all(_alike(example, each.values) for each in telling)
    shape, dtype = (example.shape[1:], example.dtype) if alike else ((), _OBJECT)
    joined: list[Column] = []
    for row_count, column in parts:
        if column is None or (telling and not _tells(column)):
            joined.append(_nulls((row_count, *shape), dtype))
        else:
            joined.append(column if alike else _objects(column))
    whole = join_columns(joined)
    return Column(whole.values, whole.nulls, holds)


def _tells(column: Column) -> bool:
    """Whether it has values from which its type is known."""
    return column.nulls is None or not column.nulls.all()


def _alike(one: Array, other: Array) -> bool:
    """Whether the rows of both lie below each other without becoming something else; numbers become the wider ones."""
    same_type = one.dtype == other.dtype or (one.dtype.kind in _NUMBERS and other.dtype.kind in _NUMBERS)
    return same_type and one.shape[1:] == other.shape[1:]


def _nulls(shape: tuple[int, ...], dtype: "np.dtype[Any]") -> Column:
    values: Array = np.full(shape, None) if dtype == _OBJECT else np.zeros(shape, dtype)
    return Column(values, np.ones(shape, np.bool_))


def _objects(column: Column) -> Column:
    rows = nested_rows(column)
    nulls = np.fromiter((row is None for row in rows), np.bool_, len(rows))
    return Column(np.fromiter(rows, np.object_, len(rows)), nulls if nulls.any() else None)
