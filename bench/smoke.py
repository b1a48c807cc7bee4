"""The cheap ratios with wide margins, in under two minutes: `make bench-smoke` ends with 1 if one of them is missed.

A margin is about half of what `bench/README.md` shows, so that a change that halves the speed is seen and a busy
machine is not mistaken for one. Beside the rates stands the processor time of a call, which other programs on the
machine disturb less.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.measuring.environments import PEERS, built_planes
from bench.measuring.load import drive, require_h2load
from bench.measuring.models import BenchModel, small
from bench.measuring.processes import family, processor_seconds
from bench.measuring.rounds import ratio, round_robin
from bench.measuring.sides import Side, echo_side, hokusai_side, predict_request
from bench.streaming import streamed, timed

ROUNDS = 3
SECONDS = 1
BATCHES = 60

# By plane: calls a second of the echo's at 1 and at 64 callers, at least; processor time of a call of the echo's at 64,
# at most; rows a second of a stream of those in process, at least.
MARGINS = {"python": ((0.1, 0.2), 5.0, 0.08), "native": ((0.25, 2.4), 0.3, 0.12)}


@dataclass(frozen=True, slots=True)
class Turn:
    """One measurement: calls a second, and processor seconds a call of all of the side's processes."""

    rate: float
    cost: float


def main() -> None:
    """Measure, print a line for each ratio, and fail if one is missed."""
    require_h2load()
    missed = 0
    for what, measured, least, most in ratios():
        good = least <= measured <= most
        missed += not good
        margin = f"at least {least:g}" if least else f"at most {most:g}"
        print(f"{'ok    ' if good else 'MISSED'} {what}: {measured:.2f}, {margin}", flush=True)
    sys.exit(1 if missed else 0)


def ratios() -> Iterator[tuple[str, float, float, float]]:
    """What was measured, and between which margins it has to be."""
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        model = small(folder)
        ours = {
            plane: stack.enter_context(hokusai_side([model], folder / plane, "--data-plane", plane))
            for plane in built_planes()
        }
        message = predict_request(model).SerializeToString()
        echo = stack.enter_context(echo_side([sys.executable, PEERS / "grpc_aio_echo.py"], message, folder))
        for place, callers in enumerate((1, 64)):
            turns = {plane: partial(turn, side, model.name, callers) for plane, side in ours.items()}
            figures = round_robin({**turns, "echo": partial(turn, echo, "echo", callers)}, ROUNDS)
            for plane in ours:
                rates = ratio(*([each.rate for each in figures[side]] for side in (plane, "echo")))
                what = f"{plane} plane, one row, {callers} callers"
                yield f"{what}: calls/s of the echo's", rates.median, MARGINS[plane][0][place], float("inf")
                if callers > 1:
                    costs = ratio(*([each.cost for each in figures[side]] for side in (plane, "echo")))
                    yield f"{what}: processor time of the echo's", costs.median, 0, MARGINS[plane][1]
        yield from streams(ours, model)


def turn(side: Side, name: str, callers: int) -> Turn:
    """Calls for a while."""
    processes = family(side.process)
    before = processor_seconds(processes)
    load = drive(side.endpoints[name], callers, SECONDS)
    return Turn(load.rate, (processor_seconds(processes) - before) / (load.rate * SECONDS))


def streams(ours: dict[str, Side], model: BenchModel) -> Iterator[tuple[str, float, float, float]]:
    """Batches of 8,192 rows, beside the estimator in process."""
    frame = model.rows.sample(8192, replace=True, random_state=0).reset_index(drop=True)
    batch, matrix = pa.RecordBatch.from_pandas(frame, preserve_index=False), np.ascontiguousarray(frame.to_numpy())
    expected = model.estimator.predict(matrix)
    sides = {
        plane: partial(timed, partial(streamed, side.address, model.name, batch, BATCHES), expected)
        for plane, side in ours.items()
    }
    alone = partial(timed, lambda: [model.estimator.predict(matrix) for _ in range(BATCHES)], expected)
    rows = round_robin({**sides, "in process": alone}, ROUNDS)
    for plane in ours:
        over = ratio(rows[plane], rows["in process"]).median
        yield f"{plane} plane, a stream's rows/s of the estimator's in process", over, MARGINS[plane][2], float("inf")


if __name__ == "__main__":
    main()
