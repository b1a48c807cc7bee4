"""One micro-batch: decode, validate, predict, split, encode."""

import time
from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, final

import numpy as np

from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frames import Part
from hokusai_server.adapters.runtime.worker.answering import Answers
from hokusai_server.adapters.runtime.worker.decoding import Decoder, Piece, join_pieces
from hokusai_server.adapters.runtime.worker.encoding import Encoders
from hokusai_server.adapters.runtime.worker.faults import RequestFault, deadline_passed, input_invalid
from hokusai_server.adapters.runtime.worker.inputs import Inputs, join_inputs
from hokusai_server.adapters.runtime.worker.interludes import Interludes, Pause, no_pause
from hokusai_server.adapters.runtime.worker.loading import LoadedModel
from hokusai_server.adapters.runtime.worker.micro_batch import MicroBatch
from hokusai_server.adapters.runtime.worker.params import CallParams
from hokusai_server.adapters.runtime.worker.prediction import Lot, Predictor, Tickets
from hokusai_server.adapters.runtime.worker.table import Table


class _Decoded(NamedTuple):
    """Requests of equal layout and params."""

    pieces: list[Piece]
    params: CallParams


class _Checked(NamedTuple):
    """Requests whose rows fit the signature."""

    tickets: Tickets
    inputs: Inputs
    params: CallParams


