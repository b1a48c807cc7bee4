"""The worker protocol as a dispatcher may rely on it: handshake, order, faults, deadlines, ends of connections."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mlflow.models import infer_signature

from hokusai.inference.v1 import payload_pb2
from hokusai.worker.v1 import worker_pb2
from hokusai_server.domain.signature import ColumnType
from tests.support import model_zoo
from tests.support.odd_models import write_odd_model
from tests.support.payloads import GivenColumn, as_arrow, as_rows, as_tensors, matrix, plain_columns, value_message
from tests.support.worker_client import Answer, Ask, RunningZygote, SpawnedWorker, WorkerClient, running_zygote

_LATE = 1  # nanoseconds: over before anything can start
_SOON = 60_000_000_000


@pytest.fixture(scope="module")
def zygote() -> Iterator[RunningZygote]:
    with running_zygote() as running:
        yield running


@pytest.fixture(scope="module")
def odd_worker(zygote: RunningZygote, tmp_path_factory: pytest.TempPathFactory) -> SpawnedWorker:
    worker = zygote.spawn()
    with worker.connect() as client:
        client.load(write_odd_model(tmp_path_factory.mktemp("bundles") / "odd"))
    return worker


@pytest.fixture(scope="module")
def odd(odd_worker: SpawnedWorker) -> Iterator[WorkerClient]:
    """A model whose column `act` says what it does; it answers with the length of that text."""
    with odd_worker.connect() as client:
        yield client


@pytest.fixture(scope="module")
def echo(zygote: RunningZygote, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerClient]:
    with zygote.spawn().connect() as client:
        client.load(model_zoo.classifier(tmp_path_factory.mktemp("bundles") / "classifier"))
        yield client


def _acts(*acts: str) -> payload_pb2.Payload:
    return as_rows([GivenColumn("act", ColumnType.STRING, list(acts))])


def test_hello_names_version_and_process(zygote: RunningZygote) -> None:
    worker = zygote.spawn()
    with WorkerClient(worker.socket) as client:
        hello = client.hello()
    assert (hello.protocol_version, hello.pid) == (1, worker.pid)
    zygote.kill(worker)


def test_a_batch_has_one_outcome_a_request_in_order(odd: WorkerClient) -> None:
    answers = odd.predict_batch([Ask(_acts("a")), Ask(_acts("bb", "ccc")), Ask(_acts())])
    assert [answer.outcome.row_count for answer in answers] == [1, 2, 0]
    assert [plain_columns(answer.served).get("length", []) for answer in answers] == [[1], [2, 3], []]


def test_only_the_culprit_of_a_batch_fails(odd: WorkerClient) -> None:
    asks = [Ask(_acts("fine")) for _ in range(8)]
    asks[5] = Ask(_acts("fine", "raises"))
    answers, timings = odd.predict_batch_timed(asks)
    assert [answer.outcome.HasField("fault") for answer in answers] == [i == 5 for i in range(8)]
    fault = answers[5].fault
    assert (fault.reason, fault.cause) == ("MODEL_RAISED", "ValueError")
    assert fault.error_id
    assert "4711" not in str(fault)
    assert timings.model_calls == 7


def test_the_traceback_of_a_model_is_in_the_log_under_the_error_id(zygote: RunningZygote, tmp_path: Path) -> None:
    worker = zygote.spawn()
    with worker.connect() as client:
        client.load(write_odd_model(tmp_path / "odd"))
        error_id = client.predict(_acts("raises")).fault.error_id
        client.send(worker_pb2.ToWorker(stop=worker_pb2.Stop()))
        zygote.exit_of(worker)
    assert error_id in worker.log.read_text()
    assert "ValueError: the secret of this row is 4711" in worker.log.read_text()


def test_what_is_late_never_runs_and_its_neighbours_do(odd: WorkerClient, tmp_path: Path) -> None:
    answers = odd.predict_batch(
        [Ask(_acts("fine"), deadline_nanos=_SOON), Ask(_acts("exits"), deadline_nanos=_LATE), Ask(_acts("fine"))]
    )
    assert [answer.outcome.fault.reason for answer in answers] == ["", "DEADLINE_PASSED", ""]


def test_bad_requests_fail_alone(odd: WorkerClient) -> None:
    asks = [
        Ask(_acts("fine")),
        Ask(b"\xff\xff"),
        Ask(payload_pb2.Payload()),
        Ask(as_rows([GivenColumn("act", ColumnType.STRING, ["fine", None])])),
        Ask(as_rows([GivenColumn("other", ColumnType.STRING, ["fine"])])),
        Ask(_acts("fine")),
    ]
    reasons = [answer.outcome.fault.reason for answer in odd.predict_batch(asks)]
    assert reasons == ["", "PAYLOAD_INVALID", "PAYLOAD_INVALID", "MODEL_INPUT_INVALID", "MODEL_INPUT_INVALID", ""]


def test_a_bad_row_names_its_place_in_its_own_request(odd: WorkerClient) -> None:
    good, bad = ["fine"] * 3, ["fine", "fine", None]
    columns = [GivenColumn("act", ColumnType.STRING, values) for values in (good, bad)]
    answers = odd.predict_batch([Ask(as_rows([column])) for column in columns])
    assert plain_columns(answers[0].served) == {"length": [4, 4, 4]}
    violation = answers[1].fault.violations[0]
    assert (violation.field, violation.description) == ("rows[2].act", "expected string, got null")


def test_violations_are_listed_up_to_a_hundred_and_counted_beyond(odd: WorkerClient) -> None:
    fault = odd.predict(as_rows([GivenColumn("act", ColumnType.STRING, [None] * 250)])).fault
    assert (len(fault.violations), fault.violation_count) == (100, 250)
    assert fault.violations[99].field == "rows[99].act"


def test_extra_columns_are_refused_or_ignored_as_ordered(zygote: RunningZygote, tmp_path: Path) -> None:
    bundle = write_odd_model(tmp_path / "odd")
    columns = [GivenColumn("act", ColumnType.STRING, ["fine"]), GivenColumn("extra", ColumnType.LONG, [1])]
    for allowed in (False, True):
        with zygote.spawn().connect() as client:
            client.load(bundle, allow_extra_columns=allowed)
            for encode in (as_rows, as_tensors, as_arrow):
                answer = client.predict(encode(columns))
                assert answer.outcome.HasField("fault") is not allowed
                if not allowed:
                    assert answer.fault.violations[0].field == "extra"


def test_large_batches_are_cut_into_calls(zygote: RunningZygote, tmp_path: Path) -> None:
    with zygote.spawn().connect() as client:
        client.load(write_odd_model(tmp_path / "odd"), max_rows_per_call=10)
        answers, timings = client.predict_batch_timed([Ask(_acts(*("x" * i for i in range(1, 26))))])
    assert plain_columns(answers[0].served) == {"length": list(range(1, 26))}
    assert timings.model_calls == 3


def test_requests_share_a_call_only_if_their_params_are_equal(zygote: RunningZygote, tmp_path: Path) -> None:
    signature = infer_signature(pd.DataFrame({"x": [1.0]}), np.array([1.0]), params={"factor": 1.0, "names": ["a"]})
    bundle = model_zoo.save_function("Scale", tmp_path / "scale", signature)
    x = matrix(np.array([[2.0]]))

    def factor(value: Any) -> payload_pb2.PredictParams:
        return payload_pb2.PredictParams(values={"factor": value_message(value)})

    with zygote.spawn().connect() as client:
        client.load(bundle)
        asks = [Ask(x), Ask(x, factor(3.0)), Ask(x, factor(1.0)), Ask(x, factor(3))]
        answers, timings = client.predict_batch_timed(asks)
        assert [plain_columns(answer.served)["prediction"] for answer in answers] == [[2.0], [6.0], [2.0], [6.0]]
        assert timings.model_calls == 2
        wrong = payload_pb2.PredictParams(values={"factor": value_message("x"), "other": value_message(1)})
        fault = client.predict(x, wrong).fault
        described = {violation.field: violation.description for violation in fault.violations}
        assert described == {
            "params.factor": "expected double, got string",
            "params.other": "the signature has no such parameter",
        }


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("TooFew", "1 rows in 'prediction' for 2"),
        ("Scalar", "a float, which has no rows"),
        ("Strange", "a value of type complex cannot be returned"),
    ],
)
def test_an_answer_that_cannot_be_returned_says_why(
    zygote: RunningZygote, tmp_path: Path, name: str, cause: str
) -> None:
    signature = infer_signature(pd.DataFrame({"x": [1.0]}))
    with zygote.spawn().connect() as client:
        client.load(model_zoo.save_function(name, tmp_path / "model", signature))
        fault = client.predict(matrix(np.array([[2.0], [3.0]]))).fault
    assert (fault.reason, fault.cause) == ("MODEL_OUTPUT_INVALID", cause)


def test_a_model_without_a_signature_takes_what_comes(zygote: RunningZygote, tmp_path: Path) -> None:
    with zygote.spawn().connect() as client:
        client.load(model_zoo.save_function("Echo", tmp_path / "echo", None))
        columns = [
            GivenColumn("n", ColumnType.LONG, [1, 2]),
            GivenColumn("x", ColumnType.DOUBLE, [0.5, None]),
            GivenColumn("s", ColumnType.STRING, ["a", None]),
        ]
        answers = [plain_columns(client.predict(encode(columns)).served) for encode in (as_rows, as_tensors, as_arrow)]
    for answer in answers:
        assert answer["n"] == [1, 2]
        assert answer["s"] == ["a", None]
        assert answer["x"][0] == 0.5


def _connected(zygote: RunningZygote) -> WorkerClient:
    return WorkerClient(zygote.spawn().socket)


def _message(**frame: Any) -> bytes:
    return worker_pb2.ToWorker(**frame).SerializeToString()


_HELLO = _message(hello=worker_pb2.Hello(protocol_version=1))


@pytest.mark.parametrize(
    "headers",
    [
        [_message(ping=worker_pb2.Ping())],
        [_message(hello=worker_pb2.Hello(protocol_version=0))],
        [_HELLO, _message(predict=worker_pb2.PredictBatch())],
        [_HELLO, b""],
        [_HELLO, b"\xff\xff\xff"],
    ],
    ids=["before hello", "version 0", "predict before load", "unknown frame", "no message"],
)
def test_a_breach_of_the_protocol_ends_the_connection_but_not_the_worker(
    zygote: RunningZygote, headers: list[bytes]
) -> None:
    worker = zygote.spawn()
    with WorkerClient(worker.socket) as client:
        for header in headers:
            client.frames.send(header)
        assert headers[0] != _HELLO or client.receive()[0].HasField("hello")
        assert client.receive_end() is None
    with WorkerClient(worker.socket) as other:
        assert other.hello().pid == worker.pid
    zygote.kill(worker)


@pytest.mark.parametrize("raw", [struct.pack("<II", 1 << 31, 0), struct.pack("<II", 0, 1 << 31), b"\x01\x00"])
def test_bytes_that_are_no_frame_end_the_connection_but_not_the_worker(zygote: RunningZygote, raw: bytes) -> None:
    worker = zygote.spawn()
    with WorkerClient(worker.socket) as client:
        client.connection.sendall(raw)
        client.connection.shutdown(1)
        assert client.receive_end() is None
    with WorkerClient(worker.socket) as other:
        assert other.hello().pid == worker.pid
    zygote.kill(worker)


@pytest.mark.parametrize("size", [10, 3, 2**64 - 1])
def test_sizes_that_are_not_those_of_the_body_end_the_connection(odd_worker: SpawnedWorker, size: int) -> None:
    with odd_worker.connect() as client:
        batch = worker_pb2.PredictBatch(requests=[worker_pb2.RequestHead(payload_size=size)])
        client.send(worker_pb2.ToWorker(predict=batch), [b"short"])
        assert client.receive_end() is None
    with odd_worker.connect() as client:
        assert client.predict(_acts("answer")).outcome.row_count == 1


@pytest.mark.parametrize(
    "alike",
    [
        worker_pb2.AlikeRequests(count=2, payload_size=3),
        worker_pb2.AlikeRequests(count=2**32 - 1, payload_size=2**64 - 1),
        worker_pb2.AlikeRequests(payload_size=5),
        worker_pb2.AlikeRequests(count=1, payload_size=5, deadline_nanos=[_SOON, _SOON]),
    ],
    ids=["too few bytes", "far too few bytes", "no requests", "too many deadlines"],
)
def test_alike_requests_that_are_not_those_of_the_body_end_the_connection(
    odd_worker: SpawnedWorker, alike: worker_pb2.AlikeRequests
) -> None:
    with odd_worker.connect() as client:
        client.send(worker_pb2.ToWorker(predict=worker_pb2.PredictBatch(alike=alike)), [b"short"])
        assert client.receive_end() is None
    with odd_worker.connect() as client:
        assert client.predict(_acts("answer")).outcome.row_count == 1


@pytest.mark.parametrize("response_encoding", payload_pb2.Encoding.values())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_alike_requests_are_answered_as_if_told_one_by_one(
    echo: WorkerClient, response_encoding: payload_pb2.Encoding.ValueType, data: st.DataObject
) -> None:
    """Whatever else is in the batch: rows of no number, another form of the same length, bytes that are no payload."""
    good = st.lists(st.floats(-10, 10) | st.just(float("nan")), min_size=4, max_size=4).map(
        lambda row: matrix(np.array([row])).SerializeToString()
    )
    size = len(matrix(np.zeros((1, 4))).SerializeToString())
    transposed = matrix(np.zeros((4, 1))).SerializeToString()
    odd_ones = st.sampled_from([transposed, b"\xff" * size])
    payloads = data.draw(st.lists(st.one_of(good, good, good, odd_ones), min_size=1, max_size=12))
    deadlines = data.draw(
        st.lists(st.sampled_from([0, 0, _SOON, _LATE]), min_size=len(payloads), max_size=len(payloads))
    )
    asks = [
        Ask(payload, response_encoding=response_encoding, deadline_nanos=nanos)
        for payload, nanos in zip(payloads, deadlines, strict=True)
    ]
    alike, one_by_one = echo.predict_alike(asks), echo.predict_batch(asks)
    assert list(map(_comparable, alike)) == list(map(_comparable, one_by_one))


def test_alike_requests_of_no_bytes_are_answered(echo: WorkerClient) -> None:
    answers = echo.predict_alike([Ask(b""), Ask(b"")])
    assert [answer.fault.reason for answer in answers] == ["PAYLOAD_INVALID"] * 2


def test_alike_answers_are_told_as_such(echo: WorkerClient) -> None:
    echo.send_alike([Ask(matrix(np.ones((2, 4)))), Ask(matrix(np.zeros((2, 4)))), Ask(matrix(np.ones((2, 4))))])
    message, body = echo.receive()
    assert not message.outcome.outcomes
    assert message.outcome.alike.row_count == 2
    assert message.outcome.alike.payload_size * 3 == len(body)


def _comparable(answer: Answer) -> tuple[str, str, int, dict[str, list[Any]] | None]:
    fault = answer.outcome.fault
    rows = None if answer.payload is None else plain_columns(answer.payload)
    return fault.reason, fault.cause, answer.outcome.row_count, rows


def test_a_second_load_ends_the_connection(zygote: RunningZygote, tmp_path: Path) -> None:
    bundle = write_odd_model(tmp_path / "odd")
    with zygote.spawn().connect() as client:
        client.load(bundle)
        client.send(worker_pb2.ToWorker(load=worker_pb2.Load(bundle_path=str(bundle))))
        assert client.receive_end() is None


def test_several_connections_share_the_loaded_model(zygote: RunningZygote, tmp_path: Path) -> None:
    worker = zygote.spawn()
    with worker.connect() as first, worker.connect() as second:
        first.load(write_odd_model(tmp_path / "odd"))
        assert plain_columns(second.predict(_acts("fine")).served) == {"length": [4]}


def test_stop_answers_what_came_before_and_ends_the_worker(zygote: RunningZygote, tmp_path: Path) -> None:
    worker = zygote.spawn()
    with worker.connect() as client:
        client.load(write_odd_model(tmp_path / "odd"))
        client.send_batch([Ask(_acts("fine"))])
        client.send(worker_pb2.ToWorker(stop=worker_pb2.Stop()))
        assert client.receive()[0].outcome.outcomes[0].row_count == 1
        assert client.receive_end() is None
    assert zygote.exit_of(worker).exit_code == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_bytes_of_a_payload_the_worker_answers(echo: WorkerClient, data: st.DataObject) -> None:
    """Damaged payloads of every encoding are refused or served, never fatal."""
    columns = [GivenColumn(name, ColumnType.DOUBLE, [1.0, 2.0]) for name in "abcd"]
    encode = data.draw(st.sampled_from([as_rows, as_tensors, as_arrow, lambda _: matrix(np.zeros((900, 4)))]))
    whole = bytearray(encode(columns).SerializeToString())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))]) if data.draw(st.booleans()) else bytes(whole)
    answers = echo.predict_batch([Ask(damaged), Ask(matrix(np.zeros((1, 4))))])
    assert answers[0].outcome.fault.reason in {"", "PAYLOAD_INVALID", "MODEL_INPUT_INVALID"}
    assert not answers[0].outcome.fault.error_id, "a fault that no reader foresaw"
    assert answers[1].outcome.row_count == 1
