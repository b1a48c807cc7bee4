"""A scripted server, its proxy, and a real server, for tests of the client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hokusai import Client, RetryPolicy
from tests.support.scripted_server import ScriptedServer, scripted_server

# Delays of hundredths of a second: what is tested is that a call comes again, not how long a person would wait.
QUICK = RetryPolicy(max_attempts=8, initial_delay=0.01, max_delay=0.2)


@pytest.fixture
def scripted() -> Iterator[ScriptedServer]:
    """A server whose faults the test chooses."""
    with scripted_server() as server:
        yield server


@pytest.fixture
def client(scripted: ScriptedServer) -> Iterator[Client]:
    """A client of the scripted server with quick retries."""
    with Client(scripted.address, retry=QUICK) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith(("HOKUSAI_", "MLFLOW_TRACKING_")):
            monkeypatch.delenv(name)
