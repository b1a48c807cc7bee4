"""A server that is killed and started again on the same data, as a client with default settings sees it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from hokusai import Client, Prediction
from tests.support.mlflow_server import free_port
from tests.support.running_server import ServerProcess, server_process

# Two starts of a server, a registration and two starts of a model on two busy cores.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

ROWS = np.random.default_rng(0).random((500, 3))


@pytest.fixture
def listen() -> list[str]:
    """The same port for both starts; the later option wins over the port that is picked by default."""
    return ["--listen", f"127.0.0.1:{free_port()}"]


def _register(server: ServerProcess) -> LinearRegression:
    model = LinearRegression().fit(ROWS, ROWS.sum(axis=1))
    with Client(server.address) as client:
        client.register_baseline("sums", model, input_example=ROWS[:5])
    return model


def test_a_stream_goes_on_after_the_server_was_killed_and_started_again(tmp_path: Path, listen: list[str]) -> None:
    """Nobody tells the client; it finds the server again by itself."""
    killed, count = threading.Event(), 60

    def batches() -> Iterator[np.ndarray]:
        for index in range(count):
            if index == count // 2:
                assert killed.wait(120)
            yield ROWS + index

    with server_process(tmp_path, *listen) as first:
        model = _register(first)
        client = Client(first.address)
        answers: list[Prediction] = []
        stream = client.predict_stream("sums", batches())
        for answer in stream:
            assert isinstance(answer, Prediction)
            answers.append(answer)
            if len(answers) == count // 4:
                break
        first.kill()
    killed.set()
    with server_process(tmp_path, *listen, serve=False) as second:
        for answer in stream:
            assert isinstance(answer, Prediction)
            answers.append(answer)
        assert second.process.poll() is None
        client.close()
    assert [each.sequence for each in answers] == list(range(count))
    for index, answer in enumerate(answers):
        np.testing.assert_allclose(np.ravel(answer.values), model.predict(ROWS + index))


def test_an_upload_goes_on_after_the_server_was_killed_and_started_again(tmp_path: Path, listen: list[str]) -> None:
    """The server dies when the first part of the upload has reached it."""
    import mlflow.sklearn

    folder = tmp_path / "model"
    mlflow.sklearn.save_model(LinearRegression().fit(ROWS, ROWS.sum(axis=1)), str(folder), input_example=ROWS[:5],
                              pip_requirements=[])  # fmt: skip
    (folder / "weights.bin").write_bytes(np.random.default_rng(1).bytes(200_000_000))
    with server_process(tmp_path, *listen) as first:
        client = Client(first.address)
        registered: list[str] = []
        sender = threading.Thread(
            target=lambda: registered.append(client.register_baseline("sums", folder, progress=False).version)
        )
        sender.start()
        while not _has_large_file(tmp_path / "data"):
            assert sender.is_alive()
        first.kill()
    with server_process(tmp_path, *listen, serve=False):
        sender.join(150)
        assert registered == ["1.0.0"]
        client.close()


def _has_large_file(folder: Path) -> bool:
    try:
        return any(path.stat().st_size > 10_000_000 for path in folder.rglob("*") if path.is_file())
    except OSError:  # something was moved while we looked
        return False
