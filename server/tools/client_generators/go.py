"""Generates the stubs of the Go client, with protoc-gen-go and protoc-gen-go-grpc as plugins of buf."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[3]
TOOLS: Final = REPOSITORY / "build/tools/go"
PLUGINS: Final = {
    "protoc-gen-go": "google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12",
    "protoc-gen-go-grpc": "google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2",
}
# The packages that callers use; the worker's protocol and what the gateway asks of the server are nobody else's.
PACKAGES: Final = ("errors", "inference", "registry", "system", "tracking", "versions")
SERVICE_CONFIG: Final = "proto/hokusai/service_config.json"


def generate(root: Path, out: Path) -> None:
    """Replace the generated code of the client in the folder `out` by what the contract in `root` says.

    Args:
        root: folder with buf.yaml, buf.gen.go.yaml, proto/ and third_party/.
        out: the client's folder, as clients/go.

    Raises:
        CalledProcessError: the contract does not compile, or a plugin cannot be built.
    """
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        _buf_generate(root, fresh)
        _synchronise(fresh, out / "gen")
    _copy_if_changed(root / SERVICE_CONFIG, out / "service_config.json")


def compile_command(out: Path) -> list[str]:
    """A command that compiles the client, its conformance driver and all tests in the folder `out`."""
    return ["go", "-C", str(out), "vet", "-p", "2", "./..."]


def install(name: str, source: str) -> Path:
    """The program `name` of `source` (package@version), built once and kept; safe to ask for at the same time."""
    program = TOOLS / f"{name}-{source.rpartition('@')[2]}" / name
    with _locked(TOOLS):
        if not program.exists():
            environment = {**os.environ, "GOBIN": str(program.parent), "GOFLAGS": "-p=2"}
            subprocess.run(["go", "install", source], cwd=TOOLS, env=environment, check=True)
    return program


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _buf_generate(root: Path, out: Path) -> None:
    plugins = [str(install(name, source).parent) for name, source in PLUGINS.items()]
    environment = {**os.environ, "PATH": os.pathsep.join([*plugins, os.environ.get("PATH", "")])}
    buf = str(Path(sys.executable).parent / "buf")
    selection = [part for package in PACKAGES for part in ("--path", f"proto/hokusai/{package}")]
    command = [buf, "generate", "proto", "--template", "buf.gen.go.yaml", "--output", str(out), *selection]
    subprocess.run(command, cwd=root, env=environment, check=True)


def _synchronise(fresh: Path, generated: Path) -> None:
    """Make `generated` hold the files of `fresh` and no others; an unchanged file keeps its time stamp."""
    wanted = {path.relative_to(fresh): path for path in fresh.rglob("*.go")}
    for name, source in wanted.items():
        _copy_if_changed(source, generated / name)
    for present in list(generated.rglob("*.go")):
        if present.relative_to(generated) not in wanted:
            present.unlink()


def _copy_if_changed(source: Path, target: Path) -> None:
    if not target.exists() or target.read_bytes() != source.read_bytes():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
