"""How long `hokusai serve` takes until it serves, and how much memory it holds before the first model.

`python bench/startup.py [--runs N]` starts servers on throw-away data directories, one after the other, and prints
medians. Memory is the proportional set size of the server and of everything that it started: pages shared between
processes count once. Promised: under 3 s and under 300 MB.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Figures:
    """One start.

    Attributes:
        serving_s: from the start of the process to the line that says it serves.
        http_s: from the start of the process to the first answer of the gateway.
        memory_mb: of the server and all its processes, right after that.
        server_mb: of the server process alone.
        processes: how many there are.
    """

    serving_s: float
    http_s: float
    memory_mb: float
    server_mb: float
    processes: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="starts on new data directories")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as folder:
        figures = [measure(Path(folder) / str(run)) for run in range(runs)]
        again = [measure(Path(folder) / "0") for _ in range(runs)]
    show("first start (new data directory)", figures)
    show("later start (same data directory)", again)


def measure(data_dir: Path) -> Figures:
    """Start a server, look at it, end it."""
    command = [sys.executable, "-m", "hokusai_server", "serve", "--data-dir", str(data_dir)]
    command += ["--listen", "127.0.0.1:0", "--gateway", "127.0.0.1:0"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        serving_s = time.perf_counter() - began
        httpx.get(f"http://{line.split()[-1]}/readyz", timeout=30).raise_for_status()
        http_s = time.perf_counter() - began
        root = psutil.Process(server.pid)
        sizes = [process.memory_full_info().pss / MEGABYTE for process in (root, *root.children(recursive=True))]
        server.terminate()
    return Figures(serving_s, http_s, sum(sizes), sizes[0], len(sizes))


def show(title: str, figures: list[Figures]) -> None:
    """Print the medians."""
    median = {
        name: statistics.median(getattr(one, name) for one in figures)
        for name in ("serving_s", "http_s", "memory_mb", "server_mb", "processes")
    }
    print(
        f"{title}: serving after {median['serving_s']:.2f} s, HTTP after {median['http_s']:.2f} s, "
        f"{median['memory_mb']:.0f} MB in {median['processes']:.0f} processes (server {median['server_mb']:.0f} MB)"
    )


if __name__ == "__main__":
    main()
