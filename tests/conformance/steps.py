"""Makes one call of a vector and compares its frames and its end."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import grpc

from tests.conformance.calling import Ending, Method, StreamingCall, channel_to
from tests.conformance.matching import match
from tests.conformance.mismatch import Mismatch
from tests.conformance.status_errors import match_error, retry_delay
from tests.conformance.variables import Scope

_CALL_KEYS: Final = {"method", "request", "frames", "expect", "deadline_ms", "metadata", "retry"}
_EXPECT_KEYS: Final = {"status", "reply", "error"}
_GIVEN_UP: Final = {"cancel", "cut"}
_CODES: Final = {code.name for code in grpc.StatusCode}
_RETRY_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Connection:
    """The connection that most calls share, and the address for those that need their own."""

    channel: grpc.Channel
    address: str


def make_call(call: Mapping[str, Any], connection: Connection, scope: Scope) -> None:
    """Make one call and compare it.

    Raises:
        Mismatch: it went otherwise, or the call says something that is not known.
    """
    _demand_known(call, _CALL_KEYS)
    given_up = bool(call.get("frames")) and not _GIVEN_UP.isdisjoint(call["frames"][-1])
    if given_up == ("expect" in call):
        raise Mismatch("a call has `expect`, unless its last frame is `cancel` or `cut`")
    if given_up and "cut" in call["frames"][-1]:
        with channel_to(connection.address) as channel:
            _play(call, channel, scope)
        return
    limit = time.monotonic() + _RETRY_S
    ending = _play(call, connection.channel, scope)
    while call.get("retry") and ending and retry_delay(ending.status) and time.monotonic() < limit:
        time.sleep(retry_delay(ending.status))
        ending = _play(call, connection.channel, scope)
    if ending is not None:
        _compare(call["expect"], ending, scope)


def _play(call: Mapping[str, Any], channel: grpc.Channel, scope: Scope) -> Ending | None:
    """Make the call once; how it ended, or None if it was given up."""
    method = Method(channel, call["method"])
    options: dict[str, Any] = {"timeout": call.get("deadline_ms", 60_000) / 1000}
    options["metadata"] = [(key, scope.fill(value)) for key, value in call.get("metadata", {}).items()]
    request = method.message(scope.request(call["request"])) if "request" in call else None
    if method.client_streams is not (request is None):
        raise Mismatch("`request` is for calls that the client does not stream, and only for them")
    if "frames" not in call:
        if request is None or method.server_streams:
            raise Mismatch("a call with a streaming side has `frames`")
        return method.unary(request, **options)
    stream = method.stream(request, **options)
    try:
        for position, frame in enumerate(call["frames"]):
            try:
                _play_frame(frame, stream, method, scope)
            except Mismatch as fault:
                raise Mismatch(f"frame {position}: {fault}") from fault
        return stream.ending() if "expect" in call else None
    finally:
        stream.cancel()


def _play_frame(frame: Mapping[str, Any], stream: StreamingCall, method: Method, scope: Scope) -> None:
    match list(frame.items()):
        case [("send", message)]:
            stream.send(method.message(scope.request(message)))
        case [("receive", pattern)]:
            match(pattern, stream.receive(), scope)
        case [("half_close", True)]:
            stream.half_close()
        case [("cancel", True)]:
            stream.cancel()
        case [("cut", True)]:
            pass  # leaving the connection closes it
        case _:
            raise Mismatch(f"{frame!r} is no frame")


def _compare(expected: Mapping[str, Any], ending: Ending, scope: Scope) -> None:
    _demand_known(expected, _EXPECT_KEYS)
    status = expected.get("status", "OK")
    if status not in _CODES:
        raise Mismatch(f"{status!r} is no status code")
    if ending.code != status:
        raise Mismatch(f"status {ending.code}, expected {status}: {ending.status}")
    if "reply" in expected:
        match(expected["reply"], ending.reply, scope, "reply")
    if "error" in expected:
        match_error(expected["error"], ending.status, lambda p, value, path: match(p, value, scope, path), "error")


def _demand_known(document: Mapping[str, Any], known: set[str]) -> None:
    unknown = set(document) - known
    if unknown:
        raise Mismatch(f"{sorted(unknown)} is not known here")
