"""Runs the code of a Markdown page as a reader would: its `bash` blocks, in order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BASH_BLOCK = re.compile(r"^```bash[^\n]*\n(.*?)^```\n(?:\n?^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
DEFAULT_ADDRESS = "localhost:50051"
DEFAULT_GATEWAY = "localhost:8080"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Commands that a page shows.

    Attributes:
        commands: the `bash` block.
        output: the `text` block that follows at once, which is what the commands print: `…` stands for any text in a
            line, and a line of its own for any number of lines. None where the page shows no output.
    """

    commands: str
    output: str | None

    def is_shown_by(self, printed: str) -> bool:
        """Whether what was printed is what the page shows; spaces after the colons of JSON do not count."""
        if self.output is None:
            return True
        lines = (_line_pattern(line) for line in _normal(self.output).splitlines())
        return re.fullmatch("".join(lines), f"{_normal(printed).rstrip()}\n") is not None


def recipes(page: Path) -> list[Recipe]:
    """The commands of a page with what they print."""
    return [Recipe(commands, output or None) for commands, output in BASH_BLOCK.findall(page.read_text("utf-8"))]


def run_as_reader(
    script: str,
    address: str,
    folder: Path,
    environment: Mapping[str, str],
    tools: Sequence[Path] = (),
    gateway: str = DEFAULT_GATEWAY,
) -> str:
    """What the commands print, run in `folder` against the server at `address`; a failing command fails the test.

    Args:
        gateway: the server's HTTP address.
        tools: folders of programs that the reader has installed, beside this Python's own.
    """
    paths = [*(str(tool) for tool in tools), str(Path(sys.executable).parent), os.environ["PATH"]]
    commands = script.replace(DEFAULT_ADDRESS, address).replace(DEFAULT_GATEWAY, gateway)
    finished = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", commands],
        cwd=folder,
        env={**os.environ, "HOKUSAI_ADDRESS": address, "PATH": os.pathsep.join(paths), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, f"{script}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


def _normal(text: str) -> str:
    # Go's printer of JSON writes one space or two after a colon, by chance of its build.
    return re.sub(r'": +', '": ', text)


def _line_pattern(line: str) -> str:
    if line == "…":
        return r"(?:.*\n)*?"
    return re.escape(line).replace("…", ".*?") + r"\s*?\n"
