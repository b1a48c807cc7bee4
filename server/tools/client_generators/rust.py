"""Generates the Rust client: messages by prost and stubs by tonic, through a buf plugin (clients/rust/codegen)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
WORKSPACE = REPOSITORY / "clients/rust"
TARGET = WORKSPACE / "target"
SERVICE_CONFIG = "proto/hokusai/service_config.json"
# What the conformance driver reads and writes JSON by; the crate itself has no use for it.
DESCRIPTORS = "descriptors.b64"


def generate(root: Path, out: Path) -> None:
    """Replace the generated code of the client in the folder `out` by what the contract in `root` says.

    Args:
        root: folder with buf.yaml, buf.gen.rust.yaml, proto/ and third_party/.
        out: the client's folder, as clients/rust.
    """
    plugin = build_plugin()
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        _buf_generate(root, fresh, plugin.parent)
        shutil.copyfile(root / SERVICE_CONFIG, fresh / "service_config.json")
        _copy_if_changed(fresh / DESCRIPTORS, out / "conformance" / DESCRIPTORS)
        (fresh / DESCRIPTORS).unlink()
        _synchronise(fresh, out / "src/generated")


def compile_command(out: Path) -> list[str]:
    """A command that compiles the client, its conformance driver and all tests in the folder `out`.

    Compiled dependencies are those of the repository's own client, so that a copy compiles in seconds.
    """
    manifest = ["--manifest-path", str(out / "Cargo.toml"), "--target-dir", str(TARGET)]
    return ["cargo", "check", "--quiet", "--jobs", "2", *manifest, "--workspace", "--exclude", "hokusai-codegen"]


def build_plugin() -> Path:
    """The plugin's program, built if it is not current."""
    command = ["cargo", "build", "--quiet", "--jobs", "2", "--package", "hokusai-codegen", "--target-dir", str(TARGET)]
    subprocess.run(command, cwd=WORKSPACE, check=True)
    return TARGET / "debug/protoc-gen-hokusai-rust"


def _buf_generate(root: Path, out: Path, plugins: Path) -> None:
    environment = {**os.environ, "PATH": os.pathsep.join([str(plugins), os.environ.get("PATH", "")])}
    buf = str(Path(sys.executable).parent / "buf")
    command = [buf, "generate", "--template", "buf.gen.rust.yaml", "--output", str(out)]
    subprocess.run(command, cwd=root, env=environment, check=True)


def _synchronise(fresh: Path, generated: Path) -> None:
    """Make `generated` hold the files of `fresh` and no others."""
    for source in sorted(fresh.iterdir()):
        _copy_if_changed(source, generated / source.name)
    for stale in {path.name for path in generated.iterdir()} - {path.name for path in fresh.iterdir()}:
        (generated / stale).unlink()


def _copy_if_changed(source: Path, target: Path) -> None:
    """An unchanged file keeps its time stamp, so that nothing is compiled again for it."""
    if not target.exists() or target.read_bytes() != source.read_bytes():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
