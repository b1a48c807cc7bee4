"""What a process asks of the kernel for itself: to die with its parent, to adopt orphans, to stay within limits."""

import ctypes
import os
import resource
import signal
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36

_OPEN_FILES = 1024
"""Enough for any model; a leak of descriptors ends with an error in the model, not on the machine."""


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, however it ends.

    Args:
        parent: pid of the parent before the fork; if it is gone already, this process ends at once.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parents end, so that they can be found and ended."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def children() -> set[int]:
    """Pids of this process's children, adopted ones and zombies included."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return set(map(int, listed.split()))


def limit(address_space_bytes: int) -> None:
    """Apply the limits of a worker.

    Args:
        address_space_bytes: what it may map beyond what it inherited from the zygote; 0 means no limit.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    if address_space_bytes:
        mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + address_space_bytes, mapped + address_space_bytes))


def close_all_but(kept: Collection[int]) -> None:
    """Close every descriptor of this process that is not in `kept`."""
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        if descriptor not in kept:
            with suppress(OSError):  # the descriptor of the listing itself is closed already
                os.close(descriptor)


def be_the_first_to_go() -> None:
    """Have the kernel choose this process before the server when the machine runs out of memory."""
    with suppress(OSError):  # some containers do not allow it
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _prctl(option: int, value: int) -> None:
    if _LIBC.prctl(option, value, 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
