"""Rows a second that the example in each language streams, in turns against one server on the same machine.

`python -m bench.client_languages [--rounds N]` builds the five programs of examples/ as their READMEs say, lets each do
its whole job once a round, and tells the median of the rates that they print. All send batches of 5,000 rows of 30
doubles as tensors, made as they are asked for.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import hokusai
from bench.measuring.results import Part, Row, save
from bench.measuring.rounds import Spread, round_robin
from bench.measuring.sides import hokusai_server
from server.tools.client_generators import java
from server.tools.client_generators.typescript import install_packages
from server.tools.toolchains import absence, extend_path

REPOSITORY: Final = Path(__file__).resolve().parents[1]
EXAMPLES: Final = REPOSITORY / "examples"
MODEL: Final = "tumours"
_RATE: Final = re.compile(r" in \d+\.\d\d s: ([\d,]+) rows/s")


def main() -> None:
    """Build, measure, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds in which every language has its turn")
    arguments = parser.parse_args()
    extend_path()
    built = {language: build() for language, build in BUILDERS.items() if absence(language) is None}
    with tempfile.TemporaryDirectory(prefix="hokusai-bench-") as scratch, hokusai_server(Path(scratch)) as (_, address):
        register_model(address)
        sides = {language: partial(rate_of, command, address) for language, command in built.items()}
        rates = round_robin(sides, arguments.rounds)
    python = Spread.of(rates["python"]).median
    rows = [_row(language, Spread.of(rates[language]), python) for language in built]
    method = (
        f"100,000 rows of 30 doubles in batches of 5,000 through a logistic regression; {arguments.rounds} turns each, "
        "a new process every time"
    )
    save(Part("client_languages", "Streaming from each language", method, rows))


def _row(language: str, rates: Spread, python: float) -> Row:
    figures: dict[str, float | str] = {
        "rows/s, median": rates.median,
        "least": rates.least,
        "greatest": rates.greatest,
        "of Python's": rates.median / python,
    }
    return Row(language, figures)


def register_model(address: str) -> None:
    """Train and register `MODEL` 1.0.0, as the quick start does, and bring it to serve."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, target = load_breast_cancer(return_X_y=True, as_frame=True)
    estimator = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(rows, target)
    with hokusai.Client(address) as client:
        client.register_baseline(MODEL, estimator, input_example=rows.head())
        client.load_model(MODEL)


def rate_of(command: Callable[[str], list[str]], address: str) -> float:
    """Run one program; the rate that it printed."""
    printed = output_of(command, address)
    found = _RATE.search(printed)
    if found is None:
        raise SystemExit(f"no rate in what the program printed:\n{printed}")
    return float(found[1].replace(",", ""))


def output_of(command: Callable[[str], list[str]], address: str) -> str:
    """What a program printed on standard output; it must end well."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HOKUSAI_")}
    return _output(command(address), environment={**own, "HOKUSAI_ADDRESS": address})


def _output(command: list[str], folder: Path = EXAMPLES, environment: Mapping[str, str] | None = None) -> str:
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def build_go() -> Callable[[str], list[str]]:
    """Compile the program; the command that runs it against an address."""
    program = str(REPOSITORY / "build/examples/go")
    _output(["go", "build", "-p", "2", "-buildvcs=false", "-o", program, "."], EXAMPLES / "go")
    return lambda address: [program, "-address", address, "-model", MODEL]


def build_java() -> Callable[[str], list[str]]:
    """As `build_go`."""
    with java.maven_lock():
        java.maven("process-classes")
    target = EXAMPLES / "java/target"
    classpath = os.pathsep.join([str(target / "classes"), (target / "classpath.txt").read_text(encoding="utf-8")])
    return lambda address: ["java", "-cp", classpath, "dev.hokusai.example.RegisterAndPredict", address, MODEL]


def build_python() -> Callable[[str], list[str]]:
    """As `build_go`; there is nothing to compile."""
    program = str(EXAMPLES / "register_and_predict.py")
    return lambda address: [sys.executable, program, "--address", address, "--model", MODEL]


def build_rust() -> Callable[[str], list[str]]:
    """As `build_go`."""
    target = str(REPOSITORY / "clients/rust/target")
    _output(["cargo", "build", "--quiet", "--release", "--jobs", "2", "--target-dir", target], EXAMPLES / "rust")
    return lambda address: [f"{target}/release/register-and-predict", address, MODEL]


def build_typescript() -> Callable[[str], list[str]]:
    """As `build_go`."""
    for folder in (REPOSITORY / "clients/typescript", EXAMPLES / "typescript"):
        install_packages(folder)
        _output(["npm", "run", "--silent", "build"], folder)
    program = str(EXAMPLES / "typescript/dist/main.js")
    return lambda address: ["node", program, "--address", address, "--model", MODEL]


BUILDERS: Final[Mapping[str, Callable[[], Callable[[str], list[str]]]]] = {
    "python": build_python,
    "go": build_go,
    "java": build_java,
    "rust": build_rust,
    "typescript": build_typescript,
}


if __name__ == "__main__":
    main()
