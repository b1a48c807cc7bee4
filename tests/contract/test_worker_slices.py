"""Large requests go through a model in slices, and small ones of other connections between these."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from mlflow.models import ModelSignature
from mlflow.types import Schema, TensorSpec

from hokusai.inference.v1 import payload_pb2
from hokusai.worker.v1 import worker_pb2
from hokusai_server.domain.signature import ColumnType
from tests.support import model_zoo
from tests.support.odd_models import write_odd_model
from tests.support.payloads import GivenColumn, as_rows, matrix, plain_columns
from tests.support.worker_client import Ask, RunningZygote, SpawnedWorker, WorkerClient, running_zygote

ROWS = 2  # in a slice
IN_TIME = 2_000_000_000


@pytest.fixture(scope="module")
def zygote() -> Iterator[RunningZygote]:
    with running_zygote() as running:
        yield running


@pytest.fixture
def worker(zygote: RunningZygote) -> Iterator[SpawnedWorker]:
    spawned = zygote.spawn()
    yield spawned
    zygote.kill(spawned)


@pytest.fixture
def bulk(worker: SpawnedWorker, tmp_path: Path) -> Iterator[WorkerClient]:
    """A connection to a worker with the odd model, two rows a call."""
    with worker.connect() as client:
        client.load(write_odd_model(tmp_path / "odd"), max_rows_per_call=ROWS)
        yield client


def acts(*acts: str) -> payload_pb2.Payload:
    return as_rows([GivenColumn("act", ColumnType.STRING, list(acts))])


class Slices:
    """A request of several slices, each of which begins when the one before it is over and ends when a test says so."""

    def __init__(self, folder: Path, count: int) -> None:
        self._signs = [folder / f"sign-{i}" for i in range(count)]
        self._gates = [folder / f"gate-{i}" for i in range(count)]
        pairs = zip(self._signs, self._gates, strict=True)
        self.commands = [act for sign, gate in pairs for act in (f"touches {sign}", f"waits_for {gate}")]

    def begun(self, index: int) -> bool:
        """Whether a slice has reached the model."""
        return self._signs[index].exists()

    def wait(self, index: int) -> None:
        """Return once a slice has reached the model; the test's own time limit bounds this."""
        while not self.begun(index):
            time.sleep(0.01)

    def open(self, index: int) -> None:
        """Let a slice end."""
        self._gates[index].touch()


def answered(*clients: WorkerClient) -> list[WorkerClient]:
    """Those that have an answer to read now."""
    readable, _, _ = select.select([client.connection for client in clients], [], [], 0)
    return [client for client in clients if client.connection in readable]


def test_a_worker_says_that_it_lets_small_batches_go_ahead(worker: SpawnedWorker) -> None:
    with WorkerClient(worker.socket) as client:
        assert "express" in client.hello("express").capabilities


def test_a_small_batch_is_answered_between_two_slices_of_a_large_one(
    worker: SpawnedWorker, bulk: WorkerClient, tmp_path: Path
) -> None:
    slices = Slices(tmp_path, 3)
    with worker.connect("express") as express:
        bulk.send_batch([Ask(acts(*slices.commands))])
        slices.wait(0)
        express.send_batch([Ask(acts("x"))])
        slices.open(0)
        ((small,), timings) = express.receive_batch()
        assert plain_columns(small.served) == {"length": [1]}
        assert timings.model_calls == 1
        assert answered(bulk) == []
        slices.open(1)
        slices.open(2)
        ((large,), timings) = bulk.receive_batch()
    assert plain_columns(large.served) == {"length": list(map(len, slices.commands))}
    assert timings.model_calls == 3


