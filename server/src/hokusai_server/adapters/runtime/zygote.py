"""The zygote: imports the heavy libraries once and forks a worker for each loaded version.

Started as `python -m hokusai_server.adapters.runtime.zygote` with one end of a socket pair as standard input (see
`zygote_command`). It is single-threaded, or forking would not be safe: one selector watches the control socket, the
ends of children and the workers' logs.
"""

import gc
import importlib
import importlib.util
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias, final

from hokusai.worker.v1 import zygote_pb2
from hokusai_server.adapters.runtime import process_limits, worker_birth
from hokusai_server.adapters.runtime.frames import FrameSocket
from hokusai_server.adapters.runtime.worker_log import WorkerLog

_IMPORTED_FOR_WORKERS = (
    "numpy",
    "pandas",
    "pyarrow.compute",
    "yaml",
    "sklearn.compose",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "mlflow.pyfunc",
    "mlflow.sklearn",
    "hokusai_server.adapters.runtime.worker.serving",
)
_IMPORTED_IF_INSTALLED = ("skops.io", "lightgbm", "xgboost")
_BACKLOG = 16

_Reaction: TypeAlias = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Worker:
    worker_id: str
    log: WorkerLog


@final
class Zygote:
    """Forks workers on request and reports their ends, until the control socket closes."""

    def __init__(self, control: FrameSocket) -> None:
        self._control = control
        self._selector = selectors.DefaultSelector()
        self._workers: dict[int, _Worker] = {}
        self._child_signals = _child_signals()
        self._open = True

    def run(self, import_nanos: int) -> None:
        """Serve until the server closes the socket; then end every worker.

        Args:
            import_nanos: how long the imports took, for the first frame.
        """
        self._watch(self._control.fileno(), self._on_control)
        self._watch(self._child_signals.fileno(), self._reap)
        self._send(zygote_pb2.FromZygote(ready=zygote_pb2.ZygoteReady(pid=os.getpid(), import_nanos=import_nanos)))
        try:
            while self._open:
                for key, _ in self._selector.select():
                    # An earlier reaction of this round may have closed what this one is for, as when a worker's end and
                    # its last words arrive together; its number may belong to another file by now.
                    if self._selector.get_map().get(key.fd) == key:
                        react: _Reaction = key.data
                        react()
        finally:
            for pid in self._workers:
                _kill_group(pid)
            _kill(process_limits.children())

    def _watch(self, descriptor: int, react: _Reaction) -> None:
        self._selector.register(descriptor, selectors.EVENT_READ, react)

    def _send(self, message: zygote_pb2.FromZygote) -> None:
        try:
            self._control.send(message.SerializeToString())
        except OSError:
            self._open = False

    def _on_control(self) -> None:
        while self._open:
            try:
                frame = self._control.receive()
            except OSError:
                frame = None
            if frame is None:
                self._open = False
                return
            self._obey(zygote_pb2.ToZygote.FromString(frame.header))
            if not self._control.pending:
                return

    def _obey(self, order: zygote_pb2.ToZygote) -> None:
        match order.WhichOneof("frame"):
            case "spawn":
                self._spawn(order.spawn)
            case "kill":
                for pid, worker in self._workers.items():
                    if worker.worker_id == order.kill.worker_id:
                        _kill_group(pid)
            case _:
                self._open = False  # the server speaks a protocol that this zygote does not know

    def _spawn(self, order: zygote_pb2.SpawnWorker) -> None:
        try:
            with _listen(order.socket_path) as listener:
                log = WorkerLog(Path(order.log_path), order.log_bytes)
                pid = self._fork(listener, log, order.address_space_bytes)
        except OSError as error:
            failed = zygote_pb2.SpawnFailed(worker_id=order.worker_id, cause=str(error))
            self._send(zygote_pb2.FromZygote(spawn_failed=failed))
            return
        log.worker_has_it()
        self._workers[pid] = _Worker(order.worker_id, log)
        self._watch(log.read_end, partial(self._drain, log))
        self._send(zygote_pb2.FromZygote(spawned=zygote_pb2.WorkerSpawned(worker_id=order.worker_id, pid=pid)))

    def _fork(self, listener: socket.socket, log: WorkerLog, address_space_bytes: int) -> int:
        zygote = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            log.worker_has_it()
            log.close()
            raise
        if pid == 0:
            worker_birth.live(listener, log.write_end, zygote, address_space_bytes)
        with suppress(OSError):  # the child does the same; whoever is first
            os.setpgid(pid, pid)
        return pid

    def _drain(self, log: WorkerLog) -> None:
        if not log.drain_once():
            self._selector.unregister(log.read_end)

    def _reap(self) -> None:
        self._child_signals.recv(_BACKLOG)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid in self._workers:
                self._bury(pid, status)

    def _bury(self, pid: int, status: int) -> None:
        """Ends what the worker left behind, then reports its end."""
        worker = self._workers.pop(pid)
        _kill_group(pid)
        _kill(process_limits.children() - self._workers.keys())
        worker.log.drain()
        with suppress(KeyError):  # not watched any more once the pipe has ended
            self._selector.unregister(worker.log.read_end)
        worker.log.close()
        code = os.waitstatus_to_exitcode(status)
        exited = zygote_pb2.WorkerExited(worker_id=worker.worker_id)
        if code < 0:
            exited.signal = -code
        else:
            exited.exit_code = code
        self._send(zygote_pb2.FromZygote(exited=exited))


def main() -> None:
    """Run the zygote on the socket that is its standard input, until that closes."""
    os.setsid()
    # A service manager signals every process of a service, and a terminal those of its session, which we were in until
    # now; we and our workers are needed until the server has drained.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})  # the server held them back
    process_limits.adopt_orphans()
    control = FrameSocket(socket.socket(fileno=os.dup(0)))
    began = time.monotonic_ns()
    _import_all()
    _refuse_threads()
    gc.collect()
    gc.freeze()  # workers share these objects; a collection would touch, and so copy, each of them
    Zygote(control).run(time.monotonic_ns() - began)


def _import_all() -> None:
    """Import what workers need; without polars, which MLflow takes along if it is there, and which starts threads."""
    sys.modules["polars"] = None  # type: ignore[assignment]  # documented: makes the import raise ModuleNotFoundError
    for module in _IMPORTED_FOR_WORKERS:
        importlib.import_module(module)
    for module in _IMPORTED_IF_INSTALLED:
        if importlib.util.find_spec(module.partition(".")[0]) is not None:
            importlib.import_module(module)
    del sys.modules["polars"]


def _refuse_threads() -> None:
    threads = len(os.listdir("/proc/self/task"))
    if threads > 1:
        sys.exit(
            f"the zygote has {threads} threads after its imports; a fork would lose them, and their locks with them"
        )


def _child_signals() -> socket.socket:
    """A socket that becomes readable when a child ends."""
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    signal.set_wakeup_fd(writing.detach(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)  # without a handler the wake-up descriptor stays silent
    return reading


def _listen(path: str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(path)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _kill(processes: Iterable[int]) -> None:
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
