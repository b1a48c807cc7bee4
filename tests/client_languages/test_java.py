"""The Java client: generated stubs, thin layer and example, built by Maven and run against real servers."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from hokusai import Client
from server.tools.client_generators import java
from tests.support.certificates import Authority
from tests.support.cutting_proxy import cutting_proxy
from tests.support.languages import require_language
from tests.support.running_server import server_process

# The first build compiles a quarter of a million lines and may have to fetch libraries.
PATIENCE_S = 900
MODEL = "tumours"
# Bytes to the client after which its connection is cut: in the middle of the answers of a stream.
CUT_AFTER = 200_000
# google-java-format reads sources with the compiler's own parser, which the JDK does not export.
EXPORTS = [
    f"--add-exports=jdk.compiler/com.sun.tools.javac.{part}=ALL-UNNAMED"
    for part in ("api", "code", "file", "parser", "tree", "util")
]

# What a reader of a snippet would import.
SNIPPET_PACKAGES = [
    "dev.hokusai.client",
    "dev.hokusai.inference.v1",
    "dev.hokusai.versions.v1",
    "java.nio.file",
    "java.time",
    "java.util",
    "java.util.stream",
]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(PATIENCE_S + 60)]


@dataclass(frozen=True, slots=True)
class Servers:
    """What the client's own tests talk to.

    Attributes:
        open: address of a server with `MODEL` 1.0.0.
        cut: address of a proxy before it, which cuts the connection once.
        guarded: address of a server that wants a certificate.
        certificates: folder of its authority and of a client's certificate.
        arrow: file with the Arrow stream of one row of zeros and one of ones.
    """

    open: str
    cut: str
    guarded: str
    certificates: Path
    arrow: Path


@pytest.fixture(scope="module", autouse=True)
def _toolchain() -> None:
    require_language("java")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("java")
    with ExitStack() as stack:
        process = stack.enter_context(server_process(folder / "open"))
        columns = _register(process.address)
        arrow = folder / "rows.arrow"
        table = pa.table({column: [0.0, 1.0] for column in columns})
        with pa.OSFile(str(arrow), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        authority = Authority(folder)
        server, _ = authority.issue("server"), authority.issue("client")
        options = ["--tls-cert", str(server.certificate), "--tls-key", str(server.key)]
        guarded = stack.enter_context(
            server_process(folder / "guarded", *options, "--tls-client-ca", str(authority.file))
        )
        proxy = stack.enter_context(cutting_proxy(process.address))
        proxy.cut_after = CUT_AFTER
        yield Servers(process.address, proxy.address, guarded.address, folder, arrow)
        assert proxy.cuts > 0, "no connection was cut, so resuming was not tried"


def _register(address: str) -> list[str]:
    """Register `MODEL` 1.0.0, bring it to serve, and tell its columns."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, target = load_breast_cancer(return_X_y=True, as_frame=True)
    estimator = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(rows, target)
    with Client(address) as client:
        client.register_baseline(MODEL, estimator, input_example=rows.head())
        client.load_model(MODEL)
    return list(rows.columns)


def test_unit_tests_and_tests_against_real_servers_pass(servers: Servers) -> None:
    """Compiling is part of it: every warning and every fault of Javadoc is an error."""
    properties = {
        "address": servers.open,
        "cut": servers.cut,
        "tls": servers.guarded,
        "certificates": servers.certificates,
        "arrow": servers.arrow,
        "model": MODEL,
    }
    with java.maven_lock():
        java.maven("test", *(f"-Dhokusai.test.{name}={value}" for name, value in properties.items()))
    reports = list((java.PROJECT / "client/target/surefire-reports").glob("TEST-*.xml"))
    suites = {suite.attrib["name"].rpartition(".")[2]: suite.attrib for suite in map(_root, reports)}
    assert suites["RealServerTest"]["skipped"] == "0"
    assert int(suites["RealServerTest"]["tests"]) >= 6
    assert all(suite["failures"] == suite["errors"] == "0" for suite in suites.values())


def _root(report: Path) -> ET.Element:
    return ET.parse(report).getroot()


def test_example_runs_and_says_what_it_did(servers: Servers) -> None:
    with java.maven_lock():
        java.maven("process-classes")
    folder = java.REPOSITORY / "examples/java/target"
    classpath = os.pathsep.join([str(folder / "classes"), (folder / "classpath.txt").read_text(encoding="utf-8")])
    command = ["java", "-cp", classpath, "dev.hokusai.example.RegisterAndPredict", servers.open, MODEL, "1.0.0"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.replace("\r", "\n").splitlines()
    assert lines[0].startswith(f"registered {MODEL}-java 1.0."), ran.stdout
    assert lines[1].startswith("predicted {prediction="), ran.stdout
    assert any(line.startswith("streamed 100,000 rows in ") and line.endswith(" rows/s") for line in lines), ran.stdout
    assert lines[-2] == "MODEL_NOT_FOUND {model=no-such-model}"
    assert lines[-1].startswith("next: model 'no-such-model' is not registered;")


def test_written_code_is_formatted() -> None:
    tools = java.prepare()
    folders = [java.PROJECT / "client/src/main", java.PROJECT / "client/src/test"]
    folders += [java.PROJECT / "conformance/src", java.REPOSITORY / "examples/java/src"]
    sources = sorted(str(source) for folder in folders for source in folder.rglob("*.java"))
    formatter = ["java", *EXPORTS, "-jar", str(tools / "google-java-format.jar"), "--dry-run"]
    checked = subprocess.run([*formatter, *sources], capture_output=True, text=True, check=True, timeout=300)
    assert checked.stdout == "", "run google-java-format --replace on these"


def test_snippets_of_the_readme_compile(tmp_path: Path) -> None:
    readme = (java.PROJECT / "README.md").read_text(encoding="utf-8")
    connect, *others = re.findall(r"```java\n(.*?)```", readme, re.DOTALL)
    methods = [f"HokusaiClient connect() {{ {connect} return client; }}"]
    methods += [f"void snippet{number}(HokusaiClient client) {{ {text} }}" for number, text in enumerate(others)]
    imports = "".join(f"import {package}.*;\n" for package in SNIPPET_PACKAGES)
    source = tmp_path / "Snippets.java"
    source.write_text(f"{imports}class Snippets {{\n" + "\n".join(methods) + "\n}\n", encoding="utf-8")
    command = [*java.compile_command(java.PROJECT), "-d", str(tmp_path), str(source)]
    compiled = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert compiled.returncode == 0, compiled.stderr
    assert len(others) >= 3


def test_version_is_that_of_the_wheel() -> None:
    wheel = tomllib.loads((java.REPOSITORY / "clients/python/pyproject.toml").read_text(encoding="utf-8"))
    poms = [java.PROJECT / "pom.xml", *java.PROJECT.glob("*/pom.xml"), java.REPOSITORY / "examples/java/pom.xml"]
    name = "{http://maven.apache.org/POM/4.0.0}"
    for pom in poms:
        root = ET.parse(pom).getroot()
        version = root.findtext(f"{name}version") or root.findtext(f"{name}parent/{name}version")
        assert version == wheel["project"]["version"], pom