def test_only_one_small_batch_goes_ahead_at_a_time_and_only_on_express_connections(
    worker: SpawnedWorker, bulk: WorkerClient, tmp_path: Path
) -> None:
    slices = Slices(tmp_path, 3)
    with ExitStack() as stack:
        others = [stack.enter_context(worker.connect(*said)) for said in (["express"], ["express"], [])]
        bulk.send_batch([Ask(acts(*slices.commands))])
        slices.wait(0)
        for other in others:
            other.send_batch([Ask(acts("x"))])
        slices.open(0)
        slices.wait(1)
        (first,) = answered(*others)
        first.receive_batch()
        slices.open(1)
        slices.wait(2)
        (second,) = answered(*others)
        assert {first, second} == set(others[:2])
        slices.open(2)
        assert bulk.receive_batch()[0][0].outcome.row_count == 2 * 3
        assert others[2].receive_batch()[0][0].outcome.row_count == 1


def test_a_connection_is_greeted_and_a_stop_heeded_while_a_large_batch_is_under_way(
    zygote: RunningZygote, worker: SpawnedWorker, bulk: WorkerClient, tmp_path: Path
) -> None:
    slices = Slices(tmp_path, 2)
    bulk.send_batch([Ask(acts(*slices.commands))])
    slices.wait(0)
    with WorkerClient(worker.socket) as newcomer, worker_said_hello(newcomer) as greeting:
        slices.open(0)
        assert greeting.receive()[0].HasField("hello")
        slices.wait(1)
        newcomer.send(worker_pb2.ToWorker(stop=worker_pb2.Stop()))
        slices.open(1)
        assert bulk.receive_batch()[0][0].outcome.row_count == 4
        assert zygote.exit_of(worker).exit_code == 0


def worker_said_hello(client: WorkerClient) -> WorkerClient:
    """Send a hello without waiting for the answer."""
    hello = worker_pb2.Hello(protocol_version=1, capabilities=["express"])
    client.send(worker_pb2.ToWorker(hello=hello))
    return client


def test_a_fault_in_one_slice_is_about_its_request_alone(bulk: WorkerClient) -> None:
    asks = [Ask(acts("a", "b", "c", "raises", "e")), Ask(acts("f")), Ask(acts("g", "h", "i"))]
    answers, timings = bulk.predict_batch_timed(asks)
    assert [answer.outcome.fault.reason for answer in answers] == ["MODEL_RAISED", "", ""]
    assert [plain_columns(answer.served)["length"] for answer in answers[1:]] == [[1], [1, 1, 1]]
    # Two slices of the first until it raised, the second, two of the third.
    assert timings.model_calls == 5


def test_requests_share_a_call_up_to_its_rows(bulk: WorkerClient) -> None:
    answers, timings = bulk.predict_batch_timed([Ask(acts(act)) for act in ("a", "bb", "ccc", "dddd", "eeeee")])
    assert [plain_columns(answer.served)["length"] for answer in answers] == [[1], [2], [3], [4], [5]]
    assert timings.model_calls == 3


def test_slices_do_not_begin_after_the_deadline(bulk: WorkerClient, tmp_path: Path) -> None:
    slices = Slices(tmp_path, 2)
    sent = time.monotonic_ns()
    bulk.send_batch([Ask(acts(*slices.commands), deadline_nanos=IN_TIME), Ask(acts("x"))])
    slices.wait(0)
    while time.monotonic_ns() < sent + 2 * IN_TIME:
        time.sleep(0.01)
    slices.open(0)
    answers, _ = bulk.receive_batch(2)
    assert [answer.outcome.fault.reason for answer in answers] == ["DEADLINE_PASSED", ""]
    assert not slices.begun(1)


def test_a_model_of_a_fixed_number_of_rows_is_called_with_all_of_them(worker: SpawnedWorker, tmp_path: Path) -> None:
    tensor = TensorSpec(np.dtype(np.float64), (5, 2))
    bundle = model_zoo.save_function("Echo", tmp_path / "echo", ModelSignature(Schema([tensor]), Schema([tensor])))
    values = np.arange(10.0).reshape(5, 2)
    with worker.connect() as client:
        client.load(bundle, max_rows_per_call=ROWS)
        payload = matrix(values)
        answers, timings = client.predict_batch_timed([Ask(payload), Ask(payload)])
    assert [answer.outcome.row_count for answer in answers] == [5, 5], answers
    assert timings.model_calls == 2
