"""Runs the code of a Markdown page as a reader would: its `bash` blocks, in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BASH_BLOCK = re.compile(r"^```bash[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
DEFAULT_ADDRESS = "localhost:50051"
TOOLS = Path(__file__).parent / "bin"


def bash_blocks(page: Path) -> list[str]:
    """The commands of a page."""
    return BASH_BLOCK.findall(page.read_text(encoding="utf-8"))


def run_as_reader(script: str, address: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What the commands print, run in `folder` against the server at `address`; a failing command fails the test."""
    paths = [str(Path(sys.executable).parent), os.environ["PATH"]]
    if shutil.which("grpcurl") is None:
        paths.append(str(TOOLS))
    finished = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script.replace(DEFAULT_ADDRESS, address)],
        cwd=folder,
        env={**os.environ, "HOKUSAI_ADDRESS": address, "PATH": os.pathsep.join(paths), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, f"{script}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout
