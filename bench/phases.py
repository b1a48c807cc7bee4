"""Where the time of a call goes: the product's own phase timings, and what processor time each process spends on it.

`python -m bench.phases [--seconds S]` drives one-row calls at 2, 16 and 64 callers and streams batches of 8,192 rows.
It takes from the server's answers how long each queued, was decoded, validated, predicted and encoded; what is left of
the caller's latency is gRPC on both sides and the way to the worker. With `--sample` it runs py-spy, if installed, on
the server and on the worker during 64 callers, and prints the functions that took most.
"""

from __future__ import annotations

import argparse
import collections
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import grpc
import numpy as np
import psutil
import pyarrow as pa

import hokusai
from bench.measuring.environments import built_planes
from bench.measuring.load import drive, require_h2load
from bench.measuring.models import BenchModel, small
from bench.measuring.processes import processor_seconds
from bench.measuring.results import Part, Row, save
from bench.measuring.sides import Side, hokusai_side, predict_request
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub

PHASES = ("queue", "decode", "validate", "predict", "encode")
PROBES = 200
# Process names have at most 15 characters.
NATIVE = "hokusai-dataplane"[:15]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=4, help="length of one measurement")
    parser.add_argument("--planes", default=",".join(built_planes()), help="which planes of ours")
    parser.add_argument("--sample", action="store_true", help="sample the server and the worker with py-spy too")
    arguments = parser.parse_args()
    require_h2load()
    if arguments.sample and shutil.which("py-spy") is None:
        sys.exit("py-spy is not installed: uv pip install py-spy")
    rows: list[Row] = []
    for plane in arguments.planes.split(","):
        with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, ExitStack() as stack:
            model = small(Path(scratch))
            side = stack.enter_context(hokusai_side([model], Path(scratch) / plane, "--data-plane", plane))
            found = [unary(side, model, callers, arguments.seconds) for callers in (2, 16, 64)]
            found.append(stream(side, model, arguments.seconds))
            rows += [replace(row, what=f"{plane} plane, {row.what}") for row in found]
            if arguments.sample:
                sample(side, arguments.seconds)
    method = (
        f"Phase timings of {PROBES} probes by a Python caller among h2load's, medians in µs; processor time a call is "
        "that of the whole load, from /proc."
    )
    save(Part("phases", "Where the time goes", method, rows))


def unary(side: Side, model: BenchModel, callers: int, seconds: int) -> Row:
    """Probes with phase timings while h2load keeps the other callers busy."""
    groups = processes_of(side)
    before = {name: processor_seconds(group) for name, group in groups.items()}
    answers: list[tuple[float, pb.PredictResponse]] = []
    probing = threading.Thread(target=probe, args=(side.address, model, answers))
    probing.start()
    load = drive(side.endpoints[model.name], callers - 1, seconds)
    probing.join()
    calls = load.rate * seconds
    spent = {name: (processor_seconds(group) - before[name]) / calls * 1e6 for name, group in groups.items()}
    cells: dict[str, float | str] = {"caller µs": statistics.median(seconds for seconds, _ in answers) * 1e6}
    cells |= phases([answer for _, answer in answers])
    cells["gRPC µs"] = cells_left(cells)
    cells |= {f"processor, {name} µs": value for name, value in spent.items()}
    return Row(f"one row, {callers} callers", cells)


def probe(address: str, model: BenchModel, answers: list[tuple[float, pb.PredictResponse]]) -> None:
    """Calls one after the other, with what the caller saw."""
    request = predict_request(model)
    with grpc.insecure_channel(address) as channel:
        stub = InferenceServiceStub(channel)
        for _ in range(PROBES):
            began = time.perf_counter()
            answer = stub.Predict(request, timeout=30)
            answers.append((time.perf_counter() - began, answer))


def phases(answers: Sequence[pb.PredictResponse]) -> dict[str, float | str]:
    """Medians of the server's own timings in µs."""
    return {
        f"{phase} µs": statistics.median(getattr(answer.timings, phase).ToNanoseconds() / 1000 for answer in answers)
        for phase in PHASES
    }


def cells_left(cells: dict[str, float | str]) -> float:
    """What of the caller's latency none of the phases explains."""
    return float(cells["caller µs"]) - sum(float(cells[f"{phase} µs"]) for phase in PHASES)


def processes_of(side: Side) -> dict[str, list[psutil.Process]]:
    """The Python server; the native data plane, if it runs; and the worker with all others below the server."""
    children = side.process.children(recursive=True)
    native = [child for child in children if child.name().startswith(NATIVE)]
    groups = {"server": [side.process], "worker and others": [child for child in children if child not in native]}
    return {**groups, "native data plane": native} if native else groups


def stream(side: Side, model: BenchModel, seconds: int) -> Row:
    """Batches of 8,192 rows through one stream."""
    frame = model.rows.sample(8192, replace=True, random_state=0).reset_index(drop=True)
    batch = pa.RecordBatch.from_pandas(frame, preserve_index=False)
    over = time.perf_counter() + seconds
    groups = processes_of(side)
    before = {name: processor_seconds(group) for name, group in groups.items()}
    timings: dict[str, list[float]] = collections.defaultdict(list)
    began = time.perf_counter()
    with hokusai.Client(side.address) as client:
        for answer in client.predict_stream(
            model.name, iter(lambda: batch if time.perf_counter() < over else None, None)
        ):
            for phase in PHASES if answer.timings else ():
                timings[phase].append(getattr(answer.timings, phase) * 1e6)
    count = max(len(values) for values in timings.values())
    cells: dict[str, float | str] = {"caller µs": (time.perf_counter() - began) / count * 1e6}
    cells |= {f"{phase} µs": float(np.median(values)) for phase, values in timings.items()}
    cells |= {
        f"processor, {name} µs": (processor_seconds(group) - before[name]) / count * 1e6
        for name, group in groups.items()
    }
    return Row("a stream's batch of 8,192 rows (caller: time between answers)", cells)


def sample(side: Side, seconds: int) -> None:
    """The functions in which the server and its busiest child are seen most often during 64 callers."""
    driving = threading.Thread(target=drive, args=(side.endpoints["small"], 64, seconds + 2))
    driving.start()
    time.sleep(1)
    for process in (side.process, busiest(side.process)):
        record = ["py-spy", "record", "--pid", str(process.pid), "--format", "raw", "--duration", f"{seconds}"]
        with tempfile.NamedTemporaryFile() as stacks:
            subprocess.run([*record, "--native", "--output", stacks.name], check=True, capture_output=True)
            print(f"\n{' '.join(process.cmdline()[:4])}\n{top(Path(stacks.name).read_text().splitlines())}")
    driving.join()


def busiest(process: psutil.Process) -> psutil.Process:
    """The child that used the processor most, which is the worker that answers."""
    return max(process.children(recursive=True), key=lambda child: child.cpu_times().user)


def top(stacks: Sequence[str], count: int = 15) -> str:
    """The innermost functions by their share of samples."""
    seen: collections.Counter[str] = collections.Counter()
    for line in stacks:
        stack, _, number = line.rpartition(" ")
        seen[stack.rsplit(";", 1)[-1]] += int(number)
    total = sum(seen.values()) or 1
    return "\n".join(f"{number / total:6.1%}  {function}" for function, number in seen.most_common(count))


if __name__ == "__main__":
    main()
