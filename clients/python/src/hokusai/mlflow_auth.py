"""This process's own use of MLflow: where it is, how to be let in, and whether that works.

Credentials go where MLflow's own client looks for them, the environment variables `MLFLOW_TRACKING_TOKEN`,
`MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD` of this process: there is no other public way to give them to
it. They are never written to a file, never logged, and never part of a message or of a `repr`. They serve `runs:/` and
`models:/` addresses in this process; the server has credentials of its own, from its own settings.
"""

from __future__ import annotations

import os
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from hokusai.exceptions import (
    ConflictingSources,
    InvalidClientSettings,
    MLflowAuthenticationError,
    MLflowConnectionError,
    MLflowError,
)

_URI: Final = "MLFLOW_TRACKING_URI"
_TOKEN: Final = "MLFLOW_TRACKING_TOKEN"  # noqa: S105 - the name of a variable
_USERNAME: Final = "MLFLOW_TRACKING_USERNAME"
_PASSWORD: Final = "MLFLOW_TRACKING_PASSWORD"  # noqa: S105 - the name of a variable
_SETTING: Final = {
    "bearer token": "token=… or MLFLOW_TRACKING_TOKEN",
    "basic": "username=… and password=…, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD",
    "none": "token=…, or username=… and password=…",
}
_VALIDATION_TIMEOUT: Final = 10.0


@dataclass(frozen=True, slots=True)
class MLflowAuthStatus:
    """How this process would speak to MLflow. Holds no secret.

    Attributes:
        tracking_uri: where MLflow is; None if none is set.
        method: `bearer token`, `basic` or `none`.
        username: for `basic`; None otherwise.
        validated: True once `setup_mlflow_auth(validate=True)` was let in with just these settings.
    """

    tracking_uri: str | None
    method: str
    username: str | None
    validated: bool


_lock = threading.Lock()
_validated: set[int] = set()


def setup_mlflow_auth(
    tracking_uri: str | None = None,
    username: str | None = None,
    password: str | None = None,
    token: str | None = None,
    *,
    validate: bool = True,
    timeout: float = _VALIDATION_TIMEOUT,
) -> MLflowAuthStatus:
    """Set how this process speaks to MLflow, and try it.

    Args:
        tracking_uri: `http(s)://…` of an MLflow server, or a database address that MLflow opens itself. Default: what
            `MLFLOW_TRACKING_URI` says.
        username: for basic authentication, together with `password`.
        password: for basic authentication.
        token: bearer token; not together with a user name.
        validate: ask the server for one experiment now, so that a wrong address or credential is known at once. If that
            fails nothing is changed.
        timeout: seconds for that.

    Returns:
        What is set now, without secrets.

    Raises:
        ConflictingSources: a token and a user name are given together.
        InvalidClientSettings: a user name without a password or the reverse, or an address with credentials in it.
        MLflowAuthenticationError: the server, or a proxy before it, answered 401 or 403.
        MLflowConnectionError: nobody answers there, or what answers is no MLflow.
    """
    wanted = _wanted(tracking_uri, username, password, token)
    if validate:
        _validate(wanted, timeout)
    with _lock:
        mlflow = sys.modules.get("mlflow")
        if mlflow is not None and wanted[_URI] is not None:
            mlflow.set_tracking_uri(wanted[_URI])  # an address set before in this process would win over the variable
        for name, value in wanted.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        if validate:
            _validated.add(_fingerprint(wanted))
    return get_mlflow_auth_status()


def get_mlflow_auth_status() -> MLflowAuthStatus:
    """How this process would speak to MLflow now, without secrets."""
    current = _current()
    uri = current[_URI]
    return MLflowAuthStatus(
        tracking_uri=None if uri is None else without_credentials(uri),
        method=_method(current),
        username=current[_USERNAME] if _method(current) == "basic" else None,
        validated=_fingerprint(current) in _validated,
    )


def validate_mlflow_auth(*, timeout: float = _VALIDATION_TIMEOUT) -> None:
    """Ask the MLflow server that is set now for one experiment; does nothing where none is set.

    Raises:
        MLflowAuthenticationError, MLflowConnectionError: as `setup_mlflow_auth`.
    """
    _validate(_current(), timeout)


