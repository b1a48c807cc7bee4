"""Which languages' tools this machine has, and where their own installers put them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

# What each language's client is generated and compiled with.
PROGRAMS: Final = {
    "go": ("go",),
    "java": ("javac", "mvn"),
    "rust": ("cargo", "rustc"),
    "typescript": ("node", "npm"),
}
# Where the installers of Go and Rust put programs; a non-interactive shell often does not look there.
_INSTALLED: Final = ("/usr/local/go/bin", "~/.cargo/bin")


def extend_path() -> None:
    """Let this process and those it starts find programs where their own installers put them; safe to repeat."""
    known = os.environ.get("PATH", os.defpath).split(os.pathsep)
    folders = [str(Path(folder).expanduser()) for folder in _INSTALLED]
    os.environ["PATH"] = os.pathsep.join([*known, *(folder for folder in folders if folder not in known)])


def absence(language: str) -> str | None:
    """Why `language` cannot be built here, as `cargo is not installed`; None where everything is at hand.

    Python is always at hand.
    """
    missing = [program for program in PROGRAMS.get(language, ()) if shutil.which(program) is None]
    if not missing:
        return None
    return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed"


def must_have_all() -> bool:
    """Whether an absent toolchain is a fault here, as on the machines that check commits (they set `CI`)."""
    return bool(os.environ.get("CI"))
