"""The documentation agrees with the source."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from server.tools.generate_reference import REFERENCE, pages

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["command-line.md", "errors.md", "rpcs.md", "settings.md"])
def test_reference_page_is_current(name: str) -> None:
    """The committed page is what the source says today; `make gen` repairs it."""
    assert (REFERENCE / name).read_text(encoding="utf-8") == pages()[name]


def test_site_builds_without_a_warning(tmp_path: Path) -> None:
    """Every page is in the navigation and every link and anchor leads somewhere."""
    mkdocs = Path(sys.executable).parent / "mkdocs"
    command = [str(mkdocs), "build", "--strict", "--site-dir", str(tmp_path)]
    built = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr


def test_every_decision_is_in_the_index() -> None:
    """A decision that nobody finds was not written down."""
    decisions = REPOSITORY / "docs/decisions"
    index = (decisions / "index.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(decisions.glob("0*.md")) if f"({path.name})" not in index] == []


def test_make_targets_of_the_readme_exist() -> None:
    """A target that the README names is one that `make help` lists."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^|\n)make ([a-z-]+)", readme))
    offered = set(re.findall(r"^([a-z-]+):.*## ", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - offered == set()
