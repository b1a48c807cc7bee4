"""Uploads under random chunking, cuts and restarts: whatever was acknowledged is there, and the bundle is whole."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hokusai_server.adapters.bundles.local_bundle_store import LocalBundleStore
from hokusai_server.domain.bundle_manifest import BundleFile, BundleLimits, BundleManifest
from hokusai_server.domain.errors import UploadOffsetMismatch
from hokusai_server.domain.uploads import Chunk

MLMODEL = b"flavors: {sklearn: {}}\n"
PATHS = ("MLmodel", "data/a", "data/b")

contents = st.fixed_dictionaries(
    {"MLmodel": st.just(MLMODEL), "data/a": st.binary(max_size=60), "data/b": st.binary(max_size=60)}
)
sendings = st.tuples(st.sampled_from(PATHS), st.integers(0, 60), st.integers(0, 60))
steps = st.lists(sendings | st.just("restart") | st.just("sync") | st.just("query"), max_size=25)


class Uploading:
    """One upload with a model of what its store must have."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self._folder = folder
        self._files = files
        self.store = LocalBundleStore(folder, threads=2)
        self.received = dict.fromkeys(files, 0)

    async def send(self, path: str, begin: int, length: int) -> None:
        data = self._files[path][begin : begin + length]
        chunk = Chunk(path, begin, data, hashlib.sha256(data).digest())
        if begin > self.received[path]:
            with pytest.raises(UploadOffsetMismatch) as refused:
                await self.store.append("upload", chunk)
            assert refused.value.metadata["expected"] == str(self.received[path])
        else:
            await self.store.append("upload", chunk)
            self.received[path] = max(self.received[path], begin + len(data))

    async def restart(self) -> None:
        await self.store.aclose()
        self.store = LocalBundleStore(self._folder, threads=2)

    async def check(self) -> None:
        progress = await self.store.query("upload")
        assert {file.path: file.received for file in progress.files} == self.received
        wrong = [file.path for file in progress.files if file.stored and file.received != file.size]
        assert wrong == []

    async def finish(self) -> None:
        for file in (await self.store.query("upload")).files:
            await self.store.append("upload", Chunk(file.path, file.received, self._files[file.path][file.received :]))
        bundle = await self.store.seal("upload")
        directory = self.store.location(bundle.digest)
        found = {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
        assert found == self._files


async def run(folder: Path, files: dict[str, bytes], taken: list[object]) -> None:
    declared = [BundleFile(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items()]
    uploading = Uploading(folder, files)
    await uploading.store.start("upload", BundleManifest.declare(declared, BundleLimits()))
    for step in taken:
        if isinstance(step, tuple):
            await uploading.send(*step)
        elif step == "restart":
            await uploading.restart()
        elif step == "sync":
            await uploading.store.sync("upload")
        await uploading.check()
    await uploading.finish()
    await uploading.store.aclose()


@settings(max_examples=60, deadline=None)
@given(files=contents, taken=steps)
def test_any_order_of_chunks_cuts_and_restarts_ends_in_the_whole_bundle(
    files: dict[str, bytes], taken: list[object]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder), files, taken))
