"""Compares a `google.rpc.Status`, as canonical JSON, with what a vector says of an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import grpc

from tests.conformance.mismatch import Mismatch

MatchPattern: TypeAlias = Callable[[Any, Any, str], None]
"""Compares a value with a pattern at a path; raises `Mismatch`."""

DOMAIN: Final = "hokusai.dev"
_KEYS: Final = {"code", "reason", "metadata", "violations", "retry_delay", "message"}
_NUMBERS: Final = {code.name: code.value[0] for code in grpc.StatusCode}


def match_error(expected: Mapping[str, Any], status: Mapping[str, Any], match: MatchPattern, where: str) -> None:
    """Return if the status says what is expected.

    Args:
        expected: `error` or the argument of `$error`.
        status: the status, its details as JSON of `google.protobuf.Any`.

    Raises:
        Mismatch: it says something else.
    """
    unknown = set(expected) - _KEYS
    if unknown:
        raise Mismatch(f"{where}: {sorted(unknown)} is not known in an error")
    if "code" in expected:
        match(_NUMBERS.get(expected["code"], expected["code"]), status.get("code", 0), f"{where}.code")
    info = _detail(status, "ErrorInfo")
    if "reason" in expected:
        match({"reason": expected["reason"], "domain": DOMAIN}, info, f"{where}.ErrorInfo")
    if "metadata" in expected:
        match(expected["metadata"], info.get("metadata", {}), f"{where}.metadata")
    if "violations" in expected:
        violations = _detail(status, "BadRequest").get("fieldViolations", [])
        match(expected["violations"], violations, f"{where}.violations")
    if "retry_delay" in expected:
        _match_delay(expected["retry_delay"], retry_delay(status), where)
    if "message" in expected:
        match(expected["message"], status.get("message", ""), f"{where}.message")


def retry_delay(status: Mapping[str, Any]) -> float:
    """Seconds of the status's RetryInfo; 0 without one."""
    return float(_detail(status, "RetryInfo").get("retryDelay", "0s").removesuffix("s"))


def _match_delay(expected: Any, delay: float, where: str) -> None:
    if not isinstance(expected, bool) or (delay > 0) is not expected:
        raise Mismatch(f"{where}: the retry delay is {delay} s, expected {expected!r}")


def _detail(status: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    wanted = f"type.googleapis.com/google.rpc.{name}"
    return next((detail for detail in status.get("details", []) if detail["@type"] == wanted), {})
