"""Bundles on their way in and out."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from hokusai_server.domain.bundle_manifest import BundleFile, BundleLimits, BundleManifest, SealedBundle
from hokusai_server.domain.errors import FieldViolation, InvalidRequest, RequestIdReused, VersionDeleted
from hokusai_server.domain.names import invalid
from hokusai_server.domain.semver import SemVer
from hokusai_server.domain.uploads import Chunk, UploadProgress
from hokusai_server.domain.versions import ModelVersion, VersionState
from hokusai_server.ports.bundle_store import BundleStore, UploadIdTakenError

MAX_CHUNK_BYTES: Final = 2**20
"""Largest piece of a file in one message, up or down."""

FindVersion: TypeAlias = Callable[[str, SemVer], Awaitable[ModelVersion]]
"""The version of a model with a number, deleted ones too; raises ModelNotFound and VersionNotFound."""


@dataclass(frozen=True, slots=True)
class UploadChunk:
    """A chunk and the upload that it is for; an empty id means that of the message before."""

    upload_id: str
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class FileRange:
    """Part of a file: `length` bytes from `offset`, or from there to the end if `length` is 0 or more than there is."""

    path: str
    offset: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Download:
    """What a download sends: ranges of the files of a bundle, each with the length that it really has."""

    manifest: BundleManifest
    ranges: tuple[FileRange, ...]


class Bundles:
    """Uploads, and downloads of what is sealed.

    Args:
        store: keeps them.
        limits: how large a bundle may be.
        find_version: for downloads by version.
    """

    def __init__(self, store: BundleStore, limits: BundleLimits, find_version: FindVersion) -> None:
        self._store = store
        self._limits = limits
        self._find_version = find_version

    async def start(self, files: Sequence[BundleFile], request_id: str) -> UploadProgress:
        """Open an upload; with a request id that came before, return that upload as it stands.

        Raises:
            InvalidRequest, BundlePathRefused, BundleTooLarge, BundleInvalid: the manifest is not in order.
            ChecksumMismatch: an empty file has another SHA-256 than that of no bytes.
            RequestIdReused: the id came with another manifest.
            StorageFull: the disk has no room for what is missing.
        """
        manifest = BundleManifest.declare(files, self._limits)
        try:
            return await self._store.start(_upload_id(request_id), manifest)
        except UploadIdTakenError:
            raise RequestIdReused(request_id) from None

    async def append(self, chunks: AsyncIterator[UploadChunk]) -> UploadProgress:
        """Add chunks to one upload; on return they are durable.

        Raises:
            InvalidRequest: no chunk at all, one without an upload, one of another upload, or one that is too large.
            UploadNotFound, UploadOffsetMismatch, ChecksumMismatch, StorageFull: see the store. Chunks before stay.
        """
        upload_id = ""
        async for part in chunks:
            upload_id = _same_upload(upload_id, part.upload_id)
            if len(part.chunk.data) > MAX_CHUNK_BYTES:
                raise invalid("data", f"has {len(part.chunk.data)} bytes, at most {MAX_CHUNK_BYTES} are allowed")
            await self._store.append(upload_id, part.chunk)
        if not upload_id:
            raise invalid("upload_id", "the stream had no message; send at least one chunk")
        return await self._store.sync(upload_id)

    async def query(self, upload_id: str) -> UploadProgress:
        """Where an upload stands.

        Raises:
            UploadNotFound: there is none of this id.
        """
        return await self._store.query(upload_id)

    async def finish(self, upload_id: str) -> SealedBundle:
        """Verify and seal an upload; again, the same bundle.

        Raises:
            UploadNotFound, UploadIncomplete, ChecksumMismatch, BundleInvalid, StorageFull: see the store.
        """
        return await self._store.seal(upload_id)

    async def digest_of(self, model: str, number: SemVer) -> str:
        """The bundle of a version.

        Raises:
            ModelNotFound, VersionNotFound: there is none.
            VersionDeleted: it has none any more.
        """
        version = await self._find_version(model, number)
        if version.state is VersionState.DELETED:
            raise VersionDeleted(model, str(number))
        return version.bundle_digest

    async def download(self, digest: str, ranges: Sequence[FileRange]) -> Download:
        """What to send of a bundle: the ranges, or every file whole if there are none.

        Raises:
            BundleNotFound: none has this digest.
            InvalidRequest: a range names an unknown file or begins beyond its end; each is named.
        """
        manifest = await self._store.manifest(digest)
        violations = [
            violation
            for index, wanted in enumerate(ranges)
            if (violation := _range_violation(manifest, index, wanted)) is not None
        ]
        if violations:
            raise InvalidRequest(violations)
        wanted = ranges or [FileRange(file.path) for file in manifest.files]
        return Download(manifest, tuple(_cut(manifest, part) for part in wanted))

    def read(self, digest: str, part: FileRange) -> AsyncIterator[bytes]:
        """The bytes of one range of a download, in pieces of at most 1 MiB."""
        return self._store.read(digest, part.path, part.offset, part.length)


def _upload_id(request_id: str) -> str:
    """The same for the same request, so that a repetition finds its upload without any record of requests."""
    if not request_id:
        return uuid.uuid4().hex
    return hashlib.sha256(f"StartUpload {request_id.lower()}".encode()).hexdigest()[:32]


def _same_upload(known: str, named: str) -> str:
    if not known and not named:
        raise invalid("upload_id", "must name the upload in the first message")
    if known and named and known != named:
        raise invalid("upload_id", f"is {named!r} after {known!r}; one call appends to one upload")
    return known or named


def _range_violation(manifest: BundleManifest, index: int, wanted: FileRange) -> FieldViolation | None:
    file = manifest.by_path.get(wanted.path)
    if file is None:
        return FieldViolation(f"ranges[{index}].path", f"{wanted.path!r} is not in the bundle")
    if wanted.offset > file.size:
        return FieldViolation(f"ranges[{index}].offset", f"{wanted.path!r} has {file.size} bytes")
    return None


def _cut(manifest: BundleManifest, wanted: FileRange) -> FileRange:
    rest = manifest.by_path[wanted.path].size - wanted.offset
    return FileRange(wanted.path, wanted.offset, min(wanted.length, rest) if wanted.length else rest)
