"""Credentials of the gRPC port, read from PEM files and checked before the port opens."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import grpc


class TlsFilesError(Exception):
    """The files cannot be used; the message names the file and says why."""


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where the PEM files are.

    Attributes:
        certificate: the server's chain.
        key: its private key, without a passphrase.
        client_ca: the authorities that sign client certificates; None asks clients for none.
    """

    certificate: Path
    key: Path
    client_ca: Path | None = None


@dataclass(frozen=True, slots=True)
class TlsMaterial:
    """What the files hold, PEM.

    Attributes:
        certificate: the server's chain.
        key: its private key.
        client_ca: the authorities that sign client certificates; None asks clients for none.
    """

    certificate: bytes
    key: bytes
    client_ca: bytes | None

    def credentials(self) -> grpc.ServerCredentials:
        """As gRPC takes them; with `client_ca`, every client must show a certificate that it signed."""
        return grpc.ssl_server_credentials(
            [(self.key, self.certificate)],
            root_certificates=self.client_ca,
            require_client_auth=self.client_ca is not None,
        )


def read_tls(files: TlsFiles) -> TlsMaterial:
    """What the files hold.

    gRPC takes any bytes and fails each handshake later without a word, so Python's ssl reads the files first.

    Raises:
        TlsFilesError: a file is missing, unreadable or not PEM, or key and certificate do not belong together.
    """
    certificate, key = _read(files.certificate), _read(files.key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(files.certificate, files.key, password="")
    except ssl.SSLError as error:
        detail = error.reason or str(error)
        raise TlsFilesError(f"{files.certificate} and {files.key} are no usable pair: {detail}") from error
    authorities = _read_authorities(files.client_ca, context) if files.client_ca else None
    return TlsMaterial(certificate, key, authorities)


def _read_authorities(path: Path, context: ssl.SSLContext) -> bytes:
    authorities = _read(path)
    try:
        context.load_verify_locations(cafile=path)
    except ssl.SSLError as error:
        raise TlsFilesError(f"{path} holds no certificate: {error.reason or error}") from error
    return authorities


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TlsFilesError(f"{path} cannot be read: {error.strerror}") from error
