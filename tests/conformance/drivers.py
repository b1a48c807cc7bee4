"""The drivers of the conformance set, one a language, and how the runner starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

REPOSITORY: Final = Path(__file__).resolve().parents[2]
VECTORS: Final = REPOSITORY / "tests/conformance/vectors"
WRONG: Final = REPOSITORY / "tests/conformance/wrong"


@dataclass(frozen=True, slots=True)
class Driver:
    """One language's driver.

    Attributes:
        language: as its reports say it.
        command: what runs it, before its three arguments.
    """

    language: str
    command: Sequence[str]


def _of_client(language: str) -> Driver:
    return Driver(language, [str(REPOSITORY / f"clients/{language}/conformance/run")])


PYTHON: Final = Driver("python", [sys.executable, "-m", "tests.conformance.driver"])
DRIVERS: Final = (PYTHON, _of_client("go"), _of_client("typescript"), _of_client("java"), _of_client("rust"))


@dataclass(frozen=True, slots=True)
class Run:
    """What a driver did.

    Attributes:
        code: its exit code.
        output: what it printed, for a failure.
        results: the results of its report by vector.
    """

    code: int
    output: str
    results: dict[str, dict[str, Any]]

    @property
    def failures(self) -> dict[str, str]:
        """Why, by vector that failed."""
        return {name: result["failure"] for name, result in self.results.items() if not result["passed"]}


def run_driver(driver: Driver, address: str, vectors: Path, report: Path, patience_s: float) -> Run:
    """Run a driver to its end and read its report.

    Raises:
        AssertionError: it wrote no report that README.md describes.
    """
    command = [*driver.command, address, str(vectors), str(report)]
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=patience_s,
        check=False,
        env={**os.environ, "GRPC_VERBOSITY": "ERROR"},
    )
    output = f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    assert report.exists(), output
    document = json.loads(report.read_text(encoding="utf-8"))
    assert document["language"] == driver.language, document["language"]
    results = {result["id"]: result for result in document["results"]}
    assert len(results) == len(document["results"]), "a vector is reported twice"
    return Run(done.returncode, output, results)


def vector_ids(folder: Path) -> list[str]:
    """The ids of every vector of every file."""
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return [vector["id"] for document in documents for vector in document["vectors"]]
