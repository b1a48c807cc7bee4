"""What went wrong at the edge to MLflow, as domain errors: by HTTP status and exception type, never by text."""

from __future__ import annotations

import errno
import os
import sqlite3
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hokusai_server.adapters.mlflow.connection import MlflowConnection
from hokusai_server.domain.errors import (
    HokusaiError,
    MLflowAuthentication,
    MLflowRefused,
    MLflowUnavailable,
    StorageFull,
)

if TYPE_CHECKING:
    from mlflow.exceptions import MlflowException

HOP_MLFLOW: Final = "MLflow"
HOP_PROXY: Final = "a proxy before MLflow"
_REFUSED_CREDENTIALS: Final = frozenset({401, 403})
# Nothing is wrong with the call itself: timeouts, throttling. All of 5xx belongs here too.
_TRY_LATER: Final = frozenset({408, 425, 429})
_LONGEST_CAUSE: Final = 500


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """The last HTTP answer of a call, as far as faults need it.

    Attributes:
        status: HTTP status.
        content_type: of the body; empty if not said.
        from_mlflow: whether MLflow itself wrote the body or the challenge. False says nothing: MLflow writes some
            refusals as plain text, as a proxy would.
    """

    status: int
    content_type: str
    from_mlflow: bool


@dataclass(frozen=True, slots=True)
class MlflowFailure:
    """A fault of one call on its way from the client's process to the server's.

    Attributes:
        status: HTTP status, or what MLflow's error code stands for; None if there was no answer.
        from_mlflow: whether MLflow itself said so.
        cause: in words, for people.
        storage_full: whether the embedded store's disk is full.
    """

    status: int | None
    from_mlflow: bool
    cause: str
    storage_full: bool = False


def failure_of(error: Exception, answer: HttpAnswer | None) -> MlflowFailure | None:
    """What `error` says about MLflow; None if it is not MLflow's fault but ours.

    Args:
        error: what the client raised.
        answer: the last HTTP answer within the call, if there was one.
    """
    import requests
    from mlflow.exceptions import MlflowException
    from sqlalchemy.exc import SQLAlchemyError

    if _is_disk_full(error):
        return MlflowFailure(None, True, "the disk is full", storage_full=True)
    outer = MlflowException | requests.RequestException | SQLAlchemyError | ConnectionError | TimeoutError
    if not isinstance(error, outer):
        return None
    if answer is not None and answer.status >= 400:
        return MlflowFailure(answer.status, answer.from_mlflow, _cause(error, f"HTTP {answer.status}"))
    status: int = error.get_http_status_code() if isinstance(error, MlflowException) else 500  # type: ignore[no-untyped-call]
    unreachable = unreachable_because(error) if status == 500 else None
    if unreachable is not None:
        return unreachable
    if answer is not None and status == 500 and "json" not in answer.content_type:
        kind = answer.content_type or "no content type"
        cause = f"it answered {answer.status} with {kind}, which is not MLflow's API; check the tracking URI"
        return MlflowFailure(400, False, cause)
    return MlflowFailure(status, isinstance(error, MlflowException), _cause(error, type(error).__name__))


def domain_error(failure: MlflowFailure, connection: MlflowConnection, hop: str) -> HokusaiError:
    """The error a caller sees.

    Args:
        failure: what went wrong.
        connection: with which MLflow.
        hop: who refused, used only for 401 and 403.
    """
    uri = connection.shown_uri
    if failure.storage_full:
        return StorageFull("MLflow's database")
    if failure.status is None or failure.status >= 500 or failure.status in _TRY_LATER:
        return MLflowUnavailable(uri, failure.cause)
    if failure.status in _REFUSED_CREDENTIALS and connection.is_remote:
        return MLflowAuthentication(uri, failure.status, connection.credentials.method, hop)
    return MLflowRefused(uri, failure.cause)


def refuses_credentials(failure: MlflowFailure) -> bool:
    """Whether it is a 401 or 403, for which the hop matters."""
    return failure.status in _REFUSED_CREDENTIALS


def untrusted_certificate(chain: list[BaseException]) -> MlflowFailure | None:
    """The failure of a TLS handshake for want of trust, which no repetition mends."""
    for part in chain:
        if isinstance(part, ssl.SSLCertVerificationError):
            cause = f"its TLS certificate is not trusted: {part.verify_message}; set MLFLOW_TRACKING_SERVER_CERT_PATH"
            return MlflowFailure(400, False, cause)
    return None


def unreachable_because(error: BaseException) -> MlflowFailure | None:
    """Why there was no answer; None if that is not what went wrong."""
    chain = list(causes(error))
    untrusted = untrusted_certificate(chain)
    if untrusted is not None:
        return untrusted
    network = _network_cause(chain)
    return None if network is None else MlflowFailure(None, False, network)


def is_missing(error: MlflowException) -> bool:
    """Whether MLflow says that the thing asked for is not there."""
    return error.error_code == "RESOURCE_DOES_NOT_EXIST"


def is_taken(error: MlflowException) -> bool:
    """Whether MLflow says that the thing to create is there already."""
    return error.error_code == "RESOURCE_ALREADY_EXISTS"


def _cause(error: Exception, otherwise: str) -> str:
    from mlflow.exceptions import RestException

    if isinstance(error, RestException) and isinstance(error.json.get("message"), str):
        return str(error.json["message"])[:_LONGEST_CAUSE]
    message = getattr(error, "message", None)
    status = otherwise.startswith("HTTP ")
    return otherwise if status or not isinstance(message, str) else message[:_LONGEST_CAUSE]


def _network_cause(chain: list[BaseException]) -> str | None:
    import requests

    if any(isinstance(part, requests.Timeout) for part in chain):
        return "no answer in time"
    for part in chain:
        if isinstance(part, OSError) and part.errno is not None and part.errno in errno.errorcode:
            return os.strerror(part.errno).lower()
    if any(isinstance(part, requests.exceptions.RetryError) for part in chain):
        return "it answered with a server error"
    if any(isinstance(part, requests.ConnectionError) for part in chain):
        return "the connection failed"
    return None


def _is_disk_full(error: BaseException) -> bool:
    return any(
        (isinstance(part, sqlite3.OperationalError) and part.sqlite_errorcode == sqlite3.SQLITE_FULL)
        or (isinstance(part, OSError) and part.errno == errno.ENOSPC)
        for part in causes(error)
    )


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything behind it; libraries hide causes in `reason`, `orig` and `args` too."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        part = waiting.pop(0)
        if not isinstance(part, BaseException) or id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        waiting += [
            part.__cause__,
            part.__context__,
            getattr(part, "reason", None),
            getattr(part, "orig", None),
            *part.args,
        ]
