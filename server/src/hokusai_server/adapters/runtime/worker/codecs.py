"""The three encodings of a payload behind one door."""

from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, final

import numpy as np

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.frames import Part
from hokusai_server.adapters.runtime.worker import arrow_codec, rows_codec, tensor_codec
from hokusai_server.adapters.runtime.worker.arrow_reading import ArrowReader
from hokusai_server.adapters.runtime.worker.faults import RequestFault, unforeseen
from hokusai_server.adapters.runtime.worker.table import Table, join_tables
from hokusai_server.adapters.runtime.worker.tensor_skeleton import TensorSkeleton
from hokusai_server.adapters.runtime.worker.wire import ArrowStream, read_payload

Encoding: TypeAlias = payload_pb2.Encoding.ValueType

_MAX_SKELETONS: Final = 256
"""Forms of payloads remembered, one for each length; beyond, all are forgotten and learned anew."""

_FEW: Final = 3
"""Fewer payloads than this are written one by one."""


class Piece(NamedTuple):
    """Payloads of some requests, decoded as far as possible before they are put together with others."""

    indexes: Sequence[int]
    """Of the requests."""
    row_counts: Sequence[int]
    """Of each of them."""
    encoding: Encoding
    layout: Hashable
    """Pieces of equal encoding and layout can be joined."""
    content: Any


@final
class Decoder:
    """Decodes payloads, and remembers what those of one model look like."""

    def __init__(self) -> None:
        self._skeletons: dict[int, TensorSkeleton] = {}
        self._arrow = ArrowReader()

    def decode(self, payloads: Mapping[int, memoryview], faults: MutableMapping[int, Any]) -> Iterator[Piece]:
        """Decode the payloads of some requests.

        Args:
            payloads: by index of the request.
            faults: gains a PAYLOAD_INVALID for each that cannot be decoded.

        Yields:
            Pieces that together hold each of the others once.
        """
        by_length: dict[int, list[int]] = {}
        for index, payload in payloads.items():
            length = len(payload)
            if length in by_length:
                by_length[length].append(index)
            else:
                by_length[length] = [index]
        for length, indexes in by_length.items():
            rest = indexes
            if length not in self._skeletons:
                yield from self._decode_one(rest[0], payloads, faults)
                rest = rest[1:]
            if rest and length in self._skeletons:
                together, rest = self._decode_alike(self._skeletons[length], rest, payloads)
                yield from together
            for index in rest:
                yield from self._decode_one(index, payloads, faults)

    def _decode_alike(
        self, skeleton: TensorSkeleton, indexes: list[int], payloads: Mapping[int, memoryview]
    ) -> tuple[list[Piece], list[int]]:
        """Those that match, as one piece, and the indexes of the others."""
        stack = skeleton.stack([payloads[index] for index in indexes])
        matching = skeleton.matches(stack)
        rest: list[int] = []
        if not matching.all():
            rest = [index for index, matches in zip(indexes, matching.tolist(), strict=True) if not matches]
            indexes = [index for index, matches in zip(indexes, matching.tolist(), strict=True) if matches]
            stack = stack[matching]
        if not indexes:
            return [], rest
        table = skeleton.read(stack)
        counts = [skeleton.row_count] * len(indexes)
        return [Piece(indexes, counts, payload_pb2.ENCODING_TENSORS, _layout(table), table)], rest

    def _decode_one(
        self, index: int, payloads: Mapping[int, memoryview], faults: MutableMapping[int, Any]
    ) -> Iterator[Piece]:
        payload = payloads[index]
        try:
            piece = self._decode(index, payload)
        except RequestFault as fault:
            faults[index] = fault
        except Exception as error:  # noqa: BLE001 - bytes that no reader foresaw must not cost their neighbours
            faults[index] = unforeseen(error)
        else:
            if piece.encoding == payload_pb2.ENCODING_TENSORS and (skeleton := TensorSkeleton.of(payload)) is not None:
                if len(self._skeletons) >= _MAX_SKELETONS:
                    self._skeletons.clear()
                self._skeletons[len(payload)] = skeleton
            yield piece

    def _decode(self, index: int, payload: memoryview) -> Piece:
        content = read_payload(payload)
        if isinstance(content, list):
            table = tensor_codec.decode_tensors(content)
            return Piece([index], [table.row_count], payload_pb2.ENCODING_TENSORS, _layout(table), table)
        if isinstance(content, ArrowStream):
            layout, batch = self._arrow.read(content.data)
            return Piece([index], [batch.num_rows], payload_pb2.ENCODING_ARROW, layout, batch)
        lists = rows_codec.read_rows(content)
        return Piece([index], [len(content.rows)], payload_pb2.ENCODING_ROWS, frozenset(lists), lists)


def _layout(table: Table) -> Hashable:
    return tuple((name, column.values.dtype, column.values.shape[1:]) for name, column in table.columns.items())


def join_pieces(pieces: Sequence[Piece]) -> Table:
    """Put pieces of equal encoding and layout one below the other.

    Raises:
        RequestFault: PAYLOAD_INVALID.
    """
    contents = [piece.content for piece in pieces]
    match pieces[0].encoding:
        case payload_pb2.ENCODING_TENSORS:
            return join_tables(contents)
        case payload_pb2.ENCODING_ARROW:
            return arrow_codec.join_batches(contents)
        case _:
            return rows_codec.join_lists(contents, sum(sum(piece.row_counts) for piece in pieces))


Encoder: TypeAlias = Callable[[int, int], tuple[Part, ...]]
"""From a range of rows to a serialized `Payload`, in pieces."""


def encoder(encoding: Encoding, table: Table) -> Encoder:
    """Prepare to write rows of a table.

    Raises:
        RequestFault: MODEL_OUTPUT_INVALID: a column that the encoding cannot express; the encoder may raise it as well.
    """
    if encoding == payload_pb2.ENCODING_ARROW:
        return arrow_codec.ArrowEncoder(table)
    if encoding == payload_pb2.ENCODING_ROWS:
        return lambda start, stop: (rows_codec.encode_rows(table.rows(start, stop)),)
    return TensorEncoder(table)


@final
class TensorEncoder:
    """Writes rows of one table as payloads of tensors; ranges of equal length together, where their form allows."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._stacks: dict[int, tuple[memoryview, int] | None] = {}
        self._simple = all(
            column.nulls is None and column.values.dtype != np.object_ and column.values.dtype.kind != "b"
            for column in table.columns.values()
        )

    def __call__(self, start: int, stop: int) -> tuple[Part, ...]:
        """The rows from `start` to `stop` as a serialized `Payload`, in pieces."""
        count = stop - start
        try:
            stack = self._stacks[count]
        except KeyError:
            stack = self._stacks[count] = self._write_all(count)
        if stack is None or start % count:
            return (tensor_codec.encode_tensors(self._table.rows(start, stop)),)
        payloads, size = stack
        position = start // count * size
        return (payloads[position : position + size],)

    def _write_all(self, count: int) -> tuple[memoryview, int] | None:
        """The whole table as payloads of `count` rows, back to back, and the size of each; None where they are better
        written one by one.
        """
        if not self._simple or not count or self._table.row_count % count or self._table.row_count // count < _FEW:
            return None
        first = tensor_codec.encode_tensors(self._table.rows(0, count))
        skeleton = TensorSkeleton.of(memoryview(first))
        if skeleton is None:
            return None
        stack = skeleton.write(self._table)
        return stack.reshape(-1).data, stack.shape[1]
