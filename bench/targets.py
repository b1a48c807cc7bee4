"""What is wanted of unary calls, by plane, model and callers, and whether a run reached it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.measuring.load import Load
from bench.measuring.rounds import Spread, ratio

AIO_ECHO: Final = "grpc.aio echo"
TONIC_ECHO: Final = "tonic echo"
BATCHED: Final = "MLServer sklearn, adaptive batching"
UNBATCHED: Final = "MLServer sklearn"
MLSERVER_MLFLOW: Final = "MLServer MLflow runtime"
KSERVE: Final = "KServe Python server"
MLFLOW_SERVE: Final = "mlflow models serve"


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted of one plane's calls.

    Attributes:
        rates: calls a second over those of a side, at least.
        p50: latency over that of a side, at most.
        p99_ms: at most.
    """

    rates: Mapping[str, float]
    p50: tuple[str, float] | None = None
    p99_ms: float | None = None

    def judge(self, ours: Sequence[Load], sides: Mapping[str, Sequence[Load]]) -> tuple[str, bool]:
        """In words, and whether all of it was reached; a side that did not run is left out."""
        wanted, reached = [], []
        for side, least in self.rates.items():
            if side in sides:
                over = ratio([load.rate for load in ours], [load.rate for load in sides[side]]).median
                wanted.append(f"≥ {least:g} × {side} ({over:.2f})")
                reached.append(over >= least)
        if self.p50 is not None and self.p50[0] in sides:
            side, most = self.p50
            over = ratio([load.p50_ms for load in ours], [load.p50_ms for load in sides[side]]).median
            wanted.append(f"p50 ≤ {most:g} × {side} ({over:.2f})")
            reached.append(over <= most)
        if self.p99_ms is not None:
            p99 = Spread.of([load.p99_ms for load in ours]).median
            wanted.append(f"p99 ≤ {self.p99_ms:g} ms")
            reached.append(p99 <= self.p99_ms)
        return "; ".join(wanted), all(reached)


_PYTHON_BUSY: Final = Target({AIO_ECHO: 0.55, BATCHED: 1.5, MLFLOW_SERVE: 20})

TARGETS: Final[Mapping[tuple[str, str, int], Target]] = {
    ("python", "small", 1): Target({}, p50=(UNBATCHED, 1.1)),
    ("python", "small", 16): _PYTHON_BUSY,
    ("python", "small", 64): _PYTHON_BUSY,
    ("native", "small", 1): Target({}, p50=(UNBATCHED, 0.6)),
    ("native", "small", 16): Target({AIO_ECHO: 2}),
    ("native", "small", 64): Target(
        {AIO_ECHO: 5, TONIC_ECHO: 0.4, BATCHED: 12, KSERVE: 15, MLFLOW_SERVE: 200}, p99_ms=8
    ),
    ("native", "small", 256): Target({AIO_ECHO: 7}),
    ("native", "strings", 64): Target({MLSERVER_MLFLOW: 40}),
}
"""By plane, model and callers."""
