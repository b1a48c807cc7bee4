"""The root of every fault that a caller may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One bad field of a request.

    Attributes:
        field: path of the field as the contract names it, e.g. `model.name` or `rows[3].age`.
        description: what is wrong with it and what would be right.
    """

    field: str
    description: str


class HokusaiError(Exception):
    """A fault with a reason that a caller can act on.

    Attributes:
        reason: the name of the `ErrorReason` without its prefix; fixed per class.
        retryable: whether the same call may succeed later unchanged; fixed per class.
        message: says what happened and names the next step; safe to show to the caller.
        metadata: every value that the message mentions, by the keys that `ErrorReason` documents.
        violations: the bad fields, for faults of the input.
        retry_after: how long to wait before a retry, where the server can tell.
    """

    reason: ClassVar[str]
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        message: str,
        *,
        violations: Sequence[FieldViolation] = (),
        retry_after: timedelta | None = None,
        **metadata: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.metadata = {key: str(value) for key, value in metadata.items() if value is not None}
        self.violations = tuple(violations)
        self.retry_after = retry_after
