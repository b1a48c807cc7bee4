"""A blocking dispatcher for tests: starts a zygote, spawns workers, speaks the worker protocol."""

import itertools
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from hokusai.inference.v1 import payload_pb2
from hokusai.worker.v1 import worker_pb2, zygote_pb2
from hokusai_server.adapters.runtime.frames import Frame, FrameSocket
from hokusai_server.adapters.runtime.zygote_command import zygote_command


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a micro-batch."""

    payload: payload_pb2.Payload | bytes
    params: payload_pb2.PredictParams | None = None
    response_encoding: payload_pb2.Encoding.ValueType = payload_pb2.ENCODING_UNSPECIFIED
    deadline_nanos: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of it: a payload or a fault."""

    outcome: worker_pb2.RequestOutcome
    payload: payload_pb2.Payload | None

    @property
    def fault(self) -> worker_pb2.Fault:
        """The fault of a request that failed."""
        assert self.outcome.HasField("fault"), self.payload
        return self.outcome.fault

    @property
    def served(self) -> payload_pb2.Payload:
        """The payload of a request that did not fail."""
        assert self.payload is not None, self.outcome
        return self.payload


class WorkerClient:
    """One connection to a worker."""

    def __init__(self, path: Path) -> None:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(30)
        connection.connect(str(path))
        self.connection = connection
        self.frames = FrameSocket(connection)
        self._ids = itertools.count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.frames.close()

    def send(self, message: worker_pb2.ToWorker, body: Sequence[bytes] = ()) -> None:
        self.frames.send(message.SerializeToString(), list(body))

    def receive(self) -> tuple[worker_pb2.FromWorker, memoryview]:
        frame = self.frames.receive()
        assert frame is not None, "the worker closed the connection"
        return worker_pb2.FromWorker.FromString(frame.header), frame.body

    def receive_end(self) -> Frame | None:
        return self.frames.receive()

    def hello(self, *capabilities: str) -> worker_pb2.Hello:
        self.send(worker_pb2.ToWorker(hello=worker_pb2.Hello(protocol_version=1, capabilities=capabilities)))
        answer, _ = self.receive()
        assert answer.HasField("hello")
        return answer.hello

    def load(
        self, bundle: Path, *, allow_extra_columns: bool = False, max_rows_per_call: int = 0
    ) -> worker_pb2.FromWorker:
        order = worker_pb2.Load(
            model="model",
            version="1.0.0",
            bundle_path=str(bundle),
            allow_extra_columns=allow_extra_columns,
            max_rows_per_call=max_rows_per_call,
        )
        self.send(worker_pb2.ToWorker(load=order))
        answer, _ = self.receive()
        return answer

    def send_alike(self, asks: Sequence[Ask]) -> None:
        """Send requests without params whose payloads have one size as such."""
        payloads = [ask.payload if isinstance(ask.payload, bytes) else ask.payload.SerializeToString() for ask in asks]
        alike = worker_pb2.AlikeRequests(
            count=len(asks),
            payload_size=len(payloads[0]),
            response_encoding=asks[0].response_encoding,
            deadline_nanos=[ask.deadline_nanos for ask in asks] if any(ask.deadline_nanos for ask in asks) else [],
        )
        self.send(worker_pb2.ToWorker(predict=worker_pb2.PredictBatch(batch_id=next(self._ids), alike=alike)), payloads)

    def send_batch(self, asks: Sequence[Ask]) -> None:
        body: list[bytes] = []
        batch = worker_pb2.PredictBatch(batch_id=next(self._ids))
        for ask in asks:
            payload = ask.payload if isinstance(ask.payload, bytes) else ask.payload.SerializeToString()
            params = b"" if ask.params is None else ask.params.SerializeToString()
            batch.requests.add(
                id=next(self._ids),
                payload_size=len(payload),
                params_size=len(params),
                response_encoding=ask.response_encoding,
                deadline_nanos=ask.deadline_nanos,
            )
            body += [payload, params]
        self.send(worker_pb2.ToWorker(predict=batch), body)

    def predict_batch(self, asks: Sequence[Ask]) -> list[Answer]:
        return self.predict_batch_timed(asks)[0]

    def predict_batch_timed(self, asks: Sequence[Ask]) -> tuple[list[Answer], worker_pb2.BatchTimings]:
        self.send_batch(asks)
        return self.receive_batch(len(asks))

    def receive_batch(self, requests: int = 1) -> tuple[list[Answer], worker_pb2.BatchTimings]:
        message, body = self.receive()
        assert message.HasField("outcome")
        return _answers(message.outcome, body, requests), message.outcome.timings

    def predict_alike(self, asks: Sequence[Ask]) -> list[Answer]:
        self.send_alike(asks)
        message, body = self.receive()
        return _answers(message.outcome, body, len(asks))

    def predict(
        self,
        payload: payload_pb2.Payload | bytes,
        params: payload_pb2.PredictParams | None = None,
        response_encoding: payload_pb2.Encoding.ValueType = payload_pb2.ENCODING_UNSPECIFIED,
    ) -> Answer:
        return self.predict_batch([Ask(payload, params, response_encoding)])[0]


