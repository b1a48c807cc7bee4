"""Artifacts: files below a run's artifact root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hokusai_server.domain.errors import ChecksumMismatch
from hokusai_server.domain.names import invalid

MAX_PATH: Final = 500
MAX_CHUNK_BYTES: Final = 2**20
MAX_ARTIFACT_BYTES: Final = 5 * 2**30


@dataclass(frozen=True, slots=True)
class ArtifactEntry:
    """A file or folder; a size of None is one that nobody knows."""

    path: str
    is_directory: bool = False
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class ExpectedContent:
    """What a sender says of a file that it sends; None: nothing."""

    size_bytes: int | None = None
    sha256: bytes | None = None

    def check(self, path: str, size_bytes: int, sha256: bytes) -> None:
        """Refuse content that is not what was said.

        Raises:
            ChecksumMismatch: size or hash differ.
        """
        if self.size_bytes is not None and self.size_bytes != size_bytes:
            raise ChecksumMismatch(path, f"{self.size_bytes} bytes", f"{size_bytes} bytes")
        if self.sha256 is not None and self.sha256 != sha256:
            raise ChecksumMismatch(path, self.sha256.hex(), sha256.hex())


@dataclass(frozen=True, slots=True)
class StoredContent:
    """What was stored."""

    size_bytes: int
    sha256: bytes


def checked_artifact_path(path: str, *, root: bool = False) -> str:
    """Return `path` if it names something below a run's artifact root, or, with `root`, the root itself.

    Raises:
        InvalidRequest: it is absolute, leaves the root, or has parts that stores read differently.
    """
    if root and not path:
        return path
    if not 1 <= len(path) <= MAX_PATH:
        raise invalid("path", f"must have 1 to {MAX_PATH} characters")
    if any(ord(character) < 32 or character in '\\:*?"<>|#%\x7f' for character in path):
        raise invalid("path", 'must not hold control characters or any of \\ : * ? " < > | # %')
    if any(part in {"", ".", ".."} for part in path.split("/")):
        raise invalid("path", "must be relative, with parts between single '/' that are neither '.' nor '..'")
    return path
