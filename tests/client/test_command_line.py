"""The `hokusai` command as a process of its own, against a real server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from hokusai import Client
from hokusai.cli.exit_codes import ExitCode
from tests.client.conftest import MODEL, Served
from tests.support.running_server import server_process

# Each command is a process; MLflow's imports and a model's start take seconds on two busy cores.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def _environment(address: str) -> dict[str, str]:
    return {**os.environ, "HOKUSAI_ADDRESS": address, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}


def _run(address: str, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from hokusai.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        env=_environment(address),
        input=stdin,
        check=False,
    )


def _ok(address: str, *arguments: str) -> str:
    done = _run(address, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _json(address: str, *arguments: str) -> Any:
    return json.loads(_ok(address, *arguments, "--json"))


@pytest.fixture(scope="module")
def folder(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model's data in all three formats, and the answers."""
    folder = tmp_path_factory.mktemp("files")
    rows = served.rows.copy()
    rows.insert(0, "patient", [f"p{index}" for index in range(len(rows))])
    rows.to_csv(folder / "rows.csv", index=False)
    rows.to_parquet(folder / "rows.parquet")
    rows.to_json(folder / "rows.jsonl", orient="records", lines=True)
    return folder


@pytest.mark.parametrize("source", ["rows.csv", "rows.parquet", "rows.jsonl"])
@pytest.mark.parametrize("target", ["out.csv", "out.parquet", "out.jsonl"])
def test_a_file_of_rows_becomes_a_file_of_predictions(
    served: Served, folder: Path, tmp_path: Path, source: str, target: str
) -> None:
    output = tmp_path / target
    summary = _json(served.address, "predict", MODEL, str(folder / source), "-o", str(output), "--keep", "patient")
    assert (summary["rows"], summary["served_by"]["version"]) == (len(served.rows), "1.0.0")
    readers: dict[str, Any] = {
        ".csv": pd.read_csv,
        ".parquet": pd.read_parquet,
        ".jsonl": lambda path: pd.read_json(path, lines=True),
    }
    found = readers[output.suffix](output)
    assert list(found.columns) == ["patient", "prediction"]
    assert found["patient"].iloc[7] == "p7"
    assert found["prediction"].tolist() == served.estimator.predict(served.rows).tolist()
    assert list(tmp_path.iterdir()) == [output]


def test_predictions_go_to_standard_output(served: Served, folder: Path) -> None:
    lines = _ok(served.address, "predict", MODEL, str(folder / "rows.csv")).splitlines()
    assert lines[0] == '"prediction"'
    assert len(lines) == len(served.rows) + 1
    done = _run(served.address, "predict", MODEL, str(folder / "rows.csv"), "--format", "jsonl", "--json")
    assert json.loads(done.stdout.splitlines()[0]) == {"prediction": 0}
    assert json.loads(done.stderr)["rows"] == len(served.rows)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this platform does not tell")
def test_a_large_file_is_predicted_in_little_memory(served: Served, tmp_path: Path) -> None:
    """340,000 rows of 30 doubles, 80 MB in memory and more as text: the process needs little beyond its libraries."""
    rows = pd.DataFrame(np.tile(served.rows.to_numpy(), (600, 1)), columns=served.rows.columns)
    rows.to_parquet(tmp_path / "rows.parquet", row_group_size=50_000)
    script = (
        "import sys\n"
        "from hokusai.cli.running import run\n"
        "code = run(sys.argv[1:])\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
        "sys.exit(code)\n"
    )
    command = [sys.executable, "-c", script, "predict", MODEL, str(tmp_path / "rows.parquet")]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "out.parquet"), "--quiet"],
        capture_output=True,
        text=True,
        env=_environment(served.address),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert pq.read_metadata(tmp_path / "out.parquet").num_rows == len(rows)
    assert int(done.stdout) < 300 * 1024, "kB at most at any time"


