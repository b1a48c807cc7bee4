"""The examples run as they stand, against a real server."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pytest
from sklearn.linear_model import LinearRegression

from hokusai import Client
from tests.support.running_server import ServerProcess, server_process

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# Modules that other examples import, the demo, which starts a server of its own, and what begins with a model that is
# there and runs beside its like in the other languages.
NOT_ALONE = {"demo", "demo_report", "local_server", "register_and_predict"}
SCRIPTS = sorted(path.stem for path in EXAMPLES.glob("*.py") if path.stem not in NOT_ALONE)
# Training, MLflow's imports and a model's start take seconds on two busy cores.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One server for all examples, as a reader would have."""
    with server_process(tmp_path_factory.mktemp("examples")) as running:
        yield running


@pytest.mark.parametrize("name", SCRIPTS)
def test_example_runs(name: str, server: ServerProcess, tmp_path: Path) -> None:
    """The script ends without an error and shows something."""
    finished = run(name, tmp_path, HOKUSAI_ADDRESS=server.address)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip()


def test_python_does_the_job_of_the_programs_in_other_languages(server: ServerProcess, tmp_path: Path) -> None:
    """Its lines are those that tests/client_languages hold each of the others to."""
    rows = pd.DataFrame(np.random.default_rng(0).random((50, 3)), columns=["x", "y", "z"])
    estimator = LinearRegression().fit(rows, rows.sum(axis=1))
    with Client(server.address) as client:
        client.register_baseline("beginning", estimator, input_example=rows.head())
    finished = run("register_and_predict", tmp_path, "--model", "beginning", HOKUSAI_ADDRESS=server.address)
    assert finished.returncode == 0, finished.stderr
    lines = finished.stdout.splitlines()
    shapes = [
        r"registered beginning-python 1\.0\.0",
        r"predicted \S+ with 1\.0\.0",
        *[rf"streamed {count} rows" for count in range(5_000, 100_000, 5_000)],
        r"streamed 100000 rows in \d+\.\d\d s: \d+ rows/s",
        r"MODEL_NOT_FOUND {'model': 'no-such-model'}",
        r"next: model 'no-such-model' is not registered; .+",
    ]
    told = [line for line in lines if line]
    assert [line for shape, line in zip(shapes, told, strict=True) if not re.fullmatch(shape, line)] == []


def test_demo_reports_and_leaves_nothing_running(tmp_path: Path) -> None:
    """The report names the version that answered and the rows; afterwards no process and no file is left."""
    finished = run("demo", tmp_path, "--rows", "20000", TMPDIR=str(tmp_path))
    assert finished.returncode == 0, finished.stderr
    assert "20,000 rows" in finished.stdout
    assert "1.1.0" in finished.stdout
    assert leftovers(tmp_path) == []


def test_interrupted_demo_leaves_nothing_running(tmp_path: Path) -> None:
    """Ctrl-C in the middle stops the server and removes its data."""
    command = [sys.executable, str(EXAMPLES / "demo.py"), "--rows", "200000000"]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    demo = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    assert demo.stdout is not None
    demo.stdout.readline()  # the server serves
    demo.send_signal(signal.SIGINT)
    demo.stdout.close()
    assert demo.wait() != 0
    assert leftovers(tmp_path) == []


def run(name: str, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one example as a process of its own."""
    return subprocess.run(
        [sys.executable, str(EXAMPLES / f"{name}.py"), *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def leftovers(folder: Path) -> list[str]:
    """Files of ours below the folder and processes whose command line names it."""
    processes = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    mentioned = [" ".join(words) for words in processes if any(str(folder) in word for word in words)]
    return mentioned + [str(path) for path in folder.glob("hokusai-*")]
