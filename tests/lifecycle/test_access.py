"""Keys of a whole server: its start, its certificate holders, its HTTP port, its log."""

from __future__ import annotations

import asyncio
from pathlib import Path

import grpc
import httpx
import psutil
import pytest

from hokusai.cli.exit_codes import ExitCode as ClientExitCode
from hokusai.cli.running import run
from hokusai.registry.v1.registry_service_pb2 import CreateModelRequest
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai_server.domain.access import token_digest
from hokusai_server.exit_codes import ExitCode
from tests.support.access_keys import ADMIN, ADMIN_TABLE, key_table, register, shown, write_keys
from tests.support.certificates import Authority
from tests.support.inference_calls import refused
from tests.support.running_server import server_process, serving

pytestmark = [pytest.mark.usefixtures("plane"), pytest.mark.timeout(180)]

LIST_MODELS = "hokusai.registry.v1.RegistryService/ListModels"
PREDICT = "hokusai.inference.v1.InferenceService/Predict"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ADMIN_TABLE.replace("actions", "action"), "key admin, action:"),
        (ADMIN_TABLE.replace('"predict"', '"promote"'), "key admin, actions:"),
        (ADMIN_TABLE + "models = []\n", "key admin, models:"),
        ("", "no table [[keys]]"),
        (None, "No such file"),
    ],
)
def test_a_file_that_is_wrong_stops_the_start(tmp_path: Path, text: str | None, told: str) -> None:
    """With one line that names file, key and field, and no hash."""
    file = tmp_path / "keys.toml"
    if text is not None:
        write_keys(file, text)
    with server_process(tmp_path, "--set", f"auth.keys_file={file}", serve=False) as server:
        assert server.wait() == ExitCode.SETTINGS_INVALID
    assert "auth.keys_file" in server.log
    assert str(file) in server.log
    assert told in server.log
    assert token_digest(ADMIN).hex() not in server.log
    assert "Traceback" not in server.log


def test_a_file_that_everybody_may_write_stops_the_start(tmp_path: Path) -> None:
    """Whoever can write to it can let themselves in."""
    file = write_keys(tmp_path / "keys.toml", ADMIN_TABLE)
    file.chmod(0o666)
    with server_process(tmp_path, "--set", f"auth.keys_file={file}", serve=False) as server:
        assert server.wait() == ExitCode.SETTINGS_INVALID
    assert f"chmod o-w {file}" in server.log


async def test_a_certificate_is_no_key(tmp_path: Path) -> None:
    """It opens the connection; what may be done there is the key's matter, and so is the name in the history."""
    authority = Authority(tmp_path)
    pair, client = authority.issue("server"), authority.issue("ci.example.com")
    file = write_keys(tmp_path / "keys.toml", ADMIN_TABLE)
    settings = {"tls__certificate": str(pair.certificate), "tls__key": str(pair.key), "auth__keys_file": str(file)}
    async with serving(tmp_path, **settings, tls__client_ca=str(authority.file)) as running:
        files = (authority.file, client.key, client.certificate)
        credentials = grpc.ssl_channel_credentials(*(file.read_bytes() for file in files))
        async with grpc.aio.secure_channel(running.target, credentials) as channel:
            stub = RegistryServiceStub(channel)
            with refused(grpc.StatusCode.UNAUTHENTICATED, "UNAUTHENTICATED"):
                await stub.CreateModel(CreateModelRequest(name="m"))
            created = await stub.CreateModel(CreateModelRequest(name="m"), metadata=shown(ADMIN))
    assert created.model.actor == "key:admin"


def test_calls_by_http_need_a_key_and_probes_do_not(tmp_path: Path) -> None:
    """And no token gets into the log or the list of processes."""
    file = write_keys(tmp_path / "keys.toml", ADMIN_TABLE)
    options = ("--set", f"auth.keys_file={file}", "--log-level", "debug")
    with server_process(tmp_path, *options) as server:
        asyncio.run(_register(server.address, tmp_path))
        rows = {"rows": [{"values": {"act": {"text": "xyz"}}}]}
        predict = {"model": "odd", "payload": {"rows": rows}}
        with httpx.Client(base_url=f"http://{server.gateway}", timeout=60) as http:
            for path in ("/livez", "/readyz", "/metrics"):
                assert http.get(path).status_code == 200
            for path, body in ((LIST_MODELS, {}), (PREDICT, predict)):
                without = http.post(f"/{path}", json=body)
                assert (without.status_code, without.json()["code"]) == (401, "unauthenticated")
                answered = http.post(f"/{path}", json=body, headers={"authorization": f"Bearer {ADMIN}"})
                assert answered.status_code == 200, answered.text
        processes = [psutil.Process(server.process.pid), *psutil.Process(server.process.pid).children(recursive=True)]
        seen = [" ".join([*process.cmdline(), *process.environ().values()]) for process in processes]
        server.terminate()
        assert server.wait() == 0
    assert len(seen) > 1
    for text in (*seen, server.log):
        assert ADMIN not in text
        assert token_digest(ADMIN).hex() not in text
    assert "rpc finished" in server.log


def test_doctor_says_what_the_key_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """None, one that is not known, one that may not read, and one that may."""
    file = write_keys(tmp_path / "keys.toml", ADMIN_TABLE, key_table("predictor", "p", '["predict"]'))
    with server_process(tmp_path, "--set", f"auth.keys_file={file}") as server:
        for token, advice in (
            ("", "set HOKUSAI_TOKEN to a valid token"),
            ("other", "set HOKUSAI_TOKEN to a valid token"),
            ("p", "set HOKUSAI_TOKEN to the token of a key that may read"),
        ):
            monkeypatch.setenv("HOKUSAI_TOKEN", token)
            assert run(["doctor", "--address", server.address]) == ClientExitCode.FAULTS_FOUND
            assert advice in capfd.readouterr().out
        monkeypatch.setenv("HOKUSAI_TOKEN", ADMIN)
        assert run(["doctor", "--address", server.address]) == 0
        assert ADMIN not in capfd.readouterr().out


async def _register(address: str, folder: Path) -> None:
    async with grpc.aio.insecure_channel(address) as channel:
        await register(channel, folder / "bundle", "odd")
