"""Faults at the edge to MLflow are told by status and by who answered, against real servers."""

from __future__ import annotations

import http.server
import ssl
import threading
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from typing_extensions import override

from hokusai_server.adapters.mlflow.client_pool import MlflowClientPool
from hokusai_server.adapters.mlflow.connection import MlflowConnection, MlflowCredentials
from hokusai_server.adapters.mlflow.version_mirror import MlflowVersionMirror
from hokusai_server.domain.errors import HokusaiError, MLflowAuthentication, MLflowRefused, MLflowUnavailable
from hokusai_server.ports.version_mirror import MirroredVersion
from tests.support.certificates import Authority, Pair
from tests.support.mlflow_server import ADMIN, MlflowServer, free_port, mlflow_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(150), pytest.mark.asyncio(loop_scope="module")]

TIMEOUT = timedelta(seconds=20)
NO_CREDENTIALS = MlflowCredentials()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlflowServer]:
    """An MLflow with basic authentication and a user `reader` who may do nothing."""
    with mlflow_server(tmp_path_factory.mktemp("guarded"), basic_auth=True) as server:
        user = {"username": "reader", "password": "reader-password"}
        created = httpx.post(
            f"{server.uri}/api/2.0/mlflow/users/create", json=user, auth=(ADMIN, server.password), timeout=20
        )
        created.raise_for_status()
        yield server


@asynccontextmanager
async def pool_for(uri: str, credentials: MlflowCredentials = NO_CREDENTIALS) -> AsyncIterator[MlflowClientPool]:
    pool = MlflowClientPool(MlflowConnection.remote(uri, credentials, TIMEOUT))
    try:
        yield pool
    finally:
        await pool.aclose()


async def fault_of(pool: MlflowClientPool) -> HokusaiError:
    """The fault of a write through MLflow's own client."""
    with pytest.raises(HokusaiError) as caught:
        await MlflowVersionMirror(pool).set_alias("nobody", "production", 1)
    return caught.value


class Somebody:
    """An HTTP server that is no MLflow and answers everything alike.

    Attributes:
        status, content_type, body: what it answers; tests set them.
        uri: where it is.
    """

    def __init__(self) -> None:
        self.status, self.content_type, self.body = 200, "text/html", b"<html>"
        self.uri = ""


