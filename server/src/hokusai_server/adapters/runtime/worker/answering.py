"""From what became of the requests of a micro-batch to the frame that says so."""

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple, final

from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frames import Part
from hokusai_server.adapters.runtime.worker.encoding import Encoder, Encoders
from hokusai_server.adapters.runtime.worker.faults import RequestFault, unforeseen_output
from hokusai_server.adapters.runtime.worker.interludes import Pause
from hokusai_server.adapters.runtime.worker.micro_batch import MicroBatch
from hokusai_server.adapters.runtime.worker.prediction import Outcome, Tickets
from hokusai_server.adapters.runtime.worker.skeleton import Encoding
from hokusai_server.adapters.runtime.worker.table import Table


class _Share(NamedTuple):
    """The rows of a table that answer one request."""

    table: Table
    start: int
    stop: int
    encoding: Encoding


@final
class Answers:
    """What became of the requests of one micro-batch, each named by its place."""

    def __init__(self) -> None:
        self.faults: dict[int, RequestFault] = {}
        self._tables: list[tuple[Tickets, Table]] = []

    def add(self, tickets: Tickets, outcome: Outcome) -> None:
        """Take note of what became of some requests."""
        if isinstance(outcome, RequestFault):
            self.fail(tickets.requests, outcome)
        else:
            self._tables.append((tickets, outcome))

    def fail(self, requests: Iterable[int], fault: RequestFault) -> None:
        """Some requests fail."""
        self.faults.update(dict.fromkeys(requests, fault))

    def write(
        self, batch: MicroBatch, encoders: Encoders, message: worker_pb2.BatchOutcome, pause: Pause
    ) -> list[Part]:
        """Write the outcomes of all requests of the batch into a message.

        Args:
            pause: called now and then where that takes long.
        Returns:
            The body that goes with it, in pieces.
        """
        alike = self._alike(batch, encoders, message)
        return self._one_by_one(batch, encoders, message, pause) if alike is None else [alike]

    def _alike(self, batch: MicroBatch, encoders: Encoders, message: worker_pb2.BatchOutcome) -> Part | None:
        """All payloads back to back, where they are of one size and the dispatcher reads that; None elsewhere."""
        if batch.alike is None or self.faults or len(self._tables) != 1:
            return None
        tickets, table = self._tables[0]
        row_count, encoding = tickets.row_counts[0], tickets.encodings[0]
        if (
            tickets.row_counts.count(row_count) != len(batch)
            or tickets.encodings.count(encoding) != len(batch)
            or list(tickets.requests) != list(range(len(batch)))
        ):
            return None
        try:
            payloads = encoders.of(table, encoding).alike(row_count)
        except Exception:  # noqa: BLE001 - whose answer it is shows when each is written for itself
            return None
        if payloads is not None:
            message.alike.payload_size = len(payloads) // len(batch)
            message.alike.row_count = row_count
        return payloads

    def _one_by_one(
        self, batch: MicroBatch, encoders: Encoders, message: worker_pb2.BatchOutcome, pause: Pause
    ) -> list[Part]:
        body: list[Part] = []
        shares = self._shares()
        add = message.outcomes.add
        known: dict[tuple[int, Encoding], Encoder] = {}
        for request, identity in enumerate(batch.ids):
            fault = self.faults.get(request)
            if fault is None:
                table, start, stop, encoding = shares[request]
                try:
                    encoder = known.get((id(table), encoding))
                    if encoder is None:
                        encoder = known[id(table), encoding] = encoders.of(table, encoding, pause)
                    parts = encoder.write(start, stop)
                except RequestFault as unwritable:
                    fault = unwritable
                except Exception as error:  # noqa: BLE001 - an answer that no writer foresaw must not cost its neighbours
                    fault = unforeseen_output(error)
                else:
                    size = len(parts[0]) if len(parts) == 1 else sum(map(len, parts))
                    add(id=identity, payload_size=size, row_count=stop - start)
                    body += parts
                    continue
            add(id=identity, fault=fault.to_message())
        return body

    def _shares(self) -> dict[int, _Share]:
        return {
            request: _Share(table, stop - row_count, stop, encoding)
            for tickets, table in self._tables
            for request, row_count, stop, encoding in zip(
                tickets.requests, tickets.row_counts, accumulate(tickets.row_counts), tickets.encodings, strict=True
            )
        }
