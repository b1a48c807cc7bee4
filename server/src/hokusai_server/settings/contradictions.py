"""Settings that cannot all be honoured, and settings that this release cannot honour yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from hokusai_server.settings.tree import MlflowSettings, Settings

Rule: TypeAlias = tuple[bool, str]
"""Whether the rule is broken, and what to tell then."""


def contradictions(settings: Settings) -> Iterator[Rule]:
    """Every rule between settings, broken or not."""
    yield from _encryption(settings)
    yield from _mlflow(settings.mlflow)
    yield from _modes(settings)


def _encryption(settings: Settings) -> Iterator[Rule]:
    tls = settings.tls
    yield (
        (tls.certificate is None) != (tls.key is None),
        "tls.certificate and tls.key belong together; set both for TLS, or neither",
    )
    yield (
        tls.client_ca is not None and tls.certificate is None,
        "tls.client_ca asks clients for certificates, which needs TLS; set tls.certificate and tls.key too",
    )
    yield (
        tls.certificate is None and not settings.listen.is_loopback and not settings.allow_plaintext,
        (
            f"listen is {settings.listen}, which other machines reach, and TLS is not set; "
            "set tls.certificate and tls.key, listen on 127.0.0.1, or set allow_plaintext to accept plain text"
        ),
    )


def _mlflow(mlflow: MlflowSettings) -> Iterator[Rule]:
    yield (
        mlflow.tracking_uri is None and (mlflow.token is not None or mlflow.username is not None),
        "MLFLOW_TRACKING_TOKEN or _USERNAME is set, but MLFLOW_TRACKING_URI, which it would be for, is not",
    )
    yield (
        mlflow.token is not None and mlflow.username is not None,
        "MLFLOW_TRACKING_TOKEN and MLFLOW_TRACKING_USERNAME are both set; keep the one that MLflow should see",
    )
    yield (
        (mlflow.username is None) != (mlflow.password is None),
        "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD belong together; set both, or neither",
    )


def _modes(settings: Settings) -> Iterator[Rule]:
    yield (
        settings.optional_mlflow,
        (
            "optional_mlflow (HOKUSAI_OPTIONAL_MLFLOW) is not offered by this version yet; unset it, "
            "and registering will fail with MLFLOW_UNAVAILABLE while a remote MLflow is away"
        ),
    )
    yield (
        settings.mock_mode and (settings.mlflow.tracking_uri is not None or settings.catalogue.url is not None),
        (
            "mock_mode runs on a throw-away embedded store, but mlflow.tracking_uri or catalogue.url names a real one; "
            "unset mock_mode or those"
        ),
    )
