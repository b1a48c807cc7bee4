"""From tables to payloads: the three encodings behind one door."""

from collections.abc import Callable, Hashable
from functools import cached_property, partial
from typing import Final, Protocol, TypeAlias, final

import numpy as np
from typing_extensions import override

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.frames import Part
from hokusai_server.adapters.runtime.worker import arrow_codec, rows_codec, tensor_codec
from hokusai_server.adapters.runtime.worker.arrow_reading import ArrowReader
from hokusai_server.adapters.runtime.worker.arrow_skeleton import arrow_skeleton
from hokusai_server.adapters.runtime.worker.interludes import Pause, no_pause
from hokusai_server.adapters.runtime.worker.skeleton import Encoding, Skeleton
from hokusai_server.adapters.runtime.worker.table import Table
from hokusai_server.adapters.runtime.worker.tensor_skeleton import tensor_skeleton
from hokusai_server.adapters.runtime.worker.wire import ArrowStream, read_payload

_MAX_SKELETONS: Final = 256
"""Forms of answers that are remembered; beyond, all are forgotten and learned anew."""
_FEW: Final = 3
"""Fewer payloads than this are written one by one."""


class Encoder(Protocol):
    """Writes rows of one table as serialized `Payload`s."""

    def write(self, start: int, stop: int) -> tuple[Part, ...]:
        """The rows from `start` to `stop`, in pieces.

        Raises:
            RequestFault: MODEL_OUTPUT_INVALID.
        """
        ...

    def alike(self, row_count: int) -> memoryview | None:
        """The whole table as payloads of one size back to back, each of so many rows; None where that is no gain."""
        ...


@final
class Encoders:
    """Makes encoders, and remembers what the answers of one model look like."""

    def __init__(self) -> None:
        self._skeletons: dict[Hashable, Skeleton | None] = {}

    def of(self, table: Table, encoding: Encoding, pause: Pause = no_pause) -> Encoder:
        """Prepare to write rows of a table.

        Args:
            pause: called now and then where writing takes long.
        Raises:
            RequestFault: MODEL_OUTPUT_INVALID: a column that the encoding cannot express.
        """
        if encoding == payload_pb2.ENCODING_ROWS:
            return _RowsEncoder(table, pause)
        if encoding == payload_pb2.ENCODING_ARROW:
            return _AlikeEncoder(encoding, table, self._skeletons, lambda: arrow_codec.ArrowEncoder(table).write)
        return _AlikeEncoder(encoding, table, self._skeletons, lambda: partial(_write_tensors, table))


_Write: TypeAlias = Callable[[int, int], tuple[Part, ...]]
"""Writes the rows from one to another as a serialized `Payload`, in pieces."""


def _write_tensors(table: Table, start: int, stop: int) -> tuple[Part, ...]:
    return (tensor_codec.encode_tensors(table.rows(start, stop)),)


@final
class _RowsEncoder(Encoder):
    def __init__(self, table: Table, pause: Pause) -> None:
        self._table = table
        self._pause = pause

    @override
    def write(self, start: int, stop: int) -> tuple[Part, ...]:
        return rows_codec.encode_rows(self._table.rows(start, stop), self._pause)

    @override
    def alike(self, row_count: int) -> None:
        return None


@final
class _AlikeEncoder(Encoder):
    """Writes ranges of equal length together, where their form allows."""

    def __init__(
        self,
        encoding: Encoding,
        table: Table,
        skeletons: dict[Hashable, Skeleton | None],
        writer: Callable[[], _Write],
    ) -> None:
        self._encoding = encoding
        self._table = table
        self._known_skeletons = skeletons
        self._writer = writer
        self._alike: dict[int, memoryview | None] = {}
        self._simple = all(
            column.nulls is None and column.values.dtype != np.object_ for column in table.columns.values()
        )

    @cached_property
    def _write_one(self) -> _Write:
        return self._writer()

    @override
    def write(self, start: int, stop: int) -> tuple[Part, ...]:
        count = stop - start
        if count not in self._alike:
            self._alike[count] = self.alike(count)
        alike = self._alike[count]
        if alike is None or start % count:
            return self._write_one(start, stop)
        size = len(alike) * count // self._table.row_count
        position = start // count * size
        return (alike[position : position + size],)

    @override
    def alike(self, row_count: int) -> memoryview | None:
        rows = self._table.row_count
        if not self._simple or not row_count or rows % row_count or rows // row_count < _FEW:
            return None
        skeleton = self._skeleton(row_count)
        return None if skeleton is None else skeleton.write(self._table).reshape(-1).data

    def _skeleton(self, row_count: int) -> Skeleton | None:
        key = (self._encoding, row_count, self._table.layout)
        if key not in self._known_skeletons:
            if len(self._known_skeletons) >= _MAX_SKELETONS:
                self._known_skeletons.clear()
            self._known_skeletons[key] = self._learn(memoryview(b"".join(self._write_one(0, row_count))))
        return self._known_skeletons[key]

    def _learn(self, written: memoryview) -> Skeleton | None:
        if self._encoding == payload_pb2.ENCODING_TENSORS:
            return tensor_skeleton(written, to_read=False)
        content = read_payload(written)
        assert isinstance(content, ArrowStream)  # noqa: S101 - it was written as such
        return arrow_skeleton(written, content.data, ArrowReader().read(content.data).batch)
