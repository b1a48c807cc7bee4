"""The process that MLflow's client lives in: `python -m hokusai_server.adapters.mlflow.client_process FD`.

A process of its own, because MLflow's client takes timeouts, retries and credentials from the environment of its
process alone, retries writes that are not safe to repeat unless that environment says otherwise, and keeps an
interpreter busy for seconds while it is imported. It reads calls from the socket FD, runs each on a thread of a bounded
pool, and writes the outcomes back. It ends when the socket does, so it never outlives the server.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import socket
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from hokusai_server.adapters.mlflow.client_frames import FRAME, Call, Opening, Outcome, RaisedError
from hokusai_server.adapters.mlflow.connection import MlflowConnection
from hokusai_server.adapters.mlflow.faults import failure_of
from hokusai_server.domain.errors import HokusaiError

if TYPE_CHECKING:
    from mlflow import MlflowClient

_NOISY_LOGGERS: Final = ("alembic", "mlflow", "urllib3")


class _Client:
    """The one client of the process, made on first use; a failed first use is tried again by the next call."""

    def __init__(self, connection: MlflowConnection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._client: MlflowClient | None = None

    def get(self) -> MlflowClient:
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _connect(self) -> MlflowClient:
        from mlflow import MlflowClient

        from hokusai_server.adapters.mlflow.embedded_store import prepare

        if self._connection.directory is not None:
            prepare(self._connection.directory, self._connection.tracking_uri)
        return MlflowClient(tracking_uri=self._connection.tracking_uri)


class _Calls:
    """Runs calls and writes their outcomes."""

    def __init__(self, wire: socket.socket, client: _Client) -> None:
        self._wire = wire
        self._client = client
        self._writing = threading.Lock()

    def run(self, frame: bytes) -> None:
        call: Call = pickle.loads(frame)  # noqa: S301 - from the server that started this process
        outcome = self._outcome(call)
        try:
            pickled = pickle.dumps(outcome)
        except Exception:  # noqa: BLE001 - a result that cannot travel must not leave its caller waiting
            pickled = pickle.dumps(Outcome(call.call_id, unexpected=traceback.format_exc()))
        with self._writing:
            self._wire.sendall(FRAME.pack(len(pickled)) + pickled)

    def _outcome(self, call: Call) -> Outcome:
        from hokusai_server.adapters.mlflow.request_auth import forget_answer, last_answer

        forget_answer()
        try:
            return Outcome(call.call_id, value=call.function(self._client.get(), *call.args, **call.kwargs))
        except HokusaiError as error:
            return Outcome(call.call_id, domain_error=RaisedError.of(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller on the other side must learn of it
            failure = failure_of(error, last_answer())
            if failure is not None:
                return Outcome(call.call_id, failure=failure)
            return Outcome(call.call_id, unexpected=traceback.format_exc())


def main() -> None:
    """Serve calls until the socket ends."""
    # A service manager signals every process of the service; calls under way are needed until the server has drained.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    wire = socket.socket(fileno=int(sys.argv[1]))
    opening: Opening = pickle.loads(_read_frame(wire))  # noqa: S301 - as above
    for name in _NOISY_LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    calls = _Calls(wire, _Client(opening.connection))
    threads = ThreadPoolExecutor(opening.threads, thread_name_prefix="mlflow")
    try:
        while True:
            threads.submit(calls.run, _read_frame(wire))
    except EOFError:
        # The server is gone; nobody is left to hear of calls still running, and their threads must not keep this alive.
        os._exit(0)


def _read_frame(wire: socket.socket) -> bytes:
    (length,) = FRAME.unpack(_read_exactly(wire, FRAME.size))
    return _read_exactly(wire, length)


def _read_exactly(wire: socket.socket, length: int) -> bytes:
    buffer = bytearray(length)
    view = memoryview(buffer)
    filled = 0
    while filled < length:
        received = wire.recv_into(view[filled:])
        if received == 0:
            raise EOFError
        filled += received
    return bytes(buffer)


if __name__ == "__main__":
    main()
