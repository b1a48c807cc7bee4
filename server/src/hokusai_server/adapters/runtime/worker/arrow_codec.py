"""Arrow record batches to columns, and columns to Arrow IPC streams."""

import datetime as dt
import decimal
from collections.abc import Sequence
from typing import Any, final

import numpy as np
import pyarrow as pa

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.frames import Part
from hokusai_server.adapters.runtime.worker.faults import output_invalid, payload_invalid
from hokusai_server.adapters.runtime.worker.instants import instant
from hokusai_server.adapters.runtime.worker.nested_values import nested_rows
from hokusai_server.adapters.runtime.worker.table import Array, Column, Mask, Table

_INSTANT = np.dtype("datetime64[ns]")
_HELD: dict[type | None, pa.DataType] = {str: pa.string(), bytes: pa.binary()}
_END_OF_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"


def join_batches(several: Sequence[pa.RecordBatch]) -> Table:
    """One below the other; all have the same schema.

    Raises:
        RequestFault: PAYLOAD_INVALID: a type that no signature knows.
    """
    whole = several[0] if len(several) == 1 else pa.concat_batches(several)
    return Table(
        whole.num_rows,
        {name: _column(name, array) for name, array in zip(whole.schema.names, whole.columns, strict=True)},
    )


def _column(name: str, array: pa.Array) -> Column:
    try:
        return Column(_values(array), _nulls(array))
    except (pa.ArrowException, ValueError) as error:
        raise payload_invalid(f"column {name!r} of type {array.type}: {' '.join(str(error).split())}") from error


def _nulls(array: pa.Array) -> Mask | None:
    if array.null_count == 0:
        return None
    mask: Mask = array.is_null().to_numpy(zero_copy_only=False)
    return mask


def _values(array: pa.Array) -> Array:
    values: Array
    kind = array.type
    if _is_number(kind):
        values = _dense(array).to_numpy(zero_copy_only=False)
    elif _is_text(kind) or pa.types.is_null(kind):
        values = array.to_numpy(zero_copy_only=False)
    elif pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        instants = array.cast(pa.timestamp("ns", tz=getattr(kind, "tz", None))).cast(pa.int64())
        values = _dense(instants).to_numpy(zero_copy_only=False).view(_INSTANT)
    elif pa.types.is_decimal(kind):
        values = _dense(array.cast(pa.float64())).to_numpy(zero_copy_only=False)
    elif pa.types.is_fixed_size_list(kind) and _is_block(array):
        inner = _values(array.flatten())
        values = inner.reshape(len(array), kind.list_size, *inner.shape[1:])
    elif pa.types.is_nested(kind):
        rows = [_plain(row) for row in array.to_pylist(maps_as_pydicts="strict")]
        values = np.fromiter(rows, np.object_, len(rows))
    else:
        raise payload_invalid(f"Arrow's type {kind} is none of a signature's")
    return values


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind))


def _dense(array: pa.Array) -> pa.Array:
    """Without nulls: what stands in their place means nothing."""
    return array if array.null_count == 0 else array.fill_null(pa.scalar(0).cast(array.type))


def _is_text(kind: pa.DataType) -> bool:
    return any(
        test(kind)
        for test in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_string_view,
            pa.types.is_binary,
            pa.types.is_large_binary,
            pa.types.is_binary_view,
            pa.types.is_fixed_size_binary,
        )
    )


def _is_block(array: pa.Array) -> bool:
    """Whether lists of one length hold numbers only, so that they are one array."""
    while pa.types.is_fixed_size_list(array.type):
        if array.null_count:
            return False
        array = array.flatten()
    return bool(array.null_count == 0) and _is_number(array.type)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (dt.date, dt.datetime)):
        return instant(value)
    return float(value) if isinstance(value, decimal.Decimal) else value


@final
class ArrowEncoder:
    """Writes rows of one table as payloads of an Arrow stream.

    Each range is converted for itself. Slices of one record batch would be faster, but Arrow writes a slice's
    buffers with up to 64 bytes of what follows them: rows of another caller.
    """

    def __init__(self, table: Table) -> None:
        """Choose the types by the whole table, so that they do not depend on the range.

        Raises:
            RequestFault: MODEL_OUTPUT_INVALID: a column that Arrow cannot express.
        """
        self._table = table
        kinds = {name: _arrow_type(name, column) for name, column in table.columns.items()}
        self._schema = pa.schema(list(kinds.items()))
        self._schema_message = memoryview(self._schema.serialize())

    def write(self, start: int, stop: int) -> tuple[Part, ...]:
        """The rows from `start` to `stop` as a serialized `Payload`, in pieces."""
        arrays = [
            _to_arrow(name, column.rows(start, stop), kind)
            for (name, column), kind in zip(self._table.columns.items(), self._schema.types, strict=True)
        ]
        batch = memoryview(pa.RecordBatch.from_arrays(arrays, schema=self._schema).serialize())
        head = _payload_head(len(self._schema_message) + len(batch) + len(_END_OF_STREAM))
        return head, self._schema_message, batch, _END_OF_STREAM


def _payload_head(length: int) -> bytes:
    """Tag and length of `Payload.arrow_stream`; the bytes follow as they are, without a copy through a message."""
    head = bytearray([payload_pb2.Payload.ARROW_STREAM_FIELD_NUMBER << 3 | 2])
    while length > 0x7F:
        head.append(length & 0x7F | 0x80)
        length >>= 7
    head.append(length)
    return bytes(head)


def _arrow_type(name: str, column: Column) -> pa.DataType:
    """The type of a column; of objects, what holds all of them."""
    whole = column if column.values.dtype == np.object_ else column.rows(0, 0)
    return _to_arrow(name, whole, _HELD.get(column.holds)).type


def _to_arrow(name: str, column: Column, kind: pa.DataType | None) -> pa.Array:
    values, nulls = column.values, column.nulls
    try:
        if values.dtype == np.object_:
            return pa.array(nested_rows(column), kind)
        flat = pa.array(np.ascontiguousarray(values).reshape(-1), mask=None if nulls is None else nulls.reshape(-1))
        for size in reversed(values.shape[1:]):
            flat = pa.FixedSizeListArray.from_arrays(flat, size)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        raise output_invalid(f"column {name!r} cannot be written as Arrow: {' '.join(str(error).split())}") from error
    return flat
