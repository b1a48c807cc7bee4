"""Encrypted connections to a real server, and what `doctor` says of those that fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hokusai import Client, RetryPolicy, TLSSettings, aio, exceptions
from tests.support.certificates import Authority
from tests.support.running_server import server_process

ONCE = RetryPolicy(max_attempts=1)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A server that asks every client for a certificate."""

    address: str
    tls: TLSSettings


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("tls")
    authority = Authority(folder)
    server, client = authority.issue("server"), authority.issue("client")
    options = ["--tls-cert", str(server.certificate), "--tls-key", str(server.key)]
    with server_process(folder, *options, "--tls-client-ca", str(authority.file)) as process:
        yield Guarded(process.address, TLSSettings(ca=authority.file, cert=client.certificate, key=client.key))


async def test_a_client_with_a_certificate_is_let_in(guarded: Guarded) -> None:
    with Client(guarded.address, tls=guarded.tls, token="s3cret") as client:
        assert client.get_system_info().mode == "embedded"
    async with aio.Client(guarded.address, tls=guarded.tls) as loop_client:
        assert (await loop_client.get_system_info()).mode == "embedded"


def test_settings_come_from_the_environment(guarded: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOKUSAI_TLS_CA", str(guarded.tls.ca))
    monkeypatch.setenv("HOKUSAI_TLS_CLIENT_CERT", str(guarded.tls.cert))
    monkeypatch.setenv("HOKUSAI_TLS_CLIENT_KEY", str(guarded.tls.key))
    with Client(guarded.address) as client:
        assert client.check_health() == "serving"


@pytest.mark.parametrize("with_authority", [True, False], ids=["without a certificate", "in plain text"])
def test_others_are_not_let_in(guarded: Guarded, with_authority: bool) -> None:
    tls = TLSSettings(ca=guarded.tls.ca) if with_authority else None
    client = Client(guarded.address, tls=tls, retry=ONCE, timeout=5)
    with client, pytest.raises((exceptions.HokusaiConnectionError, exceptions.HokusaiTimeoutError)):
        client.get_system_info()


def test_a_server_of_another_authority_is_not_trusted(guarded: Guarded, tmp_path: Path) -> None:
    stranger = Authority(tmp_path, "stranger")
    client = Client(guarded.address, tls=TLSSettings(ca=stranger.file), retry=ONCE, timeout=5)
    with client, pytest.raises(exceptions.HokusaiConnectionError):
        client.get_system_info()


def test_doctor_says_that_the_server_may_speak_tls(guarded: Guarded) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from hokusai.cli import main; main()", "doctor", "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "HOKUSAI_ADDRESS": guarded.address},
        check=False,
    )
    assert done.returncode == 9
    (finding,) = [each for each in json.loads(done.stdout) if each["check"] == "connection"]
    assert finding["state"] == "fault"
    assert "HOKUSAI_TLS_CA" in finding["advice"]
