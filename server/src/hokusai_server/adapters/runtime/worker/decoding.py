"""From payloads to tables: the three encodings behind one door."""

from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Final, NamedTuple, final

from hokusai.inference.v1 import payload_pb2
from hokusai_server.adapters.runtime.worker import arrow_codec, rows_codec, tensor_codec
from hokusai_server.adapters.runtime.worker.arrow_reading import ArrowReader
from hokusai_server.adapters.runtime.worker.arrow_skeleton import arrow_skeleton
from hokusai_server.adapters.runtime.worker.faults import RequestFault, unforeseen
from hokusai_server.adapters.runtime.worker.interludes import Pause, no_pause
from hokusai_server.adapters.runtime.worker.skeleton import Encoding, Skeleton, Stack, stack
from hokusai_server.adapters.runtime.worker.table import Table, join_tables
from hokusai_server.adapters.runtime.worker.tensor_skeleton import tensor_skeleton
from hokusai_server.adapters.runtime.worker.wire import ArrowStream, read_payload

_MAX_SKELETONS: Final = 256
"""Lengths of payloads whose forms are remembered; beyond, all are forgotten and learned anew."""
_MAX_FORMS: Final = 8
"""Forms of one length: a few of names of cities; where texts are of every length, forms do not help."""


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
        self._skeletons: dict[int, list[Skeleton]] = {}
        self._arrow = ArrowReader()

    def decode_alike(
        self, payloads: Stack, faults: MutableMapping[int, Any], pause: Pause = no_pause
    ) -> Iterator[Piece]:
        """Decode the payloads of requests 0, 1, …, which have one length.

        Args:
            payloads: in the order of the requests.
            faults: gains a PAYLOAD_INVALID for each that cannot be decoded.
            pause: called now and then where decoding takes long.

        Yields:
            Pieces that together hold each of the others once.
        """
        rest: Sequence[int] = range(len(payloads))
        for skeleton in self._skeletons.get(payloads.shape[1], ()):
            if not rest:
                return
            piece, rest = _decode_together(skeleton, rest, payloads)
            if piece is not None:
                yield piece
        while rest:
            piece, learned = self._decode_one(rest[0], payloads[rest[0]].data, faults, pause)
            if piece is not None:
                yield piece
            rest = rest[1:]
            if rest and learned is not None:
                piece, rest = _decode_together(learned, rest, payloads)
                if piece is not None:
                    yield piece

    def decode(
        self, payloads: Mapping[int, memoryview], faults: MutableMapping[int, Any], pause: Pause = no_pause
    ) -> Iterator[Piece]:
        """Decode payloads by request; otherwise as `decode_alike`."""
        by_length: dict[int, list[int]] = {}
        for request, payload in payloads.items():
            length = len(payload)
            if length in by_length:
                by_length[length].append(request)
            else:
                by_length[length] = [request]
        for requests in by_length.values():
            if len(requests) == 1:
                piece, _ = self._decode_one(requests[0], payloads[requests[0]], faults, pause)
                if piece is not None:
                    yield piece
                continue
            own_faults: dict[int, Any] = {}
            alike = stack(b"".join([payloads[request] for request in requests]), len(requests))
            for piece in self.decode_alike(alike, own_faults, pause):
                yield piece._replace(requests=[requests[place] for place in piece.requests])
            faults.update((requests[place], fault) for place, fault in own_faults.items())

    def _decode_one(
        self, request: int, payload: memoryview, faults: MutableMapping[int, Any], pause: Pause
    ) -> tuple[Piece | None, Skeleton | None]:
        """One payload, and its form if that was learned from it."""
        try:
            return self._decode(request, payload, pause)
        except RequestFault as fault:
            faults[request] = fault
        except Exception as error:  # noqa: BLE001 - bytes that no reader foresaw must not cost their neighbours
            faults[request] = unforeseen(error)
        return None, None

    def _decode(self, request: int, payload: memoryview, pause: Pause) -> tuple[Piece, Skeleton | None]:
        content = read_payload(payload)
        if isinstance(content, list):
            table = tensor_codec.decode_tensors(content)
            piece = Piece([request], [table.row_count], payload_pb2.ENCODING_TENSORS, table.layout, table)
            return piece, self._learn(len(payload), lambda: tensor_skeleton(payload, to_read=True))
        if isinstance(content, ArrowStream):
            layout, batch = self._arrow.read(content.data)
            piece = Piece([request], [batch.num_rows], payload_pb2.ENCODING_ARROW, layout, batch)
            return piece, self._learn(len(payload), lambda: arrow_skeleton(payload, content.data, batch))
        lists = rows_codec.read_rows(content, pause)
        return Piece([request], [len(content.rows)], payload_pb2.ENCODING_ROWS, frozenset(lists), lists), None

    def _learn(self, length: int, form: Callable[[], Skeleton | None]) -> Skeleton | None:
        known = self._skeletons.get(length, [])
        if len(known) == _MAX_FORMS:
            return None
        skeleton = form()
        if skeleton is not None:
            if len(self._skeletons) >= _MAX_SKELETONS:
                self._skeletons.clear()
            self._skeletons[length] = [*known, skeleton]
        return skeleton


def _decode_together(
    skeleton: Skeleton, requests: Sequence[int], payloads: Stack
) -> tuple[Piece | None, Sequence[int]]:
    """Those of some requests that match, as one piece, and the others."""
    alike = payloads if len(requests) == len(payloads) else payloads[list(requests)]
    matching = skeleton.matches(alike).tolist()
    rest: Sequence[int] = ()
    if not all(matching):
        rest = [request for request, matches in zip(requests, matching, strict=True) if not matches]
        requests = [request for request, matches in zip(requests, matching, strict=True) if matches]
        alike = alike[matching]
    if not requests:
        return None, rest
    try:
        table = skeleton.read(alike)
    except UnicodeDecodeError:  # whose it is shows when each is read for itself
        return None, [*requests, *rest]
    row_counts = [skeleton.row_count] * len(requests)
    return Piece(requests, row_counts, skeleton.encoding, table.layout, table), rest


def join_pieces(pieces: Sequence[Piece]) -> Table:
    """Put pieces of equal encoding and layout one below the other.

    Raises:
        RequestFault: PAYLOAD_INVALID.
    """
    contents = [piece.content for piece in pieces]
    if isinstance(contents[0], Table):
        return join_tables(contents)
    match pieces[0].encoding:
        case payload_pb2.ENCODING_ARROW:
            return arrow_codec.join_batches(contents)
        case _:
            return rows_codec.join_lists(contents, sum(sum(piece.row_counts) for piece in pieces))
