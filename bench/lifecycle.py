"""Starting, loading, unloading: how long it takes, what it costs in memory, and whom it disturbs.

`python -m bench.lifecycle [--runs N] [--cycles N]` measures from the start of the server to its serving and to its
first HTTP answer; all processes' memory before the first model; from asking for a version to its serving and to the
first answer, and its private memory; the 99th percentile of one model's calls while another is loaded and unloaded all
the time, beside a quiet turn of the same length; and the memory after many cycles of loading and unloading.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import psutil

import hokusai
from bench.measuring.load import Load, drive, require_h2load
from bench.measuring.models import BenchModel, medium, small
from bench.measuring.processes import MEGABYTE, family, proportional_mb, serving
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread, ratio, round_robin
from bench.measuring.sides import Side, hokusai_side

CALLERS = 8


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard one model is called while the other comes and goes.

    Attributes:
        words: for the table.
        rate: calls a second; None for as many as it answers.
        pause_s: between unloading and loading again.
        most: what is wanted of p99 over a quiet one's.
    """

    words: str
    rate: int | None
    pause_s: float
    most: float


PACES = (
    Pace("200 calls/s while another is loaded and unloaded every half second", 200, 0.5, 1.5),
    Pace(f"{CALLERS} callers without pause, another loaded and unloaded without pause", None, 0, 1.5),
)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5, help="starts, loads, and rounds")
    parser.add_argument("--cycles", type=int, default=100, help="cycles of loading and unloading")
    arguments = parser.parse_args()
    require_h2load()
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        rows = starts(folder, arguments.runs)
        models = [small(folder), medium(folder)]
        side = stack.enter_context(hokusai_side(models, folder / "served"))
        rows += loads(side, models[1], arguments.runs)
        rows += [disturbance(side, pace, arguments.runs) for pace in PACES]
        rows.append(endurance(side, arguments.cycles))
    method = (
        "Ours alone. Memory is the proportional set size of all of the server's processes, a version's the private one."
    )
    save(Part("lifecycle", "Starting and loading", method, rows))


def starts(folder: Path, runs: int) -> list[Row]:
    """A new data directory each time, then the first one again."""
    rows = []
    for title, places in (("new", [str(run) for run in range(runs)]), ("old", ["0"] * runs)):
        figures = [start(folder / "starts", place) for place in places]
        serving_s, http_s, memory = (Spread.of([figure[index] for figure in figures]) for index in range(3))
        rows.append(
            Row(
                f"start on a {title} data directory",
                {"s": serving_s.median, "first HTTP answer s": http_s.median, "MB": memory.median},
                "serving ≤ 3 s, ≤ 300 MB",
                serving_s.median <= 3 and memory.median <= 300,
            )
        )
    return rows


def start(folder: Path, place: str) -> tuple[float, float, float]:
    """Seconds to serving, seconds to the first answer over HTTP, and MB of all processes then."""
    folder.mkdir(exist_ok=True)
    ready = folder / "ready.json"
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "hokusai_server", "serve", "--listen", "127.0.0.1:0", "--gateway", "127.0.0.1:0"]
    command += ["--data-dir", str(folder / place), "--ready-file", str(ready)]
    began = time.perf_counter()
    with serving(command, ready.exists, log=folder / "log") as process:
        serving_s = time.perf_counter() - began
        gateway = json.loads(ready.read_text())["gateway"]
        httpx.get(f"http://{gateway}/readyz", timeout=30).raise_for_status()
        return serving_s, time.perf_counter() - began, proportional_mb(family(process))


def loads(side: Side, model: BenchModel, runs: int) -> list[Row]:
    """Loading a version that is not loaded, once the zygote is warm, as the other model has made it."""
    loaded_s, answered_s, memory_mb = [], [], []
    with hokusai.Client(side.address) as client:
        for _ in range(runs):
            client.unload_model(model.name, "1.0.0")
            began = time.perf_counter()
            loaded = client.load_model(model.name)
            loaded_s.append(time.perf_counter() - began)
            client.predict(model.name, model.rows.head(1))
            answered_s.append(time.perf_counter() - began)
            memory_mb.append(loaded.private_memory / MEGABYTE)
    took, answered, memory = Spread.of(loaded_s), Spread.of(answered_s), Spread.of(memory_mb)
    return [
        Row(
            "load a version (LightGBM)",
            {"s": took.median, "first answer s": answered.median, "MB": memory.median},
            "serving ≤ 0.8 s, ≤ 60 MB private",
            took.median <= 0.8 and memory.median <= 60,
        )
    ]


def disturbance(side: Side, pace: Pace, rounds: int) -> Row:
    """One model's calls while the other is loaded and unloaded, and while it is not."""
    figures = round_robin({"quiet": partial(quiet, side, pace), "disturbed": partial(disturbed, side, pace)}, rounds)
    p99 = {name: [load.p99_ms for load in loads] for name, loads in figures.items()}
    over = ratio(p99["disturbed"], p99["quiet"])
    cells: dict[str, float | str] = {
        "p99 ms quiet": statistics.median(p99["quiet"]),
        "p99 ms": statistics.median(p99["disturbed"]),
        "over quiet": over.median,
    }
    return Row(f"p99 of one model: {pace.words}", cells, f"≤ {pace.most:g} of quiet", over.median <= pace.most)


def quiet(side: Side, pace: Pace) -> Load:
    """Calls alone."""
    return drive(side.endpoints["small"], CALLERS, 3, pace.rate)


def disturbed(side: Side, pace: Pace) -> Load:
    """Calls while the other model comes and goes."""
    over = threading.Event()

    def come_and_go() -> None:
        with hokusai.Client(side.address) as client:
            while not over.wait(pace.pause_s):
                client.unload_model("medium", "1.0.0")
                client.load_model("medium")

    thread = threading.Thread(target=come_and_go)
    thread.start()
    try:
        return drive(side.endpoints["small"], CALLERS, 3, pace.rate)
    finally:
        over.set()
        thread.join()


def endurance(side: Side, cycles: int) -> Row:
    """All processes' memory before and after."""
    with hokusai.Client(side.address) as client:
        before = settled_mb(side.process)
        for _ in range(cycles):
            client.unload_model("medium", "1.0.0")
            client.load_model("medium")
        after = settled_mb(side.process)
    cells: dict[str, float | str] = {"MB before": before, "MB": after, "over before": after / before}
    return Row(f"memory after {cycles} cycles of unloading and loading", cells)


def settled_mb(process: psutil.Process) -> float:
    """The least of a few looks, as a process that ends is still seen for a moment."""
    looks = []
    for _ in range(5):
        time.sleep(0.2)
        looks.append(proportional_mb(family(process)))
    return min(looks)


if __name__ == "__main__":
    main()
