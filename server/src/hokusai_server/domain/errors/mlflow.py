"""Faults at the edge to MLflow."""

from __future__ import annotations

from datetime import timedelta

from hokusai_server.domain.errors.hokusai_error import HokusaiError


class MLflowUnavailable(HokusaiError):
    """MLflow did not answer, or answered that it cannot; nothing of the call is visible."""

    reason = "MLFLOW_UNAVAILABLE"
    retryable = True

    def __init__(self, uri: str, cause: str, retry_after: timedelta = timedelta(seconds=2)) -> None:
        super().__init__(
            f"MLflow at {uri} is not available ({cause}); "
            f"retry after {retry_after.total_seconds():g} s with the same request_id",
            uri=uri,
            cause=cause,
            retry_after=retry_after,
        )


class MLflowAuthentication(HokusaiError):
    """MLflow, or a proxy before it, answered 401 or 403; never retried."""

    reason = "MLFLOW_AUTHENTICATION"

    def __init__(self, uri: str, status: int, auth_method: str, hop: str) -> None:
        super().__init__(
            f"{hop} at {uri} refused the server's credentials with {status} (method used: {auth_method}); "
            "set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, on the Hokusai "
            "server",
            uri=uri,
            status=status,
            auth_method=auth_method,
            hop=hop,
        )


class MLflowRefused(HokusaiError):
    """MLflow understood the call and refused it."""

    reason = "MLFLOW_REFUSED"

    def __init__(self, uri: str, cause: str) -> None:
        super().__init__(f"MLflow at {uri} refused the call: {cause}", uri=uri, cause=cause)
