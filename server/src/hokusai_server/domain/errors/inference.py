"""Faults of predicting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hokusai_server.domain.errors.hokusai_error import FieldViolation, HokusaiError


class PayloadInvalid(HokusaiError):
    """The payload cannot be decoded in the encoding that it claims; no model code ran."""

    reason = "PAYLOAD_INVALID"

    def __init__(self, cause: str, violations: Sequence[FieldViolation] = ()) -> None:
        super().__init__(f"the payload cannot be read: {cause}", violations=violations, cause=cause)


class ModelInputInvalid(HokusaiError):
    """The payload was read, but its values do not fit the version's signature; no model code ran."""

    reason = "MODEL_INPUT_INVALID"

    def __init__(self, violations: Sequence[FieldViolation], *, total: int | None = None) -> None:
        count = len(violations) if total is None else total
        shown = "; ".join(f"{violation.field}: {violation.description}" for violation in violations[:3])
        super().__init__(
            f"{count} value(s) do not fit the signature: {shown}; see GetModelSignature",
            violations=violations,
            count=count,
        )


class ModelRaised(HokusaiError):
    """The model's own code raised on this input; other calls are not affected."""

    reason = "MODEL_RAISED"

    def __init__(self, model: str, version: str, exception_type: str, error_id: str) -> None:
        super().__init__(
            f"the code of {model} {version} raised {exception_type}; "
            f"its traceback is in the server's data directory, in logs/workers/{model}-{version}.log, under {error_id}",
            model=model,
            version=version,
            exception_type=exception_type,
            error_id=error_id,
        )


class ModelOutputInvalid(HokusaiError):
    """The model answered with something that does not match its input rows or cannot be encoded."""

    reason = "MODEL_OUTPUT_INVALID"

    def __init__(self, model: str, version: str, cause: str) -> None:
        super().__init__(
            f"{model} {version} gave an answer that cannot be returned: {cause}; mend the model's predict",
            model=model,
            version=version,
            cause=cause,
        )


class ModelLoadFailed(HokusaiError):
    """The version cannot be brought to serve."""

    reason = "MODEL_LOAD_FAILED"

    def __init__(self, model: str, version: str, cause: str) -> None:
        super().__init__(
            f"{model} {version} cannot be loaded: {cause}; the worker's log has the rest",
            model=model,
            version=version,
            cause=cause,
        )


class ModelNotLoaded(HokusaiError):
    """The version is not loaded, so there is nothing to unload."""

    reason = "MODEL_NOT_LOADED"

    def __init__(self, model: str, version: str) -> None:
        super().__init__(f"{model} {version} is not loaded; see ListLoadedModels", model=model, version=version)


class WorkerCrashed(HokusaiError):
    """The process of the version died with the call in it; it is being replaced."""

    reason = "WORKER_CRASHED"
    retryable = True

    def __init__(self, model: str, version: str, cause: str, retry_after: timedelta = timedelta(seconds=1)) -> None:
        super().__init__(
            f"the worker of {model} {version} ended during the call ({cause}) and is being restarted; retry",
            model=model,
            version=version,
            cause=cause,
            retry_after=retry_after,
        )


class WorkerHung(HokusaiError):
    """The model did not answer within the time limit of one batch; its process was ended and is being replaced."""

    reason = "WORKER_HUNG"

    def __init__(self, model: str, version: str, limit: timedelta) -> None:
        super().__init__(
            f"{model} {version} did not answer within {limit.total_seconds():g} s; "
            "its worker was ended and is being restarted; "
            "send smaller batches or raise the limit",
            model=model,
            version=version,
            limit=f"{limit.total_seconds():g}",
        )


class MemoryBudgetExceeded(HokusaiError):
    """The version does not fit beside those that may not be evicted."""

    reason = "MEMORY_BUDGET_EXCEEDED"
    retryable = True

    def __init__(self, model: str, version: str, budget_bytes: int) -> None:
        super().__init__(
            f"loading {model} {version} would exceed the memory budget of {budget_bytes} bytes; "
            "unload a version or raise the budget",
            model=model,
            version=version,
            budget_bytes=budget_bytes,
            retry_after=timedelta(seconds=5),
        )


class QueueFull(HokusaiError):
    """The version's queue is at its bound; the request was not queued."""

    reason = "QUEUE_FULL"
    retryable = True

    def __init__(self, model: str, version: str, limit: int, retry_after: timedelta) -> None:
        super().__init__(
            f"the queue of {model} {version} is full ({limit} requests); "
            f"retry after {retry_after.total_seconds():.3f} s",
            model=model,
            version=version,
            limit=limit,
            retry_after=retry_after,
        )


class FrameOutOfOrder(HokusaiError):
    """A frame of a stream broke the order of the protocol; the stream ends."""

    reason = "FRAME_OUT_OF_ORDER"

    def __init__(self, expected: str, actual: str) -> None:
        super().__init__(
            f"the stream expected {expected} and got {actual}; open a new stream from the first unanswered sequence",
            expected=expected,
            actual=actual,
        )


class TooManyStreams(HokusaiError):
    """The server's bound on open prediction streams is reached."""

    reason = "TOO_MANY_STREAMS"
    retryable = True

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"{limit} prediction streams are open, the limit; retry or close one",
            limit=limit,
            retry_after=timedelta(seconds=1),
        )
