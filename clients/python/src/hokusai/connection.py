"""Where the server is, how to reach it safely, and the channel to it."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import grpc
import grpc.aio

from hokusai.exceptions import InvalidClientSettings
from hokusai.retrying import RetryPolicy

DEFAULT_PORT: Final = 50051
DEFAULT_ADDRESS: Final = f"127.0.0.1:{DEFAULT_PORT}"

ADDRESS_VARIABLE: Final = "HOKUSAI_ADDRESS"
TOKEN_VARIABLE: Final = "HOKUSAI_TOKEN"  # noqa: S105 - the name of a variable
CA_VARIABLE: Final = "HOKUSAI_TLS_CA"
CERTIFICATE_VARIABLE: Final = "HOKUSAI_TLS_CLIENT_CERT"
KEY_VARIABLE: Final = "HOKUSAI_TLS_CLIENT_KEY"

_CHANNEL_OPTIONS: Final = (
    # Limits on messages are the server's to set; it tells them in GetModelSignature.
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    # A server that restarts is found again within tenths of a second, not gRPC's default of a whole one and more.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 2000),
    # A peer that vanished without a word is noticed within 80 s of a running call.
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    # Retrying is done here, where the caller's deadline and the server's word are known.
    ("grpc.enable_retries", 0),
)


@dataclass(frozen=True, slots=True)
class TLSSettings:
    """Encryption of the connection.

    Attributes:
        ca: PEM file with the authorities to trust. None trusts those that gRPC ships.
        cert: PEM file with this client's certificate chain, for servers that ask for one. Together with `key`.
        key: PEM file with the private key of `cert`.
    """

    ca: str | Path | None = None
    cert: str | Path | None = None
    key: str | Path | None = None

    def __post_init__(self) -> None:
        if (self.cert is None) != (self.key is None):
            missing, given = ("key", "cert") if self.key is None else ("cert", "key")
            raise InvalidClientSettings(f"TLS setting {given!r} is given without {missing!r}; give both or none")


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """How to reach a server.

    Attributes:
        address: `host:port`, or `unix:/path`.
        tls: encryption; None speaks plain text.
        token: sent as `authorization: Bearer …` with every call; only over TLS, a loopback address or a Unix socket.
        timeout: seconds for each call, over the call's own default; None keeps those.
        retry: how patiently calls that are safe to repeat are repeated.
    """

    address: str = DEFAULT_ADDRESS
    tls: TLSSettings | None = None
    token: str | None = field(default=None, repr=False)
    timeout: float | None = None
    retry: RetryPolicy = field(default_factory=RetryPolicy)

    def __post_init__(self) -> None:
        if self.token is not None and self.tls is None and not is_local(self.address):
            raise InvalidClientSettings(
                f"a token would go to {self.address} in plain text; give tls=TLSSettings(ca=…) or set {CA_VARIABLE}"
            )
        if self.timeout is not None and self.timeout <= 0:
            raise InvalidClientSettings(f"timeout must be greater than 0 seconds, not {self.timeout}")

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Metadata of every call."""
        return () if self.token is None else (("authorization", f"Bearer {self.token}"),)

    def open(self) -> grpc.Channel:
        """A channel for threads. It connects with its first call."""
        if self.tls is None:
            return grpc.insecure_channel(self.address, options=_CHANNEL_OPTIONS)
        return grpc.secure_channel(self.address, _credentials(self.tls), options=_CHANNEL_OPTIONS)

    def open_aio(self) -> grpc.aio.Channel:
        """A channel for the running event loop. It connects with its first call."""
        if self.tls is None:
            return grpc.aio.insecure_channel(self.address, options=_CHANNEL_OPTIONS)
        return grpc.aio.secure_channel(self.address, _credentials(self.tls), options=_CHANNEL_OPTIONS)


def resolve_settings(
    address: str | None,
    *,
    tls: TLSSettings | None = None,
    token: str | None = None,
    timeout: float | None = None,
    retry: RetryPolicy | None = None,
) -> ConnectionSettings:
    """Settings from arguments, then environment variables, then defaults.

    Raises:
        InvalidClientSettings: they cannot work; the message names the setting and where it came from.
    """
    environment = os.environ
    source = "address=…" if address is not None else ADDRESS_VARIABLE
    given = address if address is not None else environment.get(ADDRESS_VARIABLE) or DEFAULT_ADDRESS
    return ConnectionSettings(
        address=parse_address(given, source),
        tls=tls if tls is not None else _tls_from(environment),
        token=token if token is not None else environment.get(TOKEN_VARIABLE) or None,
        timeout=timeout,
        retry=retry if retry is not None else RetryPolicy(),
    )


def parse_address(text: str, source: str) -> str:
    """`host:port` from what a person wrote: the port may be left out, IPv6 goes in brackets, `unix:` is kept.

    Raises:
        InvalidClientSettings: it is no address; the message names `source`.
    """
    address = text.strip()
    if address.startswith(("unix:", "dns:", "ipv4:", "ipv6:")):
        return address
    if "://" in address:
        raise InvalidClientSettings(
            f"{source} is {text!r}: write HOST:PORT without a scheme; encryption is set by TLS settings"
        )
    host, colon, port = address.rpartition(":")
    if not colon or address.endswith("]"):
        host, port = address, str(DEFAULT_PORT)
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16 or (":" in host and not host.startswith("[")):
        raise InvalidClientSettings(f"{source} is {text!r}: write HOST:PORT, for example {DEFAULT_ADDRESS}")
    return f"{host}:{int(port)}"


def is_local(address: str) -> bool:
    """Whether bytes for this address stay on this machine."""
    if address.startswith("unix:"):
        return True
    host = address.rpartition(":")[0].strip("[]")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _tls_from(environment: Mapping[str, str]) -> TLSSettings | None:
    ca, cert, key = (environment.get(name) or None for name in (CA_VARIABLE, CERTIFICATE_VARIABLE, KEY_VARIABLE))
    if ca is None and cert is None and key is None:
        return None
    return TLSSettings(ca=ca, cert=cert, key=key)


def _credentials(tls: TLSSettings) -> grpc.ChannelCredentials:
    return grpc.ssl_channel_credentials(
        root_certificates=_read(tls.ca, "ca"),
        certificate_chain=_read(tls.cert, "cert"),
        private_key=_read(tls.key, "key"),
    )


def _read(path: str | Path | None, name: str) -> bytes | None:
    if path is None:
        return None
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InvalidClientSettings(f"TLS file {name!r} at {path} cannot be read: {error.strerror}") from error
