"""Registrations and alias look-ups a second, against MLflow on the same kind of database, with errors counted.

`python -m bench.registry [--rounds N] [--seconds S]` compares, on SQLite and on PostgreSQL (both durable): Hokusai,
`MlflowClient` on the database directly, and `MlflowClient` through `mlflow server`. Hokusai mirrors every registration
to an MLflow before it answers. Callers are threads of this process, each with its own client.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import grpc
from mlflow import MlflowClient

import hokusai
from bench.measuring.models import BenchModel, small
from bench.measuring.processes import free_port, serving
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread, ratio, round_robin
from bench.measuring.sides import hokusai_server, pings
from hokusai.registry.v1 import registry_service_pb2 as registry_pb
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.versions.v1 import selector_pb2
from hokusai.versions.v1 import version_service_pb2 as versions_pb
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from tests.support.postgres import running_postgres

OURS, DIRECT, SERVED = "Hokusai", "MlflowClient, direct", "MlflowClient, mlflow server"
NEW_MODEL, NEXT_VERSION, LOOK_UP = "register a new model", "register the next version of one model", "look an alias up"
Call = Callable[[], object]
NUMBERS = itertools.count()
# MLflow stores the address and does not look what is there.
SOURCE = "s3://bench/model"


@dataclass(frozen=True, slots=True)
class Storm:
    """What callers saw: successes a second, the 99th percentile of a call in s, and errors."""

    rate: float
    p99_s: float
    errors: int


def main() -> None:
    """Measure on both databases."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="rounds in which every side has its turn")
    parser.add_argument("--seconds", type=float, default=1.5, help="length of one measurement")
    parser.add_argument("--callers", default="1,8,32,64", help="callers, with commas")
    arguments = parser.parse_args()
    logging.getLogger("mlflow").setLevel(logging.WARNING)
    rows: list[Row] = []
    for database in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, ExitStack() as stack:
            makers = start(database, small(Path(scratch)), Path(scratch), stack)
            callers_in_turn = [int(number) for number in arguments.callers.split(",")]
            for callers, what in itertools.product(callers_in_turn, (NEW_MODEL, NEXT_VERSION, LOOK_UP)):
                print(f"{database}, {callers} callers: {what}", file=sys.stderr)
                measures = {
                    side: partial(storm, [maker() for _ in range(callers)], what, arguments.seconds)
                    for side, maker in makers.items()
                }
                rows += rows_of(database, callers, what, round_robin(measures, arguments.rounds))
    method = (
        f"{arguments.rounds} rounds of {arguments.seconds:g} s a side in turns; callers are threads of one process."
    )
    save(Part("registry", "Registering and looking up", method, rows))


def start(database: str, model: BenchModel, folder: Path, stack: ExitStack) -> dict[str, Callable[[], dict[str, Call]]]:
    """Every side, with a model and its alias registered: makers of callers."""
    urls = iter([f"sqlite:///{folder / 'direct.db'}", f"sqlite:///{folder / 'served.db'}"])
    options: list[str] = []
    if database == "PostgreSQL":
        postgres = stack.enter_context(running_postgres(durable=True))
        urls = iter([postgres.new_database() for _ in range(2)])
        behind = stack.enter_context(mlflow_server(postgres.new_database(), folder / "behind"))
        options = ["--set", f"catalogue.url={postgres.new_database()}", "--set", f"mlflow.tracking_uri={behind}"]
    _, address = stack.enter_context(hokusai_server(folder / "hokusai", *options))
    with hokusai.Client(address) as client:
        digest = client.register_baseline("looked_up", str(model.folder)).bundle_digest
        client.register_baseline("crowded", str(model.folder))
        client.promote_version("looked_up", "1.0.0")
    direct = next(urls)
    served = stack.enter_context(mlflow_server(next(urls), folder / "served"))
    for uri in (direct, served):
        prepare_mlflow(MlflowClient(driver(uri), driver(uri)))
    return {
        OURS: partial(hokusai_caller, address, digest),
        DIRECT: partial(mlflow_caller, direct),
        SERVED: partial(mlflow_caller, served),
    }