@final
class BatchRunner:
    """Runs micro-batches through one model. Another one may be run in a pause of the first."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        self._decoder = Decoder()
        self._encoders = Encoders()

    def run(
        self, header: worker_pb2.PredictBatch, body: memoryview, arrived: int, let_in: Pause = no_pause
    ) -> tuple[worker_pb2.BatchOutcome, list[Part]]:
        """Answer every request of a batch.

        Args:
            header: of the batch.
            body: payloads and params back to back, as the header says.
            arrived: when the frame was read, in monotonic nanoseconds; deadlines count from here.
            let_in: called between parts of the work; the time that it takes is none of the batch's.

        Returns:
            The header of the answer and its body in pieces.

        Raises:
            FrameError: the sizes in the header are not those of the body.
        """
        batch = MicroBatch.of(header, body, arrived)
        answers = Answers()
        interludes = Interludes(let_in)
        predictor = Predictor(self._model, interludes.pause)
        decoded = self._decode(batch, answers, interludes.pause)
        decoded_at = interludes.now()
        checked = [each for alike in decoded for each in self._check(alike, batch, answers)]
        checked_at = interludes.now()
        for lot in self._lots(checked):
            for tickets, outcome in predictor.run(lot):
                answers.add(tickets, outcome)
        predicted_at = interludes.now()
        message = worker_pb2.BatchOutcome(batch_id=header.batch_id)
        parts = answers.write(batch, self._encoders, message, interludes.pause)
        message.timings.decode_nanos = decoded_at - arrived
        message.timings.validate_nanos = checked_at - decoded_at
        message.timings.predict_nanos = predicted_at - checked_at
        message.timings.encode_nanos = interludes.now() - predicted_at
        message.timings.model_calls = predictor.calls
        return message, parts

    def _decode(self, batch: MicroBatch, answers: Answers, pause: Pause) -> list[_Decoded]:
        """Decode requests, and bring those together whose rows can be checked together: the work is per column then."""
        late = batch.late(time.monotonic_ns())
        answers.fail(late, deadline_passed())
        together: dict[Hashable, _Decoded] = {}
        if batch.alike is not None and not late:
            pieces = self._decoder.decode_alike(batch.alike, answers.faults, pause)
            _bring_together(pieces, self._model.params.defaults, together)
        else:
            for params, payloads in self._by_params(batch, late, answers):
                _bring_together(self._decoder.decode(payloads, answers.faults, pause), params, together)
        return list(together.values())

    def _by_params(
        self, batch: MicroBatch, late: frozenset[int], answers: Answers
    ) -> Iterable[tuple[CallParams, dict[int, memoryview]]]:
        """The payloads of the requests that are not late, by request, for each set of params."""
        together: dict[str, tuple[CallParams, dict[int, memoryview]]] = {}
        for request in range(len(batch)):
            if request in late:
                continue
            try:
                params = self._model.params.read(batch.params_of(request))
            except RequestFault as fault:
                answers.fail((request,), fault)
                continue
            alike = together.get(params.key)
            if alike is None:
                alike = together[params.key] = (params, {})
            alike[1][request] = batch.payload(request)
        return together.values()

    def _check(self, decoded: _Decoded, batch: MicroBatch, answers: Answers) -> Iterator[_Checked]:
        pieces, params = decoded
        tickets = Tickets.join([_tickets(piece, batch) for piece in pieces])
        try:
            table = join_pieces(pieces)
        except RequestFault as fault:  # a property of the layout, so of each of them
            answers.fail(tickets.requests, fault)
            return
        if self._model.inputs.fixed_rows:
            yield from self._check_one_by_one(tickets, table, params, answers)
            return
        inputs, findings = self._model.inputs.check(table)
        if not findings:
            yield _Checked(tickets, inputs, params)
            return
        stop = 0
        good: list[bool] = []
        for request, row_count in zip(tickets.requests, tickets.row_counts, strict=True):
            start, stop = stop, stop + row_count
            good.append(not findings.of_table and not findings.bad_rows[start:stop].any())
            if not good[-1]:  # once more alone, for its own row numbers and its own hundred
                _, own = self._model.inputs.check(table.rows(start, stop))
                answers.fail((request,), input_invalid(own.violations))
        if any(good):
            rows = np.repeat(good, tickets.row_counts)
            yield _Checked(tickets.select(good), inputs.select(rows), params)

    def _check_one_by_one(
        self, tickets: Tickets, table: Table, params: CallParams, answers: Answers
    ) -> Iterator[_Checked]:
        """Where the number of rows is fixed: that of all requests together would be wrong."""
        stop = 0
        for place, (request, row_count) in enumerate(zip(tickets.requests, tickets.row_counts, strict=True)):
            start, stop = stop, stop + row_count
            inputs, findings = self._model.inputs.check(table.rows(start, stop))
            if findings:
                answers.fail((request,), input_invalid(findings.violations))
            else:
                yield _Checked(tickets.cut(place, place + 1), inputs, params)

    def _lots(self, checked: list[_Checked]) -> Iterator[Lot]:
        """Put together whatever may share a call of the model."""
        if self._model.inputs.fixed_rows:
            yield from (Lot(each.tickets, each.inputs, each.params) for each in checked)
            return
        together: dict[Hashable, list[_Checked]] = {}
        for each in checked:
            key = (each.params.key, *_kinship(each.inputs))
            together.setdefault(key, []).append(each)
        for several in together.values():
            tickets = Tickets.join([each.tickets for each in several])
            yield Lot(tickets, join_inputs([each.inputs for each in several]), several[0].params)


def _bring_together(pieces: Iterable[Piece], params: CallParams, together: dict[Hashable, _Decoded]) -> None:
    for piece in pieces:
        key = (piece.encoding, piece.layout, params.key)
        together.setdefault(key, _Decoded([], params)).pieces.append(piece)


def _tickets(piece: Piece, batch: MicroBatch) -> Tickets:
    return Tickets(
        piece.requests,
        piece.row_counts,
        [batch.deadlines[request] for request in piece.requests],
        [batch.response_encodings[request] or piece.encoding for request in piece.requests],
    )


def _kinship(inputs: Inputs) -> tuple[Hashable, ...]:
    """What inputs must have in common to lie below each other without changing: shapes, types where no signature
    fixes them.
    """
    shapes = tuple(column.values.shape[1:] for column in inputs.columns if column.values.ndim > 1)
    types = tuple(column.values.dtype for column in inputs.columns) if inputs.names else ()
    return inputs.names, shapes, types