@contextmanager
def serving(somebody: Somebody, tls: Pair | None = None) -> Iterator[None]:
    class Answering(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(somebody.status)
            self.send_header("Content-Type", somebody.content_type)
            self.send_header("Content-Length", str(len(somebody.body)))
            self.end_headers()
            self.wfile.write(somebody.body)

        do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = answer  # noqa: N815 - the library's names

        @override
        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls.certificate, tls.key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        somebody.uri = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def somebody() -> Iterator[Somebody]:
    answering = Somebody()
    with serving(answering):
        yield answering


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool_to_somebody(somebody: Somebody) -> AsyncIterator[MlflowClientPool]:
    async with pool_for(somebody.uri, MlflowCredentials(token="t")) as pool:
        yield pool


@pytest.mark.parametrize(
    ("credentials", "status", "method"),
    [
        (NO_CREDENTIALS, 401, "none"),
        (MlflowCredentials(username=ADMIN, password="wrong"), 401, "basic, user 'admin'"),
        (MlflowCredentials(token="made-up"), 401, "bearer token"),
        (MlflowCredentials(username="reader", password="reader-password"), 403, "basic, user 'reader'"),
    ],
    ids=["nothing", "wrong password", "token where basic is wanted", "no permission"],
)
async def test_a_refusal_by_mlflow_says_so(
    guarded: MlflowServer, credentials: MlflowCredentials, status: int, method: str
) -> None:
    async with pool_for(guarded.uri, credentials) as pool:
        fault = await fault_of(pool)
    assert isinstance(fault, MLflowAuthentication)
    assert fault.metadata == {
        "uri": guarded.uri,
        "status": str(status),
        "auth_method": method,
        "hop": "MLflow",
    }
    assert not fault.retryable
    assert not any(secret in fault.message for secret in ("wrong", "made-up", "reader-password"))


async def test_the_right_password_is_taken_from_the_uri_too(guarded: MlflowServer) -> None:
    uri = guarded.uri.replace("http://", f"http://{ADMIN}:{guarded.password}@")
    async with pool_for(uri) as pool:
        await pool.check()
        await MlflowVersionMirror(pool).discard("nobody", str(uuid.uuid4()))
        assert guarded.password not in repr(pool.connection)
        assert pool.connection.shown_uri == guarded.uri


async def test_files_go_up_with_the_same_credentials(guarded: MlflowServer, tmp_path: Path) -> None:
    (tmp_path / "MLmodel").write_text("flavors: {sklearn: {}}\n")
    version = MirroredVersion(str(uuid.uuid4()), "guarded", "1.0.0", "ab" * 32, tmp_path)
    async with pool_for(guarded.uri, MlflowCredentials(username=ADMIN, password=guarded.password)) as pool:
        assert (await MlflowVersionMirror(pool).publish(version)).version == 1
    assert [path.read_text() for path in (guarded.folder / "artifacts").rglob("MLmodel")] == [
        "flavors: {sklearn: {}}\n"
    ]


async def test_two_pools_with_different_credentials_do_not_mix(
    guarded: MlflowServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nor do settings of the account or of the server's own environment reach either."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "of somebody else")
    (tmp_path / ".netrc").write_text(f"machine 127.0.0.1 login {ADMIN} password {guarded.password}\n")
    (tmp_path / ".netrc").chmod(0o600)
    admin = MlflowCredentials(username=ADMIN, password=guarded.password)
    async with pool_for(guarded.uri, admin) as good, pool_for(guarded.uri) as bad:
        await MlflowVersionMirror(good).discard("nobody", str(uuid.uuid4()))
        assert isinstance(await fault_of(bad), MLflowAuthentication)
        await MlflowVersionMirror(good).discard("nobody", str(uuid.uuid4()))


async def test_the_check_tells_the_same(guarded: MlflowServer) -> None:
    async with pool_for(guarded.uri) as pool:
        with pytest.raises(MLflowAuthentication) as refused:
            await pool.check()
    assert (refused.value.metadata["status"], refused.value.metadata["hop"]) == ("401", "MLflow")


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize(("kind", "body"), [("text/html", b"<html>"), ("application/json", b'{"message": "no"}')])
async def test_a_refusal_by_a_proxy_says_so(
    somebody: Somebody, pool_to_somebody: MlflowClientPool, status: int, kind: str, body: bytes
) -> None:
    somebody.status, somebody.content_type, somebody.body = status, kind, body
    fault = await fault_of(pool_to_somebody)
    assert isinstance(fault, MLflowAuthentication)
    assert (fault.metadata["status"], fault.metadata["hop"]) == (str(status), "a proxy before MLflow")
    with pytest.raises(MLflowAuthentication) as checked:
        await pool_to_somebody.check()
    assert checked.value.metadata == fault.metadata


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_a_server_that_cannot_now_is_unavailable(
    somebody: Somebody, pool_to_somebody: MlflowClientPool, status: int
) -> None:
    somebody.status = status
    fault = await fault_of(pool_to_somebody)
    assert isinstance(fault, MLflowUnavailable)
    assert fault.retryable
    with pytest.raises(MLflowUnavailable):
        await pool_to_somebody.check()


async def test_a_page_that_is_not_mlflow_is_refused_and_names_the_setting(
    somebody: Somebody, pool_to_somebody: MlflowClientPool
) -> None:
    somebody.status, somebody.content_type, somebody.body = 200, "text/html", b"<html>please log in</html>"
    fault = await fault_of(pool_to_somebody)
    assert isinstance(fault, MLflowRefused)
    assert "text/html" in fault.message
    assert "check the tracking URI" in fault.message
    with pytest.raises(MLflowRefused):
        await pool_to_somebody.check()


async def test_nobody_listening_is_unavailable() -> None:
    async with pool_for(f"http://127.0.0.1:{free_port()}") as pool:
        fault = await fault_of(pool)
        with pytest.raises(MLflowUnavailable) as checked:
            await pool.check()
    assert isinstance(fault, MLflowUnavailable)
    assert fault.metadata["cause"] == checked.value.metadata["cause"] == "connection refused"


async def test_a_certificate_is_trusted_only_if_its_authority_is(tmp_path: Path) -> None:
    authority, somebody = Authority(tmp_path), Somebody()
    somebody.content_type, somebody.body = "application/json", b"{}"
    with serving(somebody, authority.issue("mlflow")):
        trusting = MlflowConnection.remote(somebody.uri, timeout=TIMEOUT, ca_file=authority.file)
        async with aclosing(MlflowClientPool(trusting)) as pool:
            await pool.check()
            await MlflowVersionMirror(pool).remove_alias("nobody", "production")
        async with pool_for(somebody.uri) as pool:
            fault = await fault_of(pool)
            with pytest.raises(MLflowRefused) as checked:
                await pool.check()
    assert isinstance(fault, MLflowRefused)
    assert "MLFLOW_TRACKING_SERVER_CERT_PATH" in fault.message
    assert checked.value.message == fault.message


async def test_what_mlflow_refuses_for_good_is_refused(tmp_path: Path) -> None:
    async with pool_of_embedded(tmp_path) as pool:
        fault = await fault_of(pool)
    assert isinstance(fault, MLflowRefused)
    assert "nobody" in fault.message
    assert str(tmp_path) not in fault.message


@asynccontextmanager
async def pool_of_embedded(folder: Path) -> AsyncIterator[MlflowClientPool]:
    pool = MlflowClientPool(MlflowConnection.embedded(folder))
    try:
        yield pool
    finally:
        await pool.aclose()
