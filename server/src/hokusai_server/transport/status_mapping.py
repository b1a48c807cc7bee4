"""From a domain error to `google.rpc.Status`: the one table, and what goes with the code."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import grpc
from google.protobuf import duration_pb2
from google.rpc import error_details_pb2, status_pb2

from hokusai_server.domain import errors

ERROR_DOMAIN: Final = "hokusai.dev"
INTERNAL_REASON: Final = "INTERNAL"

# A peer takes 8 KiB of trailers by default (gRPC's soft limit). The status travels in base64 (4/3) beside its
# message in percent encoding (up to 3x): 3.5 KiB * 4/3 + 3 * 700 B is under 7 KiB.
MAX_STATUS_BYTES: Final = 3584
MAX_MESSAGE_BYTES: Final = 700

STATUS_CODES: Final[Mapping[type[errors.HokusaiError], grpc.StatusCode]] = {
    errors.AliasMoved: grpc.StatusCode.ABORTED,
    errors.AliasNotSet: grpc.StatusCode.NOT_FOUND,
    errors.ArtifactNotFound: grpc.StatusCode.NOT_FOUND,
    errors.BundleInvalid: grpc.StatusCode.INVALID_ARGUMENT,
    errors.BundleNotFound: grpc.StatusCode.NOT_FOUND,
    errors.BundlePathRefused: grpc.StatusCode.INVALID_ARGUMENT,
    errors.BundleTooLarge: grpc.StatusCode.INVALID_ARGUMENT,
    errors.CatalogueUnavailable: grpc.StatusCode.UNAVAILABLE,
    errors.ChecksumMismatch: grpc.StatusCode.INVALID_ARGUMENT,
    errors.DeadlinePassed: grpc.StatusCode.DEADLINE_EXCEEDED,
    errors.DependencyNotFound: grpc.StatusCode.NOT_FOUND,
    errors.EtagMismatch: grpc.StatusCode.ABORTED,
    errors.ExperimentAlreadyExists: grpc.StatusCode.ALREADY_EXISTS,
    errors.ExperimentDeleted: grpc.StatusCode.FAILED_PRECONDITION,
    errors.ExperimentNotFound: grpc.StatusCode.NOT_FOUND,
    errors.FrameOutOfOrder: grpc.StatusCode.INVALID_ARGUMENT,
    errors.InvalidRequest: grpc.StatusCode.INVALID_ARGUMENT,
    errors.MLflowAuthentication: grpc.StatusCode.FAILED_PRECONDITION,
    errors.MLflowRefused: grpc.StatusCode.FAILED_PRECONDITION,
    errors.MLflowUnavailable: grpc.StatusCode.UNAVAILABLE,
    errors.MemoryBudgetExceeded: grpc.StatusCode.RESOURCE_EXHAUSTED,
    errors.ModelAlreadyExists: grpc.StatusCode.ALREADY_EXISTS,
    errors.ModelArchived: grpc.StatusCode.FAILED_PRECONDITION,
    errors.ModelInputInvalid: grpc.StatusCode.INVALID_ARGUMENT,
    errors.ModelLoadFailed: grpc.StatusCode.FAILED_PRECONDITION,
    errors.ModelNotFound: grpc.StatusCode.NOT_FOUND,
    errors.ModelNotLoaded: grpc.StatusCode.NOT_FOUND,
    errors.ModelOutputInvalid: grpc.StatusCode.UNKNOWN,
    errors.ModelRaised: grpc.StatusCode.UNKNOWN,
    errors.NotImplementedYet: grpc.StatusCode.UNIMPLEMENTED,
    errors.Overloaded: grpc.StatusCode.RESOURCE_EXHAUSTED,
    errors.PageTokenInvalid: grpc.StatusCode.INVALID_ARGUMENT,
    errors.ParamChanged: grpc.StatusCode.FAILED_PRECONDITION,
    errors.PayloadInvalid: grpc.StatusCode.INVALID_ARGUMENT,
    errors.PermissionDenied: grpc.StatusCode.PERMISSION_DENIED,
    errors.QueueFull: grpc.StatusCode.RESOURCE_EXHAUSTED,
    errors.RequestIdReused: grpc.StatusCode.INVALID_ARGUMENT,
    errors.RollbackTargetInvalid: grpc.StatusCode.FAILED_PRECONDITION,
    errors.RunFinished: grpc.StatusCode.FAILED_PRECONDITION,
    errors.RunNotFound: grpc.StatusCode.NOT_FOUND,
    errors.ShuttingDown: grpc.StatusCode.UNAVAILABLE,
    errors.SignatureRequired: grpc.StatusCode.FAILED_PRECONDITION,
    errors.SpoolFull: grpc.StatusCode.RESOURCE_EXHAUSTED,
    errors.StorageFull: grpc.StatusCode.RESOURCE_EXHAUSTED,
    errors.TooManyStreams: grpc.StatusCode.RESOURCE_EXHAUSTED,
    errors.Unauthenticated: grpc.StatusCode.UNAUTHENTICATED,
    errors.UploadIncomplete: grpc.StatusCode.FAILED_PRECONDITION,
    errors.UploadNotFound: grpc.StatusCode.NOT_FOUND,
    errors.UploadOffsetMismatch: grpc.StatusCode.ABORTED,
    errors.VersionAlreadyExists: grpc.StatusCode.ALREADY_EXISTS,
    errors.VersionDeleted: grpc.StatusCode.FAILED_PRECONDITION,
    errors.VersionDeprecated: grpc.StatusCode.FAILED_PRECONDITION,
    errors.VersionInUse: grpc.StatusCode.FAILED_PRECONDITION,
    errors.VersionNotFound: grpc.StatusCode.NOT_FOUND,
    errors.VersionUnderstatesChange: grpc.StatusCode.FAILED_PRECONDITION,
    errors.WorkerCrashed: grpc.StatusCode.UNAVAILABLE,
    errors.WorkerHung: grpc.StatusCode.DEADLINE_EXCEEDED,
}


@dataclass(frozen=True, slots=True)
class DescribedFault:
    """A fault as the wire shows it.

    Attributes:
        code: the gRPC code.
        reason: the name of the `ErrorReason` without its prefix.
        status: the whole `google.rpc.Status`, with ErrorInfo and, where they apply, BadRequest and RetryInfo.
        retry_after: how long the caller should wait before a retry, where the server can tell.
        error_id: what ties the caller's report to the log, for faults nobody foresaw; else None.
    """

    code: grpc.StatusCode
    reason: str
    status: status_pb2.Status
    retry_after: timedelta | None = None
    error_id: str | None = None

    def trailing_metadata(self) -> tuple[tuple[str, str | bytes], ...]:
        """The trailers of a failed call: the status, and the pushback that gRPC's own retry policy obeys."""
        trailers: list[tuple[str, str | bytes]] = [("grpc-status-details-bin", self.status.SerializeToString())]
        if self.retry_after is not None:
            milliseconds = round(self.retry_after.total_seconds() * 1000)
            trailers.append(("grpc-retry-pushback-ms", str(milliseconds)))
        return tuple(trailers)


