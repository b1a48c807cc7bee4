"""Puts the native data plane into the wheel, where it was built."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PROGRAM: Final = "hokusai-dataplane"
DIGEST: Final = "src/hokusai_server/adapters/data_plane_contract.sha256"


class DataPlaneHook(BuildHookInterface[Any]):
    """Without the program the wheel is for every machine; with it, for machines like this one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the program that `make dataplane` built to `hokusai_server/bin`.

        Raises:
            RuntimeError: it was built before the contract changed last.
        """
        root = Path(self.root)
        program = root / "dataplane/target/release" / PROGRAM
        if version != "standard" or not program.is_file():
            return
        spoken = subprocess.run([program, "--contract"], capture_output=True, text=True, check=False).stdout.strip()
        if spoken != (root / DIGEST).read_text(encoding="ascii").strip():
            message = f"{program} was built before the contract changed last; build it again with `make dataplane`"
            raise RuntimeError(message)
        build_data["force_include"][str(program)] = f"hokusai_server/bin/{PROGRAM}"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