def test_an_interrupted_prediction_leaves_no_file_and_no_traceback(served: Served, tmp_path: Path) -> None:
    rows = tmp_path / "rows.parquet"
    pd.DataFrame(np.tile(served.rows.to_numpy(), (3000, 1)), columns=served.rows.columns).to_parquet(rows)
    (tmp_path / "out").mkdir()
    command = [sys.executable, "-c", "from hokusai.cli import main; main()", "predict", MODEL, str(rows)]
    process = subprocess.Popen(
        [*command, "-o", str(tmp_path / "out" / "out.csv")],
        env=_environment(served.address),
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").iterdir()):  # the half-written file is there: rows are under way
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == ExitCode.INTERRUPTED
    assert list((tmp_path / "out").iterdir()) == []
    assert "Traceback" not in errors
    assert "interrupted" in errors


@pytest.mark.parametrize("name", ["rows.csv", "rows.parquet", "rows.jsonl"])
@pytest.mark.parametrize("keep", ["", "patient"])
def test_a_file_without_rows_becomes_the_columns_of_the_predictions(
    served: Served, folder: Path, tmp_path: Path, name: str, keep: str
) -> None:
    """Whoever reads the output finds the columns of any other day."""
    empty = tmp_path / name
    if name == "rows.csv":
        empty.write_text((folder / name).read_text().splitlines()[0] + "\n")
    elif name == "rows.parquet":
        pd.read_parquet(folder / name).head(0).to_parquet(empty)
    else:
        empty.write_text("")
    summary = _json(served.address, "predict", MODEL, str(empty), "-o", str(tmp_path / "out.csv"), "--keep", keep)
    assert (summary["rows"], summary["served_by"]["version"]) == (0, "1.0.0")
    assert list(pd.read_csv(tmp_path / "out.csv").columns) == [*filter(None, [keep]), "prediction"]


def test_a_failed_prediction_leaves_the_old_file_as_it_was(served: Served, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    (tmp_path / "rows.csv").write_text("mean radius\n1.0\n")
    done = _run(served.address, "predict", MODEL, str(tmp_path / "rows.csv"), "-o", str(tmp_path / "out.csv"))
    assert done.returncode == ExitCode.REFUSED
    assert "MODEL_INPUT_INVALID" in done.stderr
    assert (tmp_path / "out.csv").read_text() == "old"


def test_models_and_versions_are_listed_and_shown(served: Served) -> None:
    assert MODEL in _ok(served.address, "models", "list")
    assert [each["name"] for each in _json(served.address, "models", "list")] == [MODEL]
    assert _json(served.address, "models", "show", MODEL)["latest_version"] == "1.0.0"
    assert "mean radius: double" in _ok(served.address, "versions", "show", MODEL, "1.0.0")
    assert "accuracy=" in _ok(served.address, "versions", "list", MODEL)
    assert _ok(served.address, "versions", "latest", MODEL) == "1.0.0\n"
    assert _json(served.address, "versions", "resolve", MODEL) == {"version": "1.0.0", "rule": "default_latest"}
    assert [each["kind"] for each in _json(served.address, "versions", "history", MODEL)] == ["registered"]


@pytest.fixture
def saved(served: Served, tmp_path: Path) -> Path:
    import mlflow.sklearn

    mlflow.sklearn.save_model(
        served.estimator, str(tmp_path / "model"), input_example=served.rows.head(),
        serialization_format="cloudpickle", pip_requirements=[],
    )  # fmt: skip
    return tmp_path / "model"


def test_a_version_goes_its_whole_way_by_commands(saved: Path, tmp_path: Path) -> None:
    with server_process(tmp_path / "own") as server:
        address = server.address
        first = ("register", "churn", str(saved), "--metric", "accuracy=0.9", "--type", "classification")
        assert "registered churn 1.0.0, models:/churn/1" in _ok(address, *first)
        second = ("register", "churn", str(saved), "--parent", "1.0.0", "--metric", "accuracy=0.95", "--bump", "minor")
        assert _json(address, *second)["version"] == "1.1.0"
        assert "1.1.0 is in" in _ok(address, "versions", "download", "churn", "1.1.0", str(tmp_path / "fetched"))
        assert (tmp_path / "fetched" / "MLmodel").is_file()
        assert "ACCEPT" in _ok(address, "versions", "compare", "churn", "1.0.0", "1.1.0")
        assert "unset → 1.0.0" in _ok(address, "promote", "churn", "1.0.0", "--expect", "unset")
        assert _run(address, "promote", "churn", "1.1.0", "--expect", "unset").returncode == ExitCode.REFUSED
        assert (
            _json(address, "promote", "churn", "1.1.0", "--expect", "1.0.0", "--reason", "better")["to_version"]
            == "1.1.0"
        )
        assert "1.1.0 → 1.0.0" in _ok(address, "rollback", "churn")
        assert "1.1.0 is deprecated" in _ok(address, "versions", "deprecate", "churn", "1.1.0")
        _ok(address, "track", "event", "churn", "1.0.0", "--latency-ms", "4.5", "--metric", "tokens=12")
        (tmp_path / "events.jsonl").write_text('{"model": "churn", "version": "1.0.0", "latency_ms": 2}\n' * 1500)
        assert "stored 1500 events" in _ok(address, "track", "file", str(tmp_path / "events.jsonl"))
        assert [each["event_count"] for each in _json(address, "track", "stats", "churn")] == [1501]
        assert "archived" in _ok(address, "models", "archive", "churn")


def test_a_failure_is_one_message_with_reason_and_code(served: Served) -> None:
    done = _run(served.address, "models", "show", "nobody")
    assert done.returncode == ExitCode.NOT_FOUND
    assert "nobody" in done.stderr
    assert "MODEL_NOT_FOUND" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("models", "show"), ExitCode.USAGE),
        (("predict", MODEL, "missing.csv"), ExitCode.USAGE),
        (("register", "churn", "missing-folder"), ExitCode.USAGE),
        (("register", "churn", "missing-folder", "--bump", "huge"), ExitCode.USAGE),
        (("versions", "show", MODEL, "9.9.9"), ExitCode.NOT_FOUND),
        (("versions", "restore", MODEL, "not-a-number"), ExitCode.REFUSED),
        (("models", "list", "--address", "127.0.0.1:1"), ExitCode.NO_CONNECTION),
        (("models", "list", "--address", "https://x"), ExitCode.USAGE),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_exit_codes_are_those_of_the_table(served: Served, arguments: tuple[str, ...], code: ExitCode) -> None:
    done = _run(served.address, *arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_bump_is_told_with_the_right_ones(served: Served) -> None:
    done = _run(served.address, "register", "churn", "missing-folder", "--bump", "huge")
    assert done.returncode == ExitCode.USAGE
    assert all(choice in done.stderr for choice in ("auto", "patch", "minor", "major"))


@pytest.mark.parametrize("source", ["runs:/00000000000000000000000000000000/model", "models:/churn/1"])
def test_an_address_within_mlflow_needs_to_know_which_mlflow(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    """Nothing is made where the command runs, and MLflow says nothing of its own."""
    monkeypatch.chdir(tmp_path)
    done = _run(served.address, "register", "churn", source)
    assert done.returncode == ExitCode.USAGE
    assert "set MLFLOW_TRACKING_URI" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_nobody_there_is_said_with_how_to_start_a_server() -> None:
    done = _run("127.0.0.1:1", "models", "list")
    assert done.returncode == ExitCode.NO_CONNECTION
    assert "hokusai serve" in done.stderr


def test_doctor_finds_a_healthy_server_healthy(served: Served) -> None:
    findings = {each["check"]: each["state"] for each in _json(served.address, "doctor")}
    assert set(findings.values()) == {"ok"}
    assert {"address", "connection", "versions", "clock", "health", "catalogue", "mlflow", "disk"} <= findings.keys()


def test_doctor_says_what_to_do_where_nothing_listens() -> None:
    done = _run("127.0.0.1:1", "doctor")
    assert done.returncode == ExitCode.FAULTS_FOUND
    assert "hokusai serve --listen 127.0.0.1:1" in done.stdout


def test_doctor_tells_a_server_with_tls_from_one_that_is_not_there(tmp_path: Path) -> None:
    """Something listens and speaks, but not what this client speaks."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = _run(f"127.0.0.1:{listener.getsockname()[1]}", "doctor")
    assert done.returncode == ExitCode.FAULTS_FOUND


def test_doctor_checks_mlflow_from_here(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:1")
    done = _run(served.address, "doctor", "--json")
    assert done.returncode == ExitCode.FAULTS_FOUND
    (finding,) = [each for each in json.loads(done.stdout) if each["check"] == "MLflow from here"]
    assert finding["state"] == "fault"
    assert finding["advice"]


def test_commands_of_the_server_are_found(served: Served) -> None:
    assert "--data-dir" in _ok(served.address, "serve", "--help")
    assert json.loads(_ok(served.address, "config", "--json"))["listen"]["source"] == "default"


def test_a_key_is_made_and_shown_once(served: Served, tmp_path: Path) -> None:
    """The token is all that a script gets; the file never has it."""
    file = tmp_path / "keys.toml"
    token = _ok(served.address, "keys", "new", "ci", "--actions", "predict", "--file", str(file)).strip()
    assert token.startswith("hk_")
    assert token not in file.read_text()
    again = _run(served.address, "keys", "new", "ci", "--actions", "predict", "--file", str(file))
    assert again.returncode == ExitCode.USAGE
    assert "there are two of this name" in again.stderr


def test_the_output_of_a_listing_may_be_cut_by_its_reader(served: Served) -> None:
    command = f"{sys.executable} -c 'from hokusai.cli import main; main()' models list | true"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env=_environment(served.address), check=False
    )
    assert "Traceback" not in done.stderr


@pytest.fixture(autouse=True)
def _still_there(served: Served) -> Iterator[None]:
    yield
    with Client(served.address) as client:
        assert client.check_health() == "serving"