def describe(fault: Exception) -> DescribedFault:
    """What the caller is told of a fault; a fault that is not of the domain becomes INTERNAL with a new error id."""
    error = domain_error_in(fault)
    return _describe_unforeseen() if error is None else _describe_domain_error(error)


def domain_error_in(fault: Exception) -> errors.HokusaiError | None:
    """The fault itself, or the first domain error inside the group that a task group raised; None if there is none."""
    if isinstance(fault, errors.HokusaiError):
        return fault
    if isinstance(fault, ExceptionGroup):
        found = (domain_error_in(inner) for inner in fault.exceptions)
        return next((error for error in found if error is not None), None)
    return None


def error_status(error: errors.HokusaiError) -> status_pb2.Status:
    """The `google.rpc.Status` of a domain error, as streams carry it in band."""
    return _describe_domain_error(error).status


def _describe_domain_error(error: errors.HokusaiError) -> DescribedFault:
    code = STATUS_CODES[type(error)]
    status = _new_status(code, error.message, error.reason, error.metadata)
    if error.retry_after is not None:
        delay = duration_pb2.Duration()
        delay.FromTimedelta(error.retry_after)
        status.details.add().Pack(error_details_pb2.RetryInfo(retry_delay=delay))
    if error.violations:
        room = MAX_STATUS_BYTES - status.ByteSize()
        status.details.add().Pack(_bad_request(error.violations, room))
    return DescribedFault(code, error.reason, status, error.retry_after)


def _describe_unforeseen() -> DescribedFault:
    error_id = uuid.uuid4().hex
    message = f"internal error {error_id}; give this id to whoever runs the server"
    status = _new_status(grpc.StatusCode.INTERNAL, message, INTERNAL_REASON, {"error_id": error_id})
    return DescribedFault(grpc.StatusCode.INTERNAL, INTERNAL_REASON, status, error_id=error_id)


def _new_status(code: grpc.StatusCode, message: str, reason: str, metadata: Mapping[str, str]) -> status_pb2.Status:
    status = status_pb2.Status(code=code.value[0], message=_shortened(message, MAX_MESSAGE_BYTES))
    short = {key: _shortened(value, 256) for key, value in metadata.items()}
    status.details.add().Pack(error_details_pb2.ErrorInfo(reason=reason, domain=ERROR_DOMAIN, metadata=short))
    return status


def _bad_request(violations: tuple[errors.FieldViolation, ...], room: int) -> error_details_pb2.BadRequest:
    """As many violations, in their order, as fit the room; the error's message says how many there are."""
    request = error_details_pb2.BadRequest()
    for violation in violations:
        request.field_violations.add(
            field=_shortened(violation.field, 256), description=_shortened(violation.description, 256)
        )
        if request.ByteSize() > room and len(request.field_violations) > 1:
            del request.field_violations[-1]
            break
    return request


def _shortened(text: str, limit: int) -> str:
    """The text in at most `limit` bytes of UTF-8."""
    raw = text.encode()
    return text if len(raw) <= limit else raw[: limit - 3].decode(errors="ignore") + "…"
