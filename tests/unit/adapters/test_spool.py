"""The spool on disk: what is acknowledged is there, once, whatever happens to the process and the file's tail."""

from __future__ import annotations

import asyncio
import errno
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hokusai_server.adapters.spool.file_event_spool import FileEventSpool, open_event_spool
from hokusai_server.adapters.spool.recent_ids import RecentIds
from hokusai_server.adapters.spool.records import decode_events, encode_events, encode_record, heads
from hokusai_server.adapters.spool.segment_log import SpoolLimits
from hokusai_server.domain.errors import RequestIdReused, ShuttingDown, SpoolFull, StorageFull
from hokusai_server.domain.inference_events import InferenceEvent
from hokusai_server.ports.event_spool import AppendOutcome, EventBatch, SpoolPosition
from tests.support.inference_events import an_event, numbers

BEGINNING = SpoolPosition()


@asynccontextmanager
async def a_spool(
    directory: Path, applied: SpoolPosition = BEGINNING, limits: SpoolLimits | None = None
) -> AsyncIterator[FileEventSpool]:
    async def applied_position(_spool_id: str) -> SpoolPosition:
        return applied

    async with open_event_spool(directory, applied_position, limits) as spool:
        yield spool


async def everything(spool: FileEventSpool, after: SpoolPosition = BEGINNING) -> list[int]:
    return numbers(list((await spool.read(after, 1_000_000)).events))


async def test_what_was_appended_is_read_back_in_order_and_whole(tmp_path: Path) -> None:
    event = an_event(
        1, event_id="é", error_reason="MODEL_FAILED", is_error=True, arm="b", subject_key="u", prediction_id="p"
    )
    async with a_spool(tmp_path) as spool:
        await spool.append(EventBatch([event, an_event(2)]))
        await spool.append(EventBatch([an_event(3)]))
        found = await spool.read(BEGINNING, 100)
        assert list(found.events) == [event, an_event(2), an_event(3)]
        assert found.end == spool.end


async def test_reading_goes_on_where_it_ended(tmp_path: Path) -> None:
    async with a_spool(tmp_path) as spool:
        for number in range(5):
            await spool.append(EventBatch([an_event(number)]))
        first = await spool.read(BEGINNING, 2)
        rest = await spool.read(first.end, 100)
        assert (numbers(list(first.events)), numbers(list(rest.events))) == ([0, 1], [2, 3, 4])
        assert list((await spool.read(rest.end, 100)).events) == []


async def test_events_and_identity_outlive_the_process(tmp_path: Path) -> None:
    async with a_spool(tmp_path) as spool:
        spool_id = spool.spool_id
        await spool.append(EventBatch([an_event(1)]))
    async with a_spool(tmp_path) as spool:
        assert spool.spool_id == spool_id
        assert spool.state().pending == 1
        await spool.append(EventBatch([an_event(2)]))
        assert await everything(spool) == [1, 2]


async def test_an_event_without_a_time_or_ahead_of_the_clock_gets_the_time_of_arrival(tmp_path: Path) -> None:
    ahead = 2**53
    async with a_spool(tmp_path) as spool:
        await spool.append(EventBatch([an_event(1, time_micros=None), an_event(2, time_micros=ahead)]))
        times = [event.time_micros for event in (await spool.read(BEGINNING, 10)).events]
        assert times[0] == times[1]
        assert 1_700_000_000_000_000 < (times[0] or 0) < ahead


async def test_many_at_once_are_each_kept(tmp_path: Path) -> None:
    async with a_spool(tmp_path) as spool:
        await asyncio.gather(*(spool.append(EventBatch([an_event(number)])) for number in range(500)))
        assert sorted(await everything(spool)) == list(range(500))


async def test_a_repeated_event_id_is_kept_once_also_after_a_restart(tmp_path: Path) -> None:
    batch = EventBatch([an_event(1, event_id="a"), an_event(2, event_id="b"), an_event(3, event_id="a")])
    async with a_spool(tmp_path) as spool:
        assert await spool.append(batch) == AppendOutcome(accepted=2, duplicates=1)
        assert await spool.append(batch) == AppendOutcome(accepted=0, duplicates=3)
    async with a_spool(tmp_path) as spool:
        again = EventBatch([an_event(2, event_id="b"), an_event(4, event_id="c")])
        assert await spool.append(again) == AppendOutcome(accepted=1, duplicates=1)
        assert await everything(spool) == [1, 2, 4]


