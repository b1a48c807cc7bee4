"""The cheap ratios with wide margins, in under two minutes: `make bench-smoke` ends with 1 if one of them is missed.

A margin is about half of what `bench/README.md` shows, so that a change that halves the speed is seen and a busy
machine is not mistaken for one.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.measuring.environments import PEERS
from bench.measuring.load import drive, require_h2load
from bench.measuring.models import small
from bench.measuring.rounds import ratio, round_robin
from bench.measuring.sides import echo_side, hokusai_side, predict_request
from bench.streaming import streamed, timed

ROUNDS = 3
SECONDS = 2


def main() -> None:
    """Measure, print a line for each ratio, and fail if one is below its margin."""
    require_h2load()
    missed = 0
    for what, measured, least in ratios():
        missed += measured < least
        print(f"{'ok    ' if measured >= least else 'MISSED'} {what}: {measured:.2f}, at least {least}")
    sys.exit(1 if missed else 0)


def ratios() -> list[tuple[str, float, float]]:
    """What was measured, and the margin."""
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        model = small(folder)
        ours = stack.enter_context(hokusai_side([model], folder / "served", "--data-plane", "python"))
        message = predict_request(model).SerializeToString()
        echo = stack.enter_context(echo_side([sys.executable, PEERS / "grpc_aio_echo.py"], message, folder))
        found = []
        for callers, least in ((1, 0.15), (64, 0.2)):
            sides = {
                "ours": partial(drive, ours.endpoints[model.name], callers, SECONDS),
                "echo": partial(drive, echo.endpoints["echo"], callers, SECONDS),
            }
            rates = {name: [load.rate for load in loads] for name, loads in round_robin(sides, ROUNDS).items()}
            found.append(
                (f"one row, {callers} callers, of the echo", ratio(rates["ours"], rates["echo"]).median, least)
            )
        frame = model.rows.sample(8192, replace=True, random_state=0).reset_index(drop=True)
        batch, matrix = pa.RecordBatch.from_pandas(frame, preserve_index=False), np.ascontiguousarray(frame.to_numpy())
        expected = model.estimator.predict(matrix)
        streams = {
            "ours": partial(timed, partial(streamed, ours.address, model.name, batch, 60), expected),
            "in process": partial(timed, lambda: [model.estimator.predict(matrix) for _ in range(60)], expected),
        }
        rows = round_robin(streams, ROUNDS)
        found.append(
            ("a stream's rows, of the estimator in process", ratio(rows["ours"], rows["in process"]).median, 0.08)
        )
    return found


if __name__ == "__main__":
    main()
