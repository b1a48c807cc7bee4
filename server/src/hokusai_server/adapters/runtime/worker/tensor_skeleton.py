"""Reads and writes many small tensor payloads of one shape at once.

Requests for one model mostly look alike: their payloads differ in the bytes of their numbers only. A skeleton
remembers where those lie in a payload of one length. Payloads that agree with it in all other bytes are read
together with one comparison and one copy a tensor, instead of message by message; answers are written the same way.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, Self, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from hokusai_server.adapters.runtime.worker.table import Column, Table
from hokusai_server.adapters.runtime.worker.tensor_codec import fixed_dtype
from hokusai_server.adapters.runtime.worker.wire import TensorParts, tensors_by_hand

MAX_BYTES: Final = 16 * 1024
"""Longer payloads gain nothing."""

Stack: TypeAlias = NDArray[np.uint8]
"""Payloads of one length, one a row."""


def stack(payloads: bytes | memoryview, count: int) -> Stack:
    """So many payloads of one length that lie back to back."""
    return np.frombuffer(payloads, np.uint8).reshape(count, len(payloads) // count)


class _Slot(NamedTuple):
    """Where the elements of one tensor lie."""

    name: str
    dtype: "np.dtype[Any]"
    trailing: tuple[int, ...]
    """The shape without the rows."""
    start: int
    stop: int


@final
class TensorSkeleton:
    """The form of a tensor payload."""

    def __init__(self, payload: NDArray[np.uint8], slots: Sequence[_Slot], row_count: int) -> None:
        self.row_count = row_count
        self._slots = slots
        self._payload = payload
        self._fixed = np.full(payload.size, 0xFF, np.uint8)
        for slot in slots:
            self._fixed[slot.start : slot.stop] = 0

    @classmethod
    def of(cls, view: memoryview, *, to_read: bool) -> Self | None:
        """Learn the form of a payload that was decoded without fault; None if it is none that can be filled in.

        Nothing but the elements may vary: no texts, no nulls, and if others are to be read no booleans, whose bytes
        need a look each.
        """
        tensors = tensors_by_hand(view) if len(view) <= MAX_BYTES else None
        if not tensors:
            return None
        payload = np.frombuffer(view, np.uint8).copy()
        slots = [_slot(view, tensor) for tensor in tensors]
        known = [slot for slot in slots if slot is not None and not (to_read and slot.dtype.kind == "b")]
        return cls(payload, known, tensors[0].shape[0]) if len(known) == len(slots) else None

    def matches(self, stack: Stack) -> NDArray[np.bool_]:
        """Which rows of a stack are payloads of this form."""
        differing = (stack ^ self._payload) & self._fixed
        matching: NDArray[np.bool_] = np.bitwise_or.reduce(differing, axis=1) == 0
        return matching

    def read(self, stack: Stack) -> Table:
        """The rows of all payloads of a stack, one below the other; each MUST match."""
        row_count = len(stack) * self.row_count
        columns: dict[str, Column] = {}
        for slot in self._slots:
            elements = np.ascontiguousarray(stack[:, slot.start : slot.stop])
            columns[slot.name] = Column(elements.view(slot.dtype).reshape(row_count, *slot.trailing))
        return Table(row_count, columns)

    def write(self, table: Table) -> Stack:
        """The rows of a table as payloads of this form, each of `row_count` rows, stacked."""
        count = table.row_count // self.row_count
        payloads = np.empty((count, self._payload.size), np.uint8)
        payloads[:] = self._payload
        for slot, column in zip(self._slots, table.columns.values(), strict=True):
            elements = np.ascontiguousarray(column.values).reshape(-1).view(np.uint8)
            payloads[:, slot.start : slot.stop] = elements.reshape(count, -1)
        return payloads


def _slot(view: memoryview, tensor: TensorParts) -> _Slot | None:
    dtype = fixed_dtype(tensor.data_type)
    if dtype is None or len(tensor.nulls) or not len(tensor.data):
        return None
    start = _address(tensor.data) - _address(view)
    return _Slot(tensor.name, dtype, tensor.shape[1:], start, start + len(tensor.data))


def _address(view: bytes | memoryview) -> int:
    address: int = np.frombuffer(view, np.uint8).__array_interface__["data"][0]
    return address
