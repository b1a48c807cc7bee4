"""Where bundles are kept: uploads on their way in, and sealed bundles, immutable and named by their content."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from hokusai_server.domain.bundle_manifest import BundleManifest, SealedBundle
from hokusai_server.domain.uploads import Chunk, UploadProgress


class UploadIdTakenError(Exception):
    """The upload id is in use for another manifest."""


class BundleStore(Protocol):
    """A store of bundles.

    Uploads and bundles survive a crash of the server at any instant: an upload as it was at the last `sync` or later, a
    bundle from the return of `seal`. Every method may be called concurrently with every other, for one upload too.

    Raises, every method that writes:
        StorageFull: no room. What was stored before is intact and nothing half-written stays.
    """

    async def start(self, upload_id: str, manifest: BundleManifest) -> UploadProgress:
        """Open an upload, or return it as it stands if it is there already, finished ones too.

        Files whose content the store already has, from whatever bundle or upload, are `stored` at once.

        Args:
            upload_id: name of the upload: 1 to 64 of `[a-z0-9-]`.
            manifest: declared and found to be in order.

        Raises:
            UploadIdTakenError: the id is in use for another manifest.
            ChecksumMismatch: an empty file has another SHA-256 than that of no bytes.
        """

    async def append(self, upload_id: str, chunk: Chunk) -> None:
        """Add bytes to a file; durable after the next `sync`. Bytes that are there already are skipped.

        With the file's last byte its SHA-256 is verified. If it does not match, the file is dropped and begins anew.

        Raises:
            UploadNotFound: no such upload, or it is finished.
            InvalidRequest: the path is not in the manifest.
            UploadOffsetMismatch: the chunk leaves a gap or passes the file's end; nothing was written.
            ChecksumMismatch: of the chunk (nothing was written) or of the file.
        """

    async def sync(self, upload_id: str) -> UploadProgress:
        """Make everything that was appended durable and put the expiry off.

        Raises:
            UploadNotFound: no such upload, or it is finished.
        """

    async def query(self, upload_id: str) -> UploadProgress:
        """Where an upload stands, finished ones too. What it says is there is durable.

        Raises:
            UploadNotFound: no such upload.
        """

    async def seal(self, upload_id: str) -> SealedBundle:
        """Make a bundle of an upload: all or nothing, durable. Sealing a finished upload returns the same bundle.

        Raises:
            UploadNotFound: no such upload.
            UploadIncomplete: a file is not whole; names the first.
            ChecksumMismatch: a file is whole and wrong; it begins anew.
            BundleInvalid: its MLmodel cannot be read as that of an MLflow model. The upload stays as it is.
        """

    async def describe(self, digest: str) -> SealedBundle:
        """A sealed bundle. Counts as use, see `remove_unused`.

        Raises:
            BundleNotFound: none has this digest.
        """

    async def manifest(self, digest: str) -> BundleManifest:
        """Every file of a sealed bundle, in the byte order of the paths.

        Raises:
            BundleNotFound: none has this digest.
        """

    def read(self, digest: str, path: str, offset: int, length: int) -> AsyncIterator[bytes]:
        """Part of a file of a sealed bundle, in pieces of at most 1 MiB. No I/O before the first piece is asked for.

        Args:
            digest: of a bundle that is there.
            path: in its manifest.
            offset: first byte, at most the file's size.
            length: bytes, ending within the file.

        Raises, while iterating:
            BundleNotFound: none has this digest.
            BundleDamagedError: a file that was read from its beginning to its end does not match its SHA-256.
        """

    def location(self, digest: str) -> Path:
        """The directory of a sealed bundle on this machine, an MLflow model; absolute. Nothing may be written there.

        Does no I/O and does not say whether the bundle is there.
        """

    async def expire_uploads(self) -> int:
        """Forget uploads whose expiry has passed, and what only they held; returns how many. Idempotent."""

    async def unused_since(self, time: datetime) -> list[str]:
        """Digests of bundles that were neither sealed nor described since `time`."""

    async def remove_unused(self, digest: str, time: datetime) -> bool:
        """Remove a bundle unless it was sealed or described since `time`; whether it is gone. Idempotent.

        The caller has made sure that no version needs it. Files that other bundles share stay.
        """

    async def check(self) -> None:
        """Return if the store can be written.

        Raises:
            StorageFull: it has no room.
        """


class BundleDamagedError(Exception):
    """A stored file is not what it was when it was sealed: a fault of the disk, or somebody wrote into the store."""