@contextmanager
def mlflow_server(database: str, folder: Path) -> Iterator[str]:
    """`mlflow server` on a database; its address."""
    folder.mkdir()
    port = free_port()
    command: list[str | Path] = [Path(sys.executable).parent / "mlflow", "server"]
    command += ["--backend-store-uri", driver(database)]
    command += ["--artifacts-destination", folder, "--host", "127.0.0.1", "--port", str(port)]
    environment = {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    with serving(command, partial(pings, port, "/health"), log=folder / "log", environment=environment):
        yield f"http://127.0.0.1:{port}"


def driver(database: str) -> str:
    """The address with the driver that is installed."""
    return database.replace("postgresql://", "postgresql+pg8000://")


def prepare_mlflow(client: MlflowClient) -> None:
    """The models that callers look up and crowd around."""
    for name in ("looked_up", "crowded"):
        client.create_registered_model(name)
        client.create_model_version(name, SOURCE)
    client.set_registered_model_alias("looked_up", "production", "1")


def hokusai_caller(address: str, digest: str) -> dict[str, Call]:
    """A caller of ours on a channel of its own."""
    channel = grpc.insecure_channel(address, options=[("grpc.use_local_subchannel_pool", 1)])
    registry, versions = RegistryServiceStub(channel), VersionServiceStub(channel)

    def register(model: str) -> object:
        draft = registry_pb.VersionDraft(bundle_digest=digest)
        request = registry_pb.RegisterBaselineRequest(model=model, draft=draft, request_id=str(uuid.uuid4()))
        return registry.RegisterBaseline(request, timeout=60)

    selector = selector_pb2.VersionSelector(alias="production")
    wanted = versions_pb.ResolveVersionRequest(model="looked_up", selector=selector)
    return {
        NEW_MODEL: lambda: register(f"model{next(NUMBERS)}"),
        NEXT_VERSION: lambda: register("crowded"),
        LOOK_UP: lambda: versions.ResolveVersion(wanted, timeout=60),
    }


def mlflow_caller(uri: str) -> dict[str, Call]:
    """A caller of MLflow with a client of its own."""
    client = MlflowClient(driver(uri), driver(uri))

    def register_new() -> object:
        name = f"model{next(NUMBERS)}"
        client.create_registered_model(name)
        return client.create_model_version(name, SOURCE)

    return {
        NEW_MODEL: register_new,
        NEXT_VERSION: lambda: client.create_model_version("crowded", SOURCE),
        LOOK_UP: lambda: client.get_model_version_by_alias("looked_up", "production"),
    }


def storm(callers: list[dict[str, Call]], what: str, seconds: float) -> Storm:
    """Each caller in a thread repeats its call until the time is over; a call begun in time counts to its end."""
    latencies: list[float] = []
    errors: list[Exception] = []
    start_line = threading.Barrier(len(callers) + 1)
    over = time.perf_counter() + 3600

    def repeat(call: Call) -> None:
        start_line.wait()
        while (began := time.perf_counter()) < over:
            try:
                call()
            except Exception as error:  # noqa: BLE001 - every error is a finding, none ends the bench
                errors.append(error)
            else:
                latencies.append(time.perf_counter() - began)

    threads = [threading.Thread(target=repeat, args=(caller[what],)) for caller in callers]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    over = began + seconds
    start_line.wait()
    for thread in threads:
        thread.join()
    ordered = sorted(latencies) or [float("nan")]
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Storm(len(latencies) / (time.perf_counter() - began), p99, len(errors))


def rows_of(database: str, callers: int, what: str, figures: dict[str, list[Storm]]) -> list[Row]:
    """A row a side; ours has the promises."""
    rates = {side: [max(storm.rate, 1e-9) for storm in storms] for side, storms in figures.items()}
    rows = []
    for side, storms in figures.items():
        spread, errors = Spread.of(rates[side]), sum(storm.errors for storm in storms)
        p99 = Spread.of([storm.p99_s for storm in storms]).median
        cells: dict[str, float | str] = {
            "calls/s": spread.median,
            "least–most": f"{spread.least:,.0f}–{spread.greatest:,.0f}",
            "p99 s": p99,
            "errors": errors,
        }
        promised = side == OURS and callers == 32 and what == NEW_MODEL
        if side != OURS:
            cells["Hokusai over it"] = ratio(rates[OURS], rates[side]).median
        over = ratio(rates[OURS], rates[SERVED]).median
        reached = over >= 1.3 and errors == 0 and (p99 <= 0.6 or database != "SQLite")
        target = "≥ 1.3 of mlflow server, no errors, p99 ≤ 0.6 s on SQLite" if promised else ""
        rows.append(Row(f"{database}, {callers} callers: {what}: {side}", cells, target, reached if promised else None))
    return rows


if __name__ == "__main__":
    main()
