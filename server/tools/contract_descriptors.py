"""The contract as descriptors with their comments, compiled by buf."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto

REPOSITORY = Path(__file__).resolve().parents[2]
# Not for callers: the worker's protocol, and what the gateway asks of the server process.
INTERNAL_PACKAGES = ("hokusai.worker.", "hokusai.backend.")
# Field numbers of descriptor.proto that make up the path of a comment.
_SERVICES_OF_FILE, _METHODS_OF_SERVICE = 6, 2


@dataclass(frozen=True, slots=True)
class Rpc:
    """One RPC of a public service.

    Attributes:
        service: full name of the service.
        name: name of the RPC.
        request: full name of the request message, and whether a stream of them is sent.
        response: full name of the response message, and whether a stream of them comes back.
        comment: what the contract says about it.
    """

    service: str
    name: str
    request: tuple[str, bool]
    response: tuple[str, bool]
    comment: str

    @property
    def path(self) -> str:
        """As gRPC writes it, without the leading slash."""
        return f"{self.service}/{self.name}"


@dataclass(frozen=True, slots=True)
class Service:
    """A public service with its RPCs in the order of the contract."""

    name: str
    comment: str
    rpcs: tuple[Rpc, ...]


def public_services() -> list[Service]:
    """Every service that callers may use, ordered by full name."""
    files = (file for file in compiled_contract().file if not file.package.startswith(INTERNAL_PACKAGES))
    return sorted((service for file in files for service in _services(file)), key=lambda service: service.name)


def compiled_contract() -> FileDescriptorSet:
    """The files of proto/ with source information.

    Raises:
        CalledProcessError: the contract does not compile.
    """
    command = [str(Path(sys.executable).parent / "buf"), "build", "proto", "--output", "-#format=binpb"]
    built = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True)
    return FileDescriptorSet.FromString(built.stdout)


def _services(file: FileDescriptorProto) -> Iterator[Service]:
    comments = {tuple(place.path): place.leading_comments for place in file.source_code_info.location}
    for number, service in enumerate(file.service):
        path = (_SERVICES_OF_FILE, number)
        name = f"{file.package}.{service.name}"
        rpcs = tuple(
            _rpc(name, method, _plain(comments.get((*path, _METHODS_OF_SERVICE, index), "")))
            for index, method in enumerate(service.method)
        )
        yield Service(name, _plain(comments.get(path, "")), rpcs)


def _rpc(service: str, method: MethodDescriptorProto, comment: str) -> Rpc:
    return Rpc(
        service=service,
        name=method.name,
        request=(method.input_type.removeprefix("."), method.client_streaming),
        response=(method.output_type.removeprefix("."), method.server_streaming),
        comment=comment,
    )


def _plain(comment: str) -> str:
    return "\n".join(line.removeprefix(" ").rstrip() for line in comment.splitlines()).strip()
