"""What a bundle consists of, and the digest that names it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from hokusai_server.domain.bundle_paths import path_violations
from hokusai_server.domain.errors import (
    BundleInvalid,
    BundlePathRefused,
    BundleTooLarge,
    FieldViolation,
    InvalidRequest,
)
from hokusai_server.domain.signature import ModelSignature

MLMODEL: Final = "MLmodel"
EMPTY_SHA256: Final = hashlib.sha256().hexdigest()
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def is_sha256(text: str) -> bool:
    """Whether it is a SHA-256 in lower-case hexadecimal."""
    return _SHA256.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class BundleLimits:
    """How large a bundle may be.

    Attributes:
        files: most files.
        file_bytes: largest file.
        bundle_bytes: largest sum of all files.
    """

    files: int = 10_000
    file_bytes: int = 64 * 2**30
    bundle_bytes: int = 64 * 2**30


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file: its path within the bundle, its size in bytes, the SHA-256 of its content in lower-case hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class BundleManifest:
    """Every file of a bundle, in the order in which it was declared. Only made by `declare` and `parse`."""

    files: tuple[BundleFile, ...]

    @classmethod
    def declare(cls, files: Iterable[BundleFile], limits: BundleLimits) -> Self:
        """Take what a caller says about a bundle.

        Raises:
            InvalidRequest: no file, a negative size, or something that is no SHA-256.
            BundlePathRefused: paths that could escape, collide or surprise; each is named.
            BundleTooLarge: over a limit.
            BundleInvalid: no `MLmodel` at the root.
        """
        manifest = cls(tuple(files))
        manifest._refuse_malformed()
        manifest._refuse_too_large(limits)
        violations = path_violations([file.path for file in manifest.files])
        if violations:
            raise BundlePathRefused(violations)
        if MLMODEL not in manifest.by_path:
            raise BundleInvalid("it has no file MLmodel at its root")
        return manifest

    @classmethod
    def parse(cls, canonical: bytes) -> Self:
        """Read what `canonical` wrote."""
        lines = (line.split(" ", 2) for line in canonical.decode().split("\n") if line)
        return cls(tuple(BundleFile(path, int(size), sha256) for sha256, size, path in lines))

    @cached_property
    def canonical(self) -> bytes:
        """`<sha256> <size> <path>` and a line feed for each file, in the byte order of the paths."""
        ordered = sorted(self.files, key=lambda file: file.path.encode())
        return "".join(f"{file.sha256} {file.size} {file.path}\n" for file in ordered).encode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical form, in lower-case hexadecimal: the name of the bundle."""
        return hashlib.sha256(self.canonical).hexdigest()

    @cached_property
    def size(self) -> int:
        """Sum of the sizes of all files, in bytes."""
        return sum(file.size for file in self.files)

    @cached_property
    def by_path(self) -> dict[str, BundleFile]:
        """The files by their paths."""
        return {file.path: file for file in self.files}

    def _refuse_malformed(self) -> None:
        violations = [
            FieldViolation(f"files[{index}].{field}", fault)
            for index, file in enumerate(self.files)
            for field, fault in (
                ("size_bytes", "must be 0 or more" if file.size < 0 else ""),
                ("sha256", "" if is_sha256(file.sha256) else "must be 64 lower-case hexadecimal digits"),
            )
            if fault
        ]
        if not self.files:
            violations.append(FieldViolation("files", "must name at least the file MLmodel"))
        if violations:
            raise InvalidRequest(violations)

    def _refuse_too_large(self, limits: BundleLimits) -> None:
        largest = max(self.files, key=lambda file: file.size)
        if len(self.files) > limits.files:
            raise BundleTooLarge("number of files", len(self.files), limits.files)
        if largest.size > limits.file_bytes:
            raise BundleTooLarge(f"size of {largest.path!r} in bytes", largest.size, limits.file_bytes)
        if self.size > limits.bundle_bytes:
            raise BundleTooLarge("size of the bundle in bytes", self.size, limits.bundle_bytes)


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """A stored bundle: whole, verified, immutable.

    Attributes:
        digest: name of the bundle.
        size: sum of the sizes of all files, in bytes.
        file_count: number of files.
        signature: what the model takes and gives; None if its MLmodel says nothing.
        flavours: of MLflow, sorted.
        python_version: of the Python that saved the model; empty if its MLmodel does not say.
    """

    digest: str
    size: int
    file_count: int
    signature: ModelSignature | None
    flavours: tuple[str, ...]
    python_version: str = ""
