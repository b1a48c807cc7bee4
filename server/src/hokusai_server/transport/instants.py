"""Instants, to and from the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from google.protobuf.timestamp_pb2 import Timestamp

from hokusai_server.domain.names import invalid

_EPOCH: Final = datetime.fromtimestamp(0, UTC)
# Of the years 1 to 9999, which is also what a Timestamp may hold.
_LEAST_SECONDS: Final = -62_135_596_800
_GREATEST_SECONDS: Final = 253_402_300_799


def instant_from_proto(instant: Timestamp, field: str) -> datetime:
    """To microseconds, in UTC.

    Raises:
        InvalidRequest: it lies outside of the years 1 to 9999.
    """
    if not _LEAST_SECONDS <= instant.seconds <= _GREATEST_SECONDS or not 0 <= instant.nanos < 1_000_000_000:
        raise invalid(field, "must lie in the years 1 to 9999")
    return _EPOCH + timedelta(seconds=instant.seconds, microseconds=instant.nanos // 1000)


def instant_to_proto(instant: datetime) -> Timestamp:
    """From an instant that knows its zone."""
    result = Timestamp()
    result.FromDatetime(instant)
    return result
