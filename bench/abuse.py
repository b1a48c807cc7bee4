"""The native data plane under abuse: connections without end, kill -9 under load, large uploads that nobody reads.

`python -m bench.abuse [--connections N] [--kills N] [--gigabytes N]` measures the data plane's memory over connections
that come and go, send too slowly, or vanish; how long after a SIGKILL a new connection is answered on the same port;
and the memory of data plane and server while a file is uploaded and the server stands still in between.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import resource
import signal
import socket
import struct
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import grpc
import psutil

from bench.measuring.blocks import blocks
from bench.measuring.data_planes import data_plane_of, watched
from bench.measuring.models import BenchModel, small
from bench.measuring.processes import MEGABYTE
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread
from bench.measuring.sides import Side, hokusai_side, predict_request
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry
from hokusai.registry.v1.bundle_pb2 import BundleFile
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai_server.adapters.data_plane_process import STEADY_AFTER_S

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0))
# Short, so that slow and silent connections come to their end while we watch.
BRIEF = ("limits.handshake=1s", "limits.keepalive_interval=1s", "limits.keepalive_timeout=1s")
AT_ONCE = 500
CALLERS = 8
STANDSTILL_S = 2.0


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--connections", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--gigabytes", type=int, default=5, help="size of the upload")
    arguments = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch:
        folder = Path(scratch)
        model = small(folder)
        settings = [part for setting in BRIEF for part in ("--set", setting)]
        with hokusai_side([model], folder / "brief", "--data-plane", "native", *settings) as side:
            rows = [connections(side, arguments.connections)]
        with hokusai_side([model], folder / "served", "--data-plane", "native") as side:
            rows.append(kills(side, model, arguments.kills))
            rows.append(upload(side, model, arguments.gigabytes))
    method = (
        "Native plane alone. Memory is the resident one, seen every 20 ms. Of the connections a tenth sends half of "
        "its first words and a tenth never answers a ping; the others are reset, half of them after their settings. "
        "SIGKILLs are more than ten seconds apart, as one that ends sooner is restarted with a delay; after each, "
        "connections are tried one after the other until a prediction is answered."
    )
    save(Part("abuse", "The native data plane under abuse", method, rows))


# --- Connections -----------------------------------------------------------------------------------------------------


def connections(side: Side, count: int) -> Row:
    """Memory and descriptors of the data plane before and after."""
    plane = data_plane_of(side)
    asyncio.run(come_and_go(side.address, max(1000, count // 20)))
    before, descriptors = plane.memory_info().rss, plane.num_fds()
    began = time.perf_counter()
    with watched(plane) as memory:
        asyncio.run(come_and_go(side.address, count))
    took = time.perf_counter() - began
    time.sleep(1)
    after = plane.memory_info().rss
    cells: dict[str, float | str] = {
        "MB before": before / MEGABYTE,
        "MB after": after / MEGABYTE,
        "MB at most": memory.most[0] / MEGABYTE,
        "descriptors before": descriptors,
        "descriptors after": plane.num_fds(),
        "s": took,
    }
    return Row(f"{count:,} connections", cells, "memory flat: ≤ 4 MB more", after - before <= 4 * MEGABYTE)


async def come_and_go(address: str, count: int) -> None:
    """So many connections, some hundreds at a time."""
    host, port = address.rsplit(":", 1)
    numbers = iter(range(count))

    async def one_after_the_other() -> None:
        for number in numbers:
            with suppress(ConnectionError):
                await abuse(host, int(port), number)

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))


async def abuse(host: str, port: int, number: int) -> None:
    """One connection; what kind says its number."""
    # Other addresses of this machine, as one has too few ports.
    source = f"127.0.{1 + number % 8}.1"
    reader, writer = await asyncio.open_connection(host, port, local_addr=(source, 0))
    kind = number % 10
    if kind == 0:
        writer.write(PREFACE[:12])
        await reader.read()
    elif kind == 1:
        writer.write(PREFACE)
        while await reader.read(4096):
            pass
    elif kind % 2:
        writer.write(PREFACE)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


# --- SIGKILL under load ----------------------------------------------------------------------------------------------


def kills(side: Side, model: BenchModel, count: int) -> Row:
    """How long a new connection waits for an answer, and what callers see who were there."""
    message = predict_request(model)
    codes: Counter[str] = Counter()
    over = threading.Event()

    def call() -> None:
        with grpc.insecure_channel(side.address) as channel:
            stub = InferenceServiceStub(channel)
            while not over.is_set():
                try:
                    stub.Predict(message, wait_for_ready=True, timeout=30)
                    codes["OK"] += 1
                except grpc.RpcError as error:
                    codes[error.code().name] += 1

    others = {child.pid for child in side.process.children(recursive=True)} - {data_plane_of(side).pid}
    threads = [threading.Thread(target=call) for _ in range(CALLERS)]
    for thread in threads:
        thread.start()
    waits = []
    for _ in range(count):
        time.sleep(STEADY_AFTER_S + 0.5)  # one that ends sooner is restarted with a delay
        waits.append(back_after_kill(side, message.SerializeToString()))
    over.set()
    for thread in threads:
        thread.join()
    same = others <= {child.pid for child in side.process.children(recursive=True)}
    wait = Spread.of([1000 * each for each in waits])
    cells: dict[str, float | str] = {
        "ms, median": wait.median,
        "ms, worst": wait.greatest,
        "calls answered": codes.pop("OK"),
        "calls failed": ", ".join(f"{number} {code}" for code, number in codes.items()) or "0",
    }
    what = f"{count} × SIGKILL under {CALLERS} callers, until a new connection is answered"
    good = wait.greatest < 300 and same and set(codes) <= {"UNAVAILABLE"}
    return Row(what, cells, "< 300 ms, other processes untouched, errors UNAVAILABLE", good)


def back_after_kill(side: Side, message: bytes) -> float:
    """Seconds from the kill to an answer."""
    plane = data_plane_of(side)
    began = time.perf_counter()
    plane.kill()
    while True:
        # A channel of its own, lest gRPC share a connection that is lost.
        options = [("grpc.use_local_subchannel_pool", 1)]
        with grpc.insecure_channel(side.address, options) as channel, suppress(grpc.RpcError):
            call: grpc.UnaryUnaryMultiCallable[bytes, bytes] = channel.unary_unary(
                "/hokusai.inference.v1.InferenceService/Predict"
            )
            call(message, timeout=5)
            return time.perf_counter() - began


# --- A large upload --------------------------------------------------------------------------------------------------


def upload(side: Side, model: BenchModel, gigabytes: int) -> Row:
    """Memory of data plane and server while a file comes, and while nobody reads it."""
    size = gigabytes * 1_000_000_000
    plane = data_plane_of(side)
    sent = Progress()
    before = [process.memory_info().rss for process in (plane, side.process)]
    with grpc.insecure_channel(side.address) as channel, watched(plane, side.process) as memory:
        stub = RegistryServiceStub(channel)
        digest = hashlib.sha256()
        for block in blocks(size):
            digest.update(block)
        description = (model.folder / "MLmodel").read_bytes()
        files = [
            BundleFile(path="MLmodel", size_bytes=len(description), sha256=hashlib.sha256(description).hexdigest()),
            BundleFile(path="weights.bin", size_bytes=size, sha256=digest.hexdigest()),
        ]
        started = stub.StartUpload(registry.StartUploadRequest(files=files)).upload
        standstill = threading.Thread(target=stand_still, args=(side.process, sent, size // 2))
        standstill.start()
        began = time.perf_counter()
        stub.AppendUpload(chunks(started.upload_id, size, sent))
        took = time.perf_counter() - began - STANDSTILL_S
        standstill.join()
    grown = [(most - start) / MEGABYTE for most, start in zip(memory.most, before, strict=True)]
    cells: dict[str, float | str] = {
        "MB/s": size / MEGABYTE / took,
        "data plane MB more, at most": grown[0],
        "server MB more, at most": grown[1],
        "MB sent while the server stood still": sent.while_still / MEGABYTE,
    }
    good = grown[0] <= 64 and grown[1] <= 64
    return Row(f"upload of {gigabytes} GB, the server stopped for {STANDSTILL_S:g} s", cells, "≤ 64 MB more each", good)


@dataclass(slots=True)
class Progress:
    """Bytes handed to gRPC so far, and those after the server stood still and every buffer was full."""

    sent: int = 0
    while_still: int = 0


def stand_still(process: psutil.Process, progress: Progress, after: int) -> None:
    """Stop the server's own process for a while, once so many bytes were sent."""
    while progress.sent < after:
        time.sleep(0.01)
    process.send_signal(signal.SIGSTOP)
    before = progress.sent
    time.sleep(STANDSTILL_S)
    progress.while_still = progress.sent - before
    process.send_signal(signal.SIGCONT)


def chunks(upload_id: str, size: int, progress: Progress) -> Iterator[registry.AppendUploadRequest]:
    """The whole file."""
    offset = 0
    for block in blocks(size):
        yield registry.AppendUploadRequest(upload_id=upload_id, path="weights.bin", offset=offset, data=block)
        offset += len(block)
        progress.sent = offset


if __name__ == "__main__":
    main()
