"""The native data plane's process, and how much memory processes hold over a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

from bench.measuring.sides import Side
from hokusai_server.adapters.data_plane_program import PROGRAM


@dataclass(slots=True)
class Memory:
    """The most bytes that each process held."""

    most: list[int] = field(default_factory=list)


@contextmanager
def watched(*processes: psutil.Process) -> Iterator[Memory]:
    """Look at the processes' resident memory all the time."""
    memory, over = Memory([0] * len(processes)), threading.Event()

    def look() -> None:
        while not over.wait(0.02):
            now = [process.memory_info().rss for process in processes]
            memory.most = [max(pair) for pair in zip(memory.most, now, strict=True)]

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield memory
    finally:
        over.set()
        thread.join()


def data_plane_of(side: Side) -> psutil.Process:
    """The data plane that a server runs now."""
    while True:
        for child in side.process.children():
            if child.name().startswith(PROGRAM[:15]):
                return child
        time.sleep(0.01)
