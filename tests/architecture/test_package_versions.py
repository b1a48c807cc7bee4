"""All packages of a release have one number: the server, and the client in each language."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

REPOSITORY: Final = Path(__file__).resolve().parents[2]
WHEEL: Final = REPOSITORY / "clients/python/pyproject.toml"
_MAVEN: Final = "{http://maven.apache.org/POM/4.0.0}"
_GO_CONSTANT: Final = re.compile(r'^const Version = "(.+)"$', re.MULTILINE)


def of_pyproject(path: Path) -> str:
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])


def of_crate(path: Path) -> str:
    manifest = tomllib.loads(path.read_text(encoding="utf-8"))
    return str(manifest.get("workspace", manifest)["package"]["version"])


def of_npm_package(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["version"])


def of_npm_lock(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["packages"][""]["version"])


def of_maven_project(path: Path) -> str:
    project = ET.parse(path).getroot()
    version = project.find(f"{_MAVEN}version")
    if version is None:
        version = project.find(f"{_MAVEN}parent/{_MAVEN}version")
    assert version is not None
    return str(version.text)


def of_go_constant(path: Path) -> str:
    found = _GO_CONSTANT.search(path.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("path", "version_of"),
    [
        ("server/pyproject.toml", of_pyproject),
        ("server/dataplane/Cargo.toml", of_crate),
        ("clients/go/version.go", of_go_constant),
        ("clients/java/pom.xml", of_maven_project),
        ("clients/java/client/pom.xml", of_maven_project),
        ("clients/java/conformance/pom.xml", of_maven_project),
        ("clients/rust/Cargo.toml", of_crate),
        ("clients/typescript/package.json", of_npm_package),
        ("clients/typescript/package-lock.json", of_npm_lock),
        ("examples/java/pom.xml", of_maven_project),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_number_is_that_of_the_python_package(path: str, version_of: Callable[[Path], str]) -> None:
    assert version_of(REPOSITORY / path) == of_pyproject(WHEEL)


def test_readmes_name_the_number() -> None:
    """A line to copy into a project installs this release, not one before."""
    number = of_pyproject(WHEEL)
    named = {
        readme.relative_to(REPOSITORY).as_posix(): set(
            re.findall(r"(?:<version>|hokusai\.dev/go@v|hokusai-client@|hokusai-client==)(\d+\.\d+\.\d+)", text)
        )
        for readme in (REPOSITORY / "clients").glob("*/README.md")
        if (text := readme.read_text(encoding="utf-8"))
    }
    assert {readme: numbers for readme, numbers in named.items() if numbers - {number}} == {}
    assert {number} in named.values(), "no README names a number at all: the pattern is wrong"
