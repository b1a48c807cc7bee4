"""Generates the TypeScript client's stubs with protoc-gen-es, and compiles the client with its own compiler."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[3]
_CLIENT: Final = REPOSITORY / "clients/typescript"
_BANNER: Final = "// Generated from proto/hokusai/service_config.json; never edited.\n"


def generate(root: Path, out: Path) -> None:
    """Replace `out`/src/gen by what the contract in `root` says.

    Args:
        root: folder with buf.yaml, buf.gen.typescript.yaml, proto/ and third_party/.
        out: the client's folder. One that is a copy borrows the packages of this checkout.
    """
    plugins = install_packages(_CLIENT) / "node_modules/.bin"
    if out.resolve() != _CLIENT and not (out / "node_modules").exists():
        out.mkdir(parents=True, exist_ok=True)
        (out / "node_modules").symlink_to(_CLIENT / "node_modules")
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "gen"
        environment = {**os.environ, "PATH": os.pathsep.join([str(plugins), os.environ.get("PATH", "")])}
        buf = shutil.which("buf", path=f"{REPOSITORY / '.venv/bin'}{os.pathsep}{environment['PATH']}") or "buf"
        command = [buf, "generate", "--template", "buf.gen.typescript.yaml", "--output", str(fresh)]
        if subprocess.run(command, cwd=root, env=environment, check=False).returncode != 0:
            raise SystemExit("the contract does not compile; no TypeScript was generated")
        _write_service_config(root / "proto/hokusai/service_config.json", fresh / "service_config.ts")
        shutil.rmtree(out / "src/gen", ignore_errors=True)
        shutil.copytree(fresh, out / "src/gen")


def compile_command(out: Path) -> list[str]:
    """The type check of the whole client in the folder `out`: stubs, layer, tests and conformance driver."""
    return [str(out / "node_modules/.bin/tsc"), "--project", str(out), "--noEmit"]


def install_packages(folder: Path) -> Path:
    """Install what the lock of `folder` names unless that is there already; safe to call from several processes."""
    lock = folder / "package-lock.json"
    installed = folder / "node_modules/.package-lock.json"  # the last thing that npm writes
    locks = REPOSITORY / "build"
    locks.mkdir(exist_ok=True)
    with (locks / "npm.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
            if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False).returncode != 0:
                raise SystemExit(f"npm could not install what {lock} names; its message is above")
    return folder


def _write_service_config(source: Path, target: Path) -> None:
    """The service config as a module: Node reads JSON modules only experimentally."""
    config = json.dumps(json.loads(source.read_text(encoding="utf-8")), indent=2)
    target.write_text(f"{_BANNER}/* eslint-disable */\nexport const serviceConfig = {config};\n", encoding="utf-8")
