"""Arrow IPC streams to record batches."""

import struct
from collections.abc import Hashable
from typing import Final, NamedTuple, final

import pyarrow as pa

from hokusai_server.adapters.runtime.worker.faults import payload_invalid

_MARK_AND_LENGTH: Final = struct.Struct("<II")
_MARK: Final = 0xFFFFFFFF
_END: Final = (b"", _MARK_AND_LENGTH.pack(_MARK, 0))
"""What may follow the last message of a stream."""
_MAX_SCHEMAS: Final = 64


class ArrowContent(NamedTuple):
    """What one stream holds."""

    layout: Hashable
    """Contents of equal layout have the same schema."""
    batch: pa.RecordBatch
    """All its rows; numbers are views of the stream if it has one batch."""


@final
class ArrowReader:
    """Reads streams, and remembers schemas: nearly every stream for one model begins with the same bytes."""

    def __init__(self) -> None:
        self._schemas: dict[bytes, pa.Schema | None] = {}

    def read(self, data: bytes | memoryview) -> ArrowContent:
        """Read a whole stream.

        Raises:
            RequestFault: PAYLOAD_INVALID.
        """
        layout = _schema_bytes(data)
        schema = self._schemas.get(layout)
        try:
            batch = None if schema is None else _only_batch(data, len(layout), schema)
            if batch is None:
                batch = self._read_stream(data, layout)
            batch.validate(full=True)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise payload_invalid(f"not an Arrow IPC stream: {' '.join(str(error).split())}") from error
        return ArrowContent(layout, batch)

    def _read_stream(self, data: bytes | memoryview, layout: bytes) -> pa.RecordBatch:
        with pa.ipc.open_stream(pa.py_buffer(data)) as stream:
            table = stream.read_all()
        if len(set(table.column_names)) < table.num_columns:
            raise ValueError("two columns have the same name")
        if len(self._schemas) >= _MAX_SCHEMAS:
            self._schemas.clear()
        # Dictionaries travel in messages of their own, which only a whole stream's reader knows to collect.
        plain = not any(_has_dictionary(kind) for kind in table.schema.types)
        self._schemas[layout] = table.schema if plain else None
        return _one_batch(table)


def _schema_bytes(data: bytes | memoryview) -> bytes:
    """The first message of a stream, which is its schema; all of what is no stream."""
    if len(data) < _MARK_AND_LENGTH.size:
        return bytes(data)
    mark, length = _MARK_AND_LENGTH.unpack_from(data)
    return bytes(data[: _MARK_AND_LENGTH.size + length]) if mark == _MARK else bytes(data[:1])


def _only_batch(data: bytes | memoryview, start: int, schema: pa.Schema) -> pa.RecordBatch | None:
    """The one batch that follows the schema; None if the stream holds more or less."""
    rest = pa.BufferReader(pa.py_buffer(data)[start:])
    try:
        message = pa.ipc.read_message(rest)
    except EOFError:  # no batch at all
        return None
    if message.type != "record batch" or rest.read() not in _END:
        return None
    return pa.ipc.read_record_batch(message, schema)


def _one_batch(table: pa.Table) -> pa.RecordBatch:
    for i, kind in enumerate(table.schema.types):
        if pa.types.is_dictionary(kind):
            table = table.set_column(i, table.column_names[i], table.column(i).cast(kind.value_type))
    batches = table.to_batches()
    if not batches:
        return pa.RecordBatch.from_arrays([pa.array([], kind) for kind in table.schema.types], schema=table.schema)
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def _has_dictionary(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return True
    return any(_has_dictionary(kind.field(i).type) for i in range(kind.num_fields))
