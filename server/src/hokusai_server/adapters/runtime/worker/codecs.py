"""The three encodings of a payload behind one door."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.frames import Part
from hokusai_server.adapters.runtime.worker import arrow_codec, rows_codec, tensor_codec
from hokusai_server.adapters.runtime.worker.table import Table, join_tables
from hokusai_server.adapters.runtime.worker.wire import ArrowStream, read_payload

Encoder: TypeAlias = Callable[[int, int], tuple[Part, ...]]
"""From a range of rows to a serialized `Payload`, in pieces."""

_Encoding: TypeAlias = payload_pb2.Encoding.ValueType


@dataclass(frozen=True, slots=True)
class Piece:
    """One request's payload, decoded as far as possible before it is put together with others."""

    encoding: _Encoding
    row_count: int
    layout: Hashable
    """Pieces of equal encoding and layout can be joined."""
    content: Any


def decode(payload: memoryview) -> Piece:
    """Decode one payload.

    Raises:
        RequestFault: PAYLOAD_INVALID.
    """
    content = read_payload(payload)
    if isinstance(content, list):
        table = tensor_codec.decode_tensors(content)
        layout = tuple((name, column.values.dtype, column.values.shape[1:]) for name, column in table.columns.items())
        return Piece(payload_pb2.ENCODING_TENSORS, table.row_count, layout, table)
    if isinstance(content, ArrowStream):
        arrow = arrow_codec.read_stream(content.data)
        return Piece(payload_pb2.ENCODING_ARROW, arrow.num_rows, arrow.schema.to_string(), arrow)
    lists = rows_codec.read_rows(content)
    return Piece(payload_pb2.ENCODING_ROWS, len(content.rows), frozenset(lists), lists)


def join_pieces(pieces: Sequence[Piece]) -> Table:
    """Put pieces of equal encoding and layout one below the other.

    Raises:
        RequestFault: PAYLOAD_INVALID.
    """
    row_count = sum(piece.row_count for piece in pieces)
    match pieces[0].encoding:
        case payload_pb2.ENCODING_TENSORS:
            return join_tables([piece.content for piece in pieces])
        case payload_pb2.ENCODING_ARROW:
            return arrow_codec.join_tables([piece.content for piece in pieces])
        case _:
            return rows_codec.join_lists([piece.content for piece in pieces], row_count)


def encoder(encoding: _Encoding, table: Table) -> Encoder:
    """Prepare to write rows of a table.

    Raises:
        RequestFault: MODEL_OUTPUT_INVALID: a column that the encoding cannot express; the encoder may raise it as well.
    """
    if encoding == payload_pb2.ENCODING_ARROW:
        return arrow_codec.ArrowEncoder(table)
    if encoding == payload_pb2.ENCODING_ROWS:
        return lambda start, stop: (rows_codec.encode_rows(table.rows(start, stop)),)
    return lambda start, stop: (tensor_codec.encode_tensors(table.rows(start, stop)),)
