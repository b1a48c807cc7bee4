"""What every adapter of the BundleStore port promises."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import resource
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hokusai_server.adapters.bundles.local_bundle_store import LocalBundleStore
from hokusai_server.adapters.file_pieces import PIECE_BYTES
from hokusai_server.domain.bundle_manifest import BundleFile, BundleLimits, BundleManifest
from hokusai_server.domain.errors import (
    BundleInvalid,
    BundleNotFound,
    ChecksumMismatch,
    InvalidRequest,
    StorageFull,
    UploadIncomplete,
    UploadNotFound,
    UploadOffsetMismatch,
)
from hokusai_server.domain.uploads import Chunk
from hokusai_server.ports.bundle_store import BundleDamagedError, UploadIdTakenError

MLMODEL = b"""\
flavors:
  python_function: {loader_module: mlflow.sklearn, python_version: 3.11.9}
  sklearn: {sklearn_version: 1.9.0}
signature:
  inputs: '[{"type": "double", "name": "x", "required": true}]'
  outputs: '[{"type": "double", "required": true}]'
"""
SMALL = {"MLmodel": MLMODEL, "data/model.bin": b"\x00\x01" * 5000, "empty": b""}


def manifest_of(files: Mapping[str, bytes]) -> BundleManifest:
    declared = (BundleFile(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items())
    return BundleManifest.declare(declared, BundleLimits())


def new_id() -> str:
    return str(uuid.uuid4())


async def upload(store: LocalBundleStore, files: Mapping[str, bytes], upload_id: str | None = None) -> str:
    """Start an upload and send every byte; returns its id."""
    upload_id = upload_id or new_id()
    await store.start(upload_id, manifest_of(files))
    for path, data in files.items():
        await store.append(upload_id, Chunk(path, 0, data))
    await store.sync(upload_id)
    return upload_id


async def content(store: LocalBundleStore, digest: str, path: str, offset: int = 0, length: int | None = None) -> bytes:
    size = (await store.manifest(digest)).by_path[path].size
    wanted = size - offset if length is None else length
    return b"".join([piece async for piece in store.read(digest, path, offset, wanted)])


class Clock:
    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(tmp_path: Path, clock: Clock) -> AsyncIterator[LocalBundleStore]:
    opened = LocalBundleStore(tmp_path / "store", clock=clock)
    yield opened
    await opened.aclose()


async def test_a_sealed_bundle_is_a_directory_with_exactly_its_files(store: LocalBundleStore) -> None:
    bundle = await store.seal(await upload(store, SMALL))
    directory = store.location(bundle.digest)
    found = {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    assert found == SMALL
    assert bundle.digest == manifest_of(SMALL).digest


async def test_a_sealed_bundle_says_what_its_mlmodel_says(store: LocalBundleStore) -> None:
    bundle = await store.seal(await upload(store, SMALL))
    assert bundle.flavours == ("python_function", "sklearn")
    assert bundle.python_version == "3.11.9"
    assert bundle.signature is not None
    assert bundle.signature.inputs is not None
    assert bundle.signature.inputs.names == ("x",)
    assert (bundle.size, bundle.file_count) == (sum(map(len, SMALL.values())), 3)
    assert await store.describe(bundle.digest) == bundle


async def test_stored_files_cannot_be_written_through_the_bundle(store: LocalBundleStore) -> None:
    bundle = await store.seal(await upload(store, SMALL))
    assert not (store.location(bundle.digest) / "MLmodel").stat().st_mode & 0o222


async def test_starting_again_returns_the_upload_as_it_stands(store: LocalBundleStore) -> None:
    upload_id = new_id()
    await store.start(upload_id, manifest_of(SMALL))
    await store.append(upload_id, Chunk("data/model.bin", 0, SMALL["data/model.bin"][:100]))
    await store.sync(upload_id)
    again = await store.start(upload_id, manifest_of(SMALL))
    assert {file.path: file.received for file in again.files} == {"MLmodel": 0, "data/model.bin": 100, "empty": 0}
    assert again.bundle_digest is None


async def test_an_id_in_use_for_another_manifest_is_refused(store: LocalBundleStore) -> None:
    upload_id = await upload(store, SMALL)
    with pytest.raises(UploadIdTakenError):
        await store.start(upload_id, manifest_of({**SMALL, "more": b"x"}))


async def test_files_that_the_store_has_need_no_sending(store: LocalBundleStore) -> None:
    await store.seal(await upload(store, SMALL))
    changed = {**SMALL, "data/model.bin": b"other", "renamed/model.bin": SMALL["data/model.bin"]}
    started = await store.start(new_id(), manifest_of(changed))
    assert {file.path: file.stored for file in started.files} == {
        "MLmodel": True,
        "data/model.bin": False,
        "empty": True,
        "renamed/model.bin": True,
    }
    await store.append(started.upload_id, Chunk("data/model.bin", 0, b"other"))
    second = await store.seal(started.upload_id)
    assert await content(store, second.digest, "renamed/model.bin") == SMALL["data/model.bin"]


async def test_equal_contents_take_room_once(store: LocalBundleStore, tmp_path: Path) -> None:
    first = await store.seal(await upload(store, SMALL))
    second = await store.seal(await upload(store, {**SMALL, "copy.bin": SMALL["data/model.bin"]}))
    inodes = {
        (store.location(first.digest) / "data/model.bin").stat().st_ino,
        (store.location(second.digest) / "data/model.bin").stat().st_ino,
        (store.location(second.digest) / "copy.bin").stat().st_ino,
    }
    assert len(inodes) == 1


async def test_a_gap_is_refused_and_names_the_offset_wanted(store: LocalBundleStore) -> None:
    started = await store.start(new_id(), manifest_of(SMALL))
    await store.append(started.upload_id, Chunk("data/model.bin", 0, SMALL["data/model.bin"][:10]))
    with pytest.raises(UploadOffsetMismatch) as refused:
        await store.append(started.upload_id, Chunk("data/model.bin", 11, b"x"))
    assert refused.value.metadata["expected"] == "10"


async def test_bytes_past_the_end_are_refused_and_nothing_is_written(store: LocalBundleStore) -> None:
    started = await store.start(new_id(), manifest_of(SMALL))
    with pytest.raises(UploadOffsetMismatch):
        await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL + b"!"))
    assert {file.received for file in (await store.query(started.upload_id)).files} == {0}


async def test_bytes_that_are_there_are_skipped(store: LocalBundleStore) -> None:
    started = await store.start(new_id(), manifest_of(SMALL))
    data = SMALL["data/model.bin"]
    for begin, end in ((0, 600), (0, 600), (300, 900), (100, 200), (0, len(data)), (50, 70)):
        await store.append(started.upload_id, Chunk("data/model.bin", begin, data[begin:end]))
    await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL))
    bundle = await store.seal(started.upload_id)
    assert await content(store, bundle.digest, "data/model.bin") == data


async def test_a_chunk_that_does_not_match_its_own_hash_is_refused(store: LocalBundleStore) -> None:
    started = await store.start(new_id(), manifest_of(SMALL))
    good = hashlib.sha256(MLMODEL).digest()
    with pytest.raises(ChecksumMismatch):
        await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL[:-1], good))
    await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL, good))


async def test_a_file_with_wrong_content_begins_anew(store: LocalBundleStore) -> None:
    started = await store.start(new_id(), manifest_of(SMALL))
    with pytest.raises(ChecksumMismatch):
        await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL[::-1]))
    progress = {file.path: file for file in (await store.query(started.upload_id)).files}
    assert (progress["MLmodel"].received, progress["MLmodel"].stored) == (0, False)
    await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL))


async def test_an_empty_file_with_the_hash_of_something_is_refused(store: LocalBundleStore) -> None:
    declared = [*manifest_of({"MLmodel": MLMODEL}).files, BundleFile("empty", 0, "ab" * 32)]
    with pytest.raises(ChecksumMismatch):
        await store.start(new_id(), BundleManifest.declare(declared, BundleLimits()))


async def test_a_path_that_was_not_declared_is_refused(store: LocalBundleStore) -> None:
    started = await store.start(new_id(), manifest_of(SMALL))
    with pytest.raises(InvalidRequest):
        await store.append(started.upload_id, Chunk("../other", 0, b"x"))


async def test_sealing_what_is_incomplete_names_the_file_and_keeps_the_upload(store: LocalBundleStore) -> None:
    started = await store.start(new_id(), manifest_of(SMALL))
    await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL))
    with pytest.raises(UploadIncomplete) as refused:
        await store.seal(started.upload_id)
    assert refused.value.metadata["path"] == "data/model.bin"
    await store.append(started.upload_id, Chunk("data/model.bin", 0, SMALL["data/model.bin"]))
    await store.seal(started.upload_id)


@pytest.mark.parametrize(
    "mlmodel",
    [
        b"",
        b"- a\n- b\n",
        b"flavors: {}\n",
        b"flavors: [sklearn]\n",
        b"a: b: c\n",
        b"\xff\xfe\x00",
        b"{" * 5000,
        b"[" * 100_000,
        b"flavors: {python_function: {}}\nsignature: {inputs: 'no json'}\n",
        b"!!python/object/apply:os.system ['true']\n",
        b"&a [*a, *a]\n",
        b"1: 2\nflavors: {sklearn: {}}\n",
        b"flavors: {1: {}}\n",
        b"date: 2024-99-99\nflavors: {sklearn: {}}\n",
    ],
)
async def test_an_mlmodel_that_cannot_be_read_is_refused_and_makes_no_bundle(
    store: LocalBundleStore, mlmodel: bytes
) -> None:
    files = {"MLmodel": mlmodel, "x": b"y"}
    upload_id = await upload(store, files)
    with pytest.raises(BundleInvalid):
        await store.seal(upload_id)
    with pytest.raises(BundleNotFound):
        await store.describe(manifest_of(files).digest)


async def test_a_bundle_without_signature_is_taken(store: LocalBundleStore) -> None:
    bundle = await store.seal(await upload(store, {"MLmodel": b"flavors: {sklearn: {}}\n"}))
    assert (bundle.signature, bundle.python_version) == (None, "")


async def test_sealing_again_returns_the_same_bundle(store: LocalBundleStore) -> None:
    upload_id = await upload(store, SMALL)
    first = await store.seal(upload_id)
    assert await store.seal(upload_id) == first
    finished = await store.query(upload_id)
    assert finished.bundle_digest == first.digest
    assert all(file.stored and file.received == file.size for file in finished.files)


async def test_a_finished_upload_takes_no_more_bytes(store: LocalBundleStore) -> None:
    upload_id = await upload(store, SMALL)
    await store.seal(upload_id)
    with pytest.raises(UploadNotFound):
        await store.append(upload_id, Chunk("MLmodel", 0, MLMODEL))
    with pytest.raises(UploadNotFound):
        await store.sync(upload_id)


@pytest.mark.parametrize("upload_id", ["nobody", "../bundles", "", ".", "..", "a/b", "A" * 65, "x\0y"])
async def test_an_upload_that_is_not_there_is_not_found(store: LocalBundleStore, upload_id: str) -> None:
    calls: list[Callable[[], Awaitable[object]]] = [
        lambda: store.query(upload_id),
        lambda: store.sync(upload_id),
        lambda: store.seal(upload_id),
        lambda: store.append(upload_id, Chunk("MLmodel", 0, b"")),
    ]
    for call in calls:
        with pytest.raises(UploadNotFound):
            await call()


@pytest.mark.parametrize("digest", ["0" * 64, "..", "", "x", "../uploads", "A" * 64])
async def test_a_bundle_that_is_not_there_is_not_found(store: LocalBundleStore, digest: str) -> None:
    with pytest.raises(BundleNotFound):
        await store.describe(digest)
    with pytest.raises(BundleNotFound):
        await store.manifest(digest)


async def test_concurrent_uploads_of_one_bundle_all_succeed(store: LocalBundleStore) -> None:
    async def one() -> str:
        return (await store.seal(await upload(store, SMALL))).digest

    assert set(await asyncio.gather(*(one() for _ in range(8)))) == {manifest_of(SMALL).digest}


async def test_concurrent_calls_on_one_upload_all_succeed(store: LocalBundleStore) -> None:
    upload_id = new_id()
    files = {**SMALL, **{f"part-{number}": bytes([number]) * 3000 for number in range(8)}}
    await asyncio.gather(*(store.start(upload_id, manifest_of(files)) for _ in range(4)))

    async def send(path: str) -> None:
        for begin in range(0, len(files[path]), 700):
            await store.append(upload_id, Chunk(path, begin, files[path][begin : begin + 700]))
        await store.sync(upload_id)

    await asyncio.gather(*(send(path) for path in files), *(send(path) for path in files))
    bundles = await asyncio.gather(*(store.seal(upload_id) for _ in range(4)))
    assert {bundle.digest for bundle in bundles} == {manifest_of(files).digest}


async def test_a_bundle_of_many_files_is_whole(store: LocalBundleStore) -> None:
    files = {"MLmodel": MLMODEL, **{f"part/{number % 7}/{number}": b"%d" % number for number in range(500)}}
    bundle = await store.seal(await upload(store, files))
    directory = store.location(bundle.digest)
    found = {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    assert found == files


async def test_ranges_of_a_file_are_read(store: LocalBundleStore) -> None:
    big = os.urandom(3 * 2**20 + 17)
    bundle = await store.seal(await upload(store, {"MLmodel": MLMODEL, "big": big}))
    assert await content(store, bundle.digest, "big") == big
    assert await content(store, bundle.digest, "big", 2**20 - 5, 10) == big[2**20 - 5 : 2**20 + 5]
    assert await content(store, bundle.digest, "big", len(big), 0) == b""
    pieces = [len(piece) async for piece in store.read(bundle.digest, "big", 0, len(big))]
    assert max(pieces) <= 2**20


async def test_a_damaged_file_is_noticed_when_it_is_read(store: LocalBundleStore) -> None:
    bundle = await store.seal(await upload(store, SMALL))
    file = store.location(bundle.digest) / "data/model.bin"
    file.chmod(0o600)
    file.write_bytes(b"\xff" * len(SMALL["data/model.bin"]))
    with pytest.raises(BundleDamagedError):
        await content(store, bundle.digest, "data/model.bin")


async def test_an_abandoned_upload_expires_with_its_files(
    store: LocalBundleStore, clock: Clock, tmp_path: Path
) -> None:
    kept = await store.seal(await upload(store, SMALL))
    upload_id = await upload(store, {**SMALL, "more": b"only here"})
    assert await store.expire_uploads() == 0
    clock.ahead = timedelta(hours=25)
    assert await store.expire_uploads() == 2
    with pytest.raises(UploadNotFound):
        await store.query(upload_id)
    assert await content(store, kept.digest, "MLmodel") == MLMODEL
    only_there = hashlib.sha256(b"only here").hexdigest()
    assert not list((tmp_path / "store" / "blobs").rglob(only_there))
    assert await store.expire_uploads() == 0


async def test_an_unused_bundle_is_removed_and_shared_files_stay(store: LocalBundleStore) -> None:
    first = await store.seal(await upload(store, SMALL))
    second = await store.seal(await upload(store, {**SMALL, "more": b"x"}))
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert set(await store.unused_since(soon)) == {first.digest, second.digest}
    assert await store.remove_unused(first.digest, soon)
    assert await store.remove_unused(first.digest, soon)
    with pytest.raises(BundleNotFound):
        await store.describe(first.digest)
    assert await content(store, second.digest, "data/model.bin") == SMALL["data/model.bin"]


async def test_a_bundle_in_use_is_not_removed(store: LocalBundleStore) -> None:
    bundle = await store.seal(await upload(store, SMALL))
    before = datetime.now(UTC) - timedelta(minutes=1)
    assert await store.unused_since(before) == []
    assert not await store.remove_unused(bundle.digest, before)
    await store.describe(bundle.digest)


async def test_a_removed_bundle_can_be_uploaded_again(store: LocalBundleStore) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=1)
    bundle = await store.seal(await upload(store, SMALL))
    await store.remove_unused(bundle.digest, soon)
    assert await store.seal(await upload(store, SMALL)) == bundle


async def test_a_store_that_can_be_written_is_healthy(store: LocalBundleStore) -> None:
    await store.check()


async def test_no_temporary_name_stays(store: LocalBundleStore, tmp_path: Path) -> None:
    await store.seal(await upload(store, SMALL))
    with pytest.raises(BundleInvalid):
        await store.seal(await upload(store, {"MLmodel": b"flavors: {}"}))
    assert not list((tmp_path / "store").rglob(".new-*"))


async def test_an_upload_goes_on_after_a_restart(tmp_path: Path) -> None:
    data = SMALL["data/model.bin"]
    first = LocalBundleStore(tmp_path)
    upload_id = (await first.start(new_id(), manifest_of(SMALL))).upload_id
    await first.append(upload_id, Chunk("data/model.bin", 0, data[:1234]))
    await first.append(upload_id, Chunk("MLmodel", 0, MLMODEL))
    await first.sync(upload_id)
    await first.aclose()

    second = LocalBundleStore(tmp_path)
    progress = {file.path: file for file in (await second.query(upload_id)).files}
    assert (progress["data/model.bin"].received, progress["MLmodel"].stored) == (1234, True)
    await second.append(upload_id, Chunk("data/model.bin", 1234, data[1234:]))
    bundle = await second.seal(upload_id)
    await second.aclose()

    third = LocalBundleStore(tmp_path)
    assert await third.seal(upload_id) == bundle
    assert await content(third, bundle.digest, "data/model.bin") == data
    await third.aclose()


async def test_a_crash_while_an_upload_is_marked_as_sealed_leaves_nothing_behind(tmp_path: Path) -> None:
    first = LocalBundleStore(tmp_path)
    upload_id = (await first.start(new_id(), manifest_of(SMALL))).upload_id
    await first.aclose()
    half = tmp_path / "uploads" / upload_id / ".new-marker"
    half.write_bytes(b"ab")  # what is written is put in place by a rename, to which it did not come

    second = LocalBundleStore(tmp_path)
    assert not half.exists()
    assert (await second.query(upload_id)).upload_id == upload_id
    await second.aclose()


async def test_a_disk_that_fills_up_keeps_what_was_there(tmp_path: Path) -> None:
    full = False

    def write(descriptor: int, data: memoryview, offset: int) -> int:
        if full:
            os.pwrite(descriptor, data[: len(data) // 2], offset)
            raise OSError(errno.ENOSPC, "no space left")
        return os.pwrite(descriptor, data, offset)

    store = LocalBundleStore(tmp_path, write=write)
    data = SMALL["data/model.bin"]
    upload_id = (await store.start(new_id(), manifest_of(SMALL))).upload_id
    await store.append(upload_id, Chunk("data/model.bin", 0, data[:5000]))
    full = True
    with pytest.raises(StorageFull):
        await store.append(upload_id, Chunk("data/model.bin", 5000, data[5000:]))
    assert {file.path: file.received for file in (await store.query(upload_id)).files}["data/model.bin"] == 5000
    full = False
    await store.append(upload_id, Chunk("data/model.bin", 5000, data[5000:]))
    await store.append(upload_id, Chunk("MLmodel", 0, MLMODEL))
    assert await content(store, (await store.seal(upload_id)).digest, "data/model.bin") == data
    await store.aclose()


async def test_a_large_chunk_is_written_in_pieces_so_that_nobody_waits_long_for_the_kernel(tmp_path: Path) -> None:
    lengths: list[int] = []

    def write(descriptor: int, data: memoryview, offset: int) -> int:
        lengths.append(len(data))
        return os.pwrite(descriptor, data[: max(1, len(data) - 7)], offset)  # a little less than asked, as may happen

    store = LocalBundleStore(tmp_path, write=write)
    data = os.urandom(1_000_003)
    files = {"MLmodel": MLMODEL, "data/model.bin": data}
    upload_id = (await store.start(new_id(), manifest_of(files))).upload_id
    for path, bytes_ in files.items():
        await store.append(upload_id, Chunk(path, 0, bytes_))
    assert max(lengths) == PIECE_BYTES
    assert await content(store, (await store.seal(upload_id)).digest, "data/model.bin") == data
    await store.aclose()


@contextmanager
def largest_file(limit: int) -> Iterator[None]:
    """Let no file of this process grow past `limit` bytes: what a quota does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_quota_of_the_operating_system_is_storage_full(store: LocalBundleStore) -> None:
    big = bytes(2**20)
    files = {"MLmodel": MLMODEL, "big": big}
    started = await store.start(new_id(), manifest_of(files))
    with largest_file(2**19), pytest.raises(StorageFull):
        await store.append(started.upload_id, Chunk("big", 0, big))
    assert {file.received for file in (await store.query(started.upload_id)).files} == {0}
    await store.append(started.upload_id, Chunk("big", 0, big))
    await store.append(started.upload_id, Chunk("MLmodel", 0, MLMODEL))
    await store.seal(started.upload_id)


async def test_a_bundle_larger_than_the_disk_is_refused_at_the_start(store: LocalBundleStore) -> None:
    declared = [*manifest_of({"MLmodel": MLMODEL}).files, BundleFile("huge", 2**60, "ab" * 32)]
    upload_id = new_id()
    with pytest.raises(StorageFull):
        await store.start(upload_id, BundleManifest.declare(declared, BundleLimits(10, 2**61, 2**61)))
    with pytest.raises(UploadNotFound):
        await store.query(upload_id)
