"""The crate of the native data plane by itself: formatted, without complaint, its tests and property tests green."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.support.languages import require_language

CRATE = Path(__file__).resolve().parents[2] / "server/dataplane"
# What it depends on is compiled once for the tests and once for the linter, maybe beside other work on the same cores.
PATIENCE_S = 800

pytestmark = [pytest.mark.slow, pytest.mark.timeout(PATIENCE_S + 60)]


def cargo(*arguments: str) -> str:
    """What cargo printed; it must end well."""
    require_language("rust")
    done = subprocess.run(
        ["cargo", *arguments], cwd=CRATE, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 0, f"cargo {' '.join(arguments)} ended with {done.returncode}\n{printed}"
    return printed


def test_formatter_has_no_complaint() -> None:
    cargo("fmt", "--check")


def test_clippy_has_no_complaint() -> None:
    cargo("clippy", "--quiet", "--jobs", "2", "--all-targets", "--", "--deny", "warnings")


def test_own_tests_and_properties_pass() -> None:
    """Units, properties of whatever callers and workers may send, and the dispatch against scripted workers."""
    printed = cargo("test", "--quiet", "--jobs", "2", "--lib", "--tests")
    passed = [int(count) for count in re.findall(r"test result: ok\. (\d+) passed; 0 failed", printed)]
    assert sum(passed) >= 60, printed


def test_direct_dependencies_are_pinned() -> None:
    """No Cargo.lock is committed, as it would name a registry; what we ask for ourselves is exact."""
    manifest = tomllib.loads((CRATE / "Cargo.toml").read_text(encoding="utf-8"))
    wanted = {
        name: asked if isinstance(asked, str) else asked["version"]
        for kind in ("dependencies", "dev-dependencies", "build-dependencies")
        for name, asked in manifest[kind].items()
    }
    assert {name: version for name, version in wanted.items() if not version.startswith("=")} == {}
