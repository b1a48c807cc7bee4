"""The Python driver of the conformance set: python -m tests.conformance.driver ADDRESS VECTORS REPORT."""

from __future__ import annotations

import json
import secrets
import string
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tests.conformance.calling import channel_to
from tests.conformance.mismatch import Mismatch
from tests.conformance.steps import Connection, make_call
from tests.conformance.variables import Scope

_FILE_KEYS: Final = {"group", "setup", "vectors"}
_VECTOR_KEYS: Final = {"id", "meaning", "calls"}
_ALPHABET: Final = string.ascii_lowercase + string.digits


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one vector; `failure` is empty if it passed."""

    id: str
    group: str
    passed: bool
    failure: str
    seconds: float


def run_file(document: Mapping[str, Any], connection: Connection, scope: Scope) -> Iterator[Result]:
    """Run the vectors of one file in order."""
    group = document["group"]
    setup = {"calls": document.get("setup", [])} | {key: document[key] for key in document.keys() - _FILE_KEYS}
    fault = _fault(setup, connection, scope)
    for vector in document["vectors"]:
        start = time.perf_counter()
        failure = f"setup: {fault}" if fault else _fault(vector, connection, scope.inner())
        yield Result(vector["id"], group, not failure, failure, round(time.perf_counter() - start, 3))


def _fault(vector: Mapping[str, Any], connection: Connection, scope: Scope) -> str:
    """What went wrong, whatever it was: one bad vector must not keep the others from running. Empty if nothing did."""
    try:
        _demand_known(vector, _VECTOR_KEYS)
        for position, call in enumerate(vector["calls"]):
            try:
                make_call(call, connection, scope)
            except Mismatch as fault:
                return f"call {position}: {fault}"
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""


def _demand_known(document: Mapping[str, Any], known: set[str]) -> None:
    unknown = set(document) - known
    if unknown:
        raise Mismatch(f"{sorted(unknown)} is not known here")


def vector_files(path: Path) -> list[Path]:
    """The file, or the files of the folder by name."""
    return sorted(path.glob("*.json")) if path.is_dir() else [path]


def run_all(address: str, vectors: Path, run: str) -> list[Result]:
    """Run every vector of every file against the server."""
    results: list[Result] = []
    with channel_to(address) as channel:
        for file in vector_files(vectors):
            document = json.loads(file.read_text(encoding="utf-8"))
            results += run_file(document, Connection(channel, address), Scope({"run": run}))
    return results


def table(results: Sequence[Result]) -> str:
    """Passed and failed by group, and then each failure."""
    passed = Counter(result.group for result in results if result.passed)
    groups = Counter(result.group for result in results)
    lines = [f"{'group':<24}{'passed':>8}{'failed':>8}"]
    lines += [f"{group:<24}{passed[group]:>8}{count - passed[group]:>8}" for group, count in groups.items()]
    lines += [f"{'all':<24}{passed.total():>8}{len(results) - passed.total():>8}"]
    lines += [f"FAILED {result.id}: {result.failure}" for result in results if not result.passed]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Run the set as the command line says; the exit code."""
    if len(arguments) != 3:
        print("usage: python -m tests.conformance.driver ADDRESS VECTORS REPORT", file=sys.stderr)
        return 2
    address, vectors, report = arguments
    run = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    results = run_all(address, Path(vectors), run)
    document = {"language": "python", "run": run, "results": [asdict(result) for result in results]}
    Path(report).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(table(results))
    return 0 if results and all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
