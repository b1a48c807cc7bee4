"""The state of a stream: every answer once and in order, whatever connections do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai.exceptions import FrameOutOfOrder, InvalidArgumentError
from hokusai.inference.payload_encoding import Encoded, encode
from hokusai.inference.prediction import Prediction
from hokusai.inference.stream_session import WINDOW_BYTES, StreamSession, StreamTerms
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1 import prediction_pb2


def _ready(window: int = 4, version: str = "1.2.3") -> pb.StreamPredictResponse:
    served_by = prediction_pb2.ServedBy(model="churn", version=version)
    return pb.StreamPredictResponse(ready=pb.StreamReady(served_by=served_by, window=window))


def _result(frame: bytes) -> pb.StreamPredictResponse:
    batch = pb.StreamPredictRequest.FromString(frame).batch
    return pb.StreamPredictResponse(result=pb.StreamResult(sequence=batch.sequence, payload=batch.payload, row_count=1))


_SUMMARY = pb.StreamPredictResponse(summary=pb.StreamSummary())


def _batch(number: int) -> Encoded:
    return encode(np.array([[float(number)]]))


@given(st.integers(0, 30), st.integers(1, 6), st.lists(st.integers(0, 5), max_size=12))
def test_every_batch_is_answered_once_and_in_order_over_any_number_of_breaks(
    count: int, window: int, breaks: list[int]
) -> None:
    """`breaks` are the numbers of answers after which each connection dies; the last one holds."""
    session = StreamSession(StreamTerms("churn", window=window))
    answers: list[float] = []
    given_, remaining = 0, [*breaks]
    while not session.complete:
        allowed = remaining.pop(0) if remaining else None
        opening = session.open_frame().open
        assert opening.first_sequence == len(answers)
        session.receive(_ready(window))
        sent = session.first_unanswered
        received = 0
        while allowed is None or received < allowed:
            while session.has_room and given_ < count:
                session.add(session.next_batch(_batch(given_)))
                given_ += 1
            session.source_ended = given_ == count
            frame = session.batch_frame(sent)
            if frame is None:
                session.receive(_SUMMARY)
                break
            answer = session.receive(_result(frame))
            assert isinstance(answer, Prediction)
            answers.append(float(answer.values[0, 0]))
            sent += 1
            received += 1
    assert answers == [float(number) for number in range(count)]


def test_a_resumed_stream_asks_for_the_version_it_had() -> None:
    session = StreamSession(StreamTerms("churn", "@production"))
    assert session.open_frame().open.selector.alias == "production"
    session.receive(_ready(version="1.2.3"))
    assert session.open_frame().open.selector.exact == "1.2.3"


def test_the_smaller_window_counts() -> None:
    session = StreamSession(StreamTerms("churn", window=2))
    session.open_frame()
    session.receive(_ready(window=100))
    session.add(session.next_batch(_batch(0)))
    assert session.has_room
    session.add(session.next_batch(_batch(1)))
    assert not session.has_room


def test_small_batches_fill_the_window_and_large_ones_stop_at_two() -> None:
    session = StreamSession(StreamTerms("churn", window=100))
    session.open_frame()
    session.receive(_ready(window=100))
    large = Encoded([bytes(WINDOW_BYTES)], 1, lambda payload: payload)
    taken = 0
    for data in [large] * 5:
        if session.has_room:
            session.add(session.next_batch(data))
            taken += 1
    assert taken == 2
    for sequence in range(2):
        session.receive(pb.StreamPredictResponse(result=pb.StreamResult(sequence=sequence, row_count=1)))
        assert session.has_room
    while session.has_room:
        session.add(session.next_batch(_batch(0)))
        taken += 1
    assert taken == 2 + 100


def test_a_window_of_one_takes_one() -> None:
    session = StreamSession(StreamTerms("churn", window=1))
    session.open_frame()
    session.receive(_ready(window=1))
    session.add(session.next_batch(_batch(0)))
    assert not session.has_room


def test_a_window_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="at least 1"):
        StreamTerms("churn", window=0)


def _opened(batches: int) -> StreamSession:
    session = StreamSession(StreamTerms("churn"))
    session.open_frame()
    session.receive(_ready())
    for number in range(batches):
        session.add(session.next_batch(_batch(number)))
    return session


def test_an_answer_out_of_order_is_refused() -> None:
    session = _opened(2)
    second = session.batch_frame(1)
    assert second is not None
    with pytest.raises(FrameOutOfOrder, match="batch 1"):
        session.receive(_result(second))


def test_an_answer_that_comes_twice_is_refused() -> None:
    session = _opened(1)
    first = session.batch_frame(0)
    assert first is not None
    session.receive(_result(first))
    with pytest.raises(FrameOutOfOrder):
        session.receive(_result(first))


def test_a_summary_before_the_last_answer_is_refused() -> None:
    session = _opened(1)
    session.source_ended = True
    with pytest.raises(FrameOutOfOrder, match="summary"):
        session.receive(_SUMMARY)


def test_a_frame_of_the_future_is_refused() -> None:
    with pytest.raises(FrameOutOfOrder):
        _opened(0).receive(pb.StreamPredictResponse())


def test_data_that_changes_after_its_batch_was_taken_is_sent_as_it_was() -> None:
    session = _opened(0)
    reused = np.array([[1.0]])
    session.add(session.next_batch(encode(reused)))
    reused[:] = 2.0
    frame = session.batch_frame(0)
    assert frame is not None
    answer = session.receive(_result(frame))
    assert isinstance(answer, Prediction)
    assert answer.values.tolist() == [[1.0]]
