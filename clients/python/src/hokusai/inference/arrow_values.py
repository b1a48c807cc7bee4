"""Tables of any library to Arrow IPC streams and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from hokusai.exceptions import PayloadInvalid, UnsupportedData
from hokusai.inference.message_parts import Part, field
from hokusai.inference.v1 import payload_pb2

_END_OF_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"


def arrow_payload(table: Any) -> list[Part]:
    """The serialized payload for a `pyarrow.Table` or `pyarrow.RecordBatch`, in pieces.

    Raises:
        UnsupportedData: two columns have one name.
    """
    return field(payload_pb2.Payload.ARROW_STREAM_FIELD_NUMBER, _stream(table))


def _stream(table: Any) -> list[Part]:
    """The IPC stream of a table or record batch, in pieces."""
    head = _LAST_SCHEMA.message_of(table.schema)
    if head is None:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write(table)
        return [memoryview(sink.getvalue())]
    # A writer copies what it has each time that its buffer grows; these have their sizes from the start.
    batches = [table] if isinstance(table, pa.RecordBatch) else table.to_batches()
    return [head, *(memoryview(each.serialize()) for each in batches), _END_OF_STREAM]


class _LastSchema:
    """Remembers what was written for a schema: the batches of a stream have the same one."""

    def __init__(self) -> None:
        # One value, so that threads always see what belongs together.
        self._last: tuple[Any, bytes | None] | None = None

    def message_of(self, schema: Any) -> bytes | None:
        """The message with which a stream of this schema begins, or None if only a stream's writer can write it.

        Raises:
            UnsupportedData: two columns have one name.
        """
        last = self._last
        if last is None or not last[0].equals(schema, check_metadata=True):
            last = self._last = (schema, _message_of(schema))
        return last[1]


_LAST_SCHEMA = _LastSchema()


def _message_of(schema: Any) -> bytes | None:
    names = schema.names
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UnsupportedData(f"two columns are named {twice!r}; columns are matched by name")
    # Dictionaries travel in messages of their own, which a writer knows to place.
    plain = not any(_has_dictionary(kind) for kind in schema.types)
    return bytes(schema.serialize().to_pybytes()) if plain else None


def _has_dictionary(kind: Any) -> bool:
    if isinstance(kind, pa.BaseExtensionType):
        return _has_dictionary(kind.storage_type)
    if pa.types.is_dictionary(kind):
        return True
    return any(_has_dictionary(kind.field(i).type) for i in range(kind.num_fields))


def table_of(payload: payload_pb2.Payload) -> Any:
    """The table of a payload that is an Arrow stream.

    Raises:
        PayloadInvalid: the stream cannot be read.
    """
    try:
        return pa.ipc.open_stream(pa.py_buffer(payload.arrow_stream)).read_all()
    except pa.ArrowException as error:
        raise PayloadInvalid(f"the server's answer is no readable Arrow stream: {error}") from error


def table_from_pandas(frame: Any) -> Any:
    """An Arrow table with the frame's columns, its index left out.

    Raises:
        UnsupportedData: a column mixes types, or holds a type that Arrow does not know.
    """
    columns = {}
    for position, name in enumerate(frame.columns):
        try:
            columns[str(name)] = _from_series(frame.iloc[:, position])
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise UnsupportedData(f"column {name!r} cannot be sent: {error}; convert it to one type first") from error
    if len(columns) != len(frame.columns):
        raise UnsupportedData("two columns of the data frame have one name; columns are matched by name")
    return pa.table(columns)


def pandas_from_table(table: Any, index: Any | None) -> Any:
    """A data frame with the table's columns and the index given; integers and booleans with nulls keep their type."""
    import pandas as pd

    frame = pd.DataFrame({name: _series(table.column(name)) for name in table.schema.names})
    if index is not None and len(index) == table.num_rows:
        frame.index = index
    return frame


def table_from_columns(columns: Mapping[str, Sequence[Any]]) -> Any:
    """An Arrow table from lists of values by column name.

    Raises:
        UnsupportedData: a column mixes types, or the columns differ in length.
    """
    arrays = {}
    for name, values in columns.items():
        try:
            arrays[str(name)] = pa.array(values, from_pandas=False)
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise UnsupportedData(f"column {name!r} cannot be sent: {error}; give values of one type") from error
    lengths = {name: len(array) for name, array in arrays.items()}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name}: {length}" for name, length in lengths.items())
        raise UnsupportedData(f"the columns differ in their number of rows ({listed})")
    return pa.table(arrays)


def columns_of_rows(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Rows turned into columns: every name that any row has, in the order of first sight; what a row lacks is None."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _from_series(series: Any) -> Any:
    if isinstance(series.dtype, np.dtype) and series.dtype.kind == "f":
        return pa.array(series.to_numpy())  # NaN in a column of floats is a number, not a null
    return pa.Array.from_pandas(series)


def _series(column: Any) -> Any:
    import pandas as pd

    if column.null_count and pa.types.is_integer(column.type):
        return column.to_pandas(types_mapper={column.type: _nullable_integer(column.type)}.get)
    if column.null_count and pa.types.is_boolean(column.type):
        return column.to_pandas(types_mapper={column.type: pd.BooleanDtype()}.get)
    return column.to_pandas()


def _nullable_integer(arrow_type: Any) -> Any:
    import pandas as pd

    sign = "UInt" if pa.types.is_unsigned_integer(arrow_type) else "Int"
    return pd.api.types.pandas_dtype(f"{sign}{arrow_type.bit_width}")
