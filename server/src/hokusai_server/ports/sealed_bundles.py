"""Sealed bundles as registering and serving need them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from hokusai_server.domain.signature import ModelSignature


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What a sealed bundle says about itself.

    Attributes:
        digest: SHA-256 of the canonical manifest, in hexadecimal.
        size_bytes: sum of the sizes of all files.
        file_count: number of files.
        signature: as its `MLmodel` has it; None if it has none.
        flavours: of MLflow, sorted.
    """

    digest: str
    size_bytes: int
    file_count: int
    signature: ModelSignature | None
    flavours: tuple[str, ...]


class SealedBundles(Protocol):
    """Bundles that were verified and never change."""

    async def describe(self, digest: str) -> BundleFacts:
        """What the bundle says about itself.

        Raises:
            BundleNotFound: no sealed bundle has this digest.
        """

    def location(self, digest: str) -> Path:
        """The directory of a sealed bundle; asks nothing of the disk, so the bundle must be known to be there."""
