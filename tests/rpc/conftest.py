"""A real server on a real socket for each test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.running_server import ServerUnderTest, serving


@pytest.fixture
async def server(tmp_path: Path, plane: str) -> AsyncIterator[ServerUnderTest]:
    """A server with embedded defaults and an empty data directory."""
    async with serving(tmp_path) as running:
        yield running
