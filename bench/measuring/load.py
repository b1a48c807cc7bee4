"""Load from a client outside Python: h2load (Debian package nghttp2-client)."""

from __future__ import annotations

import re
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where one call goes, and its bytes.

    Attributes:
        url: with scheme, host, port and path.
        body: a file with the whole body; for gRPC with the five bytes before the message.
        headers: beside those that h2load sends itself.
        http1: HTTP/1.1, each caller with a connection of its own. Else all callers share one HTTP/2 connection.
    """

    url: str
    body: Path
    headers: tuple[str, ...]
    http1: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What callers saw: calls a second, latencies in ms, and calls that did not end in an HTTP success."""

    rate: float
    p50_ms: float
    p99_ms: float
    failed: int


def require_h2load() -> None:
    """End with advice if it is not installed."""
    if shutil.which("h2load") is None:
        sys.exit("h2load is not installed; on Debian it is in the package nghttp2-client")


def grpc_endpoint(address: str, method: str, message: bytes, folder: Path) -> Endpoint:
    """A unary call of that message."""
    body = folder / f"{abs(hash((address, method, message)))}.bin"
    body.write_bytes(b"\0" + struct.pack(">I", len(message)) + message)
    return Endpoint(f"http://{address}{method}", body, ("content-type: application/grpc", "te: trailers"))


def drive(endpoint: Endpoint, callers: int, seconds: int, rate: int | None = None, ahead: int = 0) -> Load:
    """Keep so many calls in flight for so long; with a rate, begin so many a second instead, so many in flight at most.

    A rate is for one HTTP/2 connection. With `ahead` the load runs at that real-time priority: a client on a machine
    of its own would not wait for a core either.
    """
    connections = [f"-c{callers}", "-m1", "--h1"] if endpoint.http1 else ["-c1", f"-m{callers}"]
    if rate is not None:
        connections.append(f"--rps={rate}")
    with tempfile.NamedTemporaryFile(prefix="h2load-") as log:
        command = ["chrt", "--fifo", str(ahead)] if ahead else []
        command += ["h2load", *connections, f"-D{seconds}", "-d", str(endpoint.body), f"--log-file={log.name}"]
        command += [part for header in endpoint.headers for part in ("-H", header)]
        finished = subprocess.run([*command, endpoint.url], capture_output=True, text=True, check=False)
        if finished.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {finished.stdout[-500:]}{finished.stderr[-500:]}")
        latencies = _latencies_ms(Path(log.name).read_text().splitlines())
    answered = float(_found(r"([\d.]+) req/s", finished.stdout))
    failed = int(_found(r"(\d+) failed", finished.stdout))
    return Load(answered, statistics.median(latencies), _percentile(latencies, 0.99), failed)


def _latencies_ms(lines: Sequence[str]) -> list[float]:
    """The third column of h2load's log is the time of a request in µs, the second its HTTP status."""
    fields = [line.split("\t") for line in lines]
    return sorted(int(field[2]) / 1000 for field in fields if len(field) == 3 and field[1] == "200") or [float("nan")]


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"h2load did not say {pattern}: {text[-500:]}")
    return match[1]
