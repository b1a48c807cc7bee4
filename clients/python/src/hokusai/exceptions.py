"""Every exception that this package raises for a failed call.

    HokusaiError
    ├── HokusaiConnectionError      nobody answers at the address, or the connection broke   (also ConnectionError)
    │   └── StreamIncomplete        a prediction stream ended before its summary and could not be resumed
    ├── HokusaiTimeoutError         DEADLINE_EXCEEDED                                         (also TimeoutError)
    ├── CallCancelled               CANCELLED
    ├── InvalidArgumentError        INVALID_ARGUMENT, OUT_OF_RANGE                            (also ValueError)
    ├── NotFoundError               NOT_FOUND                                                 (also LookupError)
    ├── AlreadyExistsError          ALREADY_EXISTS
    ├── PreconditionError           FAILED_PRECONDITION
    ├── ConflictError               ABORTED: somebody else was faster; read again, then decide
    ├── ExhaustedError              RESOURCE_EXHAUSTED
    ├── UnavailableError            UNAVAILABLE, as told by the server
    ├── UnimplementedError          UNIMPLEMENTED
    ├── AuthenticationError         UNAUTHENTICATED
    ├── AuthorizationError          PERMISSION_DENIED
    ├── ModelFailedError            UNKNOWN: the model's own code failed
    ├── ServerFaultError            INTERNAL, DATA_LOSS and whatever has no better place
    └── MLflowError                 MLflow, as seen by the server or by this process

Each `ErrorReason` of the contract has one class below these, in `REASON_CLASSES`. A reason that this version of the
package does not know becomes the class of its status code, so that code written against the tree goes on working.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One bad value of a request.

    Attributes:
        field: where, for example `rows[3].age` or `draft.metrics[0].name`.
        description: what is wrong with it.
    """

    field: str
    description: str


