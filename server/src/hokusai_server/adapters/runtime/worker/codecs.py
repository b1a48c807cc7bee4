"""The three encodings of a payload behind one door."""

from collections.abc import Hashable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Final, NamedTuple, Protocol, final

import numpy as np
from typing_extensions import override

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.frames import Part
from hokusai_server.adapters.runtime.worker import arrow_codec, rows_codec, tensor_codec
from hokusai_server.adapters.runtime.worker.arrow_reading import ArrowReader
from hokusai_server.adapters.runtime.worker.faults import RequestFault, unforeseen
from hokusai_server.adapters.runtime.worker.micro_batch import Encoding
from hokusai_server.adapters.runtime.worker.table import Table, join_tables
from hokusai_server.adapters.runtime.worker.tensor_skeleton import Stack, TensorSkeleton, stack
from hokusai_server.adapters.runtime.worker.wire import ArrowStream, read_payload

_MAX_SKELETONS: Final = 256
"""Forms of payloads remembered, one for each length; beyond, all are forgotten and learned anew."""

_FEW: Final = 3
"""Fewer payloads than this are written one by one."""


class Piece(NamedTuple):
    """Payloads of some requests, decoded as far as possible before they are put together with others."""

    requests: Sequence[int]
    """Places in the micro-batch."""
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

    def decode_alike(self, payloads: Stack) -> Piece | None:
        """Decode the payloads of requests 0, 1, … at once; None if they have to be looked at one by one."""
        skeleton = self._skeletons.get(payloads.shape[1])
        if skeleton is None or not skeleton.matches(payloads).all():
            return None
        return _piece(skeleton, range(len(payloads)), payloads)

    def decode(self, payloads: Mapping[int, memoryview], faults: MutableMapping[int, Any]) -> Iterator[Piece]:
        """Decode the payloads of some requests.

        Args:
            payloads: by request.
            faults: gains a PAYLOAD_INVALID for each that cannot be decoded.

        Yields:
            Pieces that together hold each of the others once.
        """
        by_length: dict[int, list[int]] = {}
        for request, payload in payloads.items():
            length = len(payload)
            if length in by_length:
                by_length[length].append(request)
            else:
                by_length[length] = [request]
        for length, requests in by_length.items():
            rest = requests
            if length not in self._skeletons:
                yield from self._decode_one(rest[0], payloads, faults)
                rest = rest[1:]
            if rest and length in self._skeletons:
                together, rest = self._decode_alike(self._skeletons[length], rest, payloads)
                yield from together
            for request in rest:
                yield from self._decode_one(request, payloads, faults)

    def _decode_alike(
        self, skeleton: TensorSkeleton, requests: list[int], payloads: Mapping[int, memoryview]
    ) -> tuple[list[Piece], list[int]]:
        """Those that match, as one piece, and the others."""
        alike = stack(b"".join([payloads[request] for request in requests]), len(requests))
        matching = skeleton.matches(alike).tolist()
        rest: list[int] = []
        if not all(matching):
            rest = [request for request, matches in zip(requests, matching, strict=True) if not matches]
            requests = [request for request, matches in zip(requests, matching, strict=True) if matches]
            alike = alike[matching]
        return [_piece(skeleton, requests, alike)] if requests else [], rest

    def _decode_one(
        self, request: int, payloads: Mapping[int, memoryview], faults: MutableMapping[int, Any]
    ) -> Iterator[Piece]:
        payload = payloads[request]
        try:
            piece = self._decode(request, payload)
        except RequestFault as fault:
            faults[request] = fault
        except Exception as error:  # noqa: BLE001 - bytes that no reader foresaw must not cost their neighbours
            faults[request] = unforeseen(error)
        else:
            if (
                piece.encoding == payload_pb2.ENCODING_TENSORS
                and (skeleton := TensorSkeleton.of(payload, to_read=True)) is not None
            ):
                if len(self._skeletons) >= _MAX_SKELETONS:
                    self._skeletons.clear()
                self._skeletons[len(payload)] = skeleton
            yield piece

    def _decode(self, request: int, payload: memoryview) -> Piece:
        content = read_payload(payload)
        if isinstance(content, list):
            table = tensor_codec.decode_tensors(content)
            return Piece([request], [table.row_count], payload_pb2.ENCODING_TENSORS, _layout(table), table)
        if isinstance(content, ArrowStream):
            layout, batch = self._arrow.read(content.data)
            return Piece([request], [batch.num_rows], payload_pb2.ENCODING_ARROW, layout, batch)
        lists = rows_codec.read_rows(content)
        return Piece([request], [len(content.rows)], payload_pb2.ENCODING_ROWS, frozenset(lists), lists)


def _piece(skeleton: TensorSkeleton, requests: Sequence[int], payloads: Stack) -> Piece:
    table = skeleton.read(payloads)
    row_counts = [skeleton.row_count] * len(requests)
    return Piece(requests, row_counts, payload_pb2.ENCODING_TENSORS, _layout(table), table)


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
        self._skeletons: dict[Hashable, TensorSkeleton | None] = {}

    def of(self, table: Table, encoding: Encoding) -> Encoder:
        """Prepare to write rows of a table.

        Raises:
            RequestFault: MODEL_OUTPUT_INVALID: a column that the encoding cannot express.
        """
        if encoding == payload_pb2.ENCODING_ARROW:
            return arrow_codec.ArrowEncoder(table)
        if encoding == payload_pb2.ENCODING_ROWS:
            return _RowsEncoder(table)
        return _TensorEncoder(table, self._skeletons)


@final
class _RowsEncoder(Encoder):
    def __init__(self, table: Table) -> None:
        self._table = table

    @override
    def write(self, start: int, stop: int) -> tuple[Part, ...]:
        return (rows_codec.encode_rows(self._table.rows(start, stop)),)

    @override
    def alike(self, row_count: int) -> None:
        return None


@final
class _TensorEncoder(Encoder):
    """Writes ranges of equal length together, where their form allows."""

    def __init__(self, table: Table, skeletons: dict[Hashable, TensorSkeleton | None]) -> None:
        self._table = table
        self._known_skeletons = skeletons
        self._alike: dict[int, memoryview | None] = {}
        self._simple = all(
            column.nulls is None and column.values.dtype != np.object_ for column in table.columns.values()
        )

    @override
    def write(self, start: int, stop: int) -> tuple[Part, ...]:
        count = stop - start
        if count not in self._alike:
            self._alike[count] = self.alike(count)
        alike = self._alike[count]
        if alike is None or start % count:
            return (tensor_codec.encode_tensors(self._table.rows(start, stop)),)
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

    def _skeleton(self, row_count: int) -> TensorSkeleton | None:
        key = (row_count, _layout(self._table))
        if key not in self._known_skeletons:
            if len(self._known_skeletons) >= _MAX_SKELETONS:
                self._known_skeletons.clear()
            first = tensor_codec.encode_tensors(self._table.rows(0, row_count))
            self._known_skeletons[key] = TensorSkeleton.of(memoryview(first), to_read=False)
        return self._known_skeletons[key]
