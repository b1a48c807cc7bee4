"""The retry policy that clients ship says what the contract says, and is one."""

from __future__ import annotations

import json

from server.tools.generate_service_config import SERVICE_CONFIG, repeatable_rpcs, service_config
from tests.architecture.test_repository import tracked

INFERENCE = "hokusai.inference.v1.InferenceService"
TRACKING = "hokusai.tracking.v1.TrackingService"


def test_service_config_is_current() -> None:
    """It follows the contract and the patience of the Python client; `make gen` repairs it."""
    assert SERVICE_CONFIG.read_text(encoding="utf-8") == service_config()


def test_copies_are_the_same() -> None:
    """A client ships what the contract's folder holds."""
    assert {path.read_bytes() for path in tracked("*service_config.json")} == {SERVICE_CONFIG.read_bytes()}


def test_what_must_not_be_repeated_is_left_out() -> None:
    """A second unload fails, and a stream that broke is resumed by who knows what was answered."""
    names = repeatable_rpcs()
    assert (INFERENCE, "Predict") in names
    assert (TRACKING, "TrackInference") in names
    assert {(INFERENCE, "UnloadModel"), (INFERENCE, "StreamPredict"), (TRACKING, "LogArtifact")} & set(names) == set()


def test_it_holds_no_timeout() -> None:
    """A timeout in a service config fires early; deadlines are per call."""
    (method_config,) = json.loads(SERVICE_CONFIG.read_text(encoding="utf-8"))["methodConfig"]
    assert set(method_config) == {"name", "retryPolicy"}
