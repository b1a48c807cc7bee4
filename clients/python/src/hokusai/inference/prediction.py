"""Answers of predictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hokusai.exceptions import HokusaiError
from hokusai.inference.v1 import inference_service_pb2, prediction_pb2
from hokusai.registry.signature import Signature
from hokusai.versions.v1 import selector_pb2
from hokusai.wire_values import seconds, when, word


@dataclass(frozen=True, slots=True)
class ServedBy:
    """Which version answered, and why that one.

    Attributes:
        model: name of the model.
        version: SemVer number.
        rule: `exact`, `range`, `latest`, `alias`, `alias_as_of`, `traffic_policy`, `default_production` or
            `default_latest`.
        arm: arm of the traffic policy; None if no policy chose.
    """

    model: str
    version: str
    rule: str
    arm: str | None = None

    @classmethod
    def from_proto(cls, message: prediction_pb2.ServedBy) -> ServedBy:
        """From the contract's message."""
        return cls(message.model, message.version, word(selector_pb2.SelectionRule, message.rule), message.arm or None)


@dataclass(frozen=True, slots=True)
class Timings:
    """Where the time of one prediction went on the server, in seconds; None where it was not measured.

    Times of a micro-batch are those of the whole batch: the request waited for them.
    """

    queue: float | None
    decode: float | None
    validate: float | None
    predict: float | None
    encode: float | None
    batch_requests: int
    batch_rows: int

    @classmethod
    def from_proto(cls, message: prediction_pb2.PhaseTimings) -> Timings:
        """From the contract's message."""
        return cls(
            queue=seconds(message, "queue"),
            decode=seconds(message, "decode"),
            validate=seconds(message, "validate"),
            predict=seconds(message, "predict"),
            encode=seconds(message, "encode"),
            batch_requests=message.batch_requests,
            batch_rows=message.batch_rows,
        )


@dataclass(frozen=True, slots=True)
class Prediction:
    """The answer to one request or to one batch of a stream. Length, iteration and indexing are those of `values`.

    Attributes:
        values: of the kind that the input had; row i answers row i. Columns are named as the model's outputs.
        served_by: which version answered, and why.
        row_count: number of rows.
        timings: where the time went.
        sequence: number of the batch within its stream; None for a single request.
    """

    values: Any
    served_by: ServedBy
    row_count: int
    timings: Timings | None = None
    sequence: int | None = None

    @property
    def version(self) -> str:
        """Number of the version that answered."""
        return self.served_by.version

    def __len__(self) -> int:
        return self.row_count

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __getitem__(self, key: Any) -> Any:
        return self.values[key]


@dataclass(frozen=True, slots=True)
class FailedBatch:
    """A batch of a stream that has no predictions.

    Attributes:
        sequence: number of the batch.
        row_count: rows that it had.
        error: why it failed.
    """

    sequence: int
    row_count: int
    error: HokusaiError


@dataclass(frozen=True, slots=True)
class Resumption:
    """A stream that broke and goes on.

    Attributes:
        next_sequence: first batch that had no answer; it and those after it are sent again.
        attempt: how many times in a row the stream broke without an answer in between, from 1.
        cause: what broke it.
    """

    next_sequence: int
    attempt: int
    cause: HokusaiError


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What a version takes and gives.

    Attributes:
        served_by: the version described, and why it was chosen.
        signature: None if it was registered without one.
        max_message_bytes: largest message that the server takes; send larger tables as a stream.
    """

    served_by: ServedBy
    signature: Signature | None
    max_message_bytes: int

    @classmethod
    def from_proto(cls, message: inference_service_pb2.GetModelSignatureResponse) -> SignatureReport:
        """From the contract's message."""
        return cls(
            ServedBy.from_proto(message.served_by),
            Signature.from_proto(message.signature) if message.HasField("signature") else None,
            message.max_message_bytes,
        )


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A version in the server's memory.

    Attributes:
        model: name of the model.
        version: its number.
        state: `loading`, `ready`, `restarting` or `unloading`.
        call_path: `pyfunc`, `native`, or `unspecified` while it is not known.
        private_memory: bytes that its process shares with no other.
        ready_time: when its process became ready.
        load_seconds: how long that took.
        restart_count: how often its process died and was replaced.
        pinned: whether it stays when memory runs short.
        last_used_time: when it last got a request.
    """

    model: str
    version: str
    state: str
    call_path: str
    private_memory: int
    ready_time: datetime | None
    load_seconds: float | None
    restart_count: int
    pinned: bool
    last_used_time: datetime | None

    @classmethod
    def from_proto(cls, message: inference_service_pb2.LoadedModel) -> LoadedModel:
        """From the contract's message."""
        return cls(
            model=message.model,
            version=message.version,
            state=word(inference_service_pb2.LoadState, message.state),
            call_path=word(inference_service_pb2.CallPath, message.call_path),
            private_memory=message.private_memory_bytes,
            ready_time=when(message, "ready_time"),
            load_seconds=seconds(message, "load_duration"),
            restart_count=message.restart_count,
            pinned=message.pinned,
            last_used_time=when(message, "last_used_time"),
        )
