"""Compares the contract with what was published: the last release tag, else the last commit of main.

Breaking a caller's source is a fault (buf's category FILE). Where nothing earlier is at hand - a first commit, a clone
without history - there is nothing to compare, and that is said.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BASELINES = ("origin/main", "main", "HEAD")


def main() -> int:
    """Return buf's exit code; 0 when there is nothing to compare with."""
    compared = compare(REPOSITORY)
    sys.stdout.write(f"breaking: {compared.baseline}\n{compared.faults}")
    return compared.exit_code


@dataclass(frozen=True, slots=True)
class Comparison:
    """What buf said.

    Attributes:
        baseline: what was compared with, for people.
        faults: one line each; empty if nobody's source breaks.
        exit_code: buf's; 0 where there was nothing to compare with.
    """

    baseline: str
    faults: str
    exit_code: int


def compare(repository: Path) -> Comparison:
    """Compare the contract in the working tree of `repository` with the one that was published."""
    baseline = _baseline(repository)
    if baseline is None:
        return Comparison("no earlier commit of the contract to compare with; skipped", "", 0)
    git = _git(repository, "rev-parse", "--path-format=absolute", "--git-common-dir").strip()
    against = f"{git}#format=git,ref={_commit(repository, baseline)},subdir=proto"
    command = [str(Path(sys.executable).parent / "buf"), "breaking", "proto", "--against", against]
    ran = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    return Comparison(f"compared with {baseline}", ran.stdout + ran.stderr, ran.returncode)


def _baseline(repository: Path) -> str | None:
    tags = _git(repository, "tag", "--list", "v*", "--merged", "HEAD", "--sort=-version:refname").split()
    candidates = [*tags[:1], *BASELINES]
    return next((candidate for candidate in candidates if _has_contract(repository, candidate)), None)


def _has_contract(repository: Path, revision: str) -> bool:
    return bool(_git(repository, "ls-tree", "--name-only", revision, "proto/", "buf.yaml"))


def _commit(repository: Path, revision: str) -> str:
    return _git(repository, "rev-parse", f"{revision}^{{commit}}").strip()


def _git(repository: Path, *arguments: str) -> str:
    """Output of a git command; nothing where it fails, as for a revision that this clone does not have."""
    return subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
