"""What it costs to hand a payload to a worker: over the Unix socket, as now, or by shared memory.

`python -m bench.payload_transfer [--megabytes N]` has one process hand payloads to another, which reads every double
once, and answers with 8 bytes. Over the socket they travel as frames of the worker protocol, received by the worker's
own code; in shared memory they are copied into one of eight places of a sealed mapping that both have, and a frame
without a body tells where. That leaves out what a real one would need beyond: leases, their return, and checks of what
a worker says. So the figures are the most that shared memory could save.
"""

from __future__ import annotations

import argparse
import fcntl
import mmap
import os
import resource
import socket
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress

import numpy as np

from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import round_robin
from hokusai_server.adapters.runtime.frames import FrameSocket, widen_buffers

SIZES = {"64 KiB": 1 << 16, "160 KB (1,024 rows)": 163_840, "1.3 MB (8,192 rows)": 1_310_720, "4 MiB": 4 << 20}
PLACES, PLACE_BYTES = 8, 4 << 20
ROUNDS = 7
# As workers have it: memory of one batch is kept for the next.
KEPT_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(16 << 20), "MALLOC_TRIM_THRESHOLD_": str(16 << 20)}
# One payload's share of a round: wall time, and processor time of both ends.
Cost = tuple[float, float]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--megabytes", type=int, default=300, help="payload bytes of a turn")
    arguments = parser.parse_args()
    if not KEPT_MEMORY.items() <= os.environ.items():
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **KEPT_MEMORY})
    rows: list[Row] = []
    for label, size in SIZES.items():
        count = max(50, arguments.megabytes * 1_000_000 // size)
        sides: dict[str, Callable[[], Cost]] = {
            "socket": lambda size=size, count=count: cost(size, count, shared=False),  # type: ignore[misc]
            "shared memory": lambda size=size, count=count: cost(size, count, shared=True),  # type: ignore[misc]
        }
        figures = round_robin(sides, ROUNDS)
        for side, costs in figures.items():
            wall, processor = (float(np.median(values)) for values in zip(*costs, strict=True))
            rows.append(Row(f"{label}: {side}", {"wall µs": wall, "processor, both ends µs": processor}))
        saved = [socket_[1] - shared[1] for socket_, shared in zip(*figures.values(), strict=True)]
        rows.append(Row(f"{label}: saved, at most", {"processor, both ends µs": float(np.median(saved))}))
    method = f"{ROUNDS} rounds of about {arguments.megabytes} MB in turns, medians; every double is read once."
    save(Part("payload_transfer", "Handing a payload to a worker", method, rows))


def cost(size: int, count: int, *, shared: bool) -> Cost:
    """Hand over so many payloads, one after the other."""
    ours, theirs = socket.socketpair()
    with closing(memory()) as places, closing(ours), closing(theirs):
        for end in (ours, theirs):
            widen_buffers(end)
        result, result_end = os.pipe()
        child = os.fork()
        if child == 0:
            with suppress(BaseException):
                os.write(result_end, repr(receive(FrameSocket(theirs), places, size, count, shared=shared)).encode())
            os._exit(0)
        os.close(result_end)
        spent, began = processor(), time.perf_counter()
        send(FrameSocket(ours), places, size, count, shared=shared)
        wall, spent = time.perf_counter() - began, processor() - spent
        os.waitpid(child, 0)
        with os.fdopen(result) as pipe:
            spent += float(pipe.read())
    return wall / count * 1e6, spent / count * 1e6


def memory() -> mmap.mmap:
    """A mapping of a memory file that nobody can make shorter."""
    descriptor = os.memfd_create("payloads", os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, PLACES * PLACE_BYTES)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    mapping = mmap.mmap(descriptor, PLACES * PLACE_BYTES)
    os.close(descriptor)
    return mapping


def send(frames: FrameSocket, places: mmap.mmap, size: int, count: int, *, shared: bool) -> None:
    """The dispatcher's side."""
    payload = os.urandom(size // 8 * 8)
    view = memoryview(places)
    for number in range(count):
        if shared:
            start = number % PLACES * PLACE_BYTES
            view[start : start + size] = payload
            frames.send(start.to_bytes(8, "little"))
        else:
            frames.send(bytes(8), [payload])
        frames.receive()
    view.release()


def receive(frames: FrameSocket, places: mmap.mmap, size: int, count: int, *, shared: bool) -> float:
    """The worker's side; the processor time that it took."""
    view = memoryview(places)
    spent = processor()
    for _ in range(count):
        frame = frames.receive()
        assert frame is not None
        start = int.from_bytes(frame.header, "little")
        body = view[start : start + size] if shared else frame.body
        np.frombuffer(body, np.int64).sum()
        frames.send(bytes(8))
    return processor() - spent


def processor() -> float:
    """Processor seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
