"""When a call is sent again, on a clock of the test's own."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokusai import exceptions
from hokusai.retrying import NO_RETRIES, Attempts, RetryPolicy, may_repeat, new_request_id


class Clock:
    """Stands still unless moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


BROKEN = exceptions.HokusaiConnectionError("broken")


def test_delays_grow_up_to_the_greatest() -> None:
    attempts = Attempts(RetryPolicy(6, initial_delay=1.0, multiplier=2.0, max_delay=5.0), None, Clock(), lambda: 1.0)
    assert [attempts.delay_after(BROKEN) for _ in range(6)] == [1.0, 2.0, 4.0, 5.0, 5.0, None]


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 20))
def test_jitter_stays_between_half_and_all_of_the_delay(chance: float, made: int) -> None:
    policy = RetryPolicy(max_attempts=100)
    delay = Attempts(policy, None, Clock(), lambda: chance, made=made - 1).delay_after(BROKEN)
    assert delay is not None
    assert policy.backoff(made) / 2 <= delay <= policy.backoff(made)


def test_the_servers_delay_is_never_undercut() -> None:
    error = exceptions.Overloaded("busy", retry_after=7.0)
    assert Attempts(RetryPolicy(), None, Clock(), lambda: 0.0).delay_after(error) == 7.0


def test_no_delay_outlives_the_deadline() -> None:
    clock = Clock()
    attempts = Attempts(RetryPolicy(initial_delay=1.0), clock.now + 1.5, clock, lambda: 1.0)
    assert attempts.delay_after(BROKEN) == 1.0
    clock.now += 1.0
    assert attempts.remaining() == 0.5
    assert attempts.delay_after(BROKEN) is None


def test_a_passed_deadline_leaves_enough_for_grpc_to_say_so() -> None:
    clock = Clock()
    assert Attempts(RetryPolicy(), clock.now - 1, clock).remaining() == 0.001


def test_what_is_under_way_is_given_more_time_than_a_call() -> None:
    policy = RetryPolicy()
    assert sum(policy.backoff(attempt) for attempt in range(1, policy.for_streams().max_attempts)) > 15
    assert sum(policy.backoff(attempt) for attempt in range(1, policy.max_attempts)) < 2
    assert NO_RETRIES.for_streams().max_attempts == 1


def test_without_retries_the_first_failure_counts() -> None:
    assert Attempts(NO_RETRIES, None, Clock()).delay_after(BROKEN) is None


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (BROKEN, True),
        (exceptions.Overloaded("", retry_after=0.0), True),
        (exceptions.ShuttingDown("", retry_after=1.0), True),
        (exceptions.ShuttingDown(""), False),
        (exceptions.StorageFull(""), False),
        (exceptions.Internal(""), False),
        (exceptions.ModelRaised(""), False),
        (exceptions.AliasMoved("", retry_after=1.0), False),
        (exceptions.MLflowAuthenticationError("", retry_after=1.0), False),
        (exceptions.DeadlinePassed(""), False),
    ],
)
def test_only_what_is_unavailable_with_the_servers_consent_is_repeated(
    error: exceptions.HokusaiError, expected: bool
) -> None:
    assert may_repeat(error) is expected


def test_request_ids_are_fresh_uuids() -> None:
    first, second = new_request_id(), new_request_id()
    assert first != second
    assert uuid.UUID(first).version == 4
