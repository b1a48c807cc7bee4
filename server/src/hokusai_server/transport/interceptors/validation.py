"""Holds every request, and every message of a request stream, to the rules that the contract declares on its fields."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import protovalidate
from typing_extensions import override

from hokusai_server.domain.errors import FieldViolation, InvalidRequest
from hokusai_server.transport.interceptors.method_wrapping import (
    Behaviour,
    Context,
    Handler,
    MethodInterceptor,
    StreamBehaviour,
)


class ValidationInterceptor(MethodInterceptor):
    """Refuses what breaks a rule with INVALID_REQUEST and one field violation for each broken rule.

    The validator is built once: it compiles the rules of a message type when it first sees one.
    """

    def __init__(self) -> None:
        self._validator = protovalidate.Validator()

    @override
    def around_unary(self, method: str, handler: Handler, behaviour: Behaviour) -> Behaviour:
        """Validate the request, or each message as it is read, then call."""
        del method

        async def validated(request: Any, context: Context) -> Any:
            return await behaviour(self._checked(request, streaming=handler.request_streaming), context)

        return validated

    @override
    def around_stream(self, method: str, handler: Handler, behaviour: StreamBehaviour) -> StreamBehaviour:
        """Validate the request, or each message as it is read, and stream."""
        del method

        async def validated(request: Any, context: Context) -> AsyncIterator[Any]:
            checked = self._checked(request, streaming=handler.request_streaming)
            async with aclosing(behaviour(checked, context)) as responses:  # type: ignore[type-var]
                async for response in responses:
                    yield response

        return validated

    def _checked(self, request: Any, *, streaming: bool) -> Any:
        if streaming:
            return self._each_checked(request)
        self._check(request)
        return request

    async def _each_checked(self, requests: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for request in requests:
            self._check(request)
            yield request

    def _check(self, message: Any) -> None:
        violations = self._validator.collect_violations(message)
        if violations:
            raise InvalidRequest([_field_violation(violation) for violation in violations])


def _field_violation(violation: protovalidate.Violation) -> FieldViolation:
    proto = violation.proto
    elements = proto.field.elements if proto.field else ()
    return FieldViolation(".".join(_path_element(element) for element in elements), proto.message or proto.rule_id)


def _path_element(element: Any) -> str:
    """One step of the path as the contract's documentation writes it: `rows[3]`, `metrics["auc"]`."""
    if element.subscript is None:
        return str(element.field_name)
    subscript = element.subscript.value
    return (
        f'{element.field_name}["{subscript}"]' if isinstance(subscript, str) else f"{element.field_name}[{subscript}]"
    )
