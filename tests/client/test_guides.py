"""The commands of the guides run as they stand, against a real server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.guides import bash_blocks, run_as_reader
from tests.support.running_server import ServerProcess, server_process

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDES = ["docs/guides/command-line.md", "docs/guides/grpcurl.md"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that has the models of the examples that the guides speak of."""
    folder = tmp_path_factory.mktemp("guides")
    with server_process(folder) as running:
        environment = {**os.environ, "HOKUSAI_ADDRESS": running.address}
        for example in ("quickstart", "streaming"):
            command = [sys.executable, str(REPOSITORY / f"examples/{example}.py")]
            subprocess.run(command, cwd=folder, env=environment, check=True)
        yield running


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_of_the_guide_run(guide: str, server: ServerProcess, tmp_path: Path) -> None:
    """Every `bash` block of the page succeeds, in order, and shows something."""
    blocks = bash_blocks(REPOSITORY / guide)
    assert blocks
    for block in blocks:
        assert run_as_reader(block, server.address, tmp_path, {}).strip()
