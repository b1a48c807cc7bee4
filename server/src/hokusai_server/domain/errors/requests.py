"""Faults of a request as such, whatever it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hokusai_server.domain.errors.hokusai_error import FieldViolation, HokusaiError


class InvalidRequest(HokusaiError):
    """One or more fields break the rules of the contract; nothing was done."""

    reason = "INVALID_REQUEST"

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        shown = "; ".join(f"{violation.field}: {violation.description}" for violation in violations[:5])
        more = f"; and {len(violations) - 5} more" if len(violations) > 5 else ""
        super().__init__(f"the request is not valid: {shown}{more}", violations=violations)


class RequestIdReused(HokusaiError):
    """A request id came back with another body; the first outcome stands and nothing was done."""

    reason = "REQUEST_ID_REUSED"

    def __init__(self, request_id: str) -> None:
        super().__init__(
            f"request_id {request_id!r} was used before with another body; send a new UUID for a new request",
            request_id=request_id,
        )


class PageTokenInvalid(HokusaiError):
    """A page token that this server did not issue for this query."""

    reason = "PAGE_TOKEN_INVALID"

    def __init__(self) -> None:
        super().__init__(
            "page_token does not belong to this query; repeat the query that issued it unchanged, or start without one"
        )


class NotImplementedYet(HokusaiError):
    """The contract has this RPC, this server does not build it yet."""

    reason = "NOT_IMPLEMENTED_YET"

    def __init__(self, operation: str) -> None:
        super().__init__(
            f"{operation} is part of the contract but this server does not offer it yet", operation=operation
        )


class Overloaded(HokusaiError):
    """A bound on concurrent work was reached; nothing was started."""

    reason = "OVERLOADED"
    retryable = True

    def __init__(self, what: str, limit: int, retry_after: timedelta) -> None:
        super().__init__(
            f"{what} reached its limit of {limit}; "
            f"retry after {retry_after.total_seconds():.3f} s or send less at once",
            what=what,
            limit=limit,
            retry_after=retry_after,
        )


class DeadlinePassed(HokusaiError):
    """The caller's deadline ended before the work could; unstarted work did not run."""

    reason = "DEADLINE_PASSED"

    def __init__(self, operation: str) -> None:
        super().__init__(
            f"the deadline passed before {operation} was done; allow more time or send less", operation=operation
        )


class ShuttingDown(HokusaiError):
    """The server drains and takes no new work."""

    reason = "SHUTTING_DOWN"
    retryable = True

    def __init__(self) -> None:
        super().__init__(
            "the server is shutting down; retry, another replica or its successor will answer",
            retry_after=timedelta(seconds=1),
        )


class CatalogueUnavailable(HokusaiError):
    """The catalogue's database did not answer; nothing was committed."""

    reason = "CATALOGUE_UNAVAILABLE"
    retryable = True

    def __init__(self, cause: str) -> None:
        super().__init__(
            f"the catalogue's database is not reachable ({cause}); retry, and check `hokusai doctor` if it lasts",
            cause=cause,
            retry_after=timedelta(seconds=1),
        )


class StorageFull(HokusaiError):
    """No space left where the server writes; what was acknowledged before is intact."""

    reason = "STORAGE_FULL"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"no space left for {what}; free disk space on the server, then send the request again", what=what
        )


class Unauthenticated(HokusaiError):
    """The caller showed no credential or one that is not valid."""

    reason = "UNAUTHENTICATED"

    def __init__(self, cause: str) -> None:
        super().__init__(f"the call is not authenticated: {cause}", cause=cause)


class PermissionDenied(HokusaiError):
    """The principal lacks a grant."""

    reason = "PERMISSION_DENIED"

    def __init__(self, principal: str, action: str, resource: str) -> None:
        super().__init__(
            f"{principal} may not {action} {resource}; ask an admin for the grant",
            principal=principal,
            action=action,
            resource=resource,
        )
