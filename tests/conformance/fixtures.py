"""The fixture models of the conformance set: what README.md says of them, as bundles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.support.odd_models import write_odd_model

FIXTURES: Final[Mapping[str, Callable[[Path], Path]]] = {
    "conformance.odd": write_odd_model,
}
"""What writes the bundle of each model into a new folder."""
