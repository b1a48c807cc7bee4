"""Contents, each stored once under its SHA-256: `blobs/ab/<sha256>`. Whoever needs one holds a hard link to it."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from hokusai_server.adapters.bundles.durable_files import link_or_copy, size_of, sync_directory

# Stored bytes never change; this keeps an accident from changing them.
_READ_ONLY: Final = 0o444


class Blobs:
    """The folder of contents. Blocking; safe from many threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._naming = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def link(self, sha256: str, size: int, target: Path) -> bool:
        """Give `target` the content with this hash and size, if it is here; whether it was."""
        blob = self._path(sha256)
        with self._naming:
            if not blob.exists() or size_of(blob) != size:
                return False
            link_or_copy(blob, target)
        return True

    def adopt(self, file: Path, sha256: str, target: Path) -> tuple[Path, Path]:
        """Take over a verified and synced file: it moves to `target`, sharing the content that is here already.

        Returns: the directories with new entries, which are not yet durable.
        """
        blob = self._path(sha256)
        self._make_folder_of(blob)
        with self._naming:
            if blob.exists():
                file.unlink()
                link_or_copy(blob, target)
            else:
                file.chmod(_READ_ONLY)
                link_or_copy(file, blob)
                file.replace(target)
        return blob.parent, target.parent

    def keep(self, file: Path, sha256: str) -> None:
        """See to it that the content of a link is here, should it have been released meanwhile."""
        blob = self._path(sha256)
        self._make_folder_of(blob)
        with self._naming, suppress(FileExistsError):
            link_or_copy(file, blob)

    def release(self, sha256: str) -> None:
        """Remove the content unless somebody holds a link to it."""
        blob = self._path(sha256)
        with self._naming, suppress(FileNotFoundError):
            if blob.stat().st_nlink == 1:
                blob.unlink()

    def _make_folder_of(self, blob: Path) -> None:
        if not blob.parent.is_dir():
            blob.parent.mkdir(exist_ok=True)
            sync_directory(self._folder)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
