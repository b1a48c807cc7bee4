"""One micro-batch: decode, validate, predict, split, encode."""

import time
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from hokusai.inference.v1 import payload_pb2
from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frames import FrameError, Part
from hokusai_server.adapters.runtime.worker.codecs import Encoder, Piece, decode, encoder, join_pieces
from hokusai_server.adapters.runtime.worker.faults import RequestFault, deadline_passed, input_invalid, unforeseen
from hokusai_server.adapters.runtime.worker.inputs import Inputs, join_inputs
from hokusai_server.adapters.runtime.worker.loading import LoadedModel
from hokusai_server.adapters.runtime.worker.params import CallParams
from hokusai_server.adapters.runtime.worker.prediction import Lot, Outcome, Predictor, Share, Ticket

_Encoding: TypeAlias = payload_pb2.Encoding.ValueType


@dataclass(frozen=True, slots=True)
class _Request:
    """One request that was decoded."""

    ticket: Ticket
    piece: Piece
    params: CallParams


@dataclass(frozen=True, slots=True)
class _Checked:
    """Requests whose rows fit the signature."""

    requests: tuple[_Request, ...]
    inputs: Inputs


@final
class BatchRunner:
    """Runs micro-batches through one model."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
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
        heads = list(batch.requests)
        outcomes: dict[int, Outcome] = {}
        calls_before = self._predictor.calls
        requests = list(self._decode(heads, body, arrived, outcomes))
        decoded = time.monotonic_ns()
        checked = list(self._check(requests, outcomes))
        validated = time.monotonic_ns()
        for lot in self._lots(checked):
            outcomes.update(self._predictor.run(lot))
        predicted = time.monotonic_ns()
        encodings = {request.ticket.index: request.piece.encoding for request in requests}
        answer = worker_pb2.BatchOutcome(batch_id=batch.batch_id)
        parts = _encode(heads, encodings, outcomes, answer)
        answer.timings.decode_nanos = decoded - arrived
        answer.timings.validate_nanos = validated - decoded
        answer.timings.predict_nanos = predicted - validated
        answer.timings.encode_nanos = time.monotonic_ns() - predicted
        answer.timings.model_calls = self._predictor.calls - calls_before
        return answer, parts

    def _decode(
        self, heads: list[worker_pb2.RequestHead], body: memoryview, arrived: int, outcomes: dict[int, Outcome]
    ) -> Iterator[_Request]:
        position = 0
        for index, head in enumerate(heads):
            middle = position + head.payload_size
            end = middle + head.params_size
            payload, params_bytes, position = body[position:middle], body[middle:end], end
            deadline = arrived + head.deadline_nanos if head.deadline_nanos else 0
            if deadline and time.monotonic_ns() >= deadline:
                outcomes[index] = deadline_passed()
                continue
            try:
                params = self._model.params.read(params_bytes)
                piece = decode(payload)
            except RequestFault as fault:
                outcomes[index] = fault
                continue
            except Exception as error:  # noqa: BLE001 - bytes that no reader foresaw must not cost their neighbours anything
                outcomes[index] = unforeseen(error)
                continue
            yield _Request(Ticket(index, piece.row_count, deadline), piece, params)
        if position != len(body):
            raise FrameError(f"the header names {position} bytes, the body has {len(body)}")

    def _check(self, requests: list[_Request], outcomes: dict[int, Outcome]) -> Iterator[_Checked]:
        """Check requests of equal layout together: the work is per column, not per request."""
        alike: dict[Hashable, list[_Request]] = {}
        for request in requests:
            key = (request.piece.encoding, request.piece.layout, request.params.key)
            alike.setdefault(key, []).append(request)
        for several in alike.values():
            yield from self._check_together(several, outcomes)

    def _check_together(self, requests: list[_Request], outcomes: dict[int, Outcome]) -> Iterator[_Checked]:
        try:
            inputs, findings = self._model.inputs.check(join_pieces([request.piece for request in requests]))
        except Exception as error:  # noqa: BLE001 - as in _decode
            if len(requests) > 1:
                for request in requests:
                    yield from self._check_together([request], outcomes)
            else:
                fault = error if isinstance(error, RequestFault) else unforeseen(error)
                outcomes[requests[0].ticket.index] = fault
            return
        if not findings:
            yield _Checked(tuple(requests), inputs)
            return
        if len(requests) == 1:
            outcomes[requests[0].ticket.index] = input_invalid(findings.violations)
            return
        counts = [request.ticket.row_count for request in requests]
        ends = np.cumsum(counts)
        good: list[_Request] = []
        for request, end in zip(requests, ends.tolist(), strict=True):
            start = end - request.ticket.row_count
            if findings.of_table or findings.bad_rows[start:end].any():
                yield from self._check_together([request], outcomes)
            else:
                good.append(request)
        if good:
            chosen = {request.ticket.index for request in good}
            rows = np.repeat([request.ticket.index in chosen for request in requests], counts)
            yield _Checked(tuple(good), inputs.select(rows))

    def _lots(self, checked: list[_Checked]) -> Iterator[Lot]:
        """Put together whatever may share a call of the model."""
        if self._model.inputs.fixed_rows:
            for each in checked:
                yield from _one_by_one(each)
            return
        together: dict[Hashable, list[_Checked]] = {}
        for each in checked:
            key = (each.requests[0].params.key, *_kinship(each.inputs))
            together.setdefault(key, []).append(each)
        for several in together.values():
            tickets = tuple(request.ticket for each in several for request in each.requests)
            yield Lot(tickets, join_inputs([each.inputs for each in several]), several[0].requests[0].params)


def _kinship(inputs: Inputs) -> tuple[Hashable, ...]:
    """What inputs must have in common to lie below each other without changing: shapes, types where no signature
    fixes them.
    """
    shapes = tuple(column.values.shape[1:] for column in inputs.columns if column.values.ndim > 1)
    types = tuple(column.values.dtype for column in inputs.columns) if inputs.names else ()
    return inputs.names, shapes, types


def _one_by_one(checked: _Checked) -> Iterator[Lot]:
    stop = 0
    for request in checked.requests:
        start, stop = stop, stop + request.ticket.row_count
        yield Lot((request.ticket,), checked.inputs.rows(start, stop), request.params)


def _encode(
    heads: list[worker_pb2.RequestHead],
    encodings: Mapping[int, _Encoding],
    outcomes: Mapping[int, Outcome],
    answer: worker_pb2.BatchOutcome,
) -> list[Part]:
    """Write one outcome a request into `answer`, and return the body in pieces."""
    body: list[Part] = []
    encoders: dict[tuple[int, _Encoding], Encoder] = {}
    for index, head in enumerate(heads):
        outcome = outcomes[index]
        if isinstance(outcome, Share):
            encoding = head.response_encoding or encodings[index]
            try:
                parts = _write(outcome, encoding, encoders)
            except RequestFault as fault:
                outcome = fault
            else:
                size = sum(map(len, parts))
                answer.outcomes.add(id=head.id, payload_size=size, row_count=outcome.stop - outcome.start)
                body.extend(parts)
                continue
        answer.outcomes.add(id=head.id, fault=outcome.to_message())
    return body


def _write(share: Share, encoding: _Encoding, encoders: dict[tuple[int, _Encoding], Encoder]) -> tuple[Part, ...]:
    key = (id(share.table), encoding)
    write = encoders.get(key)
    if write is None:
        write = encoders[key] = encoder(encoding, share.table)
    return write(share.start, share.stop)
