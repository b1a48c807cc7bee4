"""What a forked child does before it is a worker, and how it ends."""

import faulthandler
import gc
import os
import signal
import socket
import sys
import traceback
from typing import NoReturn

from hokusai_server.adapters.runtime import process_limits


def live(listener: socket.socket, log: int, zygote: int, address_space_bytes: int) -> NoReturn:
    """Turn this forked child into a worker and serve until told to stop. Never returns to the zygote's code.

    Args:
        listener: the worker's listening socket.
        log: descriptor to which standard output and error go.
        zygote: pid of the parent.
        address_space_bytes: see `process_limits.limit`.
    """
    code = 1
    try:
        _leave_zygote(listener.fileno(), log, zygote)
        process_limits.limit(address_space_bytes)
        from hokusai_server.adapters.runtime.worker import serving

        serving.serve(listener)
        code = 0
    except SystemExit as exit_:  # model code called exit(): that is the end of this process, and of nothing else
        code = _exit_code(exit_)
    except BaseException:  # noqa: BLE001 - the last line of a process: whatever it was belongs in the log
        traceback.print_exc()
    finally:
        _flush()
        os._exit(code)


def _leave_zygote(listener: int, log: int, zygote: int) -> None:
    os.setpgid(0, 0)
    process_limits.die_with_parent(zygote)
    process_limits.be_the_first_to_go()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    process_limits.close_all_but({0, 1, 2, listener})
    faulthandler.enable()
    gc.enable()


def _exit_code(exit_: SystemExit) -> int:
    if exit_.code is None:
        return 0
    return exit_.code & 0xFF if isinstance(exit_.code, int) else 1


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # model code closed it
            continue
