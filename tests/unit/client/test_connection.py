"""Addresses, tokens and TLS settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from hokusai.connection import ConnectionSettings, TLSSettings, is_local, parse_address, resolve_settings
from hokusai.exceptions import InvalidClientSettings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADDRESS", "TOKEN", "TLS_CA", "TLS_CLIENT_CERT", "TLS_CLIENT_KEY"):
        monkeypatch.delenv(f"HOKUSAI_{name}", raising=False)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("localhost:7", "localhost:7"),
        ("hokusai.example.com", "hokusai.example.com:50051"),
        (" 10.0.0.1:50051 ", "10.0.0.1:50051"),
        ("[::1]:9000", "[::1]:9000"),
        ("[::1]", "[::1]:50051"),
        ("unix:/run/hokusai.sock", "unix:/run/hokusai.sock"),
        ("dns:///hokusai:1", "dns:///hokusai:1"),
    ],
)
def test_addresses_are_understood(text: str, address: str) -> None:
    assert parse_address(text, "address=…") == address


@pytest.mark.parametrize("text", ["https://host:1", "host:", ":50051", "host:0", "host:99999", "host:port", "::1", ""])
def test_what_is_no_address_is_refused_with_its_source(text: str) -> None:
    with pytest.raises(InvalidClientSettings, match="HOKUSAI_ADDRESS"):
        parse_address(text, "HOKUSAI_ADDRESS")


def test_the_argument_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolve_settings(None).address == "127.0.0.1:50051"
    monkeypatch.setenv("HOKUSAI_ADDRESS", "elsewhere:1")
    assert resolve_settings(None).address == "elsewhere:1"
    assert resolve_settings("here:2").address == "here:2"


def test_tls_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolve_settings(None).tls is None
    monkeypatch.setenv("HOKUSAI_TLS_CA", "/ca.pem")
    assert resolve_settings(None).tls == TLSSettings(ca="/ca.pem")


@pytest.mark.parametrize("given", [{"cert": "c.pem"}, {"key": "k.pem"}])
def test_a_certificate_goes_with_its_key(given: dict[str, str]) -> None:
    with pytest.raises(InvalidClientSettings, match="give both or none"):
        TLSSettings(**given)


def test_a_token_never_leaves_the_machine_in_plain_text() -> None:
    with pytest.raises(InvalidClientSettings, match="plain text"):
        ConnectionSettings("hokusai.example.com:1", token="s3cret")
    assert ConnectionSettings("hokusai.example.com:1", token="s3cret", tls=TLSSettings()).metadata
    assert ConnectionSettings("127.0.0.1:1", token="s3cret").metadata == (("authorization", "Bearer s3cret"),)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1:1", True),
        ("[::1]:1", True),
        ("localhost:1", True),
        ("unix:/s", True),
        ("10.0.0.1:1", False),
        ("a.b:1", False),
    ],
)
def test_local_addresses_are_known(address: str, local: bool) -> None:
    assert is_local(address) is local


def test_a_tls_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    settings = ConnectionSettings(tls=TLSSettings(ca=tmp_path / "missing.pem"))
    with pytest.raises(InvalidClientSettings, match=r"missing\.pem"):
        settings.open()


def test_a_timeout_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidClientSettings, match="greater than 0"):
        ConnectionSettings(timeout=0)
