"""Shell scripts that stand where a test needs another program."""

from __future__ import annotations

from pathlib import Path


def write_script(path: Path, body: str) -> Path:
    """An executable script at the path."""
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o700)
    return path