async def test_a_repeated_batch_is_kept_once_also_after_a_restart(tmp_path: Path) -> None:
    batch = EventBatch([an_event(1), an_event(2, metrics={"number": 2.0, "a": 1.0})], identity="request")
    same = EventBatch([an_event(1), an_event(2, metrics={"a": 1.0, "number": 2.0})], identity="request")
    async with a_spool(tmp_path) as spool:
        assert await spool.append(batch) == AppendOutcome(2, 0)
    async with a_spool(tmp_path) as spool:
        assert await spool.append(same) == AppendOutcome(0, 2)
        assert await everything(spool) == [1, 2]


async def test_an_identity_with_other_events_is_refused_and_harms_nobody_in_its_group(tmp_path: Path) -> None:
    async with a_spool(tmp_path) as spool:
        await spool.append(EventBatch([an_event(1)], identity="request"))
        results = await asyncio.gather(
            spool.append(EventBatch([an_event(2)], identity="request")),
            spool.append(EventBatch([an_event(3)])),
            return_exceptions=True,
        )
        assert isinstance(results[0], RequestIdReused)
        assert await everything(spool) == [1, 3]


async def test_ids_older_than_the_window_are_forgotten() -> None:
    ids = RecentIds(max_ids=3, max_age_micros=100)
    for number in range(4):
        ids.add(bytes([number]), b"", time_micros=number)
    ids.forget_old(now_micros=4)
    assert [bytes([number]) in ids for number in range(4)] == [False, True, True, True]
    ids.forget_old(now_micros=103)
    assert [bytes([number]) in ids for number in range(4)] == [False, False, False, True]


async def test_a_full_spool_refuses_and_takes_events_again_once_some_are_applied(tmp_path: Path) -> None:
    limits = SpoolLimits(max_bytes=3000, segment_bytes=500)
    async with a_spool(tmp_path, limits=limits) as spool:
        kept = 0
        while not await is_refused(spool, an_event(kept)):
            kept += 1
        assert kept > 3
        assert await everything(spool) == list(range(kept))
        assert spool.state().size_bytes <= limits.max_bytes
        spool.release((await spool.read(BEGINNING, kept)).end, kept)
        await spool.append(EventBatch([an_event(1000)]))
        assert spool.state().pending == 1


async def test_segments_are_removed_once_applied_and_their_ids_forgotten(tmp_path: Path) -> None:
    async with a_spool(tmp_path, limits=SpoolLimits(segment_bytes=200)) as spool:
        for number in range(10):
            await spool.append(EventBatch([an_event(number)]))
        spool.release(spool.end, 10)
        await spool.append(EventBatch([an_event(10)]))
        await spool.append(EventBatch([an_event(11)]))
        assert len(segments(tmp_path)) <= 3


async def test_writing_goes_on_after_what_is_applied_even_if_segments_are_gone(tmp_path: Path) -> None:
    applied = SpoolPosition(57, 1234)
    async with a_spool(tmp_path, applied=applied) as spool:
        await spool.append(EventBatch([an_event(1)]))
        assert await everything(spool, applied) == [1]


async def test_what_is_applied_does_not_count_as_pending_after_a_restart(tmp_path: Path) -> None:
    async with a_spool(tmp_path) as spool:
        await spool.append(EventBatch([an_event(1), an_event(2)]))
        first = spool.end
        await spool.append(EventBatch([an_event(3)]))
    async with a_spool(tmp_path, applied=first) as spool:
        assert spool.state().pending == 1
        assert spool.state().oldest_pending is not None
        assert await everything(spool, first) == [3]


