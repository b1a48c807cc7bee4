"""Which MLflow, with which credentials, and what faults say about it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from hokusai_server.adapters.mlflow.authorization import authorization_header, is_from_mlflow
from hokusai_server.adapters.mlflow.connection import MlflowConnection, MlflowCredentials
from hokusai_server.adapters.mlflow.faults import MlflowFailure, domain_error, failure_of
from hokusai_server.domain.errors import (
    HokusaiError,
    MLflowAuthentication,
    MLflowRefused,
    MLflowUnavailable,
    StorageFull,
)

REMOTE = MlflowConnection.remote("https://mlflow.example.com/base/", MlflowCredentials(token="secret-token"))
EMBEDDED = MlflowConnection.embedded(Path("/data/mlflow"))


@pytest.mark.parametrize(
    ("uri", "shown", "username", "password"),
    [
        ("http://host:5000/", "http://host:5000", None, None),
        ("https://us%40er:p%3Aw@host/x", "https://host/x", "us@er", "p:w"),
        ("http://user@host", "http://host", "user", ""),
    ],
)
def test_credentials_in_the_uri_are_taken_out_of_it(
    uri: str, shown: str, username: str | None, password: str | None
) -> None:
    connection = MlflowConnection.remote(uri)
    assert connection.tracking_uri == connection.shown_uri == shown
    assert (connection.credentials.username, connection.credentials.password) == (username, password)


def test_credentials_of_their_own_come_before_those_in_the_uri() -> None:
    connection = MlflowConnection.remote("http://user:pw@host", MlflowCredentials(token="t"))
    assert connection.credentials == MlflowCredentials(token="t")
    assert connection.tracking_uri == "http://host"


def test_secrets_are_not_shown() -> None:
    shown = repr(MlflowConnection.remote("http://u:hidden-password@host", MlflowCredentials(token="hidden-token")))
    assert "hidden" not in shown


def test_the_embedded_store_is_not_shown_as_a_path() -> None:
    assert EMBEDDED.tracking_uri == "sqlite:////data/mlflow/mlflow.db"
    assert "/data" not in EMBEDDED.shown_uri


@pytest.mark.parametrize(
    ("credentials", "header"),
    [
        (MlflowCredentials(), None),
        (MlflowCredentials(token="t"), "Bearer t"),
        (MlflowCredentials(username="Aladdin", password="open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
    ],
)
def test_the_header_is_that_of_the_standard(credentials: MlflowCredentials, header: str | None) -> None:
    assert authorization_header(credentials) == header


@pytest.mark.parametrize(
    ("challenge", "body", "expected"),
    [
        ('Basic realm="mlflow"', b"not authenticated", True),
        ('Basic realm="proxy"', b"", False),
        ("", b'{"error_code": "PERMISSION_DENIED", "message": "no"}', True),
        ("", b'{"message": "no"}', False),
        ("", b'["error_code"]', False),
        ("", b"<html>error_code</html>", False),
        ("", b"\xff", False),
    ],
)
def test_mlflow_is_recognised_by_its_own_signs(challenge: str, body: bytes, expected: bool) -> None:
    assert is_from_mlflow(challenge, body) is expected


@pytest.mark.parametrize(
    ("status", "connection", "expected"),
    [
        (None, REMOTE, MLflowUnavailable),
        (401, REMOTE, MLflowAuthentication),
        (403, REMOTE, MLflowAuthentication),
        (403, EMBEDDED, MLflowRefused),
        (400, REMOTE, MLflowRefused),
        (404, REMOTE, MLflowRefused),
        (408, REMOTE, MLflowUnavailable),
        (409, REMOTE, MLflowRefused),
        (429, REMOTE, MLflowUnavailable),
        (500, REMOTE, MLflowUnavailable),
        (503, EMBEDDED, MLflowUnavailable),
    ],
)
def test_the_status_decides(status: int | None, connection: MlflowConnection, expected: type[HokusaiError]) -> None:
    error = domain_error(MlflowFailure(status, True, "401 403 unauthorized in the text"), connection, "MLflow")
    assert type(error) is expected
    assert "secret-token" not in error.message


def test_a_full_disk_is_storage_full_however_deep_it_is_hidden() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    for cause in (full, OSError(errno.ENOSPC, "no space left")):
        outer = ValueError("wrapped")
        outer.__cause__ = RuntimeError("again")
        outer.__cause__.__context__ = cause
        failure = failure_of(outer, None)
        assert failure is not None
        assert isinstance(domain_error(failure, EMBEDDED, "MLflow"), StorageFull)


def test_a_fault_of_our_own_is_none_of_mlflows() -> None:
    assert failure_of(KeyError("x"), None) is None
    assert failure_of(FileNotFoundError(errno.ENOENT, "x"), None) is None
