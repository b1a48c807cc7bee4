"""The TypeScript client: current, clean, tested by itself, against a real server, and shown by its example."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hokusai import Client, TLSSettings
from server.tools.client_generators.typescript import REPOSITORY, install_packages
from tests.support.certificates import Authority
from tests.support.cutting_proxy import CuttingProxy, cutting_proxy
from tests.support.languages import require_language
from tests.support.running_server import server_process

CLIENT = REPOSITORY / "clients/typescript"
EXAMPLE = REPOSITORY / "examples/typescript"
MODEL = "breast_cancer"
# Other languages may compile beside this on the same two cores.
PATIENCE_S = 300

pytestmark = [pytest.mark.slow, pytest.mark.timeout(2 * PATIENCE_S)]


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """The client and its example, compiled; workers that begin together take turns."""
    require_language("typescript")
    for folder in (CLIENT, EXAMPLE):
        install_packages(folder)
        with (REPOSITORY / "build/npm.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            run("node_modules/.bin/tsc", folder=folder)


@dataclass(frozen=True, slots=True)
class Served:
    """A real server with one trained model, over TLS.

    Attributes:
        proxy: before the server; it can cut connections.
        environment: how clients find and trust the server.
        case: rows and what the model itself makes of them, as live/server.test.ts reads it.
    """

    proxy: CuttingProxy
    environment: Mapping[str, str]
    case: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that asks for TLS, behind a proxy, with `MODEL` 1.0.0."""
    folder = tmp_path_factory.mktemp("typescript")
    authority = Authority(folder)
    pair = authority.issue("localhost")
    options = ["--tls-cert", str(pair.certificate), "--tls-key", str(pair.key)]
    case = folder / "case.json"
    with server_process(folder, *options) as server, cutting_proxy(server.address) as proxy:
        case.write_text(json.dumps(register_model(server.address, authority.file)))
        yield Served(proxy, {"HOKUSAI_ADDRESS": proxy.address, "HOKUSAI_TLS_CA": str(authority.file)}, case)


def register_model(address: str, authority: Path) -> dict[str, Any]:
    """Train and register `MODEL`; some rows with its own predictions."""
    import pyarrow as pa
    from sklearn.datasets import load_breast_cancer
    from sklearn.tree import DecisionTreeClassifier

    rows, target = load_breast_cancer(return_X_y=True, as_frame=True)
    estimator = DecisionTreeClassifier(random_state=0).fit(rows, target)
    with Client(address, tls=TLSSettings(ca=authority)) as client:
        client.register_baseline(MODEL, estimator, input_example=rows.head())
    some = rows.iloc[::50]
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(some, preserve_index=False)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return {
        "model": MODEL,
        "columns": list(some.columns),
        "rows": some.to_numpy().tolist(),
        "expected": estimator.predict(some).tolist(),
        "arrow": base64.b64encode(sink.getvalue().to_pybytes()).decode(),
    }


def run(*command: str, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """What the command printed; it must end well."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HOKUSAI_", "NODE_"))}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**own, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("folder", [CLIENT, EXAMPLE], ids=["client", "example"])
def test_locks_name_no_registry(folder: Path) -> None:
    """The lock suits any registry, and both the stubs' runtime and the compiler are pinned exactly."""
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if not package.get("link") and "resolved" in package] == []
    project = json.loads((folder / "package.json").read_text())
    pins = {**project["dependencies"], **project["devDependencies"]}
    assert [pin for pin in pins.values() if not re.fullmatch(r"\d+\.\d+\.\d+|file:\S+", pin)] == []


def test_version_is_that_of_the_python_client() -> None:
    versions = re.search(
        r'^version = "(.+)"$', (REPOSITORY / "clients/python/pyproject.toml").read_text(), re.MULTILINE
    )
    assert versions
    assert json.loads((CLIENT / "package.json").read_text())["version"] == versions[1]


def test_linter_and_formatter_have_no_complaint() -> None:
    run("npm", "run", "--silent", "lint", folder=CLIENT)
    formatter = str(CLIENT / "node_modules/.bin/prettier")
    run(formatter, "--check", "--log-level", "warn", "src", folder=EXAMPLE)


def test_own_tests_pass() -> None:
    tests = sorted(str(path) for path in (CLIENT / "dist/test").glob("*.test.js"))
    sources = {path.stem for path in (CLIENT / "test").glob("*.test.ts")}
    current = [path for path in tests if Path(path).stem in sources]
    assert len(current) == len(sources)
    run("node", "--test", *current, folder=CLIENT)


def test_real_server_over_tls_and_a_cut_connection(served: Served) -> None:
    served.proxy.cut_after_upload = 4_000_000  # in the middle of the 24 MB that the test streams
    environment = {**served.environment, "HOKUSAI_LIVE_CASE": str(served.case)}
    run("node", "--test", "dist/live/server.test.js", folder=CLIENT, environment=environment)
    assert served.proxy.cuts == 1


def test_example_does_its_whole_job(served: Served) -> None:
    printed = run("node", "dist/main.js", "--model", MODEL, folder=EXAMPLE, environment=served.environment)
    assert re.search(rf"^registered {MODEL}\.copy\.\w+ 1\.0\.0 from {MODEL} 1\.0\.0$", printed, re.MULTILINE)
    assert re.search(r"^predicted [01] and [01] with 1\.0\.0$", printed, re.MULTILINE)
    assert "streamed 5000 of 100000 rows" in printed
    assert "streamed 100000 of 100000 rows" in printed
    assert re.search(r"^100000 rows in \d+\.\d\d s: \d+ rows/s$", printed, re.MULTILINE)
    assert "MODEL_NOT_FOUND (model no.such.model): model 'no.such.model' is not registered" in printed


def test_readme_shows_code_that_compiles(tmp_path: Path) -> None:
    """Every TypeScript block of the README, as one file each, passes the strict compiler."""
    blocks = re.findall(r"^```ts\n(.*?)^```$", (CLIENT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    (tmp_path / "node_modules").symlink_to(EXAMPLE / "node_modules")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    options = json.loads((EXAMPLE / "tsconfig.json").read_text())["compilerOptions"]
    options = {**options, "rootDir": ".", "noEmit": True, "preserveSymlinks": False}
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "include": ["*.ts"]}))
    header = 'import { HokusaiClient } from "hokusai-client";\n'
    for number, block in enumerate(blocks):
        needed = "" if "new HokusaiClient" in block else f"{header}declare const client: HokusaiClient;\n"
        (tmp_path / f"block{number}.ts").write_text(f"{needed}{block}\nexport {{}};\n")
    run(str(EXAMPLE / "node_modules/.bin/tsc"), "--project", str(tmp_path), folder=tmp_path)