class HokusaiError(Exception):
    """A failed call.

    Attributes:
        reason: why, as the contract's `ErrorReason` names it (`MODEL_NOT_FOUND`). A reason that only this package gives
            has a name of the same form. Empty if the other side gave none.
        code: name of the gRPC status code, `NOT_FOUND` for example.
        retryable: whether the same call, unchanged, may succeed later.
        retry_after: seconds to wait before that, as the server asked. None if it did not say.
        details: the facts behind the message by the keys that the contract documents (`model`, `version`, …).
        violations: the bad values, for faults of the input.
        message: what happened and the next step.
    """

    reason: str = ""
    code: str = "UNKNOWN"
    retryable: bool = False

    def __init__(
        self,
        message: str,
        *,
        reason: str | None = None,
        details: Mapping[str, str] | None = None,
        violations: Sequence[FieldViolation] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.details: dict[str, str] = dict(details or {})
        self.violations = tuple(violations)
        self.retry_after = retry_after
        if reason is not None:
            self.reason = reason
        if retry_after is not None:
            self.retryable = True


class HokusaiConnectionError(HokusaiError, ConnectionError):
    """Nobody answers at the address, or the connection broke during the call."""

    reason = "CONNECTION_FAILED"
    code = "UNAVAILABLE"
    retryable = True


class StreamIncomplete(HokusaiConnectionError):
    """A prediction stream broke and could not be resumed. Answers that were yielded before are good.

    `details["next_sequence"]` is the number of the first batch without an answer.
    """

    reason = "STREAM_INCOMPLETE"


class HokusaiTimeoutError(HokusaiError, TimeoutError):
    """The deadline passed. A write may or may not have happened; repeating it with its request id is safe."""

    reason = "DEADLINE_PASSED"
    code = "DEADLINE_EXCEEDED"


class CallCancelled(HokusaiError):
    """The call was cancelled before it was done."""

    reason = "CANCELLED"
    code = "CANCELLED"


class InvalidArgumentError(HokusaiError, ValueError):
    """Something in the request is wrong; nothing was done."""

    code = "INVALID_ARGUMENT"


class NotFoundError(HokusaiError, LookupError):
    """What the call named is not there."""

    code = "NOT_FOUND"


class AlreadyExistsError(HokusaiError):
    """What the call wanted to make is there already."""

    code = "ALREADY_EXISTS"


class PreconditionError(HokusaiError):
    """The state of things does not allow it."""

    code = "FAILED_PRECONDITION"


class ConflictError(HokusaiError):
    """Somebody changed it since it was read; nothing was changed. Read again, then decide."""

    code = "ABORTED"


class ExhaustedError(HokusaiError):
    """A bound was reached."""

    code = "RESOURCE_EXHAUSTED"


class UnavailableError(HokusaiError):
    """The server, or something it needs, cannot answer now."""

    code = "UNAVAILABLE"


class UnimplementedError(HokusaiError):
    """The server does not offer this call."""

    code = "UNIMPLEMENTED"


class AuthenticationError(HokusaiError):
    """The server does not know who is calling."""

    code = "UNAUTHENTICATED"


class AuthorizationError(HokusaiError):
    """The caller may not do this."""

    code = "PERMISSION_DENIED"


class ModelFailedError(HokusaiError):
    """The model's own code failed; the server is well."""

    code = "UNKNOWN"


class ServerFaultError(HokusaiError):
    """A fault of the server. `details["error_id"]` finds it in the server's log."""

    code = "INTERNAL"


class MLflowError(HokusaiError):
    """Something between MLflow and whoever called it."""


# --- Faults that this package finds by itself ------------------------------------------------------------------------


class UnsupportedData(InvalidArgumentError, TypeError):
    """Data of a kind, or with values, that no encoding of the contract can carry. Nothing was sent."""

    reason = "UNSUPPORTED_DATA"


class ModelNotLoggable(InvalidArgumentError):
    """What was given as a model cannot be made into an MLflow model. Nothing was sent."""

    reason = "MODEL_NOT_LOGGABLE"


class ConflictingSources(InvalidArgumentError):
    """Two arguments say different things about the same; the message names both."""

    reason = "CONFLICTING_SOURCES"


class InvalidClientSettings(InvalidArgumentError):
    """Settings of the client that cannot work: an address, a token or a TLS file."""

    reason = "INVALID_CLIENT_SETTINGS"


class MLflowConnectionError(MLflowError, ConnectionError):
    """This process cannot reach the MLflow server. `details` has `uri` and `cause`."""

    reason = "MLFLOW_CONNECTION_FAILED"
    code = "UNAVAILABLE"
    retryable = True


# --- One class per reason of the contract ----------------------------------------------------------------------------


class Internal(ServerFaultError):
    """The server failed in a way that it did not foresee."""

    reason = "INTERNAL"


class InvalidRequest(InvalidArgumentError):
    """Fields of the request break the rules of the contract; see `violations`."""

    reason = "INVALID_REQUEST"


class RequestIdReused(InvalidArgumentError):
    """The request id came before with another body; the first outcome stands."""

    reason = "REQUEST_ID_REUSED"


class PageTokenInvalid(InvalidArgumentError):
    """The page token does not belong to this query."""

    reason = "PAGE_TOKEN_INVALID"


class NotImplementedYet(UnimplementedError):
    """The contract has this call; the server does not build it yet."""

    reason = "NOT_IMPLEMENTED_YET"


class Overloaded(ExhaustedError):
    """Too much work at once; nothing was started."""

    reason = "OVERLOADED"
    retryable = True


class DeadlinePassed(HokusaiTimeoutError):
    """The server could not do it before the deadline."""

    reason = "DEADLINE_PASSED"


class ShuttingDown(UnavailableError):
    """The server drains and takes no new work."""

    reason = "SHUTTING_DOWN"
    retryable = True


class CatalogueUnavailable(UnavailableError):
    """The server's database does not answer; nothing was committed."""

    reason = "CATALOGUE_UNAVAILABLE"
    retryable = True


class StorageFull(ExhaustedError):
    """The server has no space left."""

    reason = "STORAGE_FULL"


class Unauthenticated(AuthenticationError):
    """No credential, or one that is not valid."""

    reason = "UNAUTHENTICATED"


class PermissionDenied(AuthorizationError):
    """The principal lacks a grant."""

    reason = "PERMISSION_DENIED"


class DependencyNotFound(NotFoundError):
    """The server depends on nothing of that name."""

    reason = "DEPENDENCY_NOT_FOUND"


class ModelNotFound(NotFoundError):
    """No model of this name is registered."""

    reason = "MODEL_NOT_FOUND"


class ModelAlreadyExists(AlreadyExistsError):
    """The name is taken."""

    reason = "MODEL_ALREADY_EXISTS"


class ModelArchived(PreconditionError):
    """An archived model takes no new versions."""

    reason = "MODEL_ARCHIVED"


class EtagMismatch(ConflictError):
    """The resource changed since it was read."""

    reason = "ETAG_MISMATCH"


class VersionNotFound(NotFoundError):
    """The model has no such version."""

    reason = "VERSION_NOT_FOUND"


class VersionAlreadyExists(AlreadyExistsError):
    """The number is taken, or was taken by a deleted version."""

    reason = "VERSION_ALREADY_EXISTS"


class VersionUnderstatesChange(PreconditionError):
    """The number promises more compatibility than the signatures have; see `violations` and `details["least"]`."""

    reason = "VERSION_UNDERSTATES_CHANGE"


class VersionInUse(PreconditionError):
    """An alias or a traffic policy points to the version."""

    reason = "VERSION_IN_USE"


class VersionDeprecated(PreconditionError):
    """The version is deprecated."""

    reason = "VERSION_DEPRECATED"


class VersionDeleted(PreconditionError):
    """The version is deleted."""

    reason = "VERSION_DELETED"


class SignatureRequired(PreconditionError):
    """This server takes no version without a signature."""

    reason = "SIGNATURE_REQUIRED"


class AliasNotSet(NotFoundError):
    """The alias points nowhere."""

    reason = "ALIAS_NOT_SET"


class AliasMoved(ConflictError):
    """The alias does not point where the caller expected; nothing was moved."""

    reason = "ALIAS_MOVED"


class RollbackTargetInvalid(PreconditionError):
    """The alias never pointed there."""

    reason = "ROLLBACK_TARGET_INVALID"


class UploadNotFound(NotFoundError):
    """No open upload of this id."""

    reason = "UPLOAD_NOT_FOUND"


class UploadOffsetMismatch(ConflictError):
    """A chunk does not continue where the stored part of its file ends."""

    reason = "UPLOAD_OFFSET_MISMATCH"


class UploadIncomplete(PreconditionError):
    """Files of the manifest are missing or short."""

    reason = "UPLOAD_INCOMPLETE"


class ChecksumMismatch(InvalidArgumentError):
    """The bytes that arrived are not those that were promised."""

    reason = "CHECKSUM_MISMATCH"


class BundlePathRefused(InvalidArgumentError):
    """A path in the bundle could escape, collide or surprise."""

    reason = "BUNDLE_PATH_REFUSED"


class BundleTooLarge(InvalidArgumentError):
    """The bundle has more bytes or files than the server takes."""

    reason = "BUNDLE_TOO_LARGE"


class BundleInvalid(InvalidArgumentError):
    """The bundle is no MLflow model that the server can read."""

    reason = "BUNDLE_INVALID"


class BundleNotFound(NotFoundError):
    """No bundle of this digest is stored."""

    reason = "BUNDLE_NOT_FOUND"


class PayloadInvalid(InvalidArgumentError):
    """The payload cannot be decoded."""

    reason = "PAYLOAD_INVALID"


class ModelInputInvalid(InvalidArgumentError):
    """Values do not fit the version's signature; see `violations`. The model did not run."""

    reason = "MODEL_INPUT_INVALID"


class ModelRaised(ModelFailedError):
    """The model's code raised on this input."""

    reason = "MODEL_RAISED"


class ModelOutputInvalid(ModelFailedError):
    """The model's answer does not match its input rows or cannot be encoded."""

    reason = "MODEL_OUTPUT_INVALID"


class ModelLoadFailed(PreconditionError):
    """The version cannot be brought to serve."""

    reason = "MODEL_LOAD_FAILED"


class ModelNotLoaded(NotFoundError):
    """The version is not loaded."""

    reason = "MODEL_NOT_LOADED"


class WorkerCrashed(UnavailableError):
    """The version's process died with the call in it and is being replaced."""

    reason = "WORKER_CRASHED"
    retryable = True


class WorkerHung(HokusaiTimeoutError):
    """The model did not answer within the time limit of one batch."""

    reason = "WORKER_HUNG"


class MemoryBudgetExceeded(ExhaustedError):
    """The version does not fit beside those that may not be evicted."""

    reason = "MEMORY_BUDGET_EXCEEDED"
    retryable = True


class QueueFull(ExhaustedError):
    """The version's queue is at its bound."""

    reason = "QUEUE_FULL"
    retryable = True


class FrameOutOfOrder(InvalidArgumentError):
    """A frame of a stream broke the order of the protocol."""

    reason = "FRAME_OUT_OF_ORDER"


class TooManyStreams(ExhaustedError):
    """The server's bound on open streams is reached."""

    reason = "TOO_MANY_STREAMS"
    retryable = True


class ExperimentNotFound(NotFoundError):
    """No experiment of this id or name."""

    reason = "EXPERIMENT_NOT_FOUND"


class ExperimentAlreadyExists(AlreadyExistsError):
    """The name is taken, perhaps by a deleted experiment."""

    reason = "EXPERIMENT_ALREADY_EXISTS"


class ExperimentDeleted(PreconditionError):
    """A deleted experiment takes no runs."""

    reason = "EXPERIMENT_DELETED"


class RunNotFound(NotFoundError):
    """No run of this id."""

    reason = "RUN_NOT_FOUND"


class RunFinished(PreconditionError):
    """The run ended already, in another state."""

    reason = "RUN_FINISHED"


class ParamChanged(PreconditionError):
    """A param has another value already; params never change."""

    reason = "PARAM_CHANGED"


class ArtifactNotFound(NotFoundError):
    """The run has no artifact at this path."""

    reason = "ARTIFACT_NOT_FOUND"


class SpoolFull(ExhaustedError):
    """The server's event spool is at its bound; nothing acknowledged was dropped."""

    reason = "SPOOL_FULL"
    retryable = True


class MLflowUnavailableError(MLflowError, UnavailableError):
    """MLflow does not answer the server; nothing of the call is visible."""

    reason = "MLFLOW_UNAVAILABLE"
    retryable = True


class MLflowAuthenticationError(MLflowError, PreconditionError):
    """MLflow, or a proxy before it, answered 401 or 403. Never retried.

    `details` has `uri`, `status`, `auth_method` (which method was used) and `hop` (who refused).
    """

    reason = "MLFLOW_AUTHENTICATION"


class MLflowRefusedError(MLflowError, PreconditionError):
    """MLflow understood the call and refused it."""

    reason = "MLFLOW_REFUSED"


# Reasons that this package gives by itself and no server ever sends.
CLIENT_CLASSES: frozenset[type[HokusaiError]] = frozenset(
    {
        HokusaiConnectionError,
        StreamIncomplete,
        HokusaiTimeoutError,
        CallCancelled,
        UnsupportedData,
        ModelNotLoggable,
        ConflictingSources,
        InvalidClientSettings,
        MLflowConnectionError,
    }
)


def _walk(root: type[HokusaiError]) -> dict[str, type[HokusaiError]]:
    found: dict[str, type[HokusaiError]] = {}
    for child in root.__subclasses__():
        found |= _walk(child)
        if child.__dict__.get("reason") and child not in CLIENT_CLASSES:
            found[child.reason] = child
    return found


# Reason of the contract → class.
REASON_CLASSES: Mapping[str, type[HokusaiError]] = _walk(HokusaiError)

# gRPC status code → class, for reasons that this version does not know.
CODE_CLASSES: Mapping[str, type[HokusaiError]] = {
    "CANCELLED": CallCancelled,
    "UNKNOWN": ModelFailedError,
    "INVALID_ARGUMENT": InvalidArgumentError,
    "OUT_OF_RANGE": InvalidArgumentError,
    "DEADLINE_EXCEEDED": HokusaiTimeoutError,
    "NOT_FOUND": NotFoundError,
    "ALREADY_EXISTS": AlreadyExistsError,
    "PERMISSION_DENIED": AuthorizationError,
    "RESOURCE_EXHAUSTED": ExhaustedError,
    "FAILED_PRECONDITION": PreconditionError,
    "ABORTED": ConflictError,
    "UNIMPLEMENTED": UnimplementedError,
    "INTERNAL": ServerFaultError,
    "UNAVAILABLE": UnavailableError,
    "DATA_LOSS": ServerFaultError,
    "UNAUTHENTICATED": AuthenticationError,
}
