"""Small conversions between protobuf's values and Python's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp

from hokusai.exceptions import InvalidArgumentError


class _HasField(Protocol):
    def HasField(self, field_name: Any) -> bool: ...  # noqa: N802 - protobuf's name


def when(message: _HasField, field: str) -> datetime | None:
    """An instant in UTC, or None where the field is unset."""
    if not message.HasField(field):
        return None
    stamp: Timestamp = getattr(message, field)
    return stamp.ToDatetime(tzinfo=UTC)


def seconds(message: _HasField, field: str) -> float | None:
    """A duration in seconds, or None where the field is unset."""
    if not message.HasField(field):
        return None
    duration: Duration = getattr(message, field)
    return duration.seconds + duration.nanos / 1e9


def optional(message: _HasField, field: str) -> Any:
    """The value of a field with presence, or None where it is unset."""
    return getattr(message, field) if message.HasField(field) else None


def timestamp(instant: datetime) -> Timestamp:
    """The message for an instant.

    Raises:
        InvalidArgumentError: the instant has no time zone, so that nobody could say which instant it is.
    """
    if instant.tzinfo is None:
        raise InvalidArgumentError(f"{instant!r} has no time zone; use datetime.now(UTC) or replace(tzinfo=…)")
    message = Timestamp()
    message.FromDatetime(instant)
    return message


def duration(span: timedelta) -> Duration:
    """The message for a length of time."""
    message = Duration()
    message.FromTimedelta(span)
    return message


def word(enum: Any, value: int) -> str:
    """The name of an enum's value without the enum's own prefix, in lower case: `VERSION_STATE_READY` → `ready`.

    A value that this version of the package does not know is given as its number.
    """
    if value not in enum.values():
        return str(value)
    return str(enum.Name(value)).removeprefix(_prefix(enum)).lower()


def value_of(enum: Any, text: str, what: str) -> int:
    """The value of an enum from its word, in either case.

    Raises:
        InvalidArgumentError: there is no such word; the message lists those there are.
    """
    name = _prefix(enum) + text.strip().upper().replace("-", "_")
    names: list[str] = enum.keys()
    if name not in names:
        known = ", ".join(sorted(word(enum, each) for each in enum.values() if each))
        raise InvalidArgumentError(f"{what} must be one of {known}, not {text!r}")
    return int(enum.Value(name))


def _prefix(enum: Any) -> str:
    return str(enum.Name(0)).removesuffix("UNSPECIFIED")
