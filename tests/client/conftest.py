"""A scripted server, its proxy, and a real server, for tests of the client."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from hokusai import Client, RetryPolicy
from tests.support.running_server import server_process
from tests.support.scripted_server import ScriptedServer, scripted_server

# Delays of hundredths of a second: what is tested is that a call comes again, not how long a person would wait.
QUICK = RetryPolicy(max_attempts=8, initial_delay=0.01, max_delay=0.2)

# Name of the model that the real server has.
MODEL = "breast_cancer"


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
    for name in list(os.environ):
        if name.startswith(("HOKUSAI_", "MLFLOW_TRACKING_")):
            monkeypatch.delenv(name)


@dataclass(frozen=True, slots=True)
class Served:
    """A real server with one trained model.

    Attributes:
        address: where gRPC answers.
        rows: the data that the model was trained on, without the target.
        estimator: the model itself, registered as `MODEL` 1.0.0.
    """

    address: str
    rows: Any
    estimator: Any


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server that read-only tests share; it has `MODEL` 1.0.0."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, target = load_breast_cancer(return_X_y=True, as_frame=True)
    estimator = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(rows, target)
    with server_process(tmp_path_factory.mktemp("served")) as server:
        with Client(server.address) as client:
            client.register_baseline(
                MODEL, estimator, input_example=rows.head(), metrics={"accuracy": estimator.score(rows, target)}
            )
        yield Served(server.address, rows, estimator)
