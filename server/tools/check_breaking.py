"""Compares the contract with what was published: the last release tag, else the last commit of main.

Breaking a caller's source is a fault (buf's category FILE). Where nothing earlier is at hand - a first commit, a clone
without history - there is nothing to compare, and that is said.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BASELINES = ("origin/main", "main", "HEAD")


def main() -> int:
    """Return buf's exit code; 0 when there is nothing to compare with."""
    baseline = _baseline()
    if baseline is None:
        sys.stdout.write("breaking: no earlier commit of the contract to compare with; skipped\n")
        return 0
    sys.stdout.write(f"breaking: comparing with {baseline}\n")
    sys.stdout.flush()
    repository = _git("rev-parse", "--path-format=absolute", "--git-common-dir").strip()
    against = f"{repository}#format=git,ref={_commit(baseline)},subdir=proto"
    buf = Path(sys.executable).parent / "buf"
    return subprocess.run([str(buf), "breaking", "proto", "--against", against], cwd=REPOSITORY, check=False).returncode


def _baseline() -> str | None:
    tags = _git("tag", "--list", "v*", "--merged", "HEAD", "--sort=-version:refname").split()
    candidates = [*tags[:1], *BASELINES]
    return next((candidate for candidate in candidates if _has_contract(candidate)), None)


def _has_contract(revision: str) -> bool:
    return bool(_git("ls-tree", "--name-only", revision, "proto/", "buf.yaml"))


def _commit(revision: str) -> str:
    return _git("rev-parse", f"{revision}^{{commit}}").strip()


def _git(*arguments: str) -> str:
    """Output of a git command; nothing where it fails, as for a revision that this clone does not have."""
    return subprocess.run(["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
