"""What passes between the server and the process of MLflow's client.

A frame is its length as u64, little-endian, and a pickle of one of these; both ends are this package.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hokusai_server.adapters.mlflow.connection import MlflowConnection
from hokusai_server.adapters.mlflow.faults import MlflowFailure
from hokusai_server.domain.errors import HokusaiError

FRAME: Final = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Opening:
    """First frame to the process."""

    connection: MlflowConnection
    threads: int


@dataclass(frozen=True, slots=True)
class Call:
    """One piece of work: `function(client, *args, **kwargs)`; the function is found by its name."""

    call_id: int
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended: exactly one of the last three is set, or none of them and then `value` is the result."""

    call_id: int
    value: Any = None
    failure: MlflowFailure | None = None
    domain_error: RaisedError | None = None
    unexpected: str | None = None


@dataclass(frozen=True, slots=True)
class RaisedError:
    """A domain error that a piece of work raised, in a form that can be pickled."""

    error_class: type[HokusaiError]
    arguments: tuple[Any, ...]
    attributes: dict[str, Any]

    @classmethod
    def of(cls, error: HokusaiError) -> RaisedError:
        """Take an error apart."""
        return cls(type(error), error.args, dict(vars(error)))

    def rebuild(self) -> HokusaiError:
        """Put it together again."""
        error = self.error_class.__new__(self.error_class, *self.arguments)
        vars(error).update(self.attributes)
        return error
