"""Why one request fails, and where the tracebacks go that its caller must not see."""

import sys
import traceback
import uuid
from dataclasses import dataclass, field
from typing import final

from hokusai.worker.v1 import worker_pb2

MAX_VIOLATIONS = 100
"""Listed for one request; beyond it they are only counted."""

_MAX_TEXT = 1000
"""Characters of a cause or a description; the rest would only repeat the caller's own data."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One bad value."""

    field: str
    """Where it stands, for example `rows[3].age`."""
    description: str
    """What is wrong with it and what would be right."""


@dataclass(frozen=True, slots=True)
class Violations:
    """The bad values of one request; at most `MAX_VIOLATIONS` are listed, all are counted."""

    listed: tuple[Violation, ...] = ()
    count: int = 0


@final
@dataclass(slots=True)
class RequestFault(Exception):
    """One request fails, its neighbours do not."""

    reason: str
    """Name of an ErrorReason without its prefix."""
    cause: str = ""
    error_id: str = ""
    violations: Violations = field(default_factory=Violations)

    def to_message(self) -> worker_pb2.Fault:
        """The fault as the dispatcher reads it."""
        return worker_pb2.Fault(
            reason=self.reason,
            cause=self.cause[:_MAX_TEXT],
            error_id=self.error_id,
            violations=[
                worker_pb2.Violation(field=listed.field[:_MAX_TEXT], description=listed.description[:_MAX_TEXT])
                for listed in self.violations.listed
            ],
            violation_count=self.violations.count,
        )


def payload_invalid(cause: str) -> RequestFault:
    """The payload cannot be decoded."""
    return RequestFault("PAYLOAD_INVALID", cause)


def unforeseen(error: Exception) -> RequestFault:
    """The payload breaks its reader in a way that nobody thought of."""
    return RequestFault("PAYLOAD_INVALID", "it cannot be read", log_traceback("decode", error))


def input_invalid(violations: Violations) -> RequestFault:
    """Values do not fit the signature; the model did not see them."""
    return RequestFault("MODEL_INPUT_INVALID", violations=violations)


def output_invalid(cause: str) -> RequestFault:
    """The model answered with something that cannot be returned."""
    return RequestFault("MODEL_OUTPUT_INVALID", cause)


def unforeseen_output(error: Exception) -> RequestFault:
    """The answer breaks its writer in a way that nobody thought of."""
    return RequestFault("MODEL_OUTPUT_INVALID", "it cannot be written", log_traceback("encode", error))


def deadline_passed() -> RequestFault:
    """The deadline ended before the work could start."""
    return RequestFault("DEADLINE_PASSED")


def model_raised(error: Exception) -> RequestFault:
    """The model's own code raised. Its type is told, its traceback logged."""
    return RequestFault("MODEL_RAISED", type(error).__name__, log_traceback("predict", error))


def log_traceback(during: str, error: BaseException) -> str:
    """Write a traceback to the worker's log.

    Returns:
        The id under which it can be found there.
    """
    error_id = uuid.uuid4().hex
    sys.stderr.write(f"error {error_id} during {during}:\n")
    traceback.print_exception(error, file=sys.stderr)
    sys.stderr.flush()
    return error_id
