"""How MLflow's client authenticates in its process: MLflow's plug-in point `mlflow.request_auth_provider`.

The plug-in is chosen by name through MLFLOW_TRACKING_AUTH, which only a client process of ours is started with. It puts
the credentials on each request, so that neither `.netrc` nor `~/.mlflow/credentials` of the account can take their
place, and keeps what the answer was, since MLflow's exceptions lose the status of some of them.
"""

from __future__ import annotations

import os
import threading
from typing import Final

import requests
from mlflow.tracking.request_auth.abstract_request_auth_provider import RequestAuthProvider
from requests.auth import AuthBase
from typing_extensions import override

from hokusai_server.adapters.mlflow.authorization import authorization_header, is_from_mlflow
from hokusai_server.adapters.mlflow.connection import MlflowCredentials
from hokusai_server.adapters.mlflow.faults import HttpAnswer

PROVIDER_NAME: Final = "hokusai"

_last = threading.local()


class HokusaiRequestAuth(RequestAuthProvider):
    """Makes MLflow's client use the credentials of this process's connection."""

    @override
    def get_name(self) -> str:
        """The value of MLFLOW_TRACKING_AUTH that chooses this provider."""
        return PROVIDER_NAME

    @override
    def get_auth(self) -> AuthBase:
        """The credentials, read from the environment that the client process was started with."""
        environment = os.environ
        return ConnectionAuth(
            MlflowCredentials(
                environment.get("MLFLOW_TRACKING_TOKEN"),
                environment.get("MLFLOW_TRACKING_USERNAME"),
                environment.get("MLFLOW_TRACKING_PASSWORD"),
            )
        )


class ConnectionAuth(AuthBase):
    """Puts the credentials on a request and takes note of its answer."""

    def __init__(self, credentials: MlflowCredentials) -> None:
        self._header = authorization_header(credentials)

    @override
    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        """Called by `requests` for every request."""
        forget_answer()  # of the request before: this one may get none
        r.headers.pop("Authorization", None)
        if self._header is not None:
            r.headers["Authorization"] = self._header
        r.register_hook("response", _take_note)
        return r


def forget_answer() -> None:
    """Forget the answers of earlier calls on this thread."""
    _last.answer = None


def last_answer() -> HttpAnswer | None:
    """The last answer on this thread since `forget_answer`."""
    answer: HttpAnswer | None = getattr(_last, "answer", None)
    return answer


def _take_note(response: requests.Response, *_: object, **__: object) -> requests.Response:
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    _last.answer = HttpAnswer(response.status_code, content_type, _is_mlflows(response))
    return response


def _is_mlflows(response: requests.Response) -> bool:
    if response.status_code < 400:
        return True
    return is_from_mlflow(response.headers.get("WWW-Authenticate", ""), response.content)
