"""Predictions on the native plane while models are registered: `python -m bench.disturbance [--rounds N]`.

Measures the 99th percentile of a steady rate of predictions while a model of a gigabyte is registered, and while many
models are registered at once, beside quiet turns.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

import hokusai
from bench.measuring.blocks import blocks
from bench.measuring.data_planes import data_plane_of
from bench.measuring.load import Load, drive, require_h2load
from bench.measuring.models import BenchModel, small
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import ratio, round_robin
from bench.measuring.sides import Side, hokusai_side

CALLERS = 8
STORM = 32
RATE = 200
SECONDS = 5


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    require_h2load()
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch:
        folder = Path(scratch)
        model = small(folder)
        with hokusai_side([model], folder / "served", "--data-plane", "native") as side:
            rows = registrations(side, model, folder, arguments.rounds)
    method = (
        "Native plane alone, turns of 5 s; registrations begin anew as soon as they end, and their clients share the "
        "machine with everything else. Waiting for a core is that of data plane and worker together."
    )
    save(Part("disturbance", "Predictions while models are registered", method, rows))


def registrations(side: Side, model: BenchModel, folder: Path, rounds: int) -> list[Row]:
    """Predictions while somebody registers, and while nobody does."""
    answering = [data_plane_of(side), worker_of(side)]
    turns = {
        "quiet": partial(beside, side, answering, nothing),
        "large": partial(beside, side, answering, partial(register_large, side.address, model, folder)),
        "many": partial(beside, side, answering, partial(register_many, side.address, model)),
    }
    figures = round_robin(turns, rounds)
    quiet = [turn.load.p99_ms for turn in figures["quiet"]]
    rows = []
    for name, words in (("large", "a model of 1 GB is registered"), ("many", f"{STORM} models are registered at once")):
        p99 = [turn.load.p99_ms for turn in figures[name]]
        over = ratio(p99, quiet)
        cells: dict[str, float | str] = {
            "p99 ms quiet": statistics.median(quiet),
            "p99 ms": statistics.median(p99),
            "over quiet": over.median,
            "waiting for a core, ms/call quiet": statistics.median(turn.waited_ms for turn in figures["quiet"]),
            "waiting for a core, ms/call": statistics.median(turn.waited_ms for turn in figures[name]),
            "least–most": f"{over.least:.2f}–{over.greatest:.2f}",
        }
        rows.append(Row(f"{RATE} predictions/s while {words}", cells, "p99 ≤ 1.3 of quiet", over.median <= 1.3))
    return rows


_turns = itertools.count()


@dataclass(frozen=True, slots=True)
class Turn:
    """What callers saw, and how long data plane and worker were ready to run and had no core, for each call."""

    load: Load
    waited_ms: float


def beside(side: Side, answering: list[psutil.Process], disturb: Callable[[int], None]) -> Turn:
    """Calls for some seconds, all of which the disturbance lasts: it begins anew when it has ended."""
    over = threading.Event()

    def again() -> None:
        while not over.is_set():
            disturb(next(_turns))
            over.wait(0.2)

    thread = threading.Thread(target=again)
    thread.start()
    before = waited_s(answering)
    try:
        load = drive(side.endpoints["small"], CALLERS, SECONDS, rate=RATE)
        return Turn(load, 1000 * (waited_s(answering) - before) / (RATE * SECONDS))
    finally:
        over.set()
        thread.join()


def waited_s(processes: list[psutil.Process]) -> float:
    """Seconds that their main threads have waited for a core so far, as the kernel's scheduler counts them."""
    return sum(int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[1]) / 1e9 for process in processes)


def worker_of(side: Side) -> psutil.Process:
    """The process of the model that is loaded: the last that the zygote has forked."""
    (zygote,) = [each for each in side.process.children() if "zygote" in " ".join(each.cmdline())]
    return max(zygote.children(), key=psutil.Process.create_time)


def nothing(number: int) -> None:
    """Leave it quiet."""
    del number


def register_large(address: str, model: BenchModel, folder: Path, number: int) -> None:
    """A copy of the model with a gigabyte beside it."""
    large = folder / "large"
    if not large.exists():
        large.mkdir()
        for file in model.folder.iterdir():
            if file.is_file():
                (large / file.name).write_bytes(file.read_bytes())
    with (large / "weights.bin").open("wb") as sink:
        for block in blocks(1_000_000_000, salt=number):
            sink.write(block)
    with hokusai.Client(address, timeout=300) as client:
        client.register_baseline(f"large-{number}", str(large))


def register_many(address: str, model: BenchModel, number: int) -> None:
    """As many models, each by a thread of its own."""

    def register(place: int) -> None:
        with hokusai.Client(address, timeout=300) as client:
            client.register_baseline(f"many-{number}-{place}", str(model.folder))

    threads = [threading.Thread(target=register, args=(place,)) for place in range(STORM)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
