"""Writes that a request id makes safe to repeat."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

from hokusai_server.domain.requests import WriteContext
from hokusai_server.ports.catalogue_transaction import CatalogueTransaction

Clock: TypeAlias = Callable[[], datetime]
"""Tells the time in UTC."""


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


def done_once(
    transaction: CatalogueTransaction, context: WriteContext, time: datetime, perform: Callable[[], str]
) -> str:
    """Perform a write unless the same request did so before.

    Args:
        transaction: in which `perform` writes and its outcome is noted, both or neither.
        context: who asks, and the request's identity if it has one.
        time: now.
        perform: does the work and returns its outcome in a few characters, from which the reply can be read again.

    Returns:
        The outcome: of `perform`, or of the first request of this id.

    Raises:
        RequestIdReused: the id came with another body.
    """
    if context.key is None:
        return perform()
    outcome = transaction.requests.outcome(context.key)
    if outcome is None:
        outcome = perform()
        transaction.requests.record(context.key, outcome, time)
    return outcome
