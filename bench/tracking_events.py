"""How many inference events a second one client stream gets acknowledged durably.

`python bench/tracking_events.py [--events N] [--batch N] [--directory DIR]` starts a server of its own on the embedded
defaults, sends N events in batches over one stream, waits for the acknowledgement of each, and prints events a second
until the last acknowledgement, events a second until all are counted in the statistics, and how long one fsync takes.
The directory should lie on the disk to be measured; a memory file system makes fsync free.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import signal
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import grpc

from hokusai.tracking.v1 import inference_event_pb2 as event_pb
from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1 import tracking_service_pb2_grpc as pb_grpc


def main() -> None:
    """Parse the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=200_000, help="events to send")
    parser.add_argument("--batch", type=int, default=500, help="events in a batch, at most 1000")
    parser.add_argument("--directory", type=Path, default=None, help="where the server keeps its data")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.directory) as directory:
        asyncio.run(_measure(Path(directory), arguments.events, arguments.batch))


async def _measure(directory: Path, events: int, batch: int) -> None:
    async with _server(directory) as address, grpc.aio.insecure_channel(address) as channel:
        stub = pb_grpc.TrackingServiceStub(channel)
        await _stream(stub, 5 * batch, batch)
        began = time.perf_counter()
        await _stream(stub, events, batch)
        acknowledged = time.perf_counter() - began
        answer = await stub.GetInferenceStatistics(pb.GetInferenceStatisticsRequest(model="lead_scoring"))
        counted = time.perf_counter() - began
        total = sum(one.event_count for one in answer.statistics)
    if total != events + 5 * batch:
        sys.exit(f"sent {events + 5 * batch} events, {total} were counted")
    print(f"events                        {events:>10,}")
    print(f"acknowledged durable, events/s{events / acknowledged:>10,.0f}")
    print(f"counted, events/s             {events / counted:>10,.0f}")
    print(f"one fsync of this disk, ms    {_fsync_ms(directory):>10.2f}")


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


@contextlib.asynccontextmanager
async def _server(directory: Path) -> AsyncIterator[str]:
    """A server process; its gRPC address."""
    options = ["--listen", "127.0.0.1:0", "--gateway", "127.0.0.1:0", "--data-dir", str(directory / "data")]
    environment = {**os.environ, "HOKUSAI_TRACKING_UNREGISTERED_MODELS": "accept"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "hokusai_server", "serve", *options, stdout=asyncio.subprocess.PIPE, env=environment
    )
    try:
        line = (await process.stdout.readline()).decode() if process.stdout else ""
        match = re.search(r"gRPC on (\S+)", line)
        if match is None:
            sys.exit("the server did not start")
        yield match[1]
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


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
