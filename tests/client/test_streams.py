"""Prediction streams over connections that break, in both doors."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator, Sequence

import grpc
import numpy as np
import pytest

from hokusai import Client, FailedBatch, Prediction, RetryPolicy, aio, exceptions
from hokusai.inference import Resumption
from tests.client.conftest import QUICK
from tests.support.cutting_proxy import CuttingProxy, cutting_proxy
from tests.support.scripted_server import Fault, ScriptedServer


def _batches(count: int, rows: int = 1000) -> Iterator[np.ndarray]:
    for index in range(count):
        yield np.full((rows, 1), float(index))


def _numbers(answers: Sequence[Prediction | FailedBatch]) -> list[float]:
    return [float(answer.values[0, 0]) for answer in answers if isinstance(answer, Prediction)]


def test_answers_come_in_order_and_name_the_version(client: Client) -> None:
    answers = list(client.predict_stream("churn", _batches(50)))
    assert _numbers(answers) == [float(index) for index in range(50)]
    assert [each.sequence for each in answers] == list(range(50))
    assert all(each.version == "1.2.3" for each in answers)


def test_an_empty_stream_is_complete(client: Client) -> None:
    assert list(client.predict_stream("churn", [])) == []


def test_a_broken_stream_goes_on_without_losing_or_doubling_an_answer(scripted: ScriptedServer) -> None:
    """100 batches of 8 kB; the connection is reset after every 100 kB of answers."""
    resumed: list[Resumption] = []
    with cutting_proxy(scripted.address) as proxy, Client(proxy.address, retry=QUICK) as client:
        answers: list[Prediction | FailedBatch] = []
        for answer in client.predict_stream("churn", _batches(100), on_resume=resumed.append):
            if len(answers) % 20 == 0:
                proxy.cut_after = 100_000
            answers.append(answer)
    assert _numbers(answers) == [float(index) for index in range(100)]
    assert resumed
    assert [each.next_sequence for each in resumed] == sorted(each.next_sequence for each in resumed)
    opens = scripted.script.calls["StreamPredict"]
    assert [each.selector.exact for each in opens[1:]] == ["1.2.3"] * (len(opens) - 1)
    assert [each.first_sequence for each in opens] == [0, *(each.next_sequence for each in resumed)]


async def test_a_broken_stream_goes_on_in_an_event_loop(scripted: ScriptedServer) -> None:
    async def source() -> AsyncIterator[np.ndarray]:
        for batch in _batches(100):
            yield batch

    resumed: list[Resumption] = []
    with cutting_proxy(scripted.address) as proxy:
        async with aio.Client(proxy.address, retry=QUICK) as client:
            answers: list[Prediction | FailedBatch] = []
            async for answer in client.predict_stream("churn", source(), on_resume=resumed.append):
                if len(answers) % 20 == 0:
                    proxy.cut_after = 100_000
                answers.append(answer)
    assert _numbers(answers) == [float(index) for index in range(100)]
    assert resumed


def test_a_stream_resumes_when_the_server_drains(scripted: ScriptedServer, client: Client) -> None:
    scripted.script.faults["StreamPredict"].append(
        Fault(grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN", retry_after=0.01)
    )
    assert _numbers(list(client.predict_stream("churn", _batches(5)))) == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_a_stream_that_cannot_be_resumed_says_where_it_stands(scripted: ScriptedServer) -> None:
    """After ten answers there is no server any more."""
    answers: list[Prediction | FailedBatch] = []
    hasty = RetryPolicy(max_attempts=3, stream_attempts=3, initial_delay=0.01)

    def take(client: Client, proxy: CuttingProxy) -> None:
        for answer in client.predict_stream("churn", _batches(100)):
            answers.append(answer)
            if len(answers) == 10:
                _vanish(proxy)

    with (
        cutting_proxy(scripted.address) as proxy,
        Client(proxy.address, retry=hasty) as client,
        pytest.raises(exceptions.HokusaiConnectionError) as caught,
    ):
        take(client, proxy)
    assert int(caught.value.details["next_sequence"]) >= 10
    assert _numbers(answers) == [float(index) for index in range(len(answers))]


def test_a_failed_batch_raises_by_default(scripted: ScriptedServer, client: Client) -> None:
    scripted.script.failing_batches[3] = Fault(grpc.StatusCode.UNKNOWN, "MODEL_RAISED")
    answers: list[Prediction | FailedBatch] = []
    with pytest.raises(exceptions.ModelRaised) as caught:
        answers.extend(client.predict_stream("churn", _batches(10)))
    assert caught.value.details["sequence"] == "3"


def test_a_failed_batch_is_yielded_by_choice_and_the_stream_goes_on(scripted: ScriptedServer, client: Client) -> None:
    scripted.script.failing_batches[3] = Fault(grpc.StatusCode.UNKNOWN, "MODEL_RAISED")
    answers = list(client.predict_stream("churn", _batches(10, rows=7), on_error="yield"))
    assert len(answers) == 10
    failed = answers[3]
    assert isinstance(failed, FailedBatch)
    assert (failed.sequence, failed.row_count, type(failed.error)) == (3, 7, exceptions.ModelRaised)


CRASHED = Fault(grpc.StatusCode.UNAVAILABLE, "WORKER_CRASHED", retry_after=0.01)


def test_a_batch_that_fails_for_a_passing_reason_is_sent_again(scripted: ScriptedServer, client: Client) -> None:
    scripted.script.passing_failures[3] = [CRASHED, CRASHED]
    resumed: list[Resumption] = []
    answers = list(client.predict_stream("churn", _batches(10), on_resume=resumed.append))
    assert _numbers(answers) == [float(index) for index in range(10)]
    assert [each.next_sequence for each in resumed] == [3, 3]


async def test_a_batch_is_sent_again_in_an_event_loop(scripted: ScriptedServer) -> None:
    scripted.script.passing_failures[3] = [CRASHED, CRASHED]
    async with aio.Client(scripted.address, retry=QUICK) as client:
        answers = [each async for each in client.predict_stream("churn", _batches(10))]
    assert _numbers(answers) == [float(index) for index in range(10)]


def test_a_batch_that_fails_for_that_reason_again_and_again_has_failed(
    scripted: ScriptedServer, client: Client
) -> None:
    scripted.script.failing_batches[3] = CRASHED
    answers = list(client.predict_stream("churn", _batches(10), on_error="yield"))
    assert len(answers) == 10
    failed = answers[3]
    assert isinstance(failed, FailedBatch)
    assert isinstance(failed.error, exceptions.WorkerCrashed)


def test_a_source_that_waits_for_answers_does_not_lock_up(client: Client) -> None:
    """Each batch is given only after the answer to the one before was taken."""
    taken = threading.Semaphore(1)

    def source() -> Iterator[np.ndarray]:
        for batch in _batches(20, rows=1):
            assert taken.acquire(timeout=20)
            yield batch

    numbers = []
    for answer in client.predict_stream("churn", source()):
        assert isinstance(answer, Prediction)
        numbers.append(float(answer.values[0, 0]))
        taken.release()
    assert numbers == [float(index) for index in range(20)]


def test_no_more_batches_are_taken_than_the_window_allows(scripted: ScriptedServer, client: Client) -> None:
    scripted.script.window = 3
    ahead, most = 0, 0

    def source() -> Iterator[np.ndarray]:
        nonlocal ahead, most
        for batch in _batches(30, rows=1):
            ahead += 1
            most = max(most, ahead)
            yield batch

    for _ in client.predict_stream("churn", source(), window=8):
        ahead -= 1
    # Three under way, and one more that was taken when the answer of the first had come but was not handed out yet.
    assert most <= 4


def test_what_the_source_raises_reaches_the_caller_after_the_answers(client: Client) -> None:
    def source() -> Iterator[np.ndarray]:
        yield from _batches(3, rows=1)
        raise RuntimeError("the disk is gone")

    answers: list[Prediction | FailedBatch] = []
    with pytest.raises(RuntimeError, match="the disk is gone"):
        answers.extend(client.predict_stream("churn", source()))
    assert len(answers) == 3


def test_a_batch_that_cannot_be_sent_ends_the_stream(client: Client) -> None:
    with pytest.raises(exceptions.UnsupportedData, match="object"):
        list(client.predict_stream("churn", [object()]))


def test_leaving_a_stream_early_ends_it(scripted: ScriptedServer, client: Client) -> None:
    ended = threading.Event()

    def source() -> Iterator[np.ndarray]:
        try:
            while True:
                yield np.zeros((1, 1))
        finally:
            ended.set()

    batches = source()
    stream = client.predict_stream("churn", batches)
    next(stream)
    stream.close()
    assert client.predict("churn", np.zeros((1, 1))).version == "1.2.3"


async def test_leaving_a_stream_early_ends_it_in_an_event_loop(scripted: ScriptedServer) -> None:
    async with aio.Client(scripted.address) as client:
        stream = client.predict_stream("churn", _batches(1000, rows=1))
        assert isinstance(await anext(stream), Prediction)
        await stream.aclose()
        assert (await client.predict("churn", np.zeros((1, 1)))).version == "1.2.3"


def test_resumptions_are_logged_where_nobody_asks_for_them(
    scripted: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    with cutting_proxy(scripted.address) as proxy, Client(proxy.address, retry=QUICK) as client:
        proxy.cut_after = 50_000
        assert len(list(client.predict_stream("churn", _batches(20)))) == 20
    assert any("resumed at batch" in each.message for each in caplog.records)


def _vanish(proxy: CuttingProxy) -> None:
    proxy.target = ("127.0.0.1", 1)
    proxy.cut()
