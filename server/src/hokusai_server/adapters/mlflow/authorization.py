"""How credentials look on the wire and how MLflow's own answers are recognised, with and without MLflow's client."""

from __future__ import annotations

import base64
import json
from typing import Final

from hokusai_server.adapters.mlflow.connection import MlflowCredentials

# The challenge of MLflow's own basic authentication, whose bodies are plain text.
_MLFLOW_REALM: Final = 'realm="mlflow"'


def authorization_header(credentials: MlflowCredentials) -> str | None:
    """The value of the header `Authorization`; None without credentials."""
    if credentials.token is not None:
        return f"Bearer {credentials.token}"
    if credentials.username is None:
        return None
    pair = f"{credentials.username}:{credentials.password or ''}".encode()
    return f"Basic {base64.b64encode(pair).decode('ascii')}"


def is_from_mlflow(challenge: str, body: bytes) -> bool:
    """Whether an error answer shows that MLflow itself wrote it.

    Args:
        challenge: header `WWW-Authenticate`, empty if there is none.
        body: MLflow's errors are JSON objects with `error_code`.
    """
    if _MLFLOW_REALM in challenge:
        return True
    try:
        document = json.loads(body)
    except ValueError:
        return False
    return isinstance(document, dict) and "error_code" in document
