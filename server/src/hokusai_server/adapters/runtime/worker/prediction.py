"""Calls the model once for several requests, and finds the culprit among them if that fails."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple, TypeAlias, final

import numpy as np

from hokusai_server.adapters.runtime.worker.faults import RequestFault, deadline_passed, model_raised
from hokusai_server.adapters.runtime.worker.inputs import Inputs
from hokusai_server.adapters.runtime.worker.interludes import Pause
from hokusai_server.adapters.runtime.worker.loading import LoadedModel
from hokusai_server.adapters.runtime.worker.params import CallParams
from hokusai_server.adapters.runtime.worker.skeleton import Encoding
from hokusai_server.adapters.runtime.worker.slices import join_answers, slices_of
from hokusai_server.adapters.runtime.worker.table import Table


@final
@dataclass(frozen=True, slots=True)
class Tickets:
    """Requests whose rows lie one below the other, in columns."""

    requests: Sequence[int]
    """Places in their micro-batch."""
    row_counts: Sequence[int]
    deadlines: Sequence[int]
    """Monotonic nanoseconds until which the work must have started; 0 means none."""
    encodings: Sequence[Encoding]
    """In which each is answered."""

    def __len__(self) -> int:
        return len(self.requests)

    @classmethod
    def join(cls, several: "Sequence[Tickets]") -> "Tickets":
        """One below the other."""
        if len(several) == 1:
            return several[0]
        return cls(
            [request for each in several for request in each.requests],
            [count for each in several for count in each.row_counts],
            [deadline for each in several for deadline in each.deadlines],
            [encoding for each in several for encoding in each.encodings],
        )

    def cut(self, start: int, stop: int) -> "Tickets":
        """Those from `start` to `stop`."""
        return Tickets(
            self.requests[start:stop],
            self.row_counts[start:stop],
            self.deadlines[start:stop],
            self.encodings[start:stop],
        )

    def select(self, wanted: Sequence[bool]) -> "Tickets":
        """Those that are wanted."""
        return Tickets(
            list(compress(self.requests, wanted)),
            list(compress(self.row_counts, wanted)),
            list(compress(self.deadlines, wanted)),
            list(compress(self.encodings, wanted)),
        )


class Lot(NamedTuple):
    """Requests that share a call of the model; their rows lie one below the other."""

    tickets: Tickets
    inputs: Inputs
    params: CallParams


Outcome: TypeAlias = Table | RequestFault
"""The rows of requests one below the other, or why none of them has an answer."""


@final
class Predictor:
    """Runs the lots of one batch through a model, a bounded number of rows at a time.

    Args:
        pause: called before every call of the model but the first.
    """

    def __init__(self, model: LoadedModel, pause: Pause) -> None:
        self._model = model
        self._pause = pause
        self._rows_per_call = 0 if model.inputs.fixed_rows else model.max_rows_per_call
        self.calls = 0
        """Calls of the model so far."""

    def run(self, lot: Lot) -> Iterator[tuple[Tickets, Outcome]]:
        """Predict a lot.

        Yields:
            What became of the requests, each exactly once.
        """
        if not self._rows_per_call or lot.inputs.row_count <= self._rows_per_call:
            yield from self._run_together(lot)
        else:
            for part in _cut(lot, self._rows_per_call):
                yield from self._run_together(part)

    def _run_together(self, lot: Lot) -> Iterator[tuple[Tickets, Outcome]]:
        """Predict requests that fit one call, or a single one that does not."""
        lot, late = _without_late(lot)
        if late is not None:
            yield late, deadline_passed()
        if not len(lot.tickets):
            return
        try:
            table = self._answer(lot)
        except RequestFault as fault:
            yield from self._take_apart(lot, fault)
        except Exception as error:  # noqa: BLE001 - model code may raise anything; it must not end the worker
            yield from self._take_apart(lot, error)
        else:
            yield lot.tickets, table

    def _take_apart(self, lot: Lot, error: Exception) -> Iterator[tuple[Tickets, Outcome]]:
        """Halve a lot that failed until only the culprits fail."""
        tickets, inputs, params = lot
        if len(tickets) == 1:
            yield tickets, error if isinstance(error, RequestFault) else model_raised(error)
            return
        middle = len(tickets) // 2
        cut = sum(tickets.row_counts[:middle])
        yield from self._run_together(Lot(tickets.cut(0, middle), inputs.rows(0, cut), params))
        rest = Lot(tickets.cut(middle, len(tickets)), inputs.rows(cut, inputs.row_count), params)
        yield from self._run_together(rest)

    def _answer(self, lot: Lot) -> Table:
        inputs = lot.inputs
        if inputs.row_count == 0:
            return self._model.outputs.empty()
        if not self._rows_per_call or inputs.row_count <= self._rows_per_call:
            return self._call(inputs, lot.params)
        return join_answers([self._call(part, lot.params) for part in self._in_time(lot)])

    def _in_time(self, lot: Lot) -> Iterator[Inputs]:
        """The slices of a request, as long as they can begin before its deadline."""
        deadline = lot.tickets.deadlines[0]
        for start, stop in slices_of(lot.inputs.row_count, self._rows_per_call):
            if deadline and start and deadline <= time.monotonic_ns():
                raise deadline_passed()
            yield lot.inputs.rows(start, stop)

    def _call(self, inputs: Inputs, params: CallParams) -> Table:
        if self.calls:
            self._pause()
        self.calls += 1
        return self._model.outputs.read(self._model.call(inputs, params.values), inputs.row_count)


def _cut(lot: Lot, most_rows: int) -> Iterator[Lot]:
    """Lots of so many rows, of whole requests; a request with more is a lot of its own."""
    tickets, inputs, params = lot
    first = start = stop = 0
    for place, row_count in enumerate(tickets.row_counts):
        if place > first and stop + row_count - start > most_rows:
            yield Lot(tickets.cut(first, place), inputs.rows(start, stop), params)
            first, start = place, stop
        stop += row_count
    yield Lot(tickets.cut(first, len(tickets)), inputs.rows(start, stop), params)


def _without_late(lot: Lot) -> tuple[Lot, Tickets | None]:
    """The lot as far as it is in time, and the rest of its requests if there is one."""
    tickets = lot.tickets
    if not any(tickets.deadlines):
        return lot, None
    now = time.monotonic_ns()
    late = [deadline != 0 and deadline <= now for deadline in tickets.deadlines]
    if not any(late):
        return lot, None
    timely = [not each for each in late]
    rows = np.repeat(timely, tickets.row_counts)
    return Lot(tickets.select(timely), lot.inputs.select(rows), lot.params), tickets.select(late)
