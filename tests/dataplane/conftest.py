"""Servers on the native data plane, whatever the others run on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.planes import on_plane


@pytest.fixture(scope="module", autouse=True)
def native() -> Iterator[None]:
    """Every server of these tests is behind the native data plane."""
    with on_plane("native"):
        yield
