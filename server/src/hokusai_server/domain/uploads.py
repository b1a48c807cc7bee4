"""Where an upload of a bundle stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FileProgress:
    """One file of an upload.

    Attributes:
        path: as declared.
        size: as declared, in bytes.
        received: bytes that are there: the offset at which to go on.
        stored: whether the whole content is there and matches its SHA-256.
    """

    path: str
    size: int
    received: int
    stored: bool


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """An upload.

    Attributes:
        upload_id: its name.
        files: in the order in which they were declared.
        expire_time: when it is forgotten if nothing arrives before.
        bundle_digest: name of the sealed bundle; None while the upload is open.
    """

    upload_id: str
    files: tuple[FileProgress, ...]
    expire_time: datetime
    bundle_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive bytes of one file.

    Attributes:
        path: as declared.
        offset: of the first byte within the file.
        data: the bytes.
        sha256: 32 bytes that the data must match; empty checks nothing.
    """

    path: str
    offset: int
    data: bytes
    sha256: bytes = b""