@contextmanager
def translated_mlflow_faults() -> Iterator[None]:
    """Turn what MLflow's client raises into this package's exceptions; other exceptions pass."""
    from mlflow.exceptions import MlflowException
    from requests.exceptions import ConnectionError as RequestsConnectionError
    from requests.exceptions import HTTPError

    status = get_mlflow_auth_status()
    uri = status.tracking_uri or "the local default"
    try:
        yield
    except HTTPError as error:
        code = error.response.status_code if error.response is not None else None
        raise (_refused(uri, code, status.method) if code in (401, 403) else _failed(uri, error)) from error
    except MlflowException as error:
        code = int(error.get_http_status_code())  # type: ignore[no-untyped-call]
        raise (_refused(uri, code, status.method) if code in (401, 403) else _failed(uri, error)) from error
    except RequestsConnectionError as error:
        raise _unreachable(uri, type(error).__name__) from error


def without_credentials(uri: str) -> str:
    """An address without user name and password."""
    parts = urllib.parse.urlsplit(uri)
    if "@" not in parts.netloc:
        return uri
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _wanted(
    tracking_uri: str | None, username: str | None, password: str | None, token: str | None
) -> dict[str, str | None]:
    if token is not None and username is not None:
        raise ConflictingSources("token=… and username=… are two methods of authentication; give one of them")
    if (username is None) != (password is None):
        missing = "password" if password is None else "username"
        raise InvalidClientSettings(f"basic authentication needs username and password; {missing} is missing")
    uri = tracking_uri or os.environ.get(_URI) or None
    if uri is not None and without_credentials(uri) != uri and uri.startswith(("http://", "https://")):
        raise InvalidClientSettings(
            f"the address {without_credentials(uri)} has credentials in it, which end up in logs; give username=… and "
            "password=… instead"
        )
    if token is None and username is None:
        return _current() | {_URI: uri}
    return {_URI: uri, _TOKEN: token, _USERNAME: username, _PASSWORD: password}


def _current() -> dict[str, str | None]:
    return {name: os.environ.get(name) or None for name in (_URI, _TOKEN, _USERNAME, _PASSWORD)}


def _validate(wanted: dict[str, str | None], timeout: float) -> None:
    uri = (wanted[_URI] or "").rstrip("/")
    if not uri.startswith(("http://", "https://")):
        return  # a database or a folder, which MLflow opens by itself and without credentials
    method = _method(wanted)
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked by the caller
        f"{uri}/api/2.0/mlflow/experiments/search?max_results=1", headers=_headers(wanted)
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as reply:  # noqa: S310
            kind = reply.headers.get_content_type()
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (401, 403):
            raise _refused(uri, error.code, method, error.headers.get("server")) from None
        raise _unreachable(uri, f"it answered HTTP {error.code}") from None
    except (urllib.error.URLError, OSError) as error:
        raise _unreachable(uri, str(getattr(error, "reason", error))) from error
    if kind != "application/json":
        raise _unreachable(uri, f"what answers sends {kind}, not MLflow's JSON")


def _headers(wanted: dict[str, str | None]) -> dict[str, str]:
    if _method(wanted) == "bearer token":
        return {"Authorization": f"Bearer {wanted[_TOKEN]}"}
    if _method(wanted) == "basic":
        pair = f"{wanted[_USERNAME]}:{wanted[_PASSWORD]}".encode()
        return {"Authorization": f"Basic {b64encode(pair).decode()}"}
    return {}


def _method(current: dict[str, str | None]) -> str:
    # MLflow's client prefers basic authentication when both are set.
    if current[_USERNAME] and current[_PASSWORD]:
        return "basic"
    return "bearer token" if current[_TOKEN] else "none"


def _refused(uri: str, status: int | None, method: str, hop: str | None = None) -> MLflowAuthenticationError:
    who = hop or "MLflow or a proxy before it"
    used = "without credentials" if method == "none" else f"with {method}"
    return MLflowAuthenticationError(
        f"MLflow at {uri} refused this process {used}: {status}, by {who}; set {_SETTING[method]} right",
        details={"uri": uri, "status": str(status), "auth_method": method, "hop": who},
    )


def _unreachable(uri: str, cause: str) -> MLflowConnectionError:
    return MLflowConnectionError(
        f"MLflow at {uri} cannot be reached from here: {cause}; check the address, or start it with `mlflow server`",
        details={"uri": uri, "cause": cause},
    )


def _failed(uri: str, error: Exception) -> MLflowError:
    failure = MLflowError(f"MLflow at {uri} failed: {error}", details={"uri": uri})
    failure.reason = "MLFLOW_FAILED"
    return failure


def _fingerprint(current: dict[str, str | None]) -> int:
    return hash(tuple(sorted((name, value or "") for name, value in current.items())))