async def test_a_full_disk_refuses_the_group_keeps_what_was_there_and_forgets_the_ids_it_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with a_spool(tmp_path) as spool:
        await spool.append(EventBatch([an_event(1)]))
        with monkeypatch.context() as disk:
            disk.setattr(os, "fdatasync", full)
            with pytest.raises(StorageFull):
                await spool.append(EventBatch([an_event(2, event_id="a")], identity="request"))
        outcome = await spool.append(EventBatch([an_event(2, event_id="a")], identity="request"))
        assert outcome == AppendOutcome(1, 0)
        assert await everything(spool) == [1, 2]


async def test_a_closed_spool_takes_nothing(tmp_path: Path) -> None:
    async with a_spool(tmp_path) as spool:
        pass
    with pytest.raises(ShuttingDown):
        await spool.append(EventBatch([an_event(1)]))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), sizes=st.lists(st.integers(1, 4), min_size=1, max_size=8))
def test_a_cut_at_any_byte_loses_only_what_was_not_whole_and_doubles_nothing(
    data: st.DataObject, sizes: list[int]
) -> None:
    """After a cut of the last segment: the batches that lie before it are there once, and writing goes on."""

    async def scenario(directory: Path) -> None:
        ends = []
        async with a_spool(directory) as spool:
            for index, size in enumerate(sizes):
                events = [an_event(10 * index + place, event_id=f"{index}/{place}") for place in range(size)]
                await spool.append(EventBatch(events))
                ends.append(spool.end.offset)
        segment = segments(directory)[-1]
        cut = data.draw(st.integers(0, segment.stat().st_size))
        os.truncate(segment, cut)
        whole = sum(end <= cut for end in ends)
        await assert_continues(directory, sizes, whole)

    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(scenario(Path(directory)))


texts = st.text(max_size=20)
numbers_of_any_size = st.floats(allow_nan=False, allow_infinity=False)
events = st.builds(
    InferenceEvent,
    model=texts,
    version=texts,
    latency_ms=numbers_of_any_size,
    is_error=st.booleans(),
    confidence=st.none() | st.floats(0, 1),
    time_micros=st.integers(0, 1_700_000_000_000_000),
    metrics=st.dictionaries(texts, numbers_of_any_size, max_size=3),
    event_id=texts,
    error_reason=texts,
    arm=texts,
    subject_key=texts,
    prediction_id=texts,
)


@given(batches=st.lists(st.lists(events, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_event_reads_back_as_it_was_written(batches: list[list[InferenceEvent]]) -> None:
    now = 1_800_000_000_000_000
    segment = b"".join(encode_record(encode_events(batch), len(batch), now, None, [b"k" * 16]) for batch in batches)
    start, found = 0, []
    for head in heads(segment, 0):
        found.append(decode_events(segment, start, head))
        assert (head.time_micros, head.event_keys) == (now, [b"k" * 16])
        start = head.end
    assert found == batches


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_garbage_after_the_last_whole_record_is_never_read(data: st.DataObject) -> None:
    async def scenario(directory: Path) -> None:
        async with a_spool(directory) as spool:
            await spool.append(EventBatch([an_event(0, event_id="0/0")]))
        segment = segments(directory)[-1]
        with segment.open("ab") as file:
            file.write(data.draw(st.binary(min_size=1, max_size=200)))
        await assert_continues(directory, [1], 1)

    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(scenario(Path(directory)))


async def is_refused(spool: FileEventSpool, event: InferenceEvent) -> bool:
    try:
        await spool.append(EventBatch([event]))
    except SpoolFull:
        return True
    return False


def segments(directory: Path) -> list[Path]:
    return sorted(directory.glob("segment-*"))


async def assert_continues(directory: Path, sizes: list[int], whole: int) -> None:
    """The first `whole` batches are there; sending all again adds the others and doubles none."""
    expected = [10 * index + place for index, size in enumerate(sizes) for place in range(size)]
    kept = expected[: sum(sizes[:whole])]
    async with a_spool(directory) as spool:
        assert await everything(spool) == kept
        for index, size in enumerate(sizes):
            events = [an_event(10 * index + place, event_id=f"{index}/{place}") for place in range(size)]
            await spool.append(EventBatch(events))
        assert await everything(spool) == expected
