"""From the faults that a worker reports to the errors of the domain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hokusai.worker.v1 import worker_pb2
from hokusai_server.domain.errors import (
    DeadlinePassed,
    FieldViolation,
    HokusaiError,
    ModelInputInvalid,
    ModelOutputInvalid,
    ModelRaised,
    PayloadInvalid,
)

_ERRORS: Final[Mapping[str, Callable[[worker_pb2.Fault, str, str], HokusaiError]]] = {
    PayloadInvalid.reason: lambda fault, _model, _number: PayloadInvalid(fault.cause, _violations(fault)),
    ModelInputInvalid.reason: lambda fault, _model, _number: ModelInputInvalid(
        _violations(fault), total=fault.violation_count
    ),
    ModelRaised.reason: lambda fault, model, number: ModelRaised(model, number, fault.cause, fault.error_id),
    ModelOutputInvalid.reason: lambda fault, model, number: ModelOutputInvalid(model, number, fault.cause),
    DeadlinePassed.reason: lambda _fault, _model, _number: DeadlinePassed("the prediction"),
}


def fault_to_error(fault: worker_pb2.Fault, model: str, number: str) -> HokusaiError:
    """The error that the caller of the request gets.

    Raises:
        ValueError: the protocol does not know the reason.
    """
    make = _ERRORS.get(fault.reason)
    if make is None:
        raise ValueError(f"a worker gave the unknown reason {fault.reason!r}")
    return make(fault, model, number)


def _violations(fault: worker_pb2.Fault) -> list[FieldViolation]:
    return [FieldViolation(violation.field, violation.description) for violation in fault.violations]
