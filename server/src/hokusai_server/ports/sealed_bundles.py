"""Sealed bundles as registering and mirroring need them."""

from pathlib import Path
from typing import Protocol

from hokusai_server.domain.bundle_manifest import SealedBundle


class SealedBundles(Protocol):
    """Bundles that were verified and never change. A `BundleStore` is one."""

    async def describe(self, digest: str) -> SealedBundle:
        """A sealed bundle. Counts as use: it is not removed for some days.

        Raises:
            BundleNotFound: none has this digest.
        """

    def location(self, digest: str) -> Path:
        """The directory of a sealed bundle on this machine; does no I/O and does not say whether it is there."""
