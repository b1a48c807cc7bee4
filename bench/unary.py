"""One row a call, at 1 to 256 callers, against bare echoes and the Python model servers.

`python -m bench.unary [--rounds N] [--seconds S] [--models small,medium,strings] [--planes P]` starts every side,
asks each for the same row and compares the answer with the model's in process, then drives all in turns with h2load.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.measuring.environments import PEERS, built_planes, pinned_versions, tonic_echo
from bench.measuring.load import Endpoint, Load, drive, require_h2load
from bench.measuring.models import MODELS, BenchModel
from bench.measuring.production import TRACED_SHARE, production_side
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread, ratio, round_robin
from bench.measuring.sides import (
    Side,
    echo_side,
    kserve_side,
    mlflow_serve_side,
    mlserver_side,
    predict_request,
)
from bench.targets import (
    AIO_ECHO,
    BATCHED,
    KSERVE,
    MLFLOW_SERVE,
    MLSERVER_MLFLOW,
    TARGETS,
    TONIC_ECHO,
    UNBATCHED,
)

OURS = "Hokusai, {} plane"


def main() -> None:
    """Measure every model, then write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="rounds in which every side has its turn")
    parser.add_argument("--seconds", type=int, default=1, help="seconds of one measurement")
    parser.add_argument("--models", default="small,medium,strings", help="which models, with commas")
    parser.add_argument("--planes", default=",".join(built_planes()), help="which planes of ours")
    parser.add_argument("--callers", default="1,16,64,256", help="calls in flight, with commas")
    arguments = parser.parse_args()
    require_h2load()
    callers = [int(number) for number in arguments.callers.split(",")]
    rows: list[Row] = []
    for name in arguments.models.split(","):
        with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, ExitStack() as stack:
            model = MODELS[name](Path(scratch))
            sides = start(model, Path(scratch), arguments.planes.split(","), stack)
            for number in callers:
                measures = {
                    side: partial(drive, endpoint(it, name), number, arguments.seconds) for side, it in sides.items()
                }
                print(f"{name}, {number} callers", file=sys.stderr)
                figures = round_robin(measures, arguments.rounds)
                rows += rows_of(name, number, figures)
    save(
        Part(
            "unary",
            "One row a call",
            f"{arguments.rounds} rounds of {arguments.seconds:g} s a side in turns, one HTTP/2 connection, h2load; "
            f"Hokusai asks for access keys and traces {TRACED_SHARE:.0%} of the calls to a collector; "
            "`mlflow models serve` speaks HTTP/1.1, a connection a caller. Ratios are medians of the rounds' own.",
            rows,
            pinned_versions("mlserver", "mlserver", "mlflow", "uvloop") | pinned_versions("kserve", "kserve"),
        )
    )


def start(model: BenchModel, folder: Path, planes: Sequence[str], stack: ExitStack) -> dict[str, Side]:
    """Every side that can serve the model, started and checked."""
    message = predict_request(model).SerializeToString()
    sides = {
        OURS.format(plane): stack.enter_context(production_side([model], folder / plane, "--data-plane", plane))
        for plane in planes
    }
    sides[AIO_ECHO] = stack.enter_context(echo_side([sys.executable, PEERS / "grpc_aio_echo.py"], message, folder))
    native = tonic_echo()
    if native is not None:
        sides[TONIC_ECHO] = stack.enter_context(echo_side([native], message, folder))
    if model.tensor:
        for name, batched in ((UNBATCHED, False), (BATCHED, True)):
            side = mlserver_side([model], folder / name, runtime="sklearn", batched=batched)
            sides[name] = stack.enter_context(side)
        sides[KSERVE] = stack.enter_context(kserve_side([model], folder / "kserve"))
    sides[MLSERVER_MLFLOW] = stack.enter_context(mlserver_side([model], folder / "mlflow-runtime", runtime="mlflow"))
    sides[MLFLOW_SERVE] = stack.enter_context(mlflow_serve_side(model, folder / "mlflow-serve"))
    return sides


def endpoint(side: Side, model: str) -> Endpoint:
    """Where the calls of a side go."""
    return side.endpoints.get(model) or side.endpoints["echo"]


def plane_of(side: str) -> str:
    """The plane's name; empty for a peer."""
    return next((plane for plane in ("python", "native") if side == OURS.format(plane)), "")


def rows_of(model: str, callers: int, figures: dict[str, list[Load]]) -> list[Row]:
    """A row for each side: its figures, and ours against it."""
    rates = {side: [load.rate for load in loads] for side, loads in figures.items()}
    planes = [side for side in figures if side.startswith("Hokusai")]
    rows = []
    for side, loads in figures.items():
        spread = Spread.of(rates[side])
        cells: dict[str, float | str] = {
            "calls/s": spread.median,
            "least–most": f"{spread.least:,.0f}–{spread.greatest:,.0f}",
            "p50 ms": Spread.of([load.p50_ms for load in loads]).median,
            "p99 ms": Spread.of([load.p99_ms for load in loads]).median,
            "failed": sum(load.failed for load in loads),
        }
        for plane in planes:
            if plane != side:
                cells[f"{plane} over it"] = ratio(rates[plane], rates[side]).median
        wanted = TARGETS.get((plane_of(side), model, callers))
        target, reached = wanted.judge(loads, figures) if wanted else ("", None)
        rows.append(Row(f"{model}, {callers} callers: {side}", cells, target, reached))
    return rows


if __name__ == "__main__":
    main()
