"""The Go client: clean, tested by itself, against a real server, and shown by its example."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hokusai import Client, TLSSettings
from tests.support.certificates import Authority
from tests.support.cutting_proxy import CuttingProxy, cutting_proxy
from tests.support.languages import require_language
from tests.support.running_server import server_process

REPOSITORY = Path(__file__).resolve().parents[2]
CLIENT = REPOSITORY / "clients/go"
EXAMPLE = REPOSITORY / "examples/go"
MODEL = "breast_cancer"
# Go may compile all that the client depends on, while other languages compile beside it on the same two cores.
PATIENCE_S = 600

pytestmark = [pytest.mark.slow, pytest.mark.timeout(2 * PATIENCE_S)]


@pytest.fixture(scope="session", autouse=True)
def toolchain() -> None:
    require_language("go")


@dataclass(frozen=True, slots=True)
class Served:
    """A real server with one trained model, over TLS.

    Attributes:
        proxy: before the server; it can cut connections.
        environment: how clients find and trust the server, and what they find there.
    """

    proxy: CuttingProxy
    environment: Mapping[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that asks every client for a certificate, behind a proxy, with `MODEL` 1.0.0."""
    folder = tmp_path_factory.mktemp("go")
    authority = Authority(folder)
    pair, own = authority.issue("server"), authority.issue("client")
    options = ["--tls-cert", str(pair.certificate), "--tls-key", str(pair.key), "--tls-client-ca", str(authority.file)]
    case = folder / "case.json"
    with server_process(folder, *options) as server, cutting_proxy(server.address) as proxy:
        tls = TLSSettings(ca=authority.file, cert=own.certificate, key=own.key)
        with Client(server.address, tls=tls) as client:
            case.write_text(json.dumps(register_model(client)))
        environment = {
            "HOKUSAI_ADDRESS": proxy.address,
            "HOKUSAI_TLS_CA": str(authority.file),
            "HOKUSAI_TLS_CLIENT_CERT": str(own.certificate),
            "HOKUSAI_TLS_CLIENT_KEY": str(own.key),
            "HOKUSAI_LIVE_CASE": str(case),
        }
        yield Served(proxy, environment)


def register_model(client: Client) -> dict[str, Any]:
    """Train and register `MODEL`; some rows with the model's own predictions, as live_test.go reads them."""
    import pyarrow as pa
    from sklearn.datasets import load_breast_cancer
    from sklearn.tree import DecisionTreeClassifier

    rows, target = load_breast_cancer(return_X_y=True, as_frame=True)
    estimator = DecisionTreeClassifier(random_state=0).fit(rows, target)
    client.register_baseline(MODEL, estimator, input_example=rows.head())
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(rows, preserve_index=False)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return {
        "Model": MODEL,
        "Columns": list(rows.columns),
        "Rows": rows.to_numpy().tolist(),
        "Expected": estimator.predict(rows).tolist(),
        "Arrow": base64.b64encode(sink.getvalue().to_pybytes()).decode(),
    }


def go(*arguments: str, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """What the go command printed; it must end well. At most two compilers run at a time."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HOKUSAI_")}
    done = subprocess.run(
        ["go", *arguments],
        cwd=folder,
        env={**own, "GOFLAGS": "-p=2 -buildvcs=false", **(environment or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, f"go {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("folder", [CLIENT, EXAMPLE], ids=["client", "example"])
def test_vet_and_formatter_have_no_complaint(folder: Path) -> None:
    go("vet", "./...", folder=folder)
    done = subprocess.run(["gofmt", "-l", "."], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout == ""


@pytest.mark.parametrize("folder", [CLIENT, EXAMPLE], ids=["client", "example"])
def test_modules_are_tidy(folder: Path) -> None:
    """Nothing is required that is not used, and nothing is used that is not pinned."""
    assert go("mod", "tidy", "-diff", folder=folder) == ""


def test_version_is_that_of_the_python_client() -> None:
    python = re.search(r'^version = "(.+)"$', (REPOSITORY / "clients/python/pyproject.toml").read_text(), re.MULTILINE)
    own = re.search(r'^const Version = "(.+)"$', (CLIENT / "version.go").read_text(), re.MULTILINE)
    assert python
    assert own
    assert own[1] == python[1]


def test_own_tests_pass() -> None:
    go("test", "-count=1", "./...", folder=CLIENT)


def test_real_server_over_tls(served: Served) -> None:
    printed = go("test", "-count=1", "-v", "-run=^TestLive", ".", folder=CLIENT, environment=served.environment)
    assert "--- SKIP" not in printed
    assert printed.count("--- PASS: TestLive") == 4


def test_stream_goes_on_after_a_cut_connection(served: Served) -> None:
    served.proxy.cut_after_upload = 4_000_000  # in the middle of the 24 MB that the test streams
    before = served.proxy.cuts
    environment = {**served.environment, "HOKUSAI_LIVE_CUT": "1"}
    go("test", "-count=1", "-run=^TestLiveStream$", ".", folder=CLIENT, environment=environment)
    assert served.proxy.cuts == before + 1


def test_example_does_its_whole_job(served: Served) -> None:
    printed = go("run", ".", "-model", MODEL, folder=EXAMPLE, environment=served.environment)
    assert f"registered {MODEL}-go 1.0.0\n" in printed
    assert re.search(r"^predicted \[[01]\] with 1\.0\.0$", printed, re.MULTILINE)
    assert re.search(r"^streamed 5000 rows$", printed, re.MULTILINE)
    assert re.search(r"^streamed 100000 rows in \d+\.\d\d s: \d+ rows/s$", printed, re.MULTILINE)
    assert "MODEL_NOT_FOUND map[model:no-such-model]\nnext: model 'no-such-model' is not registered" in printed


def test_readme_shows_code_that_compiles() -> None:
    """Every Go block of the README is in example_test.go, which the compiler sees."""
    blocks = re.findall(r"^```go\n(.*?)^```$", (CLIENT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    compiled = (CLIENT / "example_test.go").read_text()
    assert len(blocks) == 4
    assert [block for block in blocks if textwrap.indent(block, "\t") not in compiled] == []
