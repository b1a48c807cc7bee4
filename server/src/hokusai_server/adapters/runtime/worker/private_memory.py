"""How much memory ending this process would give back."""

import os
from pathlib import Path
from typing import final

_SMAPS = Path("/proc/self/smaps_rollup")
_STATM = Path("/proc/self/statm")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@final
class PrivateMemory:
    """Measures pages that this process shares with nobody: exactly, or fast.

    The exact figure walks the page tables, which takes 10 ms and more for a process with these libraries. Between
    two exact ones the growth of anonymous memory tells nearly the same in microseconds.
    """

    def __init__(self) -> None:
        self._exact = 0
        self._anonymous_then = 0

    def exact_bytes(self) -> int:
        """Measure exactly."""
        self._exact = sum(
            int(line.split()[1]) * 1024
            for line in _SMAPS.read_bytes().splitlines()
            if line.startswith(b"Private_")  # clean, dirty, huge
        )
        self._anonymous_then = _anonymous_bytes()
        return self._exact

    def estimated_bytes(self) -> int:
        """The last exact figure, carried forward."""
        return max(0, self._exact + _anonymous_bytes() - self._anonymous_then)


def _anonymous_bytes() -> int:
    fields = _STATM.read_bytes().split()
    return (int(fields[1]) - int(fields[2])) * _PAGE_BYTES
