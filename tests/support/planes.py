"""Which data plane the servers of tests run on: what takes the fixture `plane` runs on each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from hokusai_server.adapters.data_plane_program import find_program
from server.tools.toolchains import must_have_all

PLANES: Final = ("python", "native")

_chosen = ["python"]


def chosen_plane() -> str:
    """What servers run on that are started now."""
    return _chosen[-1]


def plane_settings() -> dict[str, str]:
    """The settings of a server on the chosen plane."""
    if chosen_plane() == "python":
        return {"data_plane": "python"}
    return {"data_plane": "native", "data_plane_program": str(native_program())}


@contextmanager
def on_plane(plane: str) -> Iterator[None]:
    """Start servers on a plane; skips, saying so, where the native one was not built, and fails where `CI` is set."""
    if plane == "native":
        native_program()
    _chosen.append(plane)
    try:
        yield
    finally:
        _chosen.pop()


def native_program() -> Path:
    """The native data plane's program, as `HOKUSAI_DATA_PLANE_PROGRAM` names it or `make dataplane` built it."""
    named = os.environ.get("HOKUSAI_DATA_PLANE_PROGRAM")
    program = Path(named) if named else find_program()
    if program is None:
        reason = "the native data plane was not built; run `make dataplane`"
        if must_have_all():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return program
