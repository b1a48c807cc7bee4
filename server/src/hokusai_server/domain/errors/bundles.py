"""Faults of uploading, verifying and reading bundles."""

from __future__ import annotations

from collections.abc import Sequence

from hokusai_server.domain.errors.hokusai_error import FieldViolation, HokusaiError


class UploadNotFound(HokusaiError):
    """No open upload session of this id: never opened, finished, or expired."""

    reason = "UPLOAD_NOT_FOUND"

    def __init__(self, upload_id: str) -> None:
        super().__init__(f"upload {upload_id!r} is not open; begin again with StartUpload", upload_id=upload_id)


class UploadOffsetMismatch(HokusaiError):
    """A chunk does not continue where the stored part of its file ends; the stored part is unchanged."""

    reason = "UPLOAD_OFFSET_MISMATCH"

    def __init__(self, upload_id: str, path: str, offset: int, expected: int) -> None:
        super().__init__(
            f"file {path!r} of upload {upload_id!r} continues at byte {expected}, the chunk began at {offset}; "
            "ask QueryUpload and go on from there",
            upload_id=upload_id,
            path=path,
            offset=offset,
            expected=expected,
        )


class UploadIncomplete(HokusaiError):
    """Files of the manifest are missing or short; the session stays open."""

    reason = "UPLOAD_INCOMPLETE"

    def __init__(self, upload_id: str, path: str, received: int, size: int) -> None:
        super().__init__(
            f"file {path!r} of upload {upload_id!r} has {received} of {size} bytes; send the rest, then finish again",
            upload_id=upload_id,
            path=path,
            received=received,
            size=size,
        )


class ChecksumMismatch(HokusaiError):
    """The received bytes are not those that the manifest promised; the file must be sent again from byte 0."""

    reason = "CHECKSUM_MISMATCH"

    def __init__(self, path: str, expected: str, actual: str) -> None:
        super().__init__(
            f"file {path!r} has sha256 {actual}, the manifest says {expected}; send it again",
            path=path,
            expected=expected,
            actual=actual,
        )


class BundlePathRefused(HokusaiError):
    """A path in the manifest could escape, collide or surprise; nothing was stored."""

    reason = "BUNDLE_PATH_REFUSED"

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        first = violations[0]
        super().__init__(
            f"the manifest has a path that is refused: {first.field}: {first.description}", violations=violations
        )


class BundleTooLarge(HokusaiError):
    """The bundle, one of its files or their number is over the limit."""

    reason = "BUNDLE_TOO_LARGE"

    def __init__(self, what: str, actual: int, limit: int) -> None:
        super().__init__(
            f"{what} is {actual}, over the limit of {limit}; make the bundle smaller or raise the server's limit",
            what=what,
            actual=actual,
            limit=limit,
        )


class BundleInvalid(HokusaiError):
    """The files arrived whole, but they are no MLflow model that this server can read."""

    reason = "BUNDLE_INVALID"

    def __init__(self, cause: str) -> None:
        super().__init__(
            f"the bundle is no readable MLflow model: {cause}; log the model with MLflow and send its directory",
            cause=cause,
        )


class BundleNotFound(HokusaiError):
    """No bundle of this digest is stored."""

    reason = "BUNDLE_NOT_FOUND"

    def __init__(self, digest: str) -> None:
        super().__init__(f"bundle {digest} is not stored; upload it first (StartUpload … FinishUpload)", digest=digest)
