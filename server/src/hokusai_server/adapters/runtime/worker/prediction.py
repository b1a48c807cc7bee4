"""Calls the model once for several requests, and finds the culprit among them if that fails."""

import time
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias, final

import numpy as np

from hokusai_server.adapters.runtime.worker.faults import RequestFault, deadline_passed, model_raised
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.loading import LoadedModel
from hokusai_server.adapters.runtime.worker.params import CallParams
from hokusai_server.adapters.runtime.worker.table import Table, join_tables


class Ticket(NamedTuple):
    """One request's rows in a lot."""

    request: int
    """Index of the request in its micro-batch."""
    row_count: int
    deadline: int
    """Monotonic nanoseconds until which the work must have started; 0 means none."""


class Lot(NamedTuple):
    """Requests that share a call of the model; their rows lie one below the other."""

    tickets: tuple[Ticket, ...]
    inputs: Inputs
    params: CallParams


class Share(NamedTuple):
    """The rows of an answer that belong to one request."""

    table: Table
    start: int
    stop: int


Outcome: TypeAlias = Share | RequestFault


@final
class Predictor:
    """Runs lots through one model."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        self.calls = 0
        """Calls of the model since the start."""

    def run(self, lot: Lot) -> Iterator[tuple[int, Outcome]]:
        """Predict a lot.

        Yields:
            For each ticket its index and what became of it, exactly once.
        """
        lot, late = _without_late(lot)
        for ticket in late:
            yield ticket.request, deadline_passed()
        if not lot.tickets:
            return
        try:
            table = self._answer(lot)
        except RequestFault as fault:
            yield from self._take_apart(lot, fault)
        except Exception as error:  # noqa: BLE001 - model code may raise anything; it must not end the worker
            yield from self._take_apart(lot, error)
        else:
            stop = 0
            for ticket in lot.tickets:
                start, stop = stop, stop + ticket.row_count
                yield ticket.request, Share(table, start, stop)

    def _take_apart(self, lot: Lot, error: Exception) -> Iterator[tuple[int, Outcome]]:
        """Halve a lot that failed until only the culprits fail."""
        if len(lot.tickets) == 1:
            fault = error if isinstance(error, RequestFault) else model_raised(error)
            yield lot.tickets[0].request, fault
            return
        middle = len(lot.tickets) // 2
        cut = sum(ticket.row_count for ticket in lot.tickets[:middle])
        yield from self.run(Lot(lot.tickets[:middle], lot.inputs.rows(0, cut), lot.params))
        yield from self.run(Lot(lot.tickets[middle:], lot.inputs.rows(cut, lot.inputs.row_count), lot.params))

    def _answer(self, lot: Lot) -> Table:
        inputs = lot.inputs
        if inputs.row_count == 0:
            return self._model.outputs.empty()
        step = self._model.max_rows_per_call or inputs.row_count
        if inputs.row_count <= step:
            return self._call(inputs, lot.params)
        starts = range(0, inputs.row_count, step)
        parts = [inputs.rows(start, min(start + step, inputs.row_count)) for start in starts]
        return join_tables([self._call(part, lot.params) for part in parts])

    def _call(self, inputs: Inputs, params: CallParams) -> Table:
        self.calls += 1
        return self._model.outputs.read(self._model.call(inputs, params.values), inputs.row_count)


def _without_late(lot: Lot) -> tuple[Lot, tuple[Ticket, ...]]:
    now = time.monotonic_ns()
    late = tuple(ticket for ticket in lot.tickets if ticket.deadline and ticket.deadline <= now)
    if not late:
        return lot, late
    kept = tuple(ticket for ticket in lot.tickets if ticket not in late)
    rows = np.repeat([ticket not in late for ticket in lot.tickets], [ticket.row_count for ticket in lot.tickets])
    return Lot(kept, lot.inputs.select(rows), lot.params), late
