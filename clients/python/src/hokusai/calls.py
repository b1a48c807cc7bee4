"""What a unary call is, without doing any I/O. Both doors send the same calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import grpc

Request = TypeVar("Request")
Reply = TypeVar("Reply")
Result = TypeVar("Result")

# Seconds that a call may take unless the caller says otherwise.
READ_TIMEOUT = 30.0
WRITE_TIMEOUT = 60.0
# Mirrors a whole bundle to MLflow, which may be remote.
REGISTER_TIMEOUT = 600.0
# The first prediction of a version waits for its process.
PREDICT_TIMEOUT = 120.0


@dataclass(frozen=True, slots=True)
class Prepared(Generic[Result]):
    """One call, ready to be sent any number of times.

    Attributes:
        call: which RPC.
        request: its message; a retry sends the same one, request id included.
        parse: from the reply's message to what the caller gets.
    """

    call: UnaryCall[Any, Any]
    request: Any
    parse: Callable[[Any], Result]


@dataclass(frozen=True, slots=True, eq=False)
class UnaryCall(Generic[Request, Reply]):
    """One unary RPC of the contract.

    Attributes:
        rpc: the stub's method, found anew for each channel and then kept. Typed by the stubs, so that a change of the
            contract is an error of the type checker here.
        timeout: seconds for all attempts together unless the caller says otherwise.
        repeatable: whether a second send does no harm: reads, and writes that carry a request id.
    """

    rpc: Callable[[grpc.Channel], grpc.UnaryUnaryMultiCallable[Request, Reply]]
    timeout: float = READ_TIMEOUT
    repeatable: bool = True

    def prepare(self, request: Request, parse: Callable[[Reply], Result]) -> Prepared[Result]:
        """Bind a request and what to make of its reply."""
        return Prepared(self, request, parse)
