"""What happens between the parts of a large batch: small batches of other connections are answered."""

import time
from collections.abc import Callable
from typing import Final, TypeAlias, final

Pause: TypeAlias = Callable[[], None]
"""Called between two parts of a batch; returns when the next part shall begin."""


def no_pause() -> None:
    """Go on at once."""


@final
class Interludes:
    """The pauses of one batch, and a clock that stands still in them.

    Args:
        let_in: answers others who wait, if any, for a bounded time.
    """

    def __init__(self, let_in: Pause = no_pause) -> None:
        self._let_in: Final = let_in
        self._nanos = 0

    def pause(self) -> None:
        """Let others in."""
        if self._let_in is not no_pause:
            began = time.monotonic_ns()
            self._let_in()
            self._nanos += time.monotonic_ns() - began

    def now(self) -> int:
        """Monotonic nanoseconds without those of the pauses."""
        return time.monotonic_ns() - self._nanos
