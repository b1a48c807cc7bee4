"""The format of a segment: a magic number, then records.

    segment  magic "HKSPOOL\\x01", record*
    record   u32 crc32 of all that follows | u32 length of the body | body
    body     u64 microseconds since 1970 | u32 number of events | u32 number of event keys | u8 has identity
             | identity key, 16 bytes, and digest, 16 bytes, if it has one | event keys, 16 bytes each
             | events as JSON rows

All integers are little-endian. A row is an InferenceEvent in the order of its attributes, so attributes are only ever
added at the end. The keys stand before the events so that they can be read without decoding those. A record that is cut
off or damaged ends its segment: what follows was never acknowledged, for a segment is never written to after a fault.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hokusai_server.domain.inference_events import InferenceEvent

MAGIC: Final = b"HKSPOOL\x01"
# 1000 events of 32 metrics with the longest names and keys are under 8 MiB; anything longer is no length of ours.
MAX_BODY_BYTES: Final = 64 * 2**20
KEY_BYTES: Final = 16

_FRAME: Final = struct.Struct("<II")
_HEAD: Final = struct.Struct("<QIIB")
_LENGTH: Final = struct.Struct("<I")
# Sorted, so that equal events have equal rows whatever the order of their metrics.
_encode_json: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False, sort_keys=True
).encode


@dataclass(frozen=True, slots=True)
class RecordHead:
    """What a record says before its events.

    Attributes:
        end: byte of the segment after the record.
        time_micros: when it was written, in microseconds since 1970.
        event_count: number of its events.
        identity: key and digest of the batch's identity; None if it has none.
        event_keys: keys of the events that have an id.
    """

    end: int
    time_micros: int
    event_count: int
    identity: tuple[bytes, bytes] | None
    event_keys: Sequence[bytes]


def key_of(kind: str, name: str) -> bytes:
    """The 16 bytes by which an id is remembered. Two different ids share one with a chance of 1 in 2^128."""
    return hashlib.blake2b(f"{kind}\0{name}".encode(), digest_size=KEY_BYTES).digest()


def encode_events(events: Sequence[InferenceEvent]) -> bytes:
    """The rows of some events."""
    return _encode_json(events).encode()


def digest_of(rows: bytes) -> bytes:
    """What tells two batches of the same identity apart."""
    return hashlib.blake2b(rows, digest_size=KEY_BYTES).digest()


def encode_record(
    rows: bytes,
    event_count: int,
    time_micros: int,
    identity: tuple[bytes, bytes] | None,
    event_keys: Sequence[bytes],
) -> bytes:
    """One record."""
    head = _HEAD.pack(time_micros, event_count, len(event_keys), identity is not None)
    body = b"".join((head, *(identity or ()), *event_keys, rows))
    checked = _LENGTH.pack(len(body)) + body
    return _LENGTH.pack(zlib.crc32(checked)) + checked


def heads(segment: bytes | memoryview, start: int) -> Iterator[RecordHead]:
    """The heads of the whole records from byte `start` on, up to the first that is cut off or damaged."""
    while (end := _record_end(segment, start)) is not None:
        yield _head(segment, start, end)
        start = end


def decode_events(segment: bytes | memoryview, start: int, head: RecordHead) -> list[InferenceEvent]:
    """The events of the record at byte `start`.

    An event without a time, or with one ahead of the record's, has the record's.
    """
    rows = start + _FRAME.size + _HEAD.size + KEY_BYTES * (len(head.event_keys) + 2 * (head.identity is not None))
    written = head.time_micros
    events = map(InferenceEvent._make, json.loads(bytes(segment[rows : head.end])))
    return [
        event if event.time_micros is not None and event.time_micros <= written else event._replace(time_micros=written)
        for event in events
    ]


def _record_end(segment: bytes | memoryview, start: int) -> int | None:
    """The byte after the record at `start`, or None if no whole record is there."""
    if start + _FRAME.size + _HEAD.size > len(segment):
        return None
    crc, length = _FRAME.unpack_from(segment, start)
    end: int = start + _FRAME.size + length
    if length > MAX_BODY_BYTES or end > len(segment):
        return None
    return end if zlib.crc32(segment[start + _LENGTH.size : end]) == crc else None


def _head(segment: bytes | memoryview, start: int, end: int) -> RecordHead:
    time_micros, event_count, key_count, has_identity = _HEAD.unpack_from(segment, start + _FRAME.size)
    at = start + _FRAME.size + _HEAD.size
    identity = None
    if has_identity:
        identity = (bytes(segment[at : at + KEY_BYTES]), bytes(segment[at + KEY_BYTES : at + 2 * KEY_BYTES]))
        at += 2 * KEY_BYTES
    keys = [bytes(segment[key : key + KEY_BYTES]) for key in range(at, at + KEY_BYTES * key_count, KEY_BYTES)]
    return RecordHead(end, time_micros, event_count, identity, keys)
