"""What one micro-batch costs in a worker, and how fast and how big a worker is when it is ready.

`python bench/worker_path.py [--rounds N]` starts a zygote, loads a scikit-learn pipeline (scaler, logistic regression
over 20 doubles) into a worker and sends it micro-batches over its socket. Times are the worker's own CPU time a batch,
socket, decoding, validation, prediction and encoding included, so that a busy machine shows much the same figures; the
estimator alone is measured in this process. Aims: 64 requests of one row in 1.5 ms; 8192 rows of Arrow near the
estimator's own time; ready in 0.5 s with less than 60 MB of private memory.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1]))

from hokusai.inference.v1 import payload_pb2
from hokusai_server.domain.signature import ColumnType
from tests.support.payloads import GivenColumn, arrow_payload, as_rows, matrix
from tests.support.worker_client import Ask, RunningZygote, WorkerClient, running_zygote

_WIDTH = 20
_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=400, help="micro-batches a figure")
    rounds = parser.parse_args().rounds
    values = np.random.default_rng(0).normal(size=(8192, _WIDTH))
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as folder, running_zygote() as zygote:
        bundle, predict = _train(Path(folder) / "model", values)
        print(f"imports of the zygote: {zygote.ready.import_nanos / 1e9:.1f} s")
        _show_readiness(zygote, bundle)
        worker = zygote.spawn()
        with worker.connect() as client:
            client.load(bundle)
            for name, rows, payloads in _batches(values):
                own = _cpu_ms(partial(predict, values[:rows]), rounds)
                cost = _worker_cpu_ms(worker.pid, client, payloads, rounds)
                print(
                    f"{name:33} {cost:7.2f} ms a batch, {cost / len(payloads):.3f} a request; the estimator {own:.2f}"
                )


def _train(path: Path, values: np.ndarray) -> tuple[Path, Callable[[np.ndarray], object]]:
    import mlflow.sklearn
    from mlflow.models import infer_signature
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    frame = pd.DataFrame(values[:1000], columns=_names())
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(frame.to_numpy(), frame.sum(axis=1) > 0)
    signature = infer_signature(frame, model.predict(frame.to_numpy()))
    mlflow.sklearn.save_model(model, path, signature=signature, input_example=frame[:5], pip_requirements=[])
    return path, model.predict


def _names() -> list[str]:
    return [f"f{i}" for i in range(_WIDTH)]


def _show_readiness(zygote: RunningZygote, bundle: Path) -> None:
    seconds, megabytes = [], []
    for _ in range(5):
        began = time.perf_counter()
        worker = zygote.spawn()
        with worker.connect() as client:
            loaded = client.load(bundle).loaded
        seconds.append(time.perf_counter() - began)
        megabytes.append(loaded.private_memory_bytes / 1e6)
        zygote.kill(worker)
        zygote.exit_of(worker)
    print(f"spawn to ready: {statistics.median(seconds):.2f} s; private memory {statistics.median(megabytes):.0f} MB")


def _batches(values: np.ndarray) -> list[tuple[str, int, list[payload_pb2.Payload]]]:
    def arrow(part: np.ndarray) -> payload_pb2.Payload:
        return arrow_payload(pa.table(dict(zip(_names(), part.T, strict=True))))

    def rows(part: np.ndarray) -> payload_pb2.Payload:
        columns = zip(_names(), part.T.tolist(), strict=True)
        return as_rows([GivenColumn(name, ColumnType.DOUBLE, column) for name, column in columns])

    ones = [values[i : i + 1] for i in range(64)]
    return [
        ("1 request of 1 row, tensor", 1, [matrix(ones[0])]),
        ("64 requests of 1 row, tensor", 64, [matrix(one) for one in ones]),
        ("64 requests of 1 row, Arrow", 64, [arrow(one) for one in ones]),
        ("64 requests of 1 row, rows", 64, [rows(one) for one in ones]),
        ("1 request of 8192 rows, tensor", 8192, [matrix(values)]),
        ("1 request of 8192 rows, Arrow", 8192, [arrow(values)]),
    ]


def _cpu_ms(call: Callable[[], object], rounds: int) -> float:
    call()
    began = time.process_time()
    for _ in range(rounds):
        call()
    return (time.process_time() - began) * 1000 / rounds


def _worker_cpu_ms(pid: int, client: WorkerClient, payloads: Sequence[payload_pb2.Payload], rounds: int) -> float:
    asks = [Ask(payload.SerializeToString()) for payload in payloads]
    for _ in range(10):
        client.predict_batch(asks)
    began = _ticks(pid)
    for _ in range(rounds):
        client.send_batch(asks)
        client.receive()
    return (_ticks(pid) - began) * _TICK_MS / rounds


def _ticks(pid: int) -> int:
    """User and system time of a process in clock ticks, usually of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    main()
