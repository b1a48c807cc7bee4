"""The files of the spool: one folder, its identity, and numbered segments."""

from __future__ import annotations

import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hokusai_server.adapters.spool.recent_ids import RecentIds
from hokusai_server.adapters.spool.records import MAGIC, RecordHead, heads
from hokusai_server.ports.event_spool import SpoolPosition

_SEGMENT_NAME: Final = re.compile(r"segment-(\d{10})\.log")
_ID_FILE: Final = "spool-id"


@dataclass(slots=True)
class Segment:
    """One file of records.

    Attributes:
        number: its place in the order, from 1.
        path: the file.
        size: bytes up to the end of its last whole record.
        ids_total: how many keys had ever been remembered when its last record was written.
        last_time_micros: when its last record was written.
    """

    number: int
    path: Path
    size: int = len(MAGIC)
    ids_total: int = 0
    last_time_micros: int = 0

    @property
    def end(self) -> SpoolPosition:
        """The position after its last record."""
        return SpoolPosition(self.number, self.size)


@dataclass(frozen=True, slots=True)
class SegmentContent:
    """What a segment held when the spool was opened.

    Attributes:
        segment: the segment.
        pending_events: events after the applied position.
        first_pending_micros: when the first of them was written; None if there is none.
    """

    segment: Segment
    pending_events: int
    first_pending_micros: int | None


def read_or_create_id(directory: Path) -> str:
    """The identity of the spool in a folder; a new folder is made and gets a new one, on disk before this returns."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / _ID_FILE
    if path.exists():
        return str(uuid.UUID(path.read_text(encoding="ascii").strip()))
    spool_id = str(uuid.uuid4())
    fresh = directory / f"{_ID_FILE}.new"
    with fresh.open("w", encoding="ascii") as file:
        file.write(spool_id)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    sync_directory(directory)
    return spool_id


def segment_path(directory: Path, number: int) -> Path:
    """The file of a segment."""
    return directory / f"segment-{number:010d}.log"


def existing_segments(directory: Path) -> list[Path]:
    """The segments of a folder, in order."""
    return sorted(path for path in directory.iterdir() if _SEGMENT_NAME.fullmatch(path.name))


def read_segment(path: Path, ids: RecentIds, applied: SpoolPosition) -> SegmentContent:
    """Go through a segment, remembering its ids; a record that is cut off or damaged ends it."""
    segment = Segment(int(path.stem.removeprefix("segment-")), path)
    content = path.read_bytes()
    pending = 0
    first_pending: int | None = None
    if content.startswith(MAGIC):
        for head in heads(content, len(MAGIC)):
            if SpoolPosition(segment.number, head.end) > applied:
                pending += head.event_count
                first_pending = first_pending or head.time_micros
            _remember(ids, head)
            segment.size = head.end
            segment.last_time_micros = head.time_micros
        ids.forget_old(segment.last_time_micros)
    segment.ids_total = ids.total
    return SegmentContent(segment, pending, first_pending)


def sync_directory(directory: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remember(ids: RecentIds, head: RecordHead) -> None:
    if head.identity is not None and head.identity[0] not in ids:
        ids.add(*head.identity, head.time_micros)
    for key in head.event_keys:
        if key not in ids:
            ids.add(key, b"", head.time_micros)
