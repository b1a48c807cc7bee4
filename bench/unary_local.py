"""Predictions of one row a second, with 1, 16 and 64 callers, beside a bare grpc.aio echo of the same bytes.

`python bench/unary_local.py [--rounds N] [--seconds S]` starts `hokusai serve` on a throw-away directory, registers a
scikit-learn pipeline (scaler, logistic regression) of 20 doubles, and drives both servers in turns with h2load (Debian
package nghttp2-client), which costs little of the processor that it shares with them. Prints medians, their ratio, and
the processor time that a call costs each server, which other programs on the machine disturb less than the rate.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import hokusai
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1 import payload_pb2

METHOD = "/hokusai.inference.v1.InferenceService/Predict"
COLUMNS = 20
CALLERS = (1, 16, 64)

ECHO = """
import asyncio, grpc, uvloop
async def main():
    async def echo(request, context):
        return request
    handlers = {"Predict": grpc.unary_unary_rpc_method_handler(echo)}
    server = grpc.aio.server()
    service = grpc.method_handlers_generic_handler("hokusai.inference.v1.InferenceService", handlers)
    server.add_generic_rpc_handlers((service,))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(f"serves gRPC on 127.0.0.1:{port} and", flush=True)
    await server.wait_for_termination()
uvloop.run(main())
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A server to drive: its process, and where it answers."""

    process: psutil.Process
    address: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Calls a second, and processor time in µs that a call costs the server and its workers."""

    rate: float
    server_us: float
    workers_us: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds")
    parser.add_argument("--seconds", type=int, default=3, help="length of each measurement")
    arguments = parser.parse_args()
    if shutil.which("h2load") is None:
        sys.exit("h2load is not installed; on Debian it is in the package nghttp2-client")
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as folder, ExitStack() as stack:
        serve = [sys.executable, "-m", "hokusai_server", "serve", "--listen", "127.0.0.1:0", "--gateway", "127.0.0.1:0"]
        ours = stack.enter_context(running([*serve, "--data-dir", folder, "--log-level", "warning"]))
        echo = stack.enter_context(running([sys.executable, "-c", ECHO]))
        request = Path(folder, "request.bin")
        request.write_bytes(prepare(ours.address))
        for callers in CALLERS:
            pairs = [
                (measure(echo, callers, arguments.seconds, request), measure(ours, callers, arguments.seconds, request))
                for _ in range(arguments.rounds)
            ]
            show(callers, pairs)


@contextmanager
def running(command: list[str]) -> Iterator[Target]:
    """A server process that says where it serves; ended on leaving."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HOKUSAI_", "MLFLOW_"))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            match = re.search(r"gRPC on (\S+) and", line)
            if match is None:
                sys.exit(f"a server did not start: {line}")
            yield Target(psutil.Process(process.pid), match[1])
        finally:
            process.terminate()


def prepare(address: str) -> bytes:
    """Register and load the model; returns the bytes of one call, with gRPC's prefix."""
    generator = np.random.default_rng(0)
    rows = pd.DataFrame(generator.random((500, COLUMNS)), columns=[f"x{index}" for index in range(COLUMNS)])
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows, (rows["x0"] > 0.5).astype(int))
    with hokusai.Client(address) as client:
        client.register_baseline("bench", model, input_example=rows.head())
        client.load_model("bench")
    data = np.ascontiguousarray(rows.head(1).to_numpy(), dtype="<f8").tobytes()
    tensor = payload_pb2.Tensor(data_type=payload_pb2.DATA_TYPE_FLOAT64, shape=[1, COLUMNS], data=data)
    payload = payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=[tensor]))
    message = pb.PredictRequest(model="bench", payload=payload).SerializeToString()
    return b"\0" + struct.pack(">I", len(message)) + message


def measure(target: Target, callers: int, seconds: int, request: Path) -> Figures:
    """Drive one server with so many calls in flight."""
    workers = target.process.children(recursive=True)
    before = processor_seconds([target.process]), processor_seconds(workers)
    command = ["h2load", "-c1", f"-m{callers}", f"-D{seconds}", "-d", str(request)]
    command += ["-H", "content-type: application/grpc", "-H", "te: trailers", f"http://{target.address}{METHOD}"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"([\d.]+) req/s", report)[1])  # type: ignore[index]
    calls = int(re.search(r"(\d+) succeeded", report)[1])  # type: ignore[index]
    server = processor_seconds([target.process]) - before[0]
    return Figures(rate, server / calls * 1e6, (processor_seconds(workers) - before[1]) / calls * 1e6)


def processor_seconds(processes: list[psutil.Process]) -> float:
    """Processor time that they have used."""
    return sum(times.user + times.system for times in (process.cpu_times() for process in processes))


def show(callers: int, pairs: list[tuple[Figures, Figures]]) -> None:
    """Print the medians of a number of callers."""
    echo, ours = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = statistics.median(mine.rate / bare.rate for bare, mine in pairs)
    cost = [statistics.median(getattr(each, name) for each in ours) for name in ("server_us", "workers_us")]
    print(
        f"{callers:>3} callers: {statistics.median(each.rate for each in ours):>6,.0f} calls/s, echo "
        f"{statistics.median(each.rate for each in echo):>6,.0f}, ratio {ratio:.2f}; processor a call: server "
        f"{cost[0]:.0f} µs (echo {statistics.median(each.server_us for each in echo):.0f}), worker {cost[1]:.0f} µs",
        flush=True,
    )


if __name__ == "__main__":
    main()
