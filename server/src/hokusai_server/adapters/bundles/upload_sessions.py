"""Uploads on disk: `uploads/<id>/` with the manifest, `parts/<i>` for files on their way, `done/<i>` for verified ones.

The disk is the truth: after a restart a session is what its folder says. `sealed`, once there, holds the digest of the
bundle. The manifest's time of change is when something last arrived.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from hokusai_server.adapters.bundles.blobs import Blobs
from hokusai_server.adapters.bundles.durable_files import (
    Write,
    new_directory,
    remove_leftovers,
    remove_tree,
    set_aside,
    sha256_of,
    size_of,
    sync_file,
    sync_many,
    write_at,
    write_durably,
)
from hokusai_server.adapters.bundles.upload_session import MANIFEST_NAME, Session
from hokusai_server.domain.bundle_manifest import EMPTY_SHA256, BundleFile, BundleManifest
from hokusai_server.domain.errors import (
    ChecksumMismatch,
    FieldViolation,
    InvalidRequest,
    StorageFull,
    UploadIncomplete,
    UploadNotFound,
    UploadOffsetMismatch,
)
from hokusai_server.domain.uploads import Chunk, FileProgress, UploadProgress
from hokusai_server.ports.bundle_store import UploadIdTakenError

# Sessions kept in memory; the others are read again when they are needed.
_REMEMBERED: Final = 64
# An id becomes the name of a folder.
_UPLOAD_ID: Final = re.compile(r"[a-z0-9-]{1,64}")


class UploadSessions:
    """The folder of uploads. Blocking; callers see to it that a file of an upload has one writer at a time."""

    def __init__(self, folder: Path, blobs: Blobs, lifetime: timedelta, write: Write) -> None:
        self._folder = folder
        self._blobs = blobs
        self._lifetime = lifetime
        self._write = write
        self._remembering = threading.Lock()
        self._remembered: OrderedDict[str, Session] = OrderedDict()
        folder.mkdir(parents=True, exist_ok=True)
        for place in (folder, *(entry for entry in folder.iterdir() if entry.is_dir())):
            remove_leftovers(place)

    def open(self, upload_id: str, manifest: BundleManifest) -> Session:
        """The session of this id, made if need be.

        Raises:
            UploadIdTakenError, ChecksumMismatch, StorageFull.
        """
        folder = self._folder / upload_id
        if not folder.is_dir():
            with new_directory(folder) as new:
                self._fill(Session(new, manifest, {}))
        session = self.find(upload_id)
        if session.manifest != manifest:
            raise UploadIdTakenError(upload_id)
        return session

    def find(self, upload_id: str) -> Session:
        """The session of this id.

        Raises:
            UploadNotFound: there is none.
        """
        with self._remembering:
            known = self._remembered.get(upload_id)
            if known is None or not known.manifest_file.exists():
                known = self._remembered[upload_id] = self._read(upload_id)
            self._remembered.move_to_end(upload_id)
            self._forget_idle()
            return known

    def find_open(self, upload_id: str) -> Session:
        """As `find`, for sessions that take chunks."""
        session = self.find(upload_id)
        if session.sealed.exists():
            raise UploadNotFound(upload_id)
        return session

    def index(self, session: Session, path: str) -> int:
        """The number of a file.

        Raises:
            InvalidRequest: the path is not in the manifest.
        """
        index = session.indices.get(path)
        if index is None:
            raise InvalidRequest([FieldViolation("path", f"{path!r} is not in the manifest of the upload")])
        return index

    def append(self, session: Session, index: int, chunk: Chunk) -> None:
        """Add bytes to a file; see the port."""
        if chunk.sha256:
            _verify_chunk(chunk)
        file, received = session.file(index), self._received(session, index)
        if chunk.offset > received or chunk.offset + len(chunk.data) > file.size:
            raise UploadOffsetMismatch(session.folder.name, file.path, chunk.offset, received)
        fresh = chunk.data[received - chunk.offset :]
        if fresh:
            write_at(session.part(index), fresh, received, self._write)
            session.unsynced.add(index)
            session.hash_on(index, fresh, received)
            if received + len(fresh) == file.size:
                self._verify(session, index)

    def settle(self, session: Session, indices: Iterable[int]) -> None:
        """Make files durable, and move those that are verified to the others of their content."""
        known = list(indices)
        parts = [session.part(index) for index in known if session.part(index).exists()]
        folders = {part.parent for part in parts}
        sync_many(parts)
        for index in known:
            if index in session.verified:
                file = session.file(index)
                folders.update(self._blobs.adopt(session.part(index), file.sha256, session.done(index)))
                session.verified.discard(index)
            session.unsynced.discard(index)
        sync_many(folders)

    def touch(self, session: Session) -> None:
        """Put the expiry off."""
        os.utime(session.manifest_file)

    def progress(self, session: Session) -> UploadProgress:
        """Where the upload stands."""
        expire_time = datetime.fromtimestamp(session.manifest_file.stat().st_mtime, UTC) + self._lifetime
        if session.sealed.exists():
            files = tuple(FileProgress(file.path, file.size, file.size, True) for file in session.manifest.files)
            return UploadProgress(session.folder.name, files, expire_time, session.sealed.read_text())
        done = {int(name) for name in os.listdir(session.folder / "done")} | session.verified
        parts = {int(entry.name): entry.stat().st_size for entry in os.scandir(session.folder / "parts")}
        files = tuple(
            FileProgress(file.path, file.size, file.size if index in done else parts.get(index, 0), index in done)
            for index, file in enumerate(session.manifest.files)
        )
        return UploadProgress(session.folder.name, files, expire_time)

    def complete(self, session: Session) -> dict[str, Path]:
        """Every file of an upload, verified and durable, by its path.

        Raises:
            UploadIncomplete, ChecksumMismatch.
        """
        files = session.manifest.files
        open_files = [index for index in range(len(files)) if not session.done(index).exists()]
        for index in open_files:
            received = self._received(session, index)
            if received < files[index].size:
                raise UploadIncomplete(session.folder.name, files[index].path, received, files[index].size)
            if index not in session.verified:
                self._verify(session, index)
        self.settle(session, open_files)
        for index, file in enumerate(files):
            self._blobs.keep(session.done(index), file.sha256)
        return {file.path: session.done(index) for index, file in enumerate(files)}

    def finish(self, session: Session, digest: str) -> None:
        """Note that the upload became a bundle, and let go of its files."""
        write_durably(session.sealed, digest.encode())
        remove_tree(session.folder / "parts")
        remove_tree(session.folder / "done")

    def expired(self, now: datetime) -> list[str]:
        """Ids of uploads to which nothing came for their lifetime."""
        folders = (Path(entry.path) for entry in os.scandir(self._folder) if _UPLOAD_ID.fullmatch(entry.name))
        return [folder.name for folder in folders if self._is_expired(folder, now)]

    def forget(self, upload_id: str, now: datetime) -> bool:
        """Remove an upload that has expired, and what only it held; whether it was."""
        if not self._is_expired(self._folder / upload_id, now):
            return False
        session = self.find(upload_id)
        aside = set_aside(session.folder)
        with self._remembering:
            self._remembered.pop(upload_id, None)
        if aside is not None:
            remove_tree(aside)
        for file in session.manifest.files:
            self._blobs.release(file.sha256)
        return True

    def _is_expired(self, folder: Path, now: datetime) -> bool:
        try:
            touched = (folder / MANIFEST_NAME).stat().st_mtime
        except FileNotFoundError:
            return False
        return touched < (now - self._lifetime).timestamp()

    def _forget_idle(self) -> None:
        """Keep memory bounded; a session that has something to sync must stay, or it would never be synced."""
        idle = [upload_id for upload_id, session in self._remembered.items() if not session.unsynced]
        for upload_id in idle[: max(0, len(self._remembered) - _REMEMBERED)]:
            del self._remembered[upload_id]

    def _fill(self, session: Session) -> None:
        for folder in ("parts", "done"):
            (session.folder / folder).mkdir()
        wanted: dict[str, int] = {}
        for index, file in enumerate(session.manifest.files):
            if self._blobs.link(file.sha256, file.size, session.done(index)):
                continue
            if file.size == 0:
                self._store_empty(session, index)
            wanted[file.sha256] = file.size
        free = shutil.disk_usage(self._folder).free
        if sum(wanted.values()) > free:
            raise StorageFull(f"the {sum(wanted.values())} bytes of the upload, {free} are free")
        document = [[file.path, file.size, file.sha256] for file in session.manifest.files]
        session.manifest_file.write_text(json.dumps(document))
        sync_file(session.manifest_file)

    def _store_empty(self, session: Session, index: int) -> None:
        file = session.file(index)
        if file.sha256 != EMPTY_SHA256:
            raise ChecksumMismatch(file.path, file.sha256, EMPTY_SHA256)
        session.part(index).touch()
        self._blobs.adopt(session.part(index), file.sha256, session.done(index))

    def _read(self, upload_id: str) -> Session:
        if not _UPLOAD_ID.fullmatch(upload_id):
            raise UploadNotFound(upload_id)
        folder = self._folder / upload_id
        try:
            document = json.loads((folder / MANIFEST_NAME).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            raise UploadNotFound(upload_id) from None
        manifest = BundleManifest(tuple(BundleFile(path, size, sha256) for path, size, sha256 in document))
        session = Session(folder, manifest, {file.path: index for index, file in enumerate(manifest.files)})
        if not session.sealed.exists():
            # Nobody knows whether they were synced before the restart.
            session.unsynced.update(int(name) for name in os.listdir(folder / "parts"))
        return session

    def _received(self, session: Session, index: int) -> int:
        return session.file(index).size if session.done(index).exists() else size_of(session.part(index))

    def _verify(self, session: Session, index: int) -> None:
        file = session.file(index)
        actual = session.hashed(index) or sha256_of(session.part(index))
        if actual != file.sha256:
            session.part(index).unlink()
            raise ChecksumMismatch(file.path, file.sha256, actual)
        session.verified.add(index)


def _verify_chunk(chunk: Chunk) -> None:
    actual = hashlib.sha256(chunk.data).digest()
    if actual != chunk.sha256:
        raise ChecksumMismatch(chunk.path, chunk.sha256.hex(), actual.hex())
