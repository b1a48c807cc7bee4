"""TLS and mutual TLS on the gRPC port."""

from __future__ import annotations

from pathlib import Path

import grpc
import pytest

from hokusai.registry.v1.registry_service_pb2 import CreateModelRequest
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.system.v1 import system_service_pb2 as pb
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai_server.exit_codes import ExitCode
from tests.support.certificates import Authority, Pair
from tests.support.running_server import server_process, serving

pytestmark = pytest.mark.usefixtures("plane")


async def ask(target: str, credentials: grpc.ChannelCredentials | None) -> pb.GetSystemInfoResponse:
    """One call, over TLS if there are credentials."""
    channel = grpc.aio.insecure_channel(target) if credentials is None else grpc.aio.secure_channel(target, credentials)
    async with channel:
        return await SystemServiceStub(channel).GetSystemInfo(pb.GetSystemInfoRequest(), timeout=10)


def client_credentials(authority: Authority, pair: Pair | None = None) -> grpc.ChannelCredentials:
    """Credentials that trust the authority and show the pair."""
    key = pair.key.read_bytes() if pair else None
    chain = pair.certificate.read_bytes() if pair else None
    return grpc.ssl_channel_credentials(authority.file.read_bytes(), key, chain)


async def refusal(target: str, credentials: grpc.ChannelCredentials | None) -> grpc.StatusCode:
    """The code of a call that does not get through."""
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await ask(target, credentials)
    return raised.value.code()


async def test_tls(tmp_path: Path) -> None:
    """Who trusts the authority gets an answer; plain text and strangers do not."""
    authority, stranger = Authority(tmp_path), Authority(tmp_path, "stranger")
    pair = authority.issue("server")
    async with serving(tmp_path, tls__certificate=str(pair.certificate), tls__key=str(pair.key)) as running:
        assert (await ask(running.target, client_credentials(authority))).server_version
        assert await refusal(running.target, client_credentials(stranger)) is grpc.StatusCode.UNAVAILABLE
        assert await refusal(running.target, None) is grpc.StatusCode.UNAVAILABLE


async def test_mutual_tls(tmp_path: Path) -> None:
    """A client needs a certificate of the authority that the server was told of."""
    authority, stranger = Authority(tmp_path), Authority(tmp_path, "stranger")
    pair = authority.issue("server")
    settings = {
        "tls__certificate": str(pair.certificate),
        "tls__key": str(pair.key),
        "tls__client_ca": str(authority.file),
    }
    async with serving(tmp_path, **settings) as running:
        known = client_credentials(authority, authority.issue("client"))
        unknown = client_credentials(authority, stranger.issue("intruder"))
        assert (await ask(running.target, known)).server_version
        assert await refusal(running.target, unknown) is grpc.StatusCode.UNAVAILABLE
        assert await refusal(running.target, client_credentials(authority)) is grpc.StatusCode.UNAVAILABLE


async def test_history_names_the_certificate_of_the_caller(tmp_path: Path) -> None:
    """Who writes over mutual TLS is known by the first name that the certificate is for."""
    authority = Authority(tmp_path)
    pair = authority.issue("server")
    settings = {"tls__certificate": str(pair.certificate), "tls__key": str(pair.key)}
    async with serving(tmp_path, **settings, tls__client_ca=str(authority.file)) as running:
        known = client_credentials(authority, authority.issue("ci.example.com"))
        async with grpc.aio.secure_channel(running.target, known) as channel:
            created = await RegistryServiceStub(channel).CreateModel(CreateModelRequest(name="m"))
    assert created.model.actor == "certificate:ci.example.com"


@pytest.mark.parametrize("broken", ["missing", "not PEM", "of another key", "no authority"])
def test_unusable_files_stop_the_start(tmp_path: Path, broken: str) -> None:
    """gRPC would start and fail every handshake; the server says what is wrong instead."""
    authority = Authority(tmp_path)
    pair, other = authority.issue("server"), authority.issue("other")
    junk = tmp_path / "junk.pem"
    junk.write_text("no certificate")
    certificate, key, client_ca = pair.certificate, pair.key, authority.file
    match broken:
        case "missing":
            certificate = tmp_path / "none.pem"
        case "not PEM":
            certificate = junk
        case "of another key":
            key = other.key
        case _:
            client_ca = junk
    options = ("--tls-cert", str(certificate), "--tls-key", str(key), "--tls-client-ca", str(client_ca))
    with server_process(tmp_path, *options, serve=False) as server:
        assert server.wait() == ExitCode.TLS_INVALID
    assert "Traceback" not in server.log
    assert ".pem" in server.log
