"""A TCP proxy that cuts connections when a test says so."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

# Sends a reset instead of an orderly end, as a crash or a broken cable would.
_RESET = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class CuttingProxy:
    """Passes bytes on between clients and one server.

    Attributes:
        target: host and port of the server; may be changed, for connections to come.
        address: where clients connect.
        cut_after: cut every connection once so many bytes went to clients since it was set; then it is None again.
        cut_after_upload: the same for bytes to the server.
        cuts: how often connections were cut.
    """

    target: tuple[str, int]
    address: str = ""
    cut_after: int | None = None
    cut_after_upload: int | None = None
    cuts: int = 0
    _listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _open: set[socket.socket] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cut(self) -> None:
        """Reset every connection there is."""
        with self._lock:
            self.cuts += 1
            connections = list(self._open)
            self._open.clear()
        for connection in connections:
            with suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads it
            connection.close()

    def start(self) -> None:
        """Accept connections until `stop`."""
        host, port = self._listener.getsockname()[:2]
        self.address = f"{host}:{port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        """Accept none any more and end those there are."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self.target)
            except OSError:
                client.close()
                continue
            with self._lock:
                self._open |= {client, server}
            threading.Thread(target=self._pass_on, args=(client, server, "cut_after_upload"), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(server, client, "cut_after"), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, limit: str) -> None:
        with suppress(OSError):
            while data := source.recv(16 * 1024):
                if self._spend(limit, len(data)):
                    self.cut()
                    return
                sink.sendall(data)
        for each in (source, sink):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _spend(self, limit: str, count: int) -> bool:
        """Whether the bytes of this direction are used up."""
        with self._lock:
            left = getattr(self, limit)
            if left is None:
                return False
            spent = bool(left <= count)
            setattr(self, limit, None if spent else left - count)
            return spent


@contextmanager
def cutting_proxy(address: str) -> Iterator[CuttingProxy]:
    """A proxy before the server at `address` (host:port)."""
    host, _, port = address.rpartition(":")
    proxy = CuttingProxy((host, int(port)))
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
