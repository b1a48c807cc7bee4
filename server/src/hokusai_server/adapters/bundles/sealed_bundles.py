"""Sealed bundles: `bundles/<digest>/` is the MLflow model, `manifests/<digest>` its canonical manifest.

The model's directory holds the bundle's files and nothing else, since MLflow takes it as it is. A bundle exists when
both are there. The manifest's time of change is when the bundle was last used.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from hokusai_server.adapters.bundles.durable_files import (
    NEW_PREFIX,
    link_or_copy,
    new_directory,
    remove_leftovers,
    remove_tree,
    set_aside,
    write_durably,
)
from hokusai_server.adapters.bundles.mlmodel_file import read_mlmodel
from hokusai_server.domain.bundle_manifest import MLMODEL, BundleManifest, SealedBundle, is_sha256
from hokusai_server.domain.errors import BundleNotFound


class SealedBundles:
    """The folders of sealed bundles. Blocking; safe from many threads."""

    def __init__(self, root: Path) -> None:
        self._bundles = root / "bundles"
        self._manifests = root / "manifests"
        for folder in (self._bundles, self._manifests):
            folder.mkdir(parents=True, exist_ok=True)
            remove_leftovers(folder)
        # Whoever uses a bundle and whoever removes it must not cross; some digests share a lock.
        self._locks = tuple(threading.Lock() for _ in range(256))

    def location(self, digest: str) -> Path:
        """The directory of a bundle, whether or not it is there."""
        return self._bundles / digest

    def seal(self, manifest: BundleManifest, contents: Mapping[str, Path]) -> SealedBundle:
        """Make a bundle out of verified, synced files; a bundle that is there already is as good.

        Args:
            manifest: of the bundle.
            contents: path in the bundle -> file on the same file system.

        Raises:
            BundleInvalid: its MLmodel is not readable; nothing was made.
        """
        described = _describe(manifest, contents[MLMODEL])
        with self._lock(manifest.digest):
            if not self.location(manifest.digest).is_dir():
                self._place(manifest, contents)
            write_durably(self._manifests / manifest.digest, manifest.canonical)
        return described

    def describe(self, digest: str) -> SealedBundle:
        """A bundle; notes that it was used.

        Raises:
            BundleNotFound: none has this digest.
        """
        with self._lock(digest):
            described = _describe(self.manifest(digest), self.location(digest) / MLMODEL)
            os.utime(self._manifests / digest)
        return described

    def manifest(self, digest: str) -> BundleManifest:
        """The files of a bundle, in the byte order of their paths.

        Raises:
            BundleNotFound: none has this digest.
        """
        if not is_sha256(digest):
            raise BundleNotFound(digest)
        try:
            canonical = (self._manifests / digest).read_bytes()
        except FileNotFoundError:
            raise BundleNotFound(digest) from None
        if not self.location(digest).is_dir():
            raise BundleNotFound(digest)
        return BundleManifest.parse(canonical)

    def unused_since(self, time: datetime) -> list[str]:
        """Digests of bundles that nobody used since `time`."""
        entries = [entry for entry in self._manifests.iterdir() if not entry.name.startswith(NEW_PREFIX)]
        return sorted(entry.name for entry in entries if _changed(entry) < time)

    def remove(self, digest: str, unless_used_since: datetime, release: Callable[[str], None]) -> bool:
        """Remove a bundle if nobody used it since; whether it is gone.

        Args:
            digest: of the bundle.
            unless_used_since: see `unused_since`.
            release: told the SHA-256 of each content that the bundle held.
        """
        manifest_path = self._manifests / digest
        with self._lock(digest):
            try:
                if _changed(manifest_path) >= unless_used_since:
                    return False
                files = BundleManifest.parse(manifest_path.read_bytes()).files
            except FileNotFoundError:
                return True
            aside = set_aside(self.location(digest))
            manifest_path.unlink()
        if aside is not None:
            remove_tree(aside)
        for file in files:
            release(file.sha256)
        return True

    def _place(self, manifest: BundleManifest, contents: Mapping[str, Path]) -> None:
        with new_directory(self.location(manifest.digest)) as new:
            for path, file in contents.items():
                target = new / path
                target.parent.mkdir(parents=True, exist_ok=True)
                link_or_copy(file, target)

    def _lock(self, digest: str) -> threading.Lock:
        return self._locks[hash(digest) % len(self._locks)]


def _describe(manifest: BundleManifest, mlmodel_path: Path) -> SealedBundle:
    try:
        mlmodel = read_mlmodel(mlmodel_path)
    except FileNotFoundError:
        raise BundleNotFound(manifest.digest) from None
    return SealedBundle(
        digest=manifest.digest,
        size=manifest.size,
        file_count=len(manifest.files),
        signature=mlmodel.signature,
        flavours=mlmodel.flavours,
        python_version=mlmodel.python_version,
    )


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
