"""How many inference events a second are acknowledged durable, against `MlflowClient.log_batch`.

`python -m bench.tracking_events [--rounds N] [--events N] [--batch N] [--directory DIR]` starts a server of its own,
sends N events in batches over one stream and waits for the acknowledgement of each; `log_batch` logs a tenth as many
metrics on SQLite, an event counted as one metric, though it has more. The directory should lie on the disk to be
measured; a memory file system makes fsync free.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import tempfile
import time
import uuid
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import grpc
from mlflow import MlflowClient
from mlflow.entities import Metric

from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread, ratio, round_robin
from bench.measuring.sides import hokusai_server
from hokusai.tracking.v1 import inference_event_pb2 as event_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1 import tracking_service_pb2_grpc as pb_grpc


def main() -> None:
    """Measure both in turns, then write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="rounds in which every side has its turn")
    parser.add_argument("--events", type=int, default=100_000, help="events of a turn")
    parser.add_argument("--batch", type=int, default=500, help="events in a batch, at most 1000")
    parser.add_argument("--directory", type=Path, default=None, help="where both keep their data")
    arguments = parser.parse_args()
    logging.getLogger("mlflow").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(dir=arguments.directory) as scratch, ExitStack() as stack:
        folder = Path(scratch)
        unregistered = ("--set", "tracking.unregistered_models=accept")
        _, address = stack.enter_context(hokusai_server(folder / "hokusai", *unregistered))
        sides = {
            "Hokusai, one stream": partial(_streamed, address, arguments.events, arguments.batch),
            "MlflowClient.log_batch, SQLite": partial(_logged, folder, arguments.events // 10, arguments.batch),
        }
        figures = round_robin(sides, arguments.rounds)
        counted = asyncio.run(_counted(address))
        fsync_ms = _fsync_ms(folder)
    sent = arguments.rounds * arguments.events
    if counted != sent:
        sys.exit(f"sent {sent} events, {counted} were counted")
    ours, theirs = figures.values()
    rate = Spread.of(ours).median
    rows = [
        Row(
            "Hokusai, one stream",
            {"events/s": rate, "over log_batch": ratio(ours, theirs).median},
            "≥ 10,000 events/s",
            rate >= 10_000,
        ),
        Row("MlflowClient.log_batch, SQLite", {"events/s": Spread.of(theirs).median}),
        Row("one fsync of 100 kB on this disk", {"ms": fsync_ms}),
    ]
    method = f"{arguments.rounds} rounds, {arguments.batch} events a batch; all events were counted in the end."
    save(Part("tracking_events", "Tracked events, acknowledged durable", method, rows))


def _streamed(address: str, events: int, batch: int) -> float:
    """Events a second until the last acknowledgement."""

    async def send() -> float:
        async with grpc.aio.insecure_channel(address) as channel:
            began = time.perf_counter()
            await _stream(pb_grpc.TrackingServiceStub(channel), events, batch)
            return events / (time.perf_counter() - began)

    return asyncio.run(send())


async def _counted(address: str) -> int:
    """Events in the statistics, which count every acknowledged one before they answer."""
    async with grpc.aio.insecure_channel(address) as channel:
        stub = pb_grpc.TrackingServiceStub(channel)
        answer = await stub.GetInferenceStatistics(pb.GetInferenceStatisticsRequest(model="lead_scoring"))
        return sum(one.event_count for one in answer.statistics)


def _logged(folder: Path, metrics: int, batch: int) -> float:
    """Metrics a second by `log_batch`, on a run of its own."""
    client = MlflowClient(f"sqlite:///{folder / 'mlflow.db'}")
    run = client.create_run("0").info.run_id
    began = time.perf_counter()
    for first in range(0, metrics, batch):
        now = int(time.time() * 1000)
        client.log_batch(run, [Metric("latency_ms", 1.0, now, step) for step in range(first, first + batch)])
    return metrics / (time.perf_counter() - began)


async def _stream(stub: pb_grpc.TrackingServiceAsyncStub, events: int, batch: int) -> None:
    """Send batches as fast as they are taken, and read an acknowledgement for each."""
    call = stub.StreamInferenceEvents()
    await call.write(pb.StreamInferenceEventsRequest(open=pb.InferenceEventsOpen(client_id=str(uuid.uuid4()))))
    await call.read()
    frame = _events(batch)

    async def send() -> None:
        for sequence in range(1, events // batch + 1):
            frame.batch.sequence = sequence
            await call.write(frame)
        await call.write(pb.StreamInferenceEventsRequest(finish=pb.InferenceEventsFinish()))
        await call.done_writing()

    async def receive() -> None:
        while isinstance(answer := await call.read(), pb.StreamInferenceEventsResponse):
            if answer.ack.HasField("status"):
                sys.exit(f"refused: {answer.ack.status.message}")
            if answer.HasField("summary"):
                return

    await asyncio.gather(send(), receive())


def _events(count: int) -> pb.StreamInferenceEventsRequest:
    """A batch of events as a service would send them."""
    events = [
        event_pb.InferenceEvent(
            model="lead_scoring",
            version=f"1.{number % 2}.0",
            latency_ms=1.0 + number % 97,
            confidence=(number % 100) / 100,
            subject_key=f"user{number}",
            prediction_id=f"request-{number}",
            metrics={"tokens": float(number % 13)},
        )
        for number in range(count)
    ]
    return pb.StreamInferenceEventsRequest(batch=pb.InferenceEventsBatch(events=events))


def _fsync_ms(directory: Path) -> float:
    """The median of a few fsyncs of 100 kB on the same disk."""
    times = []
    with (directory / "probe").open("wb") as file:
        for _ in range(21):
            file.write(bytes(100_000))
            file.flush()
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - began)
    return sorted(times)[len(times) // 2] * 1000


if __name__ == "__main__":
    main()
