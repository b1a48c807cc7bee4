"""Reflection that carries the comments of the contract, so that `grpcurl describe` shows what a field means."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, TypeAlias, cast, final

import grpc
from google.protobuf import descriptor_pool
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet, SourceCodeInfo
from grpc_reflection.v1alpha import reflection, reflection_pb2, reflection_pb2_grpc

Request: TypeAlias = reflection_pb2.ServerReflectionRequest
Response: TypeAlias = reflection_pb2.ServerReflectionResponse

_COMMENTS: Final = "contract_comments.binpb"


def add_reflection(service_names: Sequence[str], server: grpc.aio.Server) -> None:
    """Add the reflection service, which lists itself beside the services of these full names."""
    servicer = ContractReflection((*service_names, reflection.SERVICE_NAME))
    reflection_pb2_grpc.add_ServerReflectionServicer_to_server(servicer, server)  # type: ignore[no-untyped-call]


@final
class ContractReflection:
    """gRPC's own reflection over Python's descriptors, with what those lack: comments, and methods as symbols."""

    def __init__(self, service_names: Sequence[str]) -> None:
        self._plain = reflection.aio.ReflectionServicer(service_names)

    async def ServerReflectionInfo(self, requests: AsyncIterator[Request], context: Any) -> AsyncIterator[Response]:
        """Answer each question in turn."""
        answers = self._plain.ServerReflectionInfo(_with_services(requests), context)
        async for answer in cast("AsyncIterator[Response]", answers):
            if answer.HasField("file_descriptor_response"):
                files = answer.file_descriptor_response.file_descriptor_proto
                files[:] = [_commented(file) for file in files]
            yield answer


async def _with_services(requests: AsyncIterator[Request]) -> AsyncIterator[Request]:
    """The requests, those for a method as ones for its service, whose file is the same."""
    pool = descriptor_pool.Default()
    async for request in requests:
        try:
            method = pool.FindMethodByName(request.file_containing_symbol)
        except KeyError:
            yield request
        else:
            yield Request(host=request.host, file_containing_symbol=method.containing_service.full_name)


def _commented(serialized: bytes) -> bytes:
    file = FileDescriptorProto.FromString(serialized)
    comments = _contract_comments().get(file.name)
    if comments is None:
        return serialized
    file.source_code_info.CopyFrom(comments)
    return file.SerializeToString()


@cache
def _contract_comments() -> dict[str, SourceCodeInfo]:
    """Comments by name of the file; read when somebody first asks."""
    packed = resources.files(__package__).joinpath(_COMMENTS).read_bytes()
    return {file.name: file.source_code_info for file in FileDescriptorSet.FromString(packed).file}
