"""Outcomes of requests in a transaction of the catalogue."""

from datetime import datetime
from typing import Protocol

from hokusai_server.domain.requests import RequestKey


class RequestRecords(Protocol):
    """What became of the requests that carried an id."""

    def outcome(self, key: RequestKey) -> str | None:
        """What the first request of this id came to; None if there was none.

        Raises:
            RequestIdReused: the id came with another body.
        """

    def record(self, key: RequestKey, outcome: str, time: datetime) -> None:
        """Note what a request came to, in the transaction that brings it about.

        Raises:
            RequestIdReused: the id came with another body meanwhile.
        """

    def forget(self, key: RequestKey) -> None:
        """Remove what was noted, so that the same request begins anew."""

    def forget_before(self, time: datetime) -> int:
        """Remove what is older; returns how many."""
