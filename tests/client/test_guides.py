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
GUIDES = ["docs/guides/grpcurl.md"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that has the model of the quick start, in production."""
    folder = tmp_path_factory.mktemp("guides")
    with server_process(folder) as running:
        quickstart = [sys.executable, str(REPOSITORY / "examples/quickstart.py")]
        subprocess.run(quickstart, cwd=folder, env={**os.environ, "HOKUSAI_ADDRESS": running.address}, check=True)
        yield running


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_of_the_guide_run(guide: str, server: ServerProcess, tmp_path: Path) -> None:
    """Every `bash` block of the page succeeds, in order, and shows something."""
    blocks = bash_blocks(REPOSITORY / guide)
    assert blocks
    for block in blocks:
        assert run_as_reader(block, server.address, tmp_path, {}).strip()
