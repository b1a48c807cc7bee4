"""When to send a call again. Pure: clock, sleep and chance are the caller's."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hokusai.exceptions import ExhaustedError, HokusaiConnectionError, HokusaiError, UnavailableError


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how patiently a call is repeated.

    Attributes:
        max_attempts: calls in all, the first included. 1 never repeats.
        stream_attempts: the same for a stream, an upload or a download that was under way, each time that it moved
            on. More than for calls: what is half done is worth waiting for a server that restarts.
        initial_delay: longest delay before the second attempt, in seconds; the real one is between half and all of it.
        multiplier: growth of the delay from one attempt to the next.
        max_delay: greatest delay of our own, in seconds. A delay that the server asks for is kept even if it is longer.
    """

    max_attempts: int = 5
    initial_delay: float = 0.1
    multiplier: float = 2.0
    max_delay: float = 5.0
    stream_attempts: int = 10

    def for_streams(self) -> RetryPolicy:
        """The policy for what was under way."""
        return replace(self, max_attempts=self.stream_attempts)

    def backoff(self, attempt: int) -> float:
        """The longest delay after attempt number `attempt` (from 1), in seconds."""
        return min(self.max_delay, self.initial_delay * self.multiplier ** (attempt - 1))


NO_RETRIES = RetryPolicy(max_attempts=1, stream_attempts=1)


def may_repeat(error: HokusaiError) -> bool:
    """Whether a call that is safe to repeat should be: the connection failed, or the server said when to come again."""
    if isinstance(error, HokusaiConnectionError):
        return True
    return isinstance(error, UnavailableError | ExhaustedError) and error.retry_after is not None


@dataclass(slots=True)
class Attempts:
    """The attempts of one call: how many there were, and how much time is left for more.

    Attributes:
        policy: the patience.
        deadline: instant on `clock` at which the caller wants an answer; None waits as long as the attempts last.
        clock: monotonic seconds.
        chance: a number in [0, 1), for jitter.
    """

    policy: RetryPolicy
    deadline: float | None
    clock: Callable[[], float]
    chance: Callable[[], float] = field(default=random.random)
    made: int = 0

    def remaining(self) -> float | None:
        """Seconds left for the next attempt; None means no limit. At least a millisecond, so that gRPC can refuse."""
        return None if self.deadline is None else max(0.001, self.deadline - self.clock())

    def delay_after(self, error: HokusaiError) -> float | None:
        """Seconds to wait before the next attempt, or None if there shall be none."""
        self.made += 1
        if self.made >= self.policy.max_attempts or not may_repeat(error):
            return None
        delay = self.policy.backoff(self.made) * (0.5 + 0.5 * self.chance())
        delay = max(delay, error.retry_after or 0.0)
        if self.deadline is not None and self.clock() + delay >= self.deadline:
            return None
        return delay


def new_request_id() -> str:
    """A fresh id for one write, kept through its retries."""
    return str(uuid.uuid4())
