"""Column types that mean the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, Dialect, Integer, String, TypeDecorator
from sqlalchemy.types import TypeEngine
from typing_extensions import override

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def bytewise(length: int) -> TypeEngine[str]:
    """Text that compares byte by byte whatever the database's language is; SQLite does so by itself."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def row_number() -> TypeEngine[int]:
    """A 64-bit key that the database counts up."""
    return BigInteger().with_variant(Integer(), "sqlite")


def to_microseconds(instant: datetime) -> int:
    """Microseconds since 1970."""
    return (instant - _EPOCH) // _MICROSECOND


def from_microseconds(microseconds: int) -> datetime:
    """The instant, in UTC."""
    return _EPOCH + microseconds * _MICROSECOND


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, kept as microseconds since 1970 so that both databases order and compare it alike."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To microseconds."""
        return None if value is None else to_microseconds(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From microseconds."""
        return None if value is None else from_microseconds(value)
