"""From what gRPC reports to the exceptions of this package. Pure; knows no channel."""

from __future__ import annotations

from typing import Any, cast

import grpc
from google.protobuf import any_pb2
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status

from hokusai.exceptions import (
    CODE_CLASSES,
    REASON_CLASSES,
    ExhaustedError,
    FieldViolation,
    HokusaiConnectionError,
    HokusaiError,
    HokusaiTimeoutError,
    ServerFaultError,
    UnimplementedError,
)

DOMAIN = "hokusai.dev"


def from_status(status: status_pb2.Status) -> HokusaiError:
    """The exception for a `google.rpc.Status`, be it of a call or of one batch of a stream."""
    code = code_pb2.Code.Name(status.code) if status.code in code_pb2.Code.values() else "UNKNOWN"
    info = _detail(status.details, error_details_pb2.ErrorInfo())
    bad_request = _detail(status.details, error_details_pb2.BadRequest())
    retry = _detail(status.details, error_details_pb2.RetryInfo())
    reason = info.reason if info is not None and info.domain == DOMAIN else None
    cls = REASON_CLASSES.get(reason or "", CODE_CLASSES.get(code, ServerFaultError))
    error = cls(
        status.message or f"the server answered {code} without saying why",
        reason=reason,
        details=None if info is None else dict(info.metadata),
        violations=[]
        if bad_request is None
        else [FieldViolation(each.field, each.description) for each in bad_request.field_violations],
        retry_after=None if retry is None else retry.retry_delay.ToTimedelta().total_seconds(),
    )
    error.code = code
    return error


def from_rpc_error(error: grpc.RpcError, address: str, *, streaming: bool = False) -> HokusaiError:
    """The exception for a failed call to `address`.

    A fault that the server described is translated by `from_status`. One without a description comes from the
    transport: nobody listens, the connection broke, the deadline passed here, or what answered is no Hokusai server.
    `streaming` says that the caller was sending a stream.
    """
    call = cast("grpc.Call", error)  # every RpcError of a call is one
    status = rpc_status.from_call(call)
    if status is not None and status.code:
        return from_status(status)
    code = call.code()
    text = call.details() or code.name.lower()
    # grpc.aio calls a write to a broken connection INTERNAL. A Hokusai server never sends that without its reason.
    if code is grpc.StatusCode.UNAVAILABLE or (streaming and code is grpc.StatusCode.INTERNAL):
        return HokusaiConnectionError(f"no connection to a Hokusai server at {address} ({text}); {start_hint(address)}")
    if code is grpc.StatusCode.DEADLINE_EXCEEDED:
        return HokusaiTimeoutError(
            f"{address} did not answer before the deadline; allow more with timeout=…, or send less at once"
        )
    if code is grpc.StatusCode.UNIMPLEMENTED:
        return UnimplementedError(
            f"the server at {address} does not know this call ({text}); it is older than this client or no Hokusai "
            "server: see `hokusai doctor`"
        )
    if code is grpc.StatusCode.RESOURCE_EXHAUSTED:
        # What gRPC itself refuses for its size; a Hokusai server that has too much to do gives its reason.
        return ExhaustedError(
            f"a message was larger than {address} takes ({text}); send large tables with predict_stream, or raise the "
            "server's limits.message_bytes",
            reason="MESSAGE_TOO_LARGE",
        )
    cls = CODE_CLASSES.get(code.name, ServerFaultError)
    translated = cls(f"the call to {address} failed with {code.name}: {text}")
    translated.code = code.name
    return translated


def start_hint(address: str) -> str:
    """What to do when nobody answers at an address."""
    return (
        f"start one with `hokusai serve --listen {address}`, or name another with HOKUSAI_ADDRESS or "
        "Client(address=…); `hokusai doctor` checks the way there"
    )


def _detail(details: Any, wanted: Any) -> Any | None:
    packed: any_pb2.Any
    for packed in details:
        if packed.Is(wanted.DESCRIPTOR) and packed.Unpack(wanted):
            return wanted
    return None
