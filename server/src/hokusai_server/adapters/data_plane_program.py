"""The native data plane's program: where it is, and whether it belongs to this release."""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Final

PROGRAM: Final = "hokusai-dataplane"
# It answers at once; one that does not is none of ours.
ANSWER_TIME_S: Final = 5.0


class DataPlaneFailedError(Exception):
    """The program cannot be run; the message says why."""


def find_program() -> Path | None:
    """The program that came with this package, or was built in the repository around it; None without one."""
    package = Path(__file__).resolve().parents[1]
    candidates = [package / "bin" / PROGRAM]
    repository = package.parents[2]
    if (repository / "server" / "dataplane" / "Cargo.toml").is_file():
        candidates.append(repository / "server" / "dataplane" / "target" / "release" / PROGRAM)
    return next((path for path in candidates if os.access(path, os.X_OK)), None)


def contract_digest() -> str:
    """SHA-256, in hexadecimal, of the messages that this release exchanges with its data plane and with workers."""
    return (files("hokusai_server") / "adapters" / "data_plane_contract.sha256").read_text(encoding="ascii").strip()


async def check_program(program: Path) -> None:
    """Return if the program runs on this machine and speaks the contract of this release.

    Raises:
        DataPlaneFailedError: it does not; why, and what to do.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            program, "--contract", stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env={}
        )
    except OSError as error:
        raise DataPlaneFailedError(f"{program} cannot be executed: {error.strerror or error}") from error
    answer = await _answer(process)
    if answer is None:
        raise DataPlaneFailedError(f"{program} does not say which contract it speaks; rebuild it with `make dataplane`")
    if answer != contract_digest():
        raise DataPlaneFailedError(f"{program} was built for another release; rebuild it with `make dataplane`")


async def _answer(process: Process) -> str | None:
    """What it prints; None if it fails or takes too long."""
    try:
        async with asyncio.timeout(ANSWER_TIME_S):
            printed, _ = await process.communicate()
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return printed.decode(errors="replace").strip() if process.returncode == 0 else None
