"""Java: messages by protoc, stubs by protoc-gen-grpc-java, both copied by Maven in the versions that the pom pins."""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[3]
PROJECT: Final = REPOSITORY / "clients/java"
TOOLS: Final = REPOSITORY / "build/tools/java"

# Below the client's folder.
STUBS: Final = Path("client/src/generated/java")
SERVICE_CONFIG: Final = Path("client/src/main/resources/dev/hokusai/client/service_config.json")
MODULE_POMS: Final = ("client/pom.xml", "conformance/pom.xml")
WRITTEN: Final = ("client/src/main/java", "conformance/src/main/java", "../../examples/java/src/main/java")

_SYSTEMS: Final = {"Linux": "linux", "Darwin": "osx"}
_MACHINES: Final = {"x86_64": "x86_64", "AMD64": "x86_64", "aarch64": "aarch_64", "arm64": "aarch_64"}


def prepare() -> Path:
    """Fetch the generators and the formatter that the pom pins, unless they are there. Returns their folder."""
    stamp = TOOLS / "pom.xml"
    with maven_lock():
        if not _same(stamp, PROJECT / "pom.xml"):
            target = f"{_SYSTEMS[platform.system()]}-{_MACHINES[platform.machine()]}"
            maven("-N", "dependency:copy@tools", f"-Dtools.platform={target}", f"-Dtools.folder={TOOLS}")
            for program in ("protoc", "protoc-gen-grpc-java"):
                (TOOLS / program).chmod(0o755)
            shutil.copyfile(PROJECT / "pom.xml", stamp)
    return TOOLS


def generate(root: Path, out: Path) -> None:
    """Replace the stubs of the client at `out` by what the contract in `root` says.

    Args:
        root: folder with buf.yaml, buf.gen.java.yaml, proto/ and third_party/.
        out: the client's folder, as clients/java. An unchanged file keeps its time stamp.
    """
    path = os.pathsep.join([str(prepare()), str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    with tempfile.TemporaryDirectory() as scratch:
        command = ["buf", "generate", "--template", "buf.gen.java.yaml", "--output", scratch]
        subprocess.run(command, cwd=root, env={**os.environ, "PATH": path}, check=True)
        _synchronise(Path(scratch), out / STUBS)
    _copy_if_changed(root / "proto/hokusai/service_config.json", out / SERVICE_CONFIG)


def compile_command(out: Path) -> list[str]:
    """A command that compiles what is written by hand at `out` against the stubs there.

    Stubs are compiled as far as something refers to them, which takes seconds instead of the whole.
    """
    sources = [str(source) for folder in WRITTEN for source in sorted((out / folder).rglob("*.java"))]
    classes = out / "target/drift"
    options = ["-d", str(classes), "-sourcepath", str(out / STUBS), "-implicit:none", "-proc:none", "-nowarn"]
    return ["javac", "-J-XX:TieredStopAtLevel=1", *options, "-cp", classpath(), *sources]


def classpath() -> str:
    """The libraries of the client and of its conformance driver, the client itself left out."""
    kept = TOOLS / "classpath.txt"
    stamp = TOOLS / "classpath-poms.txt"
    poms = "".join((PROJECT / pom).read_text(encoding="utf-8") for pom in ("pom.xml", *MODULE_POMS))
    with maven_lock():
        if not _says(stamp, poms) or not all(map(os.path.exists, kept.read_text("utf-8").split(os.pathsep))):
            maven("process-classes")
            entries = (PROJECT / "conformance/target/classpath.txt").read_text(encoding="utf-8").split(os.pathsep)
            libraries = [entry for entry in entries if not Path(entry).is_relative_to(PROJECT)]
            TOOLS.mkdir(parents=True, exist_ok=True)
            kept.write_text(os.pathsep.join(libraries), encoding="utf-8")
            stamp.write_text(poms, encoding="utf-8")
        return kept.read_text(encoding="utf-8")


def maven(*arguments: str) -> None:
    """Run Maven on the client's project; hold `maven_lock`.

    Raises:
        SystemExit: it failed; what it said is in the message.
    """
    command = ["mvn", "--batch-mode", "--quiet", "-Dstyle.color=never", "--file", str(PROJECT / "pom.xml"), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{ran.stdout}{ran.stderr}")


@contextmanager
def maven_lock() -> Iterator[None]:
    """Keep other runs of Maven out: two at once spoil each other's `target/` and local repository."""
    (PROJECT / "target").mkdir(exist_ok=True)
    with (PROJECT / "target/maven.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _synchronise(fresh: Path, folder: Path) -> None:
    """Make `folder` equal to `fresh`; an unchanged file keeps its time stamp."""
    wanted = {source.relative_to(fresh): source for source in fresh.rglob("*.java")}
    for path, source in wanted.items():
        _copy_if_changed(source, folder / path)
    for stale in folder.rglob("*.java"):
        if stale.relative_to(folder) not in wanted:
            stale.unlink()


def _copy_if_changed(source: Path, target: Path) -> None:
    if not _same(target, source):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _same(one: Path, other: Path) -> bool:
    return one.exists() and one.read_bytes() == other.read_bytes()
