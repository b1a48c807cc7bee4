"""One micro-batch: decode, validate, predict, split, encode."""

import time
from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, final

import numpy as np

from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frames import FrameError, Part
from hokusai_server.adapters.runtime.worker.codecs import Decoder, Encoder, Encoding, Piece, encoder, join_pieces
from hokusai_server.adapters.runtime.worker.faults import (
    RequestFault,
    deadline_passed,
    input_invalid,
    unforeseen_output,
)
from hokusai_server.adapters.runtime.worker.inputs import Inputs, join_inputs
from hokusai_server.adapters.runtime.worker.loading import LoadedModel
from hokusai_server.adapters.runtime.worker.params import CallParams
from hokusai_server.adapters.runtime.worker.prediction import Lot, Predictor, Share, Ticket
from hokusai_server.adapters.runtime.worker.table import Table


class _Decoded(NamedTuple):
    """Requests of equal layout and params."""

    pieces: list[Piece]
    params: CallParams


class _Checked(NamedTuple):
    """Requests whose rows fit the signature."""

    tickets: tuple[Ticket, ...]
    inputs: Inputs
    params: CallParams


@final
class BatchRunner:
    """Runs micro-batches through one model."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        self._decoder = Decoder()
        self._predictor = Predictor(model)

    def run(
        self, batch: worker_pb2.PredictBatch, body: memoryview, arrived: int
    ) -> tuple[worker_pb2.BatchOutcome, list[Part]]:
        """Answer every request of a batch.

        Args:
            batch: the header.
            body: payloads and params back to back, as the header says.
            arrived: when the frame was read, in monotonic nanoseconds; deadlines count from here.

        Returns:
            The header of the answer and its body in pieces.

        Raises:
            FrameError: the sizes in the header are not those of the body.
        """
        work = _Work(batch, body, arrived)
        calls_before = self._predictor.calls
        decoded = self._decode(work)
        decoded_at = time.monotonic_ns()
        checked = [checked for alike in decoded for checked in self._check(alike.pieces, alike.params, work)]
        checked_at = time.monotonic_ns()
        for lot in self._lots(checked):
            work.outcomes.update(self._predictor.run(lot))
        predicted_at = time.monotonic_ns()
        answer = worker_pb2.BatchOutcome(batch_id=batch.batch_id)
        parts = _encode(work, answer)
        answer.timings.decode_nanos = decoded_at - arrived
        answer.timings.validate_nanos = checked_at - decoded_at
        answer.timings.predict_nanos = predicted_at - checked_at
        answer.timings.encode_nanos = time.monotonic_ns() - predicted_at
        answer.timings.model_calls = self._predictor.calls - calls_before
        return answer, parts

    def _decode(self, work: "_Work") -> list[_Decoded]:
        """Decode requests, and bring those together whose rows can be checked together: the work is per column then."""
        together: dict[Hashable, _Decoded] = {}
        for params, payloads in self._by_params(work):
            for piece in self._decoder.decode(payloads, work.outcomes):
                work.encodings.update(dict.fromkeys(piece.indexes, piece.encoding))
                key = (piece.encoding, piece.layout, params.key)
                together.setdefault(key, _Decoded([], params)).pieces.append(piece)
        return list(together.values())

    def _by_params(self, work: "_Work") -> Iterable[tuple[CallParams, dict[int, memoryview]]]:
        """The payloads of the requests that are not late, by index, for each set of params."""
        together: dict[str, tuple[CallParams, dict[int, memoryview]]] = {}
        now = time.monotonic_ns()
        for index, request in enumerate(work.requests):
            if request.deadline and request.deadline <= now:
                work.outcomes[index] = deadline_passed()
                continue
            try:
                params = self._model.params.read(request.params)
            except RequestFault as fault:
                work.outcomes[index] = fault
                continue
            alike = together.get(params.key)
            if alike is None:
                alike = together[params.key] = (params, {})
            alike[1][index] = request.payload
        return together.values()

    def _check(self, pieces: list[Piece], params: CallParams, work: "_Work") -> Iterator[_Checked]:
        tickets = tuple(
            Ticket(index, row_count, work.requests[index].deadline)
            for piece in pieces
            for index, row_count in zip(piece.indexes, piece.row_counts, strict=True)
        )
        try:
            table = join_pieces(pieces)
        except RequestFault as fault:  # a property of the layout, so of each of them
            work.outcomes.update((ticket.request, fault) for ticket in tickets)
            return
        inputs, findings = self._model.inputs.check(table)
        if not findings:
            yield _Checked(tickets, inputs, params)
            return
        stop = 0
        good: list[bool] = []
        for ticket in tickets:
            start, stop = stop, stop + ticket.row_count
            good.append(not findings.of_table and not findings.bad_rows[start:stop].any())
            if not good[-1]:  # once more alone, for its own row numbers and its own hundred
                _, own = self._model.inputs.check(table.rows(start, stop))
                work.outcomes[ticket.request] = input_invalid(own.violations)
        if any(good):
            kept = tuple(ticket for ticket, fits in zip(tickets, good, strict=True) if fits)
            rows = np.repeat(good, [ticket.row_count for ticket in tickets])
            yield _Checked(kept, inputs.select(rows), params)

    def _lots(self, checked: list[_Checked]) -> Iterator[Lot]:
        """Put together whatever may share a call of the model."""
        if self._model.inputs.fixed_rows:
            for each in checked:
                yield from _one_by_one(each)
            return
        together: dict[Hashable, list[_Checked]] = {}
        for each in checked:
            key = (each.params.key, *_kinship(each.inputs))
            together.setdefault(key, []).append(each)
        for several in together.values():
            tickets = tuple(ticket for each in several for ticket in each.tickets)
            yield Lot(tickets, join_inputs([each.inputs for each in several]), several[0].params)


def _kinship(inputs: Inputs) -> tuple[Hashable, ...]:
    """What inputs must have in common to lie below each other without changing: shapes, types where no signature
    fixes them.
    """
    shapes = tuple(column.values.shape[1:] for column in inputs.columns if column.values.ndim > 1)
    types = tuple(column.values.dtype for column in inputs.columns) if inputs.names else ()
    return inputs.names, shapes, types


def _one_by_one(checked: _Checked) -> Iterator[Lot]:
    stop = 0
    for ticket in checked.tickets:
        start, stop = stop, stop + ticket.row_count
        yield Lot((ticket,), checked.inputs.rows(start, stop), checked.params)


class _Request(NamedTuple):
    """One request as it stands in the frame."""

    id: int
    payload: memoryview
    params: bytes | memoryview
    deadline: int
    """Monotonic nanoseconds; 0 means none."""
    response_encoding: Encoding


@final
class _Work:
    """What is known of a batch: its requests, the encodings of their payloads, and what became of them, by index."""

    def __init__(self, batch: worker_pb2.PredictBatch, body: memoryview, arrived: int) -> None:
        self.requests: list[_Request] = []
        self.encodings: dict[int, Encoding] = {}
        self.outcomes: dict[int, Share | RequestFault] = {}
        end = 0
        for head in batch.requests:
            middle = end + head.payload_size
            payload, end = body[end:middle], middle + head.params_size
            params = body[middle:end] if end > middle else b""
            deadline = arrived + head.deadline_nanos if head.deadline_nanos else 0
            self.requests.append(_Request(head.id, payload, params, deadline, head.response_encoding))
        if end != len(body):
            raise FrameError(f"the header names {end} bytes, the body has {len(body)}")


def _encode(work: _Work, answer: worker_pb2.BatchOutcome) -> list[Part]:
    """Write one outcome a request into `answer`, and return the body in pieces."""
    body: list[Part] = []
    encoders = _Encoders()
    add = answer.outcomes.add
    for index, request in enumerate(work.requests):
        outcome = work.outcomes[index]
        written = add()
        written.id = request.id
        if isinstance(outcome, Share):
            table, start, stop = outcome
            try:
                parts = encoders.of(table, request.response_encoding or work.encodings[index])(start, stop)
            except RequestFault as fault:
                outcome = fault
            except Exception as error:  # noqa: BLE001 - an answer that no writer foresaw must not cost its neighbours
                outcome = unforeseen_output(error)
            else:
                written.payload_size = len(parts[0]) if len(parts) == 1 else sum(map(len, parts))
                written.row_count = stop - start
                body += parts
                continue
        written.fault.CopyFrom(outcome.to_message())
    return body


@final
class _Encoders:
    """The encoders of one batch. Neighbours mostly share one, which is asked for first."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Encoding], Encoder] = {}
        self._table: Table | None = None
        self._encoding: Encoding | None = None
        self._last: Encoder | None = None

    def of(self, table: Table, encoding: Encoding) -> Encoder:
        """The encoder of a table; the tables live as long as the batch.

        Raises:
            RequestFault: MODEL_OUTPUT_INVALID.
        """
        if self._last is None or table is not self._table or encoding != self._encoding:
            key = (id(table), encoding)
            last = self._known.get(key)
            if last is None:
                last = self._known[key] = encoder(encoding, table)
            self._table, self._encoding, self._last = table, encoding, last
        return self._last
