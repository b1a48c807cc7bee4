"""What is measured: our planes, the peers in virtual environments of their own, and the bare native echo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.measuring.results import REPOSITORY
from hokusai_server.adapters.data_plane_program import find_program

PEERS = REPOSITORY / "bench/peers"
_BUILT = REPOSITORY / "build/bench"


def python_of(peer: str) -> Path:
    """The interpreter of a peer's environment, which is made from `bench/peers/<peer>.txt` when that is newer."""
    lock, folder = PEERS / f"{peer}.txt", _BUILT / peer
    interpreter, stamp = folder / "bin/python", folder / ".ready"
    if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
        print(f"making the environment of {peer}", file=sys.stderr)
        uv = Path(sys.executable).parent / "uv"
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, folder], check=True)
        command: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", interpreter, "--requirements", lock]
        subprocess.run(command, check=True)
        stamp.touch()
    return interpreter


def pinned_versions(peer: str, *names: str) -> dict[str, str]:
    """The versions of some packages in a peer's environment."""
    lines = (PEERS / f"{peer}.txt").read_text().splitlines()
    pins = dict(line.split(" ")[0].split("==") for line in lines if "==" in line)
    return {f"{peer}: {name}": pins[name] for name in names}


def built_planes() -> list[str]:
    """Our data planes that can be measured here: the native one where `make dataplane` has built it."""
    return ["python"] if find_program() is None else ["python", "native"]


def tonic_echo() -> Path | None:
    """The program of the bare tonic echo, built if needed; None where there is no cargo."""
    if shutil.which("cargo") is None:
        return None
    target = _BUILT / "tonic_echo"
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target)}
    command = ["cargo", "build", "--release", "--quiet"]
    subprocess.run(command, cwd=PEERS / "tonic_echo", env=environment, check=True)
    return target / "release/tonic-echo"
