"""The reading side of the spool: whole batches after a position, across segments."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, Final

from hokusai_server.adapters.spool.records import MAGIC, decode_events, heads
from hokusai_server.adapters.spool.segments import existing_segments
from hokusai_server.domain.inference_events import InferenceEvent
from hokusai_server.ports.event_spool import SpooledEvents, SpoolPosition

# Read at once; a longer record is read with a longer reach.
CHUNK_BYTES: Final = 4 * 2**20


class SegmentReader:
    """Reads events back in order. One thread uses it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._file: BinaryIO | None = None
        self._number = 0
        self._last_read: tuple[SpoolPosition, int] | None = None

    def read(self, after: SpoolPosition, end: SpoolPosition, limit: int) -> SpooledEvents:
        """The next events after a position and before `end`; whole batches, until `limit` is reached."""
        events: list[InferenceEvent] = []
        position = after
        while position < end and len(events) < limit:
            following = self._read_some(position, end, limit, events)
            if following is None:
                break
            position = following
        return SpooledEvents(events, position)

    def time_micros_at(self, position: SpoolPosition) -> int | None:
        """When the last record before a position was written, if that was the last one read."""
        return self._last_read[1] if self._last_read and self._last_read[0] == position else None

    def close(self) -> None:
        """Close the open segment."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _read_some(
        self, position: SpoolPosition, end: SpoolPosition, limit: int, events: list[InferenceEvent]
    ) -> SpoolPosition | None:
        """Append records of one segment to `events`; the position after them, or None if there is nothing further."""
        reach = end.offset if position.segment == end.segment else None
        content = self._content(position, reach)
        taken = 0
        for head in heads(content, 0):
            events.extend(decode_events(content, taken, head))
            taken = head.end
            self._last_read = (SpoolPosition(position.segment, position.offset + taken), head.time_micros)
            if len(events) >= limit:
                break
        if taken:
            return SpoolPosition(position.segment, position.offset + taken)
        return None if position.segment == end.segment else self._next_segment(position.segment)

    def _content(self, position: SpoolPosition, reach: int | None) -> bytes:
        """Bytes of a segment from a position on: a chunk, or more where a chunk holds no whole record."""
        file = self._open(position.segment)
        if file is None:
            return b""
        until = os.fstat(file.fileno()).st_size if reach is None else reach
        size = CHUNK_BYTES
        while True:
            file.seek(position.offset)
            content = file.read(max(0, min(size, until - position.offset)))
            if (
                position.offset + len(content) >= until
                or next(heads(content, 0), None) is not None
                or len(content) < size
            ):
                return content
            size *= 4

    def _open(self, number: int) -> BinaryIO | None:
        if self._file is None or self._number != number:
            self.close()
            path = next((path for path in existing_segments(self._directory) if _number_of(path) == number), None)
            if path is None:
                return None
            self._file, self._number = path.open("rb"), number
        return self._file

    def _next_segment(self, after: int) -> SpoolPosition | None:
        numbers = (_number_of(path) for path in existing_segments(self._directory))
        following = next((number for number in numbers if number > after), None)
        return None if following is None else SpoolPosition(following, len(MAGIC))


def _number_of(path: Path) -> int:
    return int(path.stem.removeprefix("segment-"))
