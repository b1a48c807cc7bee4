"""Writes both locks: tests/requirements.txt (what developing needs) and server/requirements.txt (what serving needs).

The locks hold names and exact versions only, so that they suit any package index.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CLIENT = "clients/python/pyproject.toml"
SERVER = "server/pyproject.toml"
LOCKS = {
    "tests/requirements.txt": ["tests/requirements.in", CLIENT, SERVER],
    "server/requirements.txt": [CLIENT, SERVER],
}
QUIET_OUTPUT = ["--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def main() -> None:
    """Resolve and write both locks; versions already locked stay unless they no longer fit."""
    for lock, sources in LOCKS.items():
        command = [str(Path(sys.executable).parent / "uv"), "pip", "compile", "--universal", *QUIET_OUTPUT]
        # Our own client is a dependency of the server and comes from this tree.
        command += ["--python-version", "3.11", "--no-emit-package", "hokusai-client", "--output-file", lock, *sources]
        subprocess.run(command, cwd=REPOSITORY, check=True)


if __name__ == "__main__":
    main()
