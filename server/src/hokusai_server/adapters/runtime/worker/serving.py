"""The worker's side of the worker protocol: one thread, one frame after the other, small ones amid large ones."""

import os
import selectors
import socket
import sys
import time
import traceback
from dataclasses import dataclass
from typing import final

from google.protobuf.message import DecodeError

from hokusai.worker.v1 import worker_pb2
from hokusai_server.adapters.runtime.frames import Frame, FrameSocket, widen_buffers
from hokusai_server.adapters.runtime.worker.batch import BatchRunner
from hokusai_server.adapters.runtime.worker.faults import log_traceback
from hokusai_server.adapters.runtime.worker.interludes import no_pause
from hokusai_server.adapters.runtime.worker.loading import LoadOptions, load
from hokusai_server.adapters.runtime.worker.private_memory import PrivateMemory

PROTOCOL_VERSION = 1
EXPRESS = "express"
"""Capability: batches of this connection go ahead between the parts of larger ones of others."""
_STALLED_SECONDS = 60.0
"""A peer that neither finishes the frame it began nor takes its answer for so long is given up."""
_MEMORY_INTERVAL_NANOS = 1_000_000_000
"""How often an outcome says how much memory is in use."""


class _Refused(Exception):
    """The peer broke the protocol; its connection ends."""


@dataclass(slots=True)
class _Connection:
    frames: FrameSocket
    greeted: bool = False
    express: bool = False


def serve(listener: socket.socket) -> None:
    """Accept connections and answer their frames until one says `stop`."""
    with selectors.DefaultSelector() as selector:
        Worker(listener, selector).run()


@final
class Worker:
    """Holds at most one model version."""

    def __init__(self, listener: socket.socket, selector: selectors.BaseSelector) -> None:
        self._listener = listener
        self._selector = selector
        self._runner: BatchRunner | None = None
        self._memory = PrivateMemory()
        self._memory_told = 0
        self._stopped = False
        self._let_in_now: set[int] = set()  # descriptors that were answered between the parts of a large batch

    def run(self) -> None:
        """Serve until told to stop."""
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        while not self._stopped:
            self._let_in_now.clear()
            for key, _ in self._selector.select():
                connection: _Connection | None = key.data
                if key.fd in self._let_in_now:
                    continue  # it may have nothing to read any more, or be closed
                if connection is None:
                    self._accept()
                else:
                    self._answer_pending(connection)

    def _let_in(self) -> None:
        """Between two parts of a large batch: greet who is new, and answer what one express connection has sent."""
        ready = self._selector.select(0)
        if any(key.data is None for key, _ in ready):
            self._accept()
            self._let_in_now.add(self._listener.fileno())
            ready = self._selector.select(0)
        for key, _ in ready:
            connection: _Connection | None = key.data
            if connection is None or (connection.greeted and not connection.express):
                continue
            self._let_in_now.add(key.fd)
            self._answer_in_between(connection)
            if connection.express:
                return

    def _answer_in_between(self, connection: _Connection) -> None:
        try:
            self._answer_pending(connection)
        except Exception as error:
            # A fault of this worker, which ends it; the large batch must not be blamed.
            traceback.print_exc()
            raise SystemExit(1) from error

    def _accept(self) -> None:
        accepted, _ = self._listener.accept()
        accepted.settimeout(_STALLED_SECONDS)
        widen_buffers(accepted)
        connection = _Connection(FrameSocket(accepted))
        self._selector.register(accepted, selectors.EVENT_READ, connection)

    def _answer_pending(self, connection: _Connection) -> None:
        try:
            while not self._stopped:
                frame = connection.frames.receive()
                if frame is None:
                    break
                self._answer(connection, frame)
                if not connection.frames.pending:
                    return
        except (OSError, DecodeError, _Refused) as error:
            sys.stderr.write(f"connection ended: {error}\n")
        self._selector.unregister(connection.frames)
        connection.frames.close()

    def _answer(self, connection: _Connection, frame: Frame) -> None:
        message = worker_pb2.ToWorker.FromString(frame.header)
        kind = message.WhichOneof("frame")
        if not connection.greeted and kind != "hello":
            raise _Refused(f"{kind} before hello")
        match kind:
            case "predict":
                self._predict(connection, message.predict, frame.body)
            case "ping":
                pong = worker_pb2.Pong(private_memory_bytes=self._memory.exact_bytes())
                connection.frames.send(worker_pb2.FromWorker(pong=pong).SerializeToString())
            case "hello":
                self._greet(connection, message.hello)
            case "load":
                self._load(connection, message.load)
            case "stop":
                self._stopped = True
            case _:
                raise _Refused("unknown frame")

    def _greet(self, connection: _Connection, hello: worker_pb2.Hello) -> None:
        if hello.protocol_version < 1:
            raise _Refused(f"protocol version {hello.protocol_version}")
        connection.express = EXPRESS in hello.capabilities
        answer = worker_pb2.Hello(protocol_version=PROTOCOL_VERSION, capabilities=[EXPRESS], pid=os.getpid())
        connection.frames.send(worker_pb2.FromWorker(hello=answer).SerializeToString())
        connection.greeted = True

    def _load(self, connection: _Connection, request: worker_pb2.Load) -> None:
        if self._runner is not None:
            raise _Refused("a second load")
        began = time.monotonic_ns()
        try:
            model = load(LoadOptions.from_message(request))
        except Exception as error:  # noqa: BLE001 - model code may raise anything; the caller is told
            failed = worker_pb2.LoadFailed(cause=_one_line(error), error_id=log_traceback("load", error))
            connection.frames.send(worker_pb2.FromWorker(load_failed=failed).SerializeToString())
            self._stopped = True
            return
        self._runner = BatchRunner(model)
        loaded = worker_pb2.Loaded(
            call_path=model.call_path,
            load_nanos=time.monotonic_ns() - began,
            private_memory_bytes=self._memory.exact_bytes(),
        )
        connection.frames.send(worker_pb2.FromWorker(loaded=loaded).SerializeToString())

    def _predict(self, connection: _Connection, batch: worker_pb2.PredictBatch, body: memoryview) -> None:
        if self._runner is None:
            raise _Refused("predict before loaded")
        arrived = time.monotonic_ns()
        outcome, parts = self._runner.run(batch, body, arrived, no_pause if connection.express else self._let_in)
        if arrived - self._memory_told > _MEMORY_INTERVAL_NANOS:
            outcome.private_memory_bytes = self._memory.estimated_bytes()
            self._memory_told = arrived
        connection.frames.send(worker_pb2.FromWorker(outcome=outcome).SerializeToString(), parts)


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:1000]
