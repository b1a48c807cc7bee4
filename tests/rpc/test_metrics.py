"""What a running server measures is what the guide says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.running_server import ServerUnderTest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "operating.md"


async def test_every_metric_of_the_guide_exists(server: ServerUnderTest, plane: str) -> None:
    """An alert written after the guide must not stay silent for want of the metric."""
    named = set(re.findall(r"`(hokusai_[a-z_]+)", GUIDE.read_text(encoding="utf-8")))
    families = {family.name for family in server.server.metrics.registry.collect()}
    assert named
    if plane == "python":  # what counts the native data plane is not there without it
        named = {name for name in named if not name.startswith("hokusai_data_plane_")}
    assert {name for name in named if name.removesuffix("_total") not in families} == set()
