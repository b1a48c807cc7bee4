"""The Rust client: clean, tested by itself, against a real server, and shown by its example."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import tomllib
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
CLIENT = REPOSITORY / "clients/rust"
EXAMPLE = REPOSITORY / "examples/rust"
MODEL = "breast_cancer"
# All that the client depends on may have to be compiled, while other languages compile on the same two cores.
PATIENCE_S = 900

pytestmark = [pytest.mark.slow, pytest.mark.timeout(2 * PATIENCE_S)]


@pytest.fixture(scope="session", autouse=True)
def toolchain() -> None:
    require_language("rust")


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
    folder = tmp_path_factory.mktemp("rust")
    authority = Authority(folder)
    pair, own = authority.issue("server"), authority.issue("client")
    options = ["--tls-cert", str(pair.certificate), "--tls-key", str(pair.key), "--tls-client-ca", str(authority.file)]
    case = folder / "case.json"
    with server_process(folder, *options) as server, cutting_proxy(server.address) as proxy:
        tls = TLSSettings(ca=authority.file, cert=own.certificate, key=own.key)
        with Client(server.address, tls=tls) as client:
            case.write_text(json.dumps(register_model(client)))
        yield Served(
            proxy,
            {
                "HOKUSAI_ADDRESS": proxy.address,
                "HOKUSAI_TLS_CA": str(authority.file),
                "HOKUSAI_TLS_CLIENT_CERT": str(own.certificate),
                "HOKUSAI_TLS_CLIENT_KEY": str(own.key),
                "HOKUSAI_LIVE_CASE": str(case),
            },
        )


def register_model(client: Client) -> dict[str, Any]:
    """Train and register `MODEL`; some rows with the model's own predictions, as tests/live.rs reads them."""
    import pyarrow as pa
    from sklearn.datasets import load_breast_cancer
    from sklearn.tree import DecisionTreeClassifier

    table, target = load_breast_cancer(return_X_y=True, as_frame=True)
    estimator = DecisionTreeClassifier(random_state=0).fit(table, target)
    client.register_baseline(MODEL, estimator, input_example=table.head())
    sink = pa.BufferOutputStream()
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    with pa.ipc.new_stream(sink, arrow.schema) as writer:
        writer.write_table(arrow)
    return {
        "model": MODEL,
        "columns": list(table.columns),
        "rows": table.to_numpy().tolist(),
        "expected": estimator.predict(table).tolist(),
        "arrow": base64.b64encode(sink.getvalue().to_pybytes()).decode(),
    }


def cargo(*arguments: str, folder: Path = CLIENT, environment: Mapping[str, str] | None = None) -> str:
    """What cargo and what it ran printed; it must end well. At most two compilers run at a time."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HOKUSAI_")}
    build = {"CARGO_BUILD_JOBS": "2", "CARGO_TARGET_DIR": str(CLIENT / "target"), "CARGO_TERM_COLOR": "never"}
    done = subprocess.run(
        ["cargo", *arguments],
        cwd=folder,
        env={**own, **build, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 0, f"cargo {' '.join(arguments)} ended with {done.returncode}\n{printed}"
    return printed


def live(name: str, environment: Mapping[str, str]) -> None:
    """Run the tests of tests/live.rs that need a server and whose names hold `name`."""
    printed = cargo("test", "--quiet", "--test", "live", name, "--", "--ignored", environment=environment)
    passed = re.search(r"test result: ok\. (\d+) passed", printed)
    assert passed, printed
    assert int(passed[1]) > 0, printed


@pytest.mark.parametrize("folder", [CLIENT, EXAMPLE], ids=["client", "example"])
def test_formatter_has_no_complaint(folder: Path) -> None:
    cargo("fmt", "--all", "--check", folder=folder)


@pytest.mark.parametrize("folder", [CLIENT, EXAMPLE], ids=["client", "example"])
def test_clippy_has_no_complaint(folder: Path) -> None:
    cargo("clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings", folder=folder)


def test_direct_dependencies_are_pinned() -> None:
    """No Cargo.lock is committed, as it would name a registry; what we ask for ourselves is exact."""
    loose = []
    for manifest in (*CLIENT.glob("**/Cargo.toml"), *EXAMPLE.glob("**/Cargo.toml")):
        document = tomllib.loads(manifest.read_text(encoding="utf-8"))
        tables = [document, document.get("workspace", {})]
        for table in tables:
            for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
                for name, wanted in table.get(kind, {}).items():
                    version = wanted if isinstance(wanted, str) else wanted.get("version")
                    if version is not None and not version.startswith("="):
                        loose.append(f"{manifest.parent.name}: {name} {version}")
    assert loose == []


def test_version_is_that_of_the_python_client() -> None:
    python = tomllib.loads((REPOSITORY / "clients/python/pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = tomllib.loads((CLIENT / "Cargo.toml").read_text(encoding="utf-8"))
    assert package["workspace"]["package"]["version"] == python["version"]
    assert package["package"]["name"] == python["name"]


def test_own_tests_and_documentation_pass() -> None:
    """The unit tests, and the README's code as it stands there."""
    printed = cargo("test", "--quiet", "--package", "hokusai-client")
    assert printed.count("test result: ok") == 3, printed


def test_real_server_over_tls(served: Served) -> None:
    live("", served.environment)


def test_stream_goes_on_after_a_cut_connection(served: Served) -> None:
    served.proxy.cut_after_upload = 4_000_000  # in the middle of the 24 MB that the test streams
    before = served.proxy.cuts
    live("a_stream_answers_every_row", {**served.environment, "HOKUSAI_LIVE_CUT": "1"})
    assert served.proxy.cuts == before + 1


def test_call_is_repeated_after_a_cut_connection(served: Served) -> None:
    served.proxy.cut_after = 40_000  # in the middle of a hundred replies of more than a kilobyte
    before = served.proxy.cuts
    live("calls_that_are_safe_to_repeat", served.environment)
    assert served.proxy.cuts == before + 1


def test_example_does_what_the_readme_shows(served: Served) -> None:
    printed = cargo("run", "--quiet", "--", served.proxy.address, MODEL, folder=EXAMPLE, environment=served.environment)
    progress = re.compile(r"streamed \d+ rows")
    lines = [line for line in printed.splitlines() if line and not progress.fullmatch(line)]
    shapes = [
        rf"registered {MODEL}-rust 1\.0\.0",
        r"predicted \S+ with 1\.0\.0",
        r"streamed 100000 rows in \d+\.\d\d s: \d+ rows/s",
        r'MODEL_NOT_FOUND {"model": "no-such-model"}',
        r"next: model 'no-such-model' is not registered; .+",
    ]
    assert len(lines) == len(shapes), printed
    for shape, line in zip(shapes, lines, strict=True):
        assert re.fullmatch(shape, line), printed
    assert len([line for line in printed.splitlines() if progress.fullmatch(line)]) == 19, printed
