"""A look at a remote MLflow over plain HTTP: whether it answers, and who refuses."""

from __future__ import annotations

import errno
import os
import ssl
from typing import Final

import httpx

from hokusai_server.adapters.mlflow.authorization import authorization_header, is_from_mlflow
from hokusai_server.adapters.mlflow.connection import MlflowConnection
from hokusai_server.adapters.mlflow.faults import (
    HOP_MLFLOW,
    HOP_PROXY,
    MlflowFailure,
    causes,
    domain_error,
    refuses_credentials,
    untrusted_certificate,
)

# Cheap, read only, guarded by every kind of authentication.
_GUARDED: Final = "/api/2.0/mlflow/registered-models/search?max_results=1"
# MLflow answers this to everybody, whatever authentication it uses; what guards a whole site before it mostly does not.
_OPEN: Final = "/health"


async def check(connection: MlflowConnection) -> None:
    """Return if MLflow answers and takes the credentials.

    Raises:
        MLflowUnavailable: it does not answer, or answers that it cannot.
        MLflowAuthentication: it, or a proxy before it, answers 401 or 403.
        MLflowRefused: what answers there is no MLflow.
    """
    async with _client(connection) as client:
        try:
            response = await client.get(_GUARDED)
        except httpx.HTTPError as error:
            raise domain_error(_no_answer(error), connection, HOP_MLFLOW) from error
        failure = _failure(response)
        if failure is not None:
            hop = await _hop(client, failure)
            raise domain_error(failure, connection, hop)


async def refusing_hop(connection: MlflowConnection) -> str:
    """Who refused a call with 401 or 403 whose answer did not show it."""
    async with _client(connection) as client:
        return await _hop_by_open_path(client)


def _client(connection: MlflowConnection) -> httpx.AsyncClient:
    header = authorization_header(connection.credentials)
    return httpx.AsyncClient(
        verify=True if connection.ca_file is None else ssl.create_default_context(cafile=str(connection.ca_file)),
        base_url=connection.tracking_uri,
        headers={} if header is None else {"Authorization": header},
        timeout=connection.timeout.total_seconds(),
        follow_redirects=True,
    )


def _failure(response: httpx.Response) -> MlflowFailure | None:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if response.is_success and "json" in kind:
        return None
    if response.is_success:
        cause = f"it answered {response.status_code} with {kind or 'no content type'}, which is not MLflow's API"
        return MlflowFailure(400, False, f"{cause}; check the tracking URI")
    from_mlflow = is_from_mlflow(response.headers.get("WWW-Authenticate", ""), response.content)
    return MlflowFailure(response.status_code, from_mlflow, f"HTTP {response.status_code}")


async def _hop(client: httpx.AsyncClient, failure: MlflowFailure) -> str:
    if failure.from_mlflow or not refuses_credentials(failure):
        return HOP_MLFLOW
    return await _hop_by_open_path(client)


async def _hop_by_open_path(client: httpx.AsyncClient) -> str:
    try:
        response = await client.get(_OPEN)
    except httpx.HTTPError:
        return HOP_PROXY
    return HOP_MLFLOW if response.is_success else HOP_PROXY


def _no_answer(error: httpx.HTTPError) -> MlflowFailure:
    chain = list(causes(error))
    untrusted = untrusted_certificate(chain)
    if untrusted is not None:
        return untrusted
    if isinstance(error, httpx.TimeoutException):
        return MlflowFailure(None, False, "no answer in time")
    for part in chain:
        if isinstance(part, OSError) and part.errno is not None and part.errno in errno.errorcode:
            return MlflowFailure(None, False, os.strerror(part.errno).lower())
    return MlflowFailure(None, False, "the connection failed")
