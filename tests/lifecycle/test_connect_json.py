"""The public services by HTTP: Connect JSON on the gateway of a real server."""

from __future__ import annotations

import asyncio
import base64
import json
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest

from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from tests.support.bundle_uploads import upload
from tests.support.certificates import Authority
from tests.support.odd_models import files_in, write_odd_model
from tests.support.running_server import server_process

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.usefixtures("plane")]

PATIENCE_S = 120.0
PAGE = "https://app.example"
REGISTRY = "hokusai.registry.v1.RegistryService"
VERSIONS = "hokusai.versions.v1.VersionService"


@dataclass(frozen=True, slots=True)
class Served:
    """A server with one bundle.

    Attributes:
        url: of its gateway.
        digest: of the bundle.
        files: the bundle's files by path.
    """

    url: str
    digest: str
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def served(plane: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    del plane  # the servers of this module run on it
    folder = tmp_path_factory.mktemp("connect")
    bundle = write_odd_model(folder / "bundle")
    files = {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    with server_process(folder, "--set", "limits.message_bytes=64KiB", "--set", f"gateway_origins={PAGE}") as server:
        digest = asyncio.run(_upload(server.address, bundle))
        yield Served(f"http://{server.gateway}", digest, files)


async def _upload(address: str, bundle: Path) -> str:
    async with grpc.aio.insecure_channel(address) as channel:
        return await upload(RegistryServiceStub(channel), files_in(bundle))


def ask(served: Served, method: str, document: Any, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.post(f"{served.url}/{method}", json=document, headers=named, timeout=PATIENCE_S)


def stream(served: Served, method: str, body: bytes) -> list[tuple[int, Any]]:
    """The envelopes of the answer: flags and JSON."""
    kind = {"content-type": "application/connect+json"}
    reply = httpx.post(f"{served.url}/{method}", content=body, headers=kind, timeout=PATIENCE_S)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/connect+json")
    envelopes, rest = [], reply.content
    while rest:
        flags, length = struct.unpack_from(">BI", rest)
        envelopes.append((flags, json.loads(rest[5 : 5 + length])))
        rest = rest[5 + length :]
    return envelopes


def enveloped(document: Any) -> bytes:
    body = json.dumps(document).encode()
    return struct.pack(">BI", 0, len(body)) + body


def test_curl_writes_and_reads(served: Served) -> None:
    """As the guide shows it."""
    command = ["curl", "--silent", "--show-error", "-H", "content-type: application/json"]
    created = subprocess.run(
        [*command, "-d", '{"name": "leads", "modelType": "ranking"}', f"{served.url}/{REGISTRY}/CreateModel"],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    model = json.loads(created.stdout)["model"]
    assert (model["name"], model["modelType"], model["state"]) == ("leads", "ranking", "MODEL_STATE_ACTIVE")
    assert ask(served, f"{REGISTRY}/GetModel", {"name": "leads"}).json()["model"] == model


def test_an_error_has_its_code_its_status_and_its_details(served: Served) -> None:
    reply = ask(served, f"{VERSIONS}/GetVersion", {"model": "none", "version": "1.0.0"})
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/json")
    error = reply.json()
    assert error["code"] == "not_found"
    assert error["message"].startswith("model 'none' is not registered")
    info = next(detail for detail in error["details"] if detail["type"] == "google.rpc.ErrorInfo")
    expected = {"reason": "MODEL_NOT_FOUND", "domain": "hokusai.dev", "metadata": {"model": "none"}}
    assert info["debug"] == expected
    assert b"MODEL_NOT_FOUND" in base64.b64decode(info["value"] + "==")


def test_a_method_without_side_effects_answers_get(served: Served) -> None:
    url = f"{served.url}/{REGISTRY}/ListModels"
    plain = httpx.get(url, params={"connect": "v1", "encoding": "json", "message": '{"pageSize": 1}'})
    assert plain.status_code == 200
    written = base64.urlsafe_b64encode(b'{"pageSize": 1}').decode().rstrip("=")
    encoded = httpx.get(url, params={"connect": "v1", "encoding": "json", "message": written, "base64": "1"})
    assert encoded.json() == plain.json()
    assert httpx.get(f"{served.url}/{REGISTRY}/CreateModel", params={"encoding": "json"}).status_code == 415


def test_a_server_stream_ends_with_its_trailer(served: Served) -> None:
    envelopes = stream(served, f"{REGISTRY}/DownloadBundle", enveloped({"bundleDigest": served.digest}))
    assert envelopes[-1] == (2, {})
    assert [flags for flags, _ in envelopes[:-1]] == [0] * (len(envelopes) - 1)
    received: dict[str, bytes] = {}
    for _, message in envelopes:
        if "chunk" in message:
            chunk = message["chunk"]
            data = base64.b64decode(chunk.get("data", ""))
            received[chunk["path"]] = received.get(chunk["path"], b"") + data
    assert {path: data for path, data in served.files.items() if data} == {k: v for k, v in received.items() if v}


def test_a_stream_that_fails_says_so_in_its_trailer(served: Served) -> None:
    ((flags, trailer),) = stream(served, f"{REGISTRY}/DownloadBundle", enveloped({"bundleDigest": "0" * 64}))
    assert flags == 2
    assert trailer["error"]["code"] == "not_found"
    assert trailer["error"]["details"][0]["debug"]["reason"] == "BUNDLE_NOT_FOUND"
    ((_, broken),) = stream(served, f"{REGISTRY}/DownloadBundle", b"\x00\x00")
    assert broken["error"]["code"] == "invalid_argument"


@pytest.mark.parametrize(
    ("method", "document", "headers", "status", "code"),
    [
        (f"{REGISTRY}/BakeModel", {}, {}, 501, "unimplemented"),
        (f"{REGISTRY}/GetModel", {"nome": "leads"}, {}, 400, "invalid_argument"),
        (f"{REGISTRY}/GetModel", {"name": "-"}, {}, 400, "invalid_argument"),
        (f"{REGISTRY}/GetModel", {"name": "x"}, {"connect_timeout_ms": "soon"}, 400, "invalid_argument"),
        (f"{REGISTRY}/GetModel", {"name": "x"}, {"connect_timeout_ms": "0"}, 504, "deadline_exceeded"),
        (f"{REGISTRY}/CreateModel", {"name": "x", "description": "y" * 70_000}, {}, 429, "resource_exhausted"),
    ],
    ids=["method", "field", "rule", "timeout", "deadline", "size"],
)
def test_what_cannot_be_done_is_told(
    served: Served, method: str, document: Any, headers: dict[str, str], status: int, code: str
) -> None:
    reply = ask(served, method, document, **headers)
    assert (reply.status_code, reply.json()["code"]) == (status, code)


def test_another_content_type_is_refused(served: Served) -> None:
    reply = httpx.post(f"{served.url}/{REGISTRY}/GetModel", content=b"name: x", headers={"content-type": "text/yaml"})
    assert reply.status_code == 415


def test_pages_of_other_origins_do_nothing(served: Served) -> None:
    reply = ask(served, f"{REGISTRY}/ListModels", {}, origin="http://elsewhere.example")
    assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
    assert "HOKUSAI_GATEWAY_ORIGINS=http://elsewhere.example" in reply.json()["message"]
    assert not [name for name in reply.headers if name.startswith("access-control")]


def test_pages_of_an_allowed_origin_read_replies(served: Served) -> None:
    preflight = httpx.options(
        f"{served.url}/{REGISTRY}/ListModels",
        headers={
            "origin": PAGE,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,connect-protocol-version",
        },
    )
    assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (200, PAGE)
    for model, status in (("odd", 404), ("-", 400)):
        reply = ask(served, f"{REGISTRY}/GetModel", {"name": model}, origin=PAGE)
        assert (reply.status_code, reply.headers["access-control-allow-origin"]) == (status, PAGE)


def test_pages_of_the_gateway_itself_call_unless_under_a_name_that_anyone_could_have(served: Served) -> None:
    own = {"origin": served.url}
    assert ask(served, f"{REGISTRY}/ListModels", {}, **own).status_code == 200
    rebound = {"host": "rebound.example", "sec_fetch_site": "same-origin"}
    assert ask(served, f"{REGISTRY}/ListModels", {}, **rebound).status_code == 403
    assert ask(served, f"{REGISTRY}/ListModels", {}, **rebound, origin="http://rebound.example").status_code == 403


def test_an_encrypted_server_is_not_called_by_plain_http(tmp_path: Path) -> None:
    pair = Authority(tmp_path).issue("localhost")
    options = ["--tls-cert", str(pair.certificate), "--tls-key", str(pair.key)]
    with server_process(tmp_path, *options) as server:
        served = Served(f"http://{server.gateway}", "", {})
        reply = ask(served, f"{REGISTRY}/ListModels", {})
        assert (reply.status_code, reply.json()["code"]) == (400, "failed_precondition")