def _answers(told: worker_pb2.BatchOutcome, body: memoryview, expected: int) -> list[Answer]:
    outcomes = list(told.outcomes)
    if told.HasField("alike"):
        assert not outcomes
        size, rows = told.alike.payload_size, told.alike.row_count
        outcomes = [worker_pb2.RequestOutcome(id=i + 1, payload_size=size, row_count=rows) for i in range(expected)]
    answers: list[Answer] = []
    position = 0
    for outcome in outcomes:
        payload = None
        if not outcome.HasField("fault"):
            end = position + outcome.payload_size
            payload = payload_pb2.Payload.FromString(bytes(body[position:end]))
            position = end
        answers.append(Answer(outcome, payload))
    assert position == len(body)
    assert len(answers) == expected
    return answers


@dataclass(slots=True)
class RunningZygote:
    """A zygote that this process started."""

    process: "subprocess.Popen[bytes]"
    control: FrameSocket
    directory: Path
    ready: zygote_pb2.ZygoteReady
    _names: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def order(self, message: zygote_pb2.ToZygote) -> None:
        self.control.send(message.SerializeToString())

    def report(self) -> zygote_pb2.FromZygote:
        frame = self.control.receive()
        assert frame is not None, "the zygote ended"
        return zygote_pb2.FromZygote.FromString(frame.header)

    def spawn(self, *, address_space_bytes: int = 0, log_bytes: int = 0) -> "SpawnedWorker":
        name = f"w{next(self._names)}"
        worker = SpawnedWorker(name, 0, self.directory / f"{name}.sock", self.directory / f"{name}.log")
        self.order(
            zygote_pb2.ToZygote(
                spawn=zygote_pb2.SpawnWorker(
                    worker_id=name,
                    socket_path=str(worker.socket),
                    log_path=str(worker.log),
                    address_space_bytes=address_space_bytes,
                    log_bytes=log_bytes,
                )
            )
        )
        while True:
            report = self.report()
            if report.HasField("spawned"):
                worker.pid = report.spawned.pid
                return worker

    def exit_of(self, worker: "SpawnedWorker") -> zygote_pb2.WorkerExited:
        while True:
            report = self.report()
            if report.HasField("exited") and report.exited.worker_id == worker.name:
                return report.exited

    def kill(self, worker: "SpawnedWorker") -> None:
        self.order(zygote_pb2.ToZygote(kill=zygote_pb2.KillWorker(worker_id=worker.name)))


@dataclass(slots=True)
class SpawnedWorker:
    """A worker that listens."""

    name: str
    pid: int
    socket: Path
    log: Path

    def connect(self, *capabilities: str) -> WorkerClient:
        client = WorkerClient(self.socket)
        client.hello(*capabilities)
        return client


@contextmanager
def running_zygote() -> Iterator[RunningZygote]:
    """Start a zygote in a directory with a short path (a Unix socket's is limited to 107 bytes), and end it with its
    workers.
    """
    directory = Path(tempfile.mkdtemp(prefix="hokusai-zygote-"))
    home = directory / "home"
    home.mkdir()
    ours, theirs = socket.socketpair()
    command = zygote_command(home=home)
    with subprocess.Popen(
        command.argv, env=dict(command.environment), stdin=theirs.fileno(), stdout=subprocess.DEVNULL
    ) as process:
        theirs.close()
        ours.settimeout(50)
        control = FrameSocket(ours)
        try:
            frame = control.receive()
            assert frame is not None
            ready = zygote_pb2.FromZygote.FromString(frame.header).ready
            yield RunningZygote(process, control, directory, ready)
        finally:
            control.close()
            process.wait(timeout=20)
            shutil.rmtree(directory, ignore_errors=True)
