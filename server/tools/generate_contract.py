"""Generates the Python code of the contract: messages, types, gRPC stubs and abstract servicers.

`python server/tools/generate_contract.py` rewrites the generated modules of the wheel; `--root` and `--out` point it
at another contract and another source tree (the currency and drift tests do). What it writes depends on the protos and
the pinned tools only.
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
    parser.add_argument(
        "--root", type=Path, default=REPOSITORY, help="folder with buf.yaml, buf.gen.python.yaml and proto/"
    )
    parser.add_argument(
        "--out", type=Path, default=REPOSITORY / "clients/python/src", help="source tree to write `hokusai` into"
    )
    arguments = parser.parse_args()
    generate(arguments.root.resolve(), arguments.out.resolve())


def generate(root: Path, out: Path) -> None:
    """Replace every generated module under `out`/hokusai by what the contract in `root` says."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        _buf_generate(root, fresh, "proto")
        _buf_generate(root, fresh, "third_party/proto", "--path", "third_party/proto/buf")
        wanted = {
            out / module.relative_to(fresh): module
            for module in sorted((fresh / "hokusai").rglob("*_pb2*.py*"))
            if not _is_empty_stub(module)
        }
        wanted[out / "hokusai/_vendored/validate_pb2.py"] = fresh / "buf/validate/validate_pb2.py"
        _synchronise(wanted, out / "hokusai")
    _write_packages(out)


def _buf_generate(root: Path, out: Path, *selection: str) -> None:
    tools = [str(Path(__file__).parent), str(Path(sys.executable).parent)]
    environment = {**os.environ, "PATH": os.pathsep.join([*tools, os.environ.get("PATH", "")])}
    command = ["buf", "generate", *selection, "--template", "buf.gen.python.yaml", "--output", str(out)]
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode != 0:
        raise SystemExit("the contract does not compile; nothing was generated")


def _is_empty_stub(module: Path) -> bool:
    """Whether mypy-protobuf wrote gRPC types for a file without a service."""
    return module.name.endswith("_pb2_grpc.pyi") and not module.with_suffix(".py").exists()


def _synchronise(wanted: dict[Path, Path], package: Path) -> None:
    """Make the generated modules of `package` those of `wanted`; an unchanged file keeps its time stamp."""
    for target, source in wanted.items():
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    for stale in set(package.rglob("*_pb2*.py*")) - set(wanted):
        if "__pycache__" not in stale.parts:
            stale.unlink()


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
