"""Predictions on the native plane while models are registered: `python -m bench.disturbance [--rounds N]`.

Measures the 99th percentile of a steady rate of predictions while a model of a gigabyte is registered, and while many
models are registered at once, beside quiet turns; with the usual scheduling and with `inference.real_time`. Models
registered with another server on the machine show what of it is the machine's alone.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
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
from hokusai_server.adapters.real_time import RealTimePriority, real_time_permitted

CALLERS = 8
STORM = 32
RATE = 200
SECONDS = 5
WEIGHTS = "weights.bin"
QUIET = "nobody registers"
LARGE = "a model of 1 GB is registered"
MANY = f"{STORM} models are registered at once"
AHEAD = ", inference.real_time"
# Ahead of whatever it measures.
LOAD_PRIORITY = max(RealTimePriority) + 1


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    require_h2load()
    if not real_time_permitted():
        sys.exit("real-time scheduling is not permitted here; run as root, or with CAP_SYS_NICE")
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch:
        folder = Path(scratch)
        model = small(folder)
        options = ("--data-plane", "native")
        with (
            hokusai_side([model], folder / "usual", *options) as usual,
            hokusai_side([model], folder / "ahead", *options, "--set", "inference.real_time=true") as ahead,
        ):
            rows = registrations(Sides(usual, ahead), model, large_model(model, folder), arguments.rounds)
    method = (
        "Native plane, turns of 5 s; registrations begin anew as soon as they end, and their clients share the machine "
        "with everything else. The load runs at real-time priority: a client on a machine of its own would not wait "
        "for a core either. Waiting for a core is that of data plane and worker together."
    )
    save(Part("disturbance", "Predictions while models are registered", method, rows))


@dataclass(frozen=True, slots=True)
class Sides:
    """One server with the usual scheduling, one with `inference.real_time`."""

    usual: Side
    ahead: Side


def registrations(sides: Sides, model: BenchModel, large: Path, rounds: int) -> list[Row]:
    """Predictions while somebody registers, and while nobody does."""
    usual, ahead = sides.usual, sides.ahead
    turns = {
        QUIET: partial(beside, usual, nothing),
        LARGE: partial(beside, usual, partial(register_large, usual.address, large)),
        MANY: partial(beside, usual, partial(register_many, usual.address, model)),
        f"{MANY} with another server": partial(beside, usual, partial(register_many, ahead.address, model)),
        QUIET + AHEAD: partial(beside, ahead, nothing),
        LARGE + AHEAD: partial(beside, ahead, partial(register_large, ahead.address, large)),
        MANY + AHEAD: partial(beside, ahead, partial(register_many, ahead.address, model)),
    }
    figures = round_robin(turns, rounds)
    return [
        _row(f"{RATE} predictions/s while {name}", figures[QUIET + AHEAD if name.endswith(AHEAD) else QUIET], measured)
        for name, measured in figures.items()
        if not name.startswith(QUIET)
    ]


def _row(what: str, quiet: list[Turn], disturbed: list[Turn]) -> Row:
    before, during = [turn.load.p99_ms for turn in quiet], [turn.load.p99_ms for turn in disturbed]
    over = ratio(during, before)
    cells: dict[str, float | str] = {
        "p99 ms quiet": statistics.median(before),
        "p99 ms": statistics.median(during),
        "over quiet": over.median,
        "waiting for a core, ms/call quiet": statistics.median(turn.waited_ms for turn in quiet),
        "waiting for a core, ms/call": statistics.median(turn.waited_ms for turn in disturbed),
        "least–most": f"{over.least:.2f}–{over.greatest:.2f}",
    }
    return Row(what, cells, "p99 ≤ 1.3 of quiet", over.median <= 1.3)


_turns = itertools.count()


@dataclass(frozen=True, slots=True)
class Turn:
    """What callers saw, and how long data plane and worker were ready to run and had no core, for each call."""

    load: Load
    waited_ms: float


def beside(side: Side, disturb: Callable[[int], None]) -> Turn:
    """Calls for some seconds, all of which the disturbance lasts: it begins anew when it has ended."""
    answering = [data_plane_of(side), worker_of(side)]
    over = threading.Event()

    def again() -> None:
        while not over.is_set():
            disturb(next(_turns))
            over.wait(0.2)

    thread = threading.Thread(target=again)
    thread.start()
    before = waited_s(answering)
    try:
        load = drive(side.endpoints["small"], CALLERS, SECONDS, rate=RATE, ahead=LOAD_PRIORITY)
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


def large_model(model: BenchModel, folder: Path) -> Path:
    """A copy of the model with a gigabyte beside it."""
    large = folder / "large"
    large.mkdir()
    for file in model.folder.iterdir():
        if file.is_file():
            (large / file.name).write_bytes(file.read_bytes())
    with (large / WEIGHTS).open("wb") as sink:
        for block in blocks(1_000_000_000):
            sink.write(block)
    return large


def register_large(address: str, large: Path, number: int) -> None:
    """The large model, with bytes that the server does not have yet."""
    with (large / WEIGHTS).open("r+b") as file:
        file.write(number.to_bytes(8, "big"))
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
