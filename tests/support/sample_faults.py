"""One example of each fault that a caller may see."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from hokusai_server.domain import errors

CONCRETE_FAULTS: Final[list[type[errors.HokusaiError]]] = sorted(
    (
        fault
        for fault in vars(errors).values()
        if inspect.isclass(fault) and issubclass(fault, errors.HokusaiError) and fault is not errors.HokusaiError
    ),
    key=lambda fault: fault.__name__,
)
_PLAIN: Final[dict[Any, Any]] = {
    str: "some text",
    int: 7,
    float: 0.5,
    bool: True,
    timedelta: timedelta(seconds=1),
    errors.FieldViolation: errors.FieldViolation("field", "is wrong"),
}


def sample_fault(fault: type[errors.HokusaiError]) -> errors.HokusaiError:
    """An instance with every argument of its constructor given, the optional ones too."""
    hints = typing.get_type_hints(fault.__init__)
    hints.pop("return", None)
    return fault(**{name: _sample(kind) for name, kind in hints.items()})


def _sample(kind: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        return _sample(next(argument for argument in arguments if argument is not type(None)))
    if origin is not None and issubclass(origin, Sequence):
        return (_sample(arguments[0]),)
    return _PLAIN[kind]
