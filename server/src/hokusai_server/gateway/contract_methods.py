"""The methods of the public services and of health, from the generated code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import grpc
from google.protobuf import descriptor_pb2, json_format, message_factory
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from grpc_health.v1 import health_pb2

from hokusai.inference.v1 import inference_service_pb2, traffic_service_pb2
from hokusai.registry.v1 import registry_service_pb2
from hokusai.system.v1 import system_service_pb2
from hokusai.tracking.v1 import tracking_service_pb2
from hokusai.versions.v1 import version_service_pb2
from hokusai_server.gateway.connect_protocol import ConnectError

# Generated modules differ in how their stubs call the one class of file descriptors.
_FILES: Final[Sequence[Any]] = (
    health_pb2.DESCRIPTOR,
    inference_service_pb2.DESCRIPTOR,
    traffic_service_pb2.DESCRIPTOR,
    registry_service_pb2.DESCRIPTOR,
    system_service_pb2.DESCRIPTOR,
    tracking_service_pb2.DESCRIPTOR,
    version_service_pb2.DESCRIPTOR,
)


@dataclass(frozen=True, slots=True)
class ContractMethod:
    """One method.

    Attributes:
        path: `/package.Service/Method`.
        request: class of its request.
        reply: class of its replies.
        client_streams: whether the client sends a stream.
        server_streams: whether the server sends one.
        side_effect_free: whether it may be asked for by GET.
    """

    path: str
    request: type[Message]
    reply: type[Message]
    client_streams: bool
    server_streams: bool
    side_effect_free: bool

    def parse(self, document: bytes) -> Message:
        """A request from its JSON.

        Raises:
            ConnectError: it is no JSON, or not of this message; an unknown field is told too.
        """
        try:
            return json_format.Parse(document or b"{}", self.request())
        except (json_format.ParseError, UnicodeDecodeError) as error:
            message = f"the request cannot be read as {self.request.DESCRIPTOR.full_name}: {error}"
            raise ConnectError(grpc.StatusCode.INVALID_ARGUMENT, message) from error


def public_methods() -> Mapping[str, ContractMethod]:
    """Every method of every public service, by path."""
    methods = (
        _method(method)
        for file in _FILES
        for service in file.services_by_name.values()
        for method in service.methods_by_name.values()
    )
    return {method.path: method for method in methods}


def as_json(message: Message) -> bytes:
    """A reply as canonical JSON in one line."""
    return json_format.MessageToJson(message, indent=None, ensure_ascii=False).encode()


def _method(method: MethodDescriptor) -> ContractMethod:
    level = method.GetOptions().idempotency_level
    return ContractMethod(
        path=f"/{method.containing_service.full_name}/{method.name}",
        request=message_factory.GetMessageClass(method.input_type),
        reply=message_factory.GetMessageClass(method.output_type),
        client_streams=method.client_streaming,
        server_streams=method.server_streaming,
        side_effect_free=level == descriptor_pb2.MethodOptions.NO_SIDE_EFFECTS,
    )
