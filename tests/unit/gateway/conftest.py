"""A folder whose path is short enough for a Unix socket."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder right under the system's temporary one."""
    with tempfile.TemporaryDirectory(prefix="hk-") as folder:
        yield Path(folder)
