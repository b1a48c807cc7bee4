"""Rows a second of an endless stream, against the model in process and Arrow Flight running the same call.

`python -m bench.streaming [--rounds N] [--rows N] [--planes P]` sends batches of 1,024 and 8,192 rows of 20
doubles as record batches (and as tensors), checks every answer, and takes turns between the sides. A second part writes
a Parquet file of a million rows, has `hokusai predict` answer it, and tells the greatest memory of the command and of
the server.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import mlflow.pyfunc
import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet
from pyarrow import flight

import hokusai
from bench.measuring.environments import PEERS, built_planes
from bench.measuring.models import BenchModel, small
from bench.measuring.processes import accepts, family, free_port, proportional_mb, serving
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread, ratio, round_robin
from bench.measuring.sides import Side, hokusai_side

FLIGHT, FLIGHT_PYFUNC = "Arrow Flight, estimator inline", "Arrow Flight, pyfunc inline"
ESTIMATOR, PYFUNC = "in process, estimator", "in process, pyfunc"
OF_FLIGHT, OF_PYFUNC = "of Flight, estimator", "of in-process pyfunc"
BATCH_ROWS = (1024, 8192)
OURS = "Hokusai, {} plane, {}"
TARGETS = {
    (OURS.format("python", "Arrow"), 8192): {OF_FLIGHT: 0.7, OF_PYFUNC: 1.0},
    (OURS.format("native", "Arrow"), 1024): {OF_FLIGHT: 1.5},
    (OURS.format("native", "Arrow"), 8192): {OF_FLIGHT: 0.8},
}
"""What is wanted of a side with batches of so many rows, by the title of a ratio."""


def main() -> None:
    """Measure streams, then a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="rounds in which every side has its turn")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of a turn, and of the Parquet file")
    parser.add_argument("--planes", default=",".join(built_planes()), help="which planes of ours")
    arguments = parser.parse_args()
    # The estimator was trained on a matrix, as peers hand it one; scikit-learn would say so at each pyfunc call.
    warnings.filterwarnings("ignore", message="X has feature names")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        model = small(folder)
        planes = arguments.planes.split(",")
        servers = {
            plane: stack.enter_context(hokusai_side([model], folder / plane, "--data-plane", plane)) for plane in planes
        }
        flights = {
            FLIGHT: stack.enter_context(flight_server("estimator", model.estimator_file, folder)),
            FLIGHT_PYFUNC: stack.enter_context(flight_server("pyfunc", model.folder, folder)),
        }
        for size in BATCH_ROWS:
            print(f"batches of {size} rows", file=sys.stderr)
            figures = round_robin(sides(model, servers, flights, size, arguments.rows), arguments.rounds)
            rows += rows_of(size, figures)
        rows += [file_row(plane, side, model, folder, arguments.rows) for plane, side in servers.items()]
    method = (
        f"{arguments.rounds} rounds of {arguments.rows:,} rows a side in turns, logistic regression over 20 doubles, "
        "all from one Python client process; memory is the greatest sum of proportional set sizes, seen every 50 ms."
    )
    save(Part("streaming", "Streams", method, rows))


@contextmanager
def flight_server(kind: str, source: Path, folder: Path) -> Iterator[flight.FlightClient]:
    """A Flight server with the model inline, and a client of it."""
    port = free_port()
    program: list[str | Path] = [sys.executable, "-W", "ignore", PEERS / "flight_server.py"]
    command = [*program, str(port), kind, source]
    with serving(command, lambda: accepts(port), log=folder / f"flight-{kind}.log"):
        yield flight.connect(f"grpc://127.0.0.1:{port}")


