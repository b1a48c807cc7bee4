"""Reflection tells what people need, over a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from tests.support.running_server import ServerUnderTest

INFERENCE = "hokusai.inference.v1.InferenceService"
FILE = "hokusai/inference/v1/inference_service.proto"

pytestmark = pytest.mark.usefixtures("server")


async def ask(server: ServerUnderTest, **question: Any) -> reflection_pb2.ServerReflectionResponse:
    """The answer to one question."""

    async def questions() -> AsyncIterator[reflection_pb2.ServerReflectionRequest]:
        yield reflection_pb2.ServerReflectionRequest(**question)

    channel: Any = server.channel  # the stub's types know synchronous channels only
    stub: Any = reflection_pb2_grpc.ServerReflectionStub(channel)
    answers = [answer async for answer in stub.ServerReflectionInfo(questions())]
    (answer,) = answers
    assert isinstance(answer, reflection_pb2.ServerReflectionResponse)
    return answer


def files(answer: reflection_pb2.ServerReflectionResponse) -> dict[str, FileDescriptorProto]:
    """The files of an answer by name."""
    parsed = [FileDescriptorProto.FromString(each) for each in answer.file_descriptor_response.file_descriptor_proto]
    return {file.name: file for file in parsed}


async def test_files_carry_the_comments_of_the_contract(server: ServerUnderTest) -> None:
    """Also those of the files that the service depends on; what others wrote comes without."""
    told = files(await ask(server, file_containing_symbol=INFERENCE))
    places = {tuple(each.path): each.leading_comments for each in told[FILE].source_code_info.location}
    (predict,) = [number for number, method in enumerate(told[FILE].service[0].method) if method.name == "Predict"]
    assert places[6, 0, 2, predict].startswith(" Predicts 1..n rows with one version.\n")
    assert told["hokusai/inference/v1/payload.proto"].source_code_info.location
    assert not told["google/protobuf/duration.proto"].source_code_info.location


async def test_a_method_is_a_symbol(server: ServerUnderTest) -> None:
    assert FILE in files(await ask(server, file_containing_symbol=f"{INFERENCE}.Predict"))


async def test_a_symbol_that_is_not_there_is_not_found(server: ServerUnderTest) -> None:
    answer = await ask(server, file_containing_symbol=f"{INFERENCE}.Bake")
    assert answer.error_response.error_code == grpc.StatusCode.NOT_FOUND.value[0]
    assert not answer.HasField("file_descriptor_response")


async def test_services_are_listed(server: ServerUnderTest) -> None:
    """No question about files, so no file in the answer."""
    answer = await ask(server, list_services="")
    assert {INFERENCE, "grpc.reflection.v1alpha.ServerReflection"} <= {
        service.name for service in answer.list_services_response.service
    }
    assert not answer.HasField("file_descriptor_response")
