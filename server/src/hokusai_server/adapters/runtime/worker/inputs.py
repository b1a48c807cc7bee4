"""What the model will see: columns or tensors that fit the signature, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hokusai_server.adapters.runtime.worker.table import Array, Column, Mask, join_columns


@dataclass(frozen=True, slots=True)
class Inputs:
    """Validated rows. Either `matrix` or `columns` is set."""

    row_count: int
    columns: tuple[Column, ...] = ()
    """One a column or tensor of the signature, in its order."""
    matrix: Array | None = None
    """Columns of doubles without nulls that came as one array of shape (rows, columns)."""
    names: tuple[str, ...] = ()
    """Names of the columns where no signature gives them; only inputs of the same names share a call."""

    def rows(self, start: int, stop: int) -> "Inputs":
        """A view of the rows from `start` to `stop`."""
        if self.matrix is not None:
            return Inputs(stop - start, matrix=self.matrix[start:stop])
        return Inputs(stop - start, tuple(column.rows(start, stop) for column in self.columns), names=self.names)

    def select(self, rows: Mask) -> "Inputs":
        """A copy of the rows where `rows` is True."""
        count = int(np.count_nonzero(rows))
        if self.matrix is not None:
            return Inputs(count, matrix=self.matrix[rows])
        return Inputs(count, tuple(column.select(rows) for column in self.columns), names=self.names)

    def as_columns(self) -> tuple[Column, ...]:
        """The columns, whichever way they are held."""
        if self.matrix is None:
            return self.columns
        return tuple(Column(self.matrix[:, i]) for i in range(self.matrix.shape[1]))


def join_inputs(several: Sequence[Inputs]) -> Inputs:
    """One below the other; all fit the same signature."""
    if len(several) == 1:
        return several[0]
    row_count = sum(inputs.row_count for inputs in several)
    matrices = [inputs.matrix for inputs in several if inputs.matrix is not None]
    if len(matrices) == len(several):
        return Inputs(row_count, matrix=np.concatenate(matrices))
    sides = [inputs.as_columns() for inputs in several]
    columns = tuple(join_columns([side[i] for side in sides]) for i in range(len(sides[0])))
    return Inputs(row_count, columns, names=several[0].names)
