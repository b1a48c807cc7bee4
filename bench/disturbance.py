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
from functools import partial
from pathlib import Path

import hokusai
from bench.measuring.blocks import blocks
from bench.measuring.load import Load, drive, require_h2load
from bench.measuring.models import BenchModel, small
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import ratio, round_robin
from bench.measuring.sides import Side, hokusai_side

CALLERS = 8
STORM = 32


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
        "machine with everything else."
    )
    save(Part("disturbance", "Predictions while models are registered", method, rows))


def registrations(side: Side, model: BenchModel, folder: Path, rounds: int) -> list[Row]:
    """Predictions while somebody registers, and while nobody does."""
    turns = {
        "quiet": partial(beside, side, nothing),
        "large": partial(beside, side, partial(register_large, side.address, model, folder)),
        "many": partial(beside, side, partial(register_many, side.address, model)),
    }
    figures = round_robin(turns, rounds)
    quiet = [load.p99_ms for load in figures["quiet"]]
    rows = []
    for name, words in (("large", "a model of 1 GB is registered"), ("many", f"{STORM} models are registered at once")):
        p99 = [load.p99_ms for load in figures[name]]
        over = ratio(p99, quiet)
        cells: dict[str, float | str] = {
            "p99 ms quiet": statistics.median(quiet),
            "p99 ms": statistics.median(p99),
            "over quiet": over.median,
            "least–most": f"{over.least:.2f}–{over.greatest:.2f}",
        }
        rows.append(Row(f"200 predictions/s while {words}", cells, "p99 ≤ 1.3 of quiet", over.median <= 1.3))
    return rows


_turns = itertools.count()


def beside(side: Side, disturb: Callable[[int], None]) -> Load:
    """Calls for some seconds, all of which the disturbance lasts: it begins anew when it has ended."""
    over = threading.Event()

    def again() -> None:
        while not over.is_set():
            disturb(next(_turns))
            over.wait(0.2)

    thread = threading.Thread(target=again)
    thread.start()
    try:
        return drive(side.endpoints["small"], CALLERS, 5, rate=200)
    finally:
        over.set()
        thread.join()


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
