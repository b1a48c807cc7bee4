"""Makes the calls of a vector through the generated stubs and gives what comes back as canonical JSON."""

from __future__ import annotations

import importlib
import queue
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import grpc
from google.protobuf import descriptor_pool, json_format, message_factory
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from tests.conformance.mismatch import Mismatch

SERVICES: Final = (
    "grpc_health.v1.health",
    "hokusai.inference.v1.inference_service",
    "hokusai.inference.v1.traffic_service",
    "hokusai.registry.v1.registry_service",
    "hokusai.system.v1.system_service",
    "hokusai.tracking.v1.tracking_service",
    "hokusai.versions.v1.version_service",
)
_DETAILS: Final = "grpc-status-details-bin"
# The error details must be known for an Any of them to become JSON.
_KNOWN_DETAILS: Final = (error_details_pb2.ErrorInfo, error_details_pb2.BadRequest, error_details_pb2.RetryInfo)
_OPTIONS: Final = (
    ("grpc.enable_retries", 0),
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ended.

    Attributes:
        code: name of the status code.
        status: the `google.rpc.Status` of the trailers as JSON, or what code and message alone say.
        reply: the one reply, where there is one.
    """

    code: str
    status: Mapping[str, Any]
    reply: Any = None


class Method:
    """One method of the contract, on one channel."""

    def __init__(self, channel: grpc.Channel, path: str) -> None:
        service, _, name = path.removeprefix("/").partition("/")
        try:
            descriptor = descriptor_pool.Default().FindServiceByName(service)
            method = descriptor.methods_by_name[name]
        except KeyError:
            raise Mismatch(f"there is no method {path}") from None
        self._request = message_factory.GetMessageClass(method.input_type)
        self.client_streams, self.server_streams = bool(method.client_streaming), bool(method.server_streaming)
        module = importlib.import_module(descriptor.file.name.removesuffix(".proto").replace("/", ".") + "_pb2_grpc")
        self._call = getattr(getattr(module, f"{descriptor.name}Stub")(channel), name)

    def message(self, document: Any) -> Message:
        """A request from its JSON."""
        try:
            return json_format.ParseDict(document, self._request())
        except json_format.ParseError as fault:
            raise Mismatch(f"the request cannot be read: {fault}") from fault

    def unary(self, request: Message, **options: Any) -> Ending:
        """Make a unary call."""
        call = self._call.future(request, **options)
        return _ending(call, None if call.exception() else call.result())

    def stream(self, request: Message | None, **options: Any) -> StreamingCall:
        """Begin a call with a streaming side; `request` only where the client does not stream."""
        requests: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        sent = request if request is not None else iter(requests.get, None)
        if self.server_streams:
            return StreamingCall(requests, self._call(sent, **options), None)
        return StreamingCall(requests, iter(()), self._call.future(sent, **options))


class StreamingCall:
    """A call with a streaming side, while it lasts."""

    def __init__(self, requests: queue.SimpleQueue[Message | None], answers: Any, future: Any) -> None:
        self._requests, self._answers, self._future = requests, answers, future

    def send(self, message: Message) -> None:
        """Send one message; returns at once."""
        self._requests.put(message)

    def half_close(self) -> None:
        """End the sending side."""
        self._requests.put(None)

    def receive(self) -> Any:
        """The next message as JSON.

        Raises:
            Mismatch: the stream ended instead.
        """
        try:
            return as_json(next(self._answers))
        except StopIteration:
            raise Mismatch("the stream ended, a message was expected") from None
        except grpc.RpcError as fault:
            raise Mismatch(f"the stream ended with {_ending(fault)}, a message was expected") from None

    def ending(self) -> Ending:
        """How the call ends, which must be the next thing to happen."""
        if self._future is not None:
            return _ending(self._future, None if self._future.exception() else self._future.result())
        try:
            extra = next(self._answers)
        except StopIteration:
            return _ending(self._answers)
        except grpc.RpcError as fault:
            return _ending(fault)
        raise Mismatch(f"the end of the stream was expected, not {as_json(extra)}")

    def cancel(self) -> None:
        """Give the call up; also the end of a call that is over."""
        (self._future or self._answers).cancel()
        self._requests.put(None)


def _ending(call: Any, reply: Message | None = None) -> Ending:
    code: grpc.StatusCode = call.code()
    status = {"code": code.value[0], "message": call.details() or ""}
    for key, value in call.trailing_metadata() or ():
        if key == _DETAILS:
            status = as_json(status_pb2.Status.FromString(value))
    return Ending(code.name, status, None if reply is None else as_json(reply))


def as_json(message: Message) -> Any:
    """The message in the canonical JSON of proto3."""
    return json_format.MessageToDict(message)


@contextmanager
def channel_to(address: str) -> Iterator[grpc.Channel]:
    """A connection of its own to the server, without retries."""
    options = [*_OPTIONS, ("grpc.use_local_subchannel_pool", 1)]
    with grpc.insecure_channel(address, options=options) as channel:
        yield channel


for _service in SERVICES:
    importlib.import_module(f"{_service}_pb2_grpc")
