"""Sealed bundles in memory, for tests that need their facts but not their files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import final

from typing_extensions import override

from hokusai_server.domain.bundle_manifest import SealedBundle
from hokusai_server.domain.errors import BundleNotFound
from hokusai_server.domain.signature import ModelSignature
from hokusai_server.ports.sealed_bundles import SealedBundles


@final
class InMemoryBundles(SealedBundles):
    """Bundles that were added by `add`."""

    def __init__(self) -> None:
        self._bundles: dict[str, SealedBundle] = {}

    def add(self, signature: ModelSignature | None = None, *, salt: str = "") -> str:
        """Seal a bundle of this signature and return its digest."""
        digest = hashlib.sha256(f"{signature!r}{salt}".encode()).hexdigest()
        self._bundles[digest] = SealedBundle(digest, 4096, 3, signature, ("python_function", "sklearn"))
        return digest

    @override
    async def describe(self, digest: str) -> SealedBundle:
        if digest not in self._bundles:
            raise BundleNotFound(digest)
        return self._bundles[digest]

    @override
    def location(self, digest: str) -> Path:
        return Path("/bundles") / digest
