"""Reads and writes many small payloads of one form at once.

Requests for one model mostly look alike: their payloads differ in the bytes of their values only. A skeleton
remembers where those lie in a payload of one length. Payloads that agree with it in all other bytes are read
together with one comparison and one copy a column, instead of message by message; answers are written the same way.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker.table import Array, Column, Table

MAX_BYTES: Final = 16 * 1024
"""Longer payloads gain nothing."""

Encoding: TypeAlias = payload_pb2.Encoding.ValueType
Stack: TypeAlias = NDArray[np.uint8]
"""Payloads of one length, one a row."""


def stack(payloads: bytes | memoryview, count: int) -> Stack:
    """So many payloads of one length that lie back to back."""
    return np.frombuffer(payloads, np.uint8).reshape(count, len(payloads) // count)


class Numbers(NamedTuple):
    """Where the elements of one column lie that have a fixed size."""

    dtype: "np.dtype[Any]"
    trailing: tuple[int, ...]
    """The shape without the rows."""
    start: int
    stop: int

    def spans(self) -> Iterator[tuple[int, int]]:
        """From where to where."""
        yield self.start, self.stop

    def read(self, payloads: Stack, row_count: int) -> Array:
        """Of all rows of all payloads."""
        elements = np.ascontiguousarray(payloads[:, self.start : self.stop])
        return elements.view(self.dtype).reshape(len(payloads) * row_count, *self.trailing)


class Texts(NamedTuple):
    """Where the texts of one column lie, in UTF-8."""

    rows: tuple[tuple[int, int], ...]
    """From where to where, for each row of a payload."""
    buffer: tuple[int, int]
    """What may be anything: the texts, and what a writer left between and behind them."""

    def spans(self) -> Iterator[tuple[int, int]]:
        """From where to where."""
        yield self.buffer

    def read(self, payloads: Stack, row_count: int) -> Array:
        """Of all rows of all payloads.

        Raises:
            UnicodeDecodeError: one of them is not UTF-8.
        """
        values = np.empty(len(payloads) * row_count, np.object_)
        for row, (start, stop) in enumerate(self.rows):
            values[row::row_count] = _texts(payloads[:, start:stop].tobytes(), stop - start, len(payloads))
        return values


def _texts(joined: bytes, length: int, count: int) -> list[str]:
    if not length:
        return [""] * count
    starts = range(0, len(joined), length)
    if joined.isascii():
        text = joined.decode()
        return [text[start : start + length] for start in starts]
    return [joined[start : start + length].decode() for start in starts]


@final
class Skeleton:
    """The form of a payload: all of its bytes but those of its values."""

    def __init__(
        self,
        encoding: Encoding,
        payload: "bytes | memoryview",
        row_count: int,
        columns: Mapping[str, Numbers | Texts],
    ) -> None:
        self.encoding = encoding
        self.row_count = row_count
        self._payload = np.frombuffer(payload, np.uint8).copy()
        self._columns = columns
        self._fixed = np.full(self._payload.size, 0xFF, np.uint8)
        for column in columns.values():
            for start, stop in column.spans():
                self._fixed[start:stop] = 0

    def matches(self, payloads: Stack) -> NDArray[np.bool_]:
        """Which rows of a stack are payloads of this form."""
        differing = (payloads ^ self._payload) & self._fixed
        matching: NDArray[np.bool_] = np.bitwise_or.reduce(differing, axis=1) == 0
        return matching

    def read(self, payloads: Stack) -> Table:
        """The rows of all payloads of a stack, one below the other; each MUST match.

        Raises:
            UnicodeDecodeError: a text of one of them is not UTF-8.
        """
        columns = {name: Column(column.read(payloads, self.row_count)) for name, column in self._columns.items()}
        return Table(len(payloads) * self.row_count, columns)

    def write(self, table: Table) -> Stack:
        """The rows of a table of numbers as payloads of this form, each of `row_count` rows, stacked."""
        count = table.row_count // self.row_count
        payloads = np.empty((count, self._payload.size), np.uint8)
        payloads[:] = self._payload
        for place, column in zip(self._columns.values(), table.columns.values(), strict=True):
            ((start, stop),) = place.spans()
            elements = np.ascontiguousarray(column.values).reshape(-1).view(np.uint8)
            payloads[:, start:stop] = elements.reshape(count, -1)
        return payloads


def address(view: bytes | memoryview) -> int:
    """Where the bytes lie in memory."""
    found: int = np.frombuffer(view, np.uint8).__array_interface__["data"][0]
    return found