def sides(
    model: BenchModel, servers: dict[str, Side], flights: dict[str, flight.FlightClient], size: int, rows: int
) -> dict[str, Callable[[], float]]:
    """What to measure: each returns rows a second after checking its answers."""
    frame = model.rows.sample(size, replace=True, random_state=0).reset_index(drop=True)
    batch = pa.RecordBatch.from_pandas(frame, preserve_index=False)
    matrix = np.ascontiguousarray(frame.to_numpy())
    expected = model.estimator.predict(matrix)
    count = max(1, rows // size)
    pyfunc = mlflow.pyfunc.load_model(str(model.folder))
    measures: dict[str, Callable[[], float]] = {
        ESTIMATOR: partial(timed, lambda: [model.estimator.predict(matrix) for _ in range(count)], expected),
        PYFUNC: partial(timed, lambda: [pyfunc.predict(frame) for _ in range(count)], expected),
    }
    for name, client in flights.items():
        measures[name] = partial(timed, partial(exchange, client, batch, count), expected)
    for plane, side in servers.items():
        for kind, given in (("Arrow", batch), ("tensors", matrix)):
            stream = partial(streamed, side.address, model.name, given, count)
            measures[OURS.format(plane, kind)] = partial(timed, stream, expected)
    return measures


def timed(run: Callable[[], list[np.ndarray]], expected: np.ndarray) -> float:
    """Rows a second of one run; ends everything if an answer is wrong."""
    began = time.perf_counter()
    answers = run()
    seconds = time.perf_counter() - began
    if any(not np.array_equal(np.asarray(answer).ravel(), expected) for answer in answers):
        sys.exit("a side answers wrongly")
    return len(expected) * len(answers) / seconds


def exchange(client: flight.FlightClient, batch: pa.RecordBatch, count: int) -> list[np.ndarray]:
    """The batches through Flight: a thread writes, this one reads."""
    writer, reader = client.do_exchange(flight.FlightDescriptor.for_command(b"predict"))

    def write() -> None:
        writer.begin(batch.schema)
        for _ in range(count):
            writer.write_batch(batch)
        writer.done_writing()

    thread = threading.Thread(target=write)
    thread.start()
    answers = [chunk.data.column(0).to_numpy() for chunk in reader]
    thread.join()
    writer.close()
    return answers


def streamed(address: str, model: str, given: object, count: int) -> list[np.ndarray]:
    """The batches through Hokusai's client."""
    with hokusai.Client(address) as client:
        answers = client.predict_stream(model, (given for _ in range(count)))
        return [values_of(answer.values) for answer in answers]


def values_of(values: object) -> np.ndarray:
    """The predictions of an answer, of whatever kind the question was."""
    if isinstance(values, pa.RecordBatch | pa.Table):
        return np.asarray(values.column(0).to_numpy())
    return np.asarray(values)


def rows_of(size: int, figures: dict[str, list[float]]) -> list[Row]:
    """A row a side, with its ratios to the sides that a promise names."""
    against = {OF_FLIGHT: FLIGHT, "of Flight, pyfunc": FLIGHT_PYFUNC, OF_PYFUNC: PYFUNC}
    rows = []
    for side, values in figures.items():
        spread = Spread.of(values)
        cells: dict[str, float | str] = {
            "rows/s": spread.median,
            "least–most": f"{spread.least:,.0f}–{spread.greatest:,.0f}",
        }
        cells |= {title: ratio(values, figures[other]).median for title, other in against.items() if side != other}
        wanted = TARGETS.get((side, size), {})
        reached = all(float(cells[title]) >= least for title, least in wanted.items()) if wanted else None
        target = ", ".join(f"≥ {least:g} {title}" for title, least in wanted.items())
        rows.append(Row(f"{size:,} rows a batch: {side}", cells, target, reached))
    return rows


def file_row(plane: str, side: Side, model: BenchModel, folder: Path, rows: int) -> Row:
    """A Parquet file through the command line, with the greatest memory of both ends."""
    source, target = folder / "rows.parquet", folder / "answers.parquet"
    if not source.exists():
        frame = model.rows.sample(rows, replace=True, random_state=1).reset_index(drop=True)
        pyarrow.parquet.write_table(pa.Table.from_pandas(frame, preserve_index=False), source, row_group_size=65_536)
    command = [str(Path(sys.executable).parent / "hokusai"), "predict", model.name, str(source)]
    command += ["-o", str(target), "--address", side.address]
    target.unlink(missing_ok=True)
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        ends = {"command MB": psutil.Process(process.pid), "server MB": side.process}
        peaks = dict.fromkeys(ends, 0.0)
        while process.poll() is None:
            for name, end in ends.items():
                peaks[name] = max(peaks[name], memory_of(end))
            time.sleep(0.05)
    seconds = time.perf_counter() - began
    answered = pyarrow.parquet.read_metadata(target).num_rows if target.exists() else 0
    if process.returncode != 0 or answered != rows:
        sys.exit(f"hokusai predict ended with {process.returncode} and {answered} rows")
    return Row(
        f"Parquet file of {rows:,} rows by `hokusai predict`, {plane} plane", {"rows/s": rows / seconds, **peaks}
    )


def memory_of(process: psutil.Process) -> float:
    """Memory of a process and its children in MB, 0 once it has ended."""
    try:
        return proportional_mb(family(process))
    except psutil.NoSuchProcess:
        return 0.0


if __name__ == "__main__":
    main()
