"""Compares a message, as canonical JSON, with a pattern. Every rule is in README.md."""

from __future__ import annotations

import base64
import math
import re
import struct
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.conformance.mismatch import Mismatch
from tests.conformance.status_errors import match_error
from tests.conformance.variables import Scope

_MISSING: Final = object()
_NUMBERS: Final = {"float32": "f", "float64": "d"}
_NOT_FINITE: Final = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def match(pattern: Any, actual: Any, scope: Scope, where: str = "") -> None:
    """Return if the pattern matches.

    Args:
        actual: the message as JSON.
        scope: where captures go and variables come from.
        where: path of the value, for the failure.

    Raises:
        Mismatch: it does not, or the pattern is none.
    """
    name = _matcher(pattern)
    if name is not None:
        _match_special(name, pattern[name], actual, scope, where)
        return
    if actual is _MISSING:
        raise Mismatch(f"{where}: nothing there, expected {pattern!r}")
    match pattern:
        case dict():
            _match_object(pattern, actual, scope, where)
        case list():
            _match_list(pattern, actual, scope, where)
        case str():
            _demand(actual == scope.fill(pattern), where, actual, scope.fill(pattern))
        case bool():
            _demand(actual is pattern, where, actual, pattern)
        case int() | float():
            _demand(_is_number(actual) and actual == pattern, where, actual, pattern)
        case _:
            raise Mismatch(f"{where}: {pattern!r} is no pattern")


def _matcher(pattern: Any) -> str | None:
    """The name of a matcher; None for plain patterns."""
    if not isinstance(pattern, dict):
        return None
    names = [key for key in pattern if key.startswith("$") and not key.startswith("${")]
    if names and len(pattern) > 1:
        raise Mismatch(f"a matcher stands alone, not with others: {sorted(pattern)}")
    return names[0] if names else None


def _match_special(name: str, argument: Any, actual: Any, scope: Scope, where: str) -> None:
    if name == "$absent":
        _demand(argument is True and actual is _MISSING, where, actual, "nothing")
        return
    if name not in _SPECIAL:
        raise Mismatch(f"{where}: {name} is no matcher")
    if actual is _MISSING:
        raise Mismatch(f"{where}: nothing there, expected {name} {argument!r}")
    _SPECIAL[name](argument, actual, scope, where)


def _match_object(pattern: Mapping[str, Any], actual: Any, scope: Scope, where: str) -> None:
    if not isinstance(actual, dict):
        raise Mismatch(f"{where}: {actual!r} is no object")
    for key, inner in pattern.items():
        filled = scope.fill(key)
        match(inner, actual.get(filled, _MISSING), scope, f"{where}.{filled}")


def _match_list(pattern: list[Any], actual: Any, scope: Scope, where: str) -> None:
    if not isinstance(actual, list):
        raise Mismatch(f"{where}: {actual!r} is no list")
    if len(actual) != len(pattern):
        raise Mismatch(f"{where}: {len(actual)} elements, expected {len(pattern)}: {actual!r}")
    for position, (inner, value) in enumerate(zip(pattern, actual, strict=True)):
        match(inner, value, scope, f"{where}[{position}]")


def _match_exact(argument: Any, actual: Any, scope: Scope, where: str) -> None:
    _match_object(argument, actual, scope, where)
    more = set(actual) - {scope.fill(key) for key in argument}
    if more:
        raise Mismatch(f"{where}: {sorted(more)} should not be there")


def _match_any(argument: Any, _: Any, __: Scope, where: str) -> None:
    if argument is not True:
        raise Mismatch(f"{where}: $any is true or not there")


def _match_capture(argument: Any, actual: Any, scope: Scope, where: str) -> None:
    if isinstance(actual, bool):
        scope.take(argument, "true" if actual else "false")
    elif isinstance(actual, str):
        scope.take(argument, actual)
    elif _is_number(actual):
        scope.take(argument, f"{actual:.17g}" if actual != int(actual) else str(int(actual)))
    else:
        raise Mismatch(f"{where}: {actual!r} cannot be captured")


def _match_not(argument: Any, actual: Any, scope: Scope, where: str) -> None:
    try:
        match(argument, actual, scope, where)
    except Mismatch:
        return
    raise Mismatch(f"{where}: {actual!r} matches {argument!r}, which it should not")


def _match_regex(argument: Any, actual: Any, _: Scope, where: str) -> None:
    found = isinstance(actual, str) and re.search(argument, actual)
    _demand(bool(found), where, actual, f"a match of {argument}")


def _match_approx(argument: Any, actual: Any, _: Scope, where: str) -> None:
    value, tolerance = argument
    _demand(_is_number(actual) and _same_number(value, actual, tolerance), where, actual, f"{value} ± {tolerance}")


def _match_contains(argument: Any, actual: Any, scope: Scope, where: str) -> None:
    if not isinstance(actual, list):
        raise Mismatch(f"{where}: {actual!r} is no list")
    for pattern in argument:
        if not any(_matches(pattern, element, scope) for element in actual):
            raise Mismatch(f"{where}: no element matches {pattern!r} in {actual!r}")


def _matches(pattern: Any, actual: Any, scope: Scope) -> bool:
    try:
        match(pattern, actual, scope)
    except Mismatch:
        return False
    return True


def _match_numbers(argument: Any, actual: Any, _: Scope, where: str) -> None:
    if set(argument) != {"type", "values", "rel"} or argument["type"] not in _NUMBERS:
        raise Mismatch(f"{where}: {argument!r} is no $numbers")
    letter = _NUMBERS[argument["type"]]
    data = base64.b64decode(actual, validate=True)
    values = argument["values"]
    if len(data) != len(values) * struct.calcsize(letter):
        raise Mismatch(f"{where}: {len(data)} bytes, expected {len(values)} of {argument['type']}")
    numbers = struct.unpack(f"<{len(values)}{letter}", data)
    for position, (expected, number) in enumerate(zip(values, numbers, strict=True)):
        _demand(_same_number(expected, number, argument["rel"]), f"{where}<{position}>", number, expected)


def _same_number(expected: float | str, actual: float, tolerance: float) -> bool:
    if isinstance(expected, str):
        wanted = _NOT_FINITE[expected]
        return math.isnan(actual) if math.isnan(wanted) else actual == wanted
    return abs(actual - expected) <= tolerance * abs(expected)


def _match_in_band_error(argument: Any, actual: Any, scope: Scope, where: str) -> None:
    match_error(argument, actual, lambda pattern, value, path: match(pattern, value, scope, path), where)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _demand(met: bool, where: str, actual: Any, expected: Any) -> None:
    if not met:
        shown = "nothing" if actual is _MISSING else repr(actual)
        raise Mismatch(f"{where}: {shown}, expected {expected!r}")


_SPECIAL: Final[Mapping[str, Callable[[Any, Any, Scope, str], None]]] = {
    "$any": _match_any,
    "$approx": _match_approx,
    "$capture": _match_capture,
    "$contains": _match_contains,
    "$error": _match_in_band_error,
    "$exact": _match_exact,
    "$not": _match_not,
    "$numbers": _match_numbers,
    "$regex": _match_regex,
}
