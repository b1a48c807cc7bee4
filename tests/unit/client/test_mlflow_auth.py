"""This process's own use of MLflow, against a server that refuses or answers as the test says."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from typing_extensions import override

from hokusai import exceptions, get_mlflow_auth_status, setup_mlflow_auth
from hokusai.mlflow_auth import validate_mlflow_auth, without_credentials
from tests.support.mlflow_process import without_mlflow_settings


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    with without_mlflow_settings():
        yield


class _Answer(BaseHTTPRequestHandler):
    status = 200
    kind = "application/json"
    seen: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("Authorization")))
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        self.end_headers()
        self.wfile.write(b"{}")

    @override
    def version_string(self) -> str:
        return "gatekeeper/1"

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def answer() -> type[_Answer]:
    """The answer of the server; set `status` and `kind` on it."""
    return type("Answer", (_Answer,), {"seen": []})


@pytest.fixture
def uri(answer: type[_Answer]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_token_is_tried_and_set(uri: str, answer: type[_Answer]) -> None:
    status = setup_mlflow_auth(tracking_uri=uri, token="s3cret")
    assert (status.tracking_uri, status.method, status.validated) == (uri, "bearer token", True)
    assert answer.seen == [("/api/2.0/mlflow/experiments/search?max_results=1", "Bearer s3cret")]
    assert os.environ["MLFLOW_TRACKING_TOKEN"] == "s3cret"
    assert "s3cret" not in repr(status)


def test_a_user_replaces_a_token(uri: str, answer: type[_Answer]) -> None:
    setup_mlflow_auth(uri, token="s3cret")
    status = setup_mlflow_auth(uri, "ada", "pa55")
    assert (status.method, status.username) == ("basic", "ada")
    assert answer.seen[-1][1] == "Basic YWRhOnBhNTU="
    assert "MLFLOW_TRACKING_TOKEN" not in os.environ
    assert "pa55" not in repr(status)


@pytest.mark.parametrize("code", [401, 403])
def test_a_refusal_tells_uri_method_hop_and_what_to_set_and_changes_nothing(
    uri: str, answer: type[_Answer], code: int
) -> None:
    answer.status = code
    with pytest.raises(exceptions.MLflowAuthenticationError, match="MLFLOW_TRACKING_TOKEN") as caught:
        setup_mlflow_auth(uri, token="s3cret")
    assert caught.value.details == {
        "uri": uri, "status": str(code), "auth_method": "bearer token", "hop": "gatekeeper/1"
    }  # fmt: skip
    assert "s3cret" not in str(caught.value)
    assert get_mlflow_auth_status().tracking_uri is None
    assert not caught.value.retryable


def test_nobody_there_is_a_connection_error() -> None:
    with pytest.raises(exceptions.MLflowConnectionError, match="mlflow server") as caught:
        setup_mlflow_auth("http://127.0.0.1:1")
    assert caught.value.details["uri"] == "http://127.0.0.1:1"
    assert isinstance(caught.value, ConnectionError)


@pytest.mark.parametrize(("status", "kind"), [(500, "application/json"), (404, "text/html"), (200, "text/html")])
def test_what_is_no_mlflow_is_a_connection_error(uri: str, answer: type[_Answer], status: int, kind: str) -> None:
    answer.status, answer.kind = status, kind
    with pytest.raises(exceptions.MLflowConnectionError):
        setup_mlflow_auth(uri)


def test_without_validation_nothing_is_asked() -> None:
    status = setup_mlflow_auth("http://127.0.0.1:1", token="s3cret", validate=False)
    assert not status.validated
    with pytest.raises(exceptions.MLflowConnectionError):
        validate_mlflow_auth()


def test_what_was_validated_is_no_longer_so_when_it_changes(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert setup_mlflow_auth(uri, token="s3cret").validated
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "another")
    assert not get_mlflow_auth_status().validated


def test_settings_of_the_environment_are_used(uri: str, answer: type[_Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", uri)
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "s3cret")
    assert setup_mlflow_auth().method == "bearer token"
    assert answer.seen[0][1] == "Bearer s3cret"


def test_a_database_needs_no_trial() -> None:
    assert setup_mlflow_auth("sqlite:///mlflow.db").method == "none"


def test_two_methods_at_once_are_refused() -> None:
    with pytest.raises(exceptions.ConflictingSources, match="two methods"):
        setup_mlflow_auth("http://127.0.0.1:1", "ada", "pa55", "s3cret")


@pytest.mark.parametrize(("username", "password"), [("ada", None), (None, "pa55")])
def test_half_of_basic_authentication_is_refused(username: str | None, password: str | None) -> None:
    with pytest.raises(exceptions.InvalidClientSettings, match="is missing"):
        setup_mlflow_auth("http://127.0.0.1:1", username, password)


def test_credentials_in_the_address_are_refused_without_showing_them() -> None:
    with pytest.raises(exceptions.InvalidClientSettings) as caught:
        setup_mlflow_auth("http://ada:pa55@127.0.0.1:1")
    assert "pa55" not in str(caught.value)
    assert without_credentials("http://ada:pa55@host:1/x") == "http://host:1/x"
