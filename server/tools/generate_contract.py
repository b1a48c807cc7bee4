"""Generates the Python code of the contract: messages, types, gRPC stubs and abstract servicers.

`python server/tools/generate_contract.py` rewrites the generated modules of the wheel; `--root` and `--out` point it at another
contract and another source tree (the currency and drift tests do). What it writes depends on the protos and the pinned tools only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE_DOCSTRING = '"""Generated from proto/{package}; never edited."""\n'
AREA_DOCSTRING = '"""Messages and stubs of proto/{package}, one subpackage a version."""\n'


def main() -> None:
    """Parse the command line and generate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=REPOSITORY, help="folder with buf.yaml, buf.gen.python.yaml and proto/")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "clients/python/src", help="source tree to write `hokusai` into")
    arguments = parser.parse_args()
    generate(arguments.root.resolve(), arguments.out.resolve())


def generate(root: Path, out: Path) -> None:
    """Replace every generated module under `out`/hokusai by what the contract in `root` says."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        _buf_generate(root, fresh, "proto")
        _buf_generate(root, fresh, "third_party/proto", "--path", "third_party/proto/buf")
        _remove_generated(out / "hokusai")
        for module in sorted((fresh / "hokusai").rglob("*_pb2*.py*")):
            _place(module, out / module.relative_to(fresh))
        _place(fresh / "buf/validate/validate_pb2.py", out / "hokusai/_vendored/validate_pb2.py")
    _write_packages(out)


def _buf_generate(root: Path, out: Path, *selection: str) -> None:
    tools = [str(Path(__file__).parent), str(Path(sys.executable).parent)]
    environment = {**os.environ, "PATH": os.pathsep.join([*tools, os.environ.get("PATH", "")])}
    command = ["buf", "generate", *selection, "--template", "buf.gen.python.yaml", "--output", str(out)]
    subprocess.run(command, cwd=root, env=environment, check=True)


def _remove_generated(package: Path) -> None:
    for module in package.rglob("*_pb2*.py*"):
        module.unlink()


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write_packages(out: Path) -> None:
    """Give each folder of generated modules an `__init__.py`; one that somebody wrote by hand stays."""
    for versioned in {module.parent for module in (out / "hokusai").glob("*/v*/*_pb2.py")}:
        package = versioned.relative_to(out).as_posix()
        _write_if_absent(versioned / "__init__.py", PACKAGE_DOCSTRING.format(package=package))
        area = versioned.parent.relative_to(out).as_posix()
        _write_if_absent(versioned.parent / "__init__.py", AREA_DOCSTRING.format(package=area))


def _write_if_absent(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
