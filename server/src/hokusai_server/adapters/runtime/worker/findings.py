"""Collects what is wrong with a table, without keeping more than can be told."""

from collections.abc import Callable
from typing import final

import numpy as np

from hokusai_server.adapters.runtime.worker.faults import MAX_VIOLATIONS, Violation, Violations
from hokusai_server.adapters.runtime.worker.table import Mask


@final
class Findings:
    """What is wrong with the rows of one table."""

    def __init__(self, row_count: int) -> None:
        self._listed: list[tuple[int, Violation]] = []
        self._count = 0
        self._row_count = row_count
        self._bad_rows: Mask | None = None
        self.of_table = False
        """Whether something is wrong with the table as a whole."""

    def __bool__(self) -> bool:
        return self._count > 0

    @property
    def bad_rows(self) -> Mask:
        """The rows with a violation; all of them if the table as a whole has one."""
        if self.of_table:
            return np.ones(self._row_count, np.bool_)
        return np.zeros(self._row_count, np.bool_) if self._bad_rows is None else self._bad_rows

    @property
    def violations(self) -> Violations:
        """The listed ones by row, those of the whole table first, and how many there are."""
        ordered = sorted(self._listed, key=lambda listed: listed[0])
        return Violations(tuple(violation for _, violation in ordered[:MAX_VIOLATIONS]), self._count)

    def whole(self, field: str, description: str) -> None:
        """Something is wrong with the table rather than with a value."""
        self.of_table = True
        self._count += 1
        self._list(-1, field, description)

    def value(self, row: int, field: str, description: str) -> None:
        """One value is wrong; `field` is its place within the row."""
        if self._bad_rows is None:
            self._bad_rows = np.zeros(self._row_count, np.bool_)
        self._bad_rows[row] = True
        self._count += 1
        self._list(row, f"rows[{row}]{field}", description)

    def values(self, bad: Mask, field: Callable[[int], str], description: Callable[[int], str]) -> None:
        """Values of one column are wrong.

        Args:
            bad: of shape (rows), True where the value is wrong.
            field: row to the value's place within the row.
            description: row to what is wrong.
        """
        self._bad_rows = bad if self._bad_rows is None else self._bad_rows | bad
        rows = np.flatnonzero(bad)
        self._count += rows.size
        for row in rows[:MAX_VIOLATIONS].tolist():
            self._list(row, f"rows[{row}]{field(row)}", description(row))

    def _list(self, row: int, field: str, description: str) -> None:
        self._listed.append((row, Violation(field, description)))
