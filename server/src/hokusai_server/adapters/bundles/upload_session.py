"""One upload, as far as it is remembered between calls."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hokusai_server.domain.bundle_manifest import BundleFile, BundleManifest

MANIFEST_NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class _Hashing:
    """The hash of the first `size` bytes of a part."""

    state: Any
    size: int


@dataclass(slots=True)
class Session:
    """What is remembered of one upload; the disk has everything that was acknowledged.

    Attributes:
        folder: of the upload; its name is the upload's id.
        manifest: as declared; a file is known by its index in it.
        indices: by path.
        hashing: of files whose bytes came in order since the first.
        verified: files that are whole and match, but not yet durable.
        unsynced: files with bytes that are not yet durable.
    """

    folder: Path
    manifest: BundleManifest
    indices: dict[str, int]
    hashing: dict[int, _Hashing] = field(default_factory=dict)
    verified: set[int] = field(default_factory=set)
    unsynced: set[int] = field(default_factory=set)

    def file(self, index: int) -> BundleFile:
        """What was declared of a file."""
        return self.manifest.files[index]

    def part(self, index: int) -> Path:
        """Where a file is while its bytes arrive."""
        return self.folder / "parts" / str(index)

    def done(self, index: int) -> Path:
        """Where a file is once it is whole and verified."""
        return self.folder / "done" / str(index)

    @property
    def sealed(self) -> Path:
        """The file that holds the digest of the bundle, once there is one."""
        return self.folder / "sealed"

    @property
    def manifest_file(self) -> Path:
        """What was declared; changed last when something last arrived."""
        return self.folder / MANIFEST_NAME

    def hash_on(self, index: int, fresh: bytes, received: int) -> None:
        """Hash bytes as they are written after the first `received`, so that a whole file need not be read again."""
        known = self.hashing.get(index)
        if received == 0:
            known = _Hashing(hashlib.sha256(), 0)
        if known is None or known.size != received:
            self.hashing.pop(index, None)
            return
        known.state.update(fresh)
        self.hashing[index] = _Hashing(known.state, received + len(fresh))

    def hashed(self, index: int) -> str | None:
        """SHA-256 of a whole file in hexadecimal, if all of it was hashed; forgets it."""
        hashing = self.hashing.pop(index, None)
        if hashing is None or hashing.size != self.file(index).size:
            return None
        digest: str = hashing.state.hexdigest()
        return digest
