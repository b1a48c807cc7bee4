"""Runs the set in every language that this machine can build: python -m tests.conformance [LANGUAGE ...]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from server.tools.toolchains import absence, extend_path
from tests.conformance.drivers import DRIVERS, VECTORS, Run, run_driver
from tests.conformance.server import conformance_server
from tests.conformance.table import table, tally

# The first run of a driver compiles it.
PATIENCE_S = 1800.0


def main(languages: Sequence[str]) -> int:
    """Print the table, each failure and each language left out; 0 if every vector passed."""
    extend_path()
    chosen = [driver for driver in DRIVERS if not languages or driver.language in languages]
    runs: dict[str, Run] = {}
    with tempfile.TemporaryDirectory() as scratch, conformance_server(Path(scratch)) as address:
        for driver in chosen:
            if absence(driver.language) is None:
                report = Path(scratch) / f"{driver.language}.json"
                runs[driver.language] = run_driver(driver, address, VECTORS, report, PATIENCE_S)
    print("\n".join(table({language: tally(run.results.values()) for language, run in runs.items()})))
    for language, run in runs.items():
        print("".join(f"{language}: {name}: {failure}\n" for name, failure in run.failures.items()), end="")
    print("".join(f"{d.language} left out: {absence(d.language)}\n" for d in chosen if d.language not in runs), end="")
    return 0 if runs and not any(run.code for run in runs.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
