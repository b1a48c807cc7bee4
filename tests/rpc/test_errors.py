"""What a caller sees of a fault, over a real socket and through the real interceptors."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import grpc
import pytest

from hokusai_server.domain import errors
from hokusai_server.domain.access import Caller
from hokusai_server.transport.interceptors.access_log import FinishedCall
from hokusai_server.transport.interceptors.authentication import current_principal
from hokusai_server.transport.interceptors.method_wrapping import Context
from hokusai_server.transport.status_mapping import STATUS_CODES
from tests.support.fault_service import SHAPES, WireFault, Wiring, call, fault_service, wire_fault
from tests.support.sample_faults import CONCRETE_FAULTS, sample_fault

SECRET = "the password is hunter2"


async def failure(channel: grpc.aio.Channel, shape: str = "unary_unary") -> WireFault:
    """Call a method that fails, and return how."""
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await call(channel, shape)
    return wire_fault(raised.value)


class Recorder:
    """Remembers every finished call."""

    def __init__(self) -> None:
        self.calls: list[FinishedCall] = []

    def started(self, method: str) -> None:
        """Not of interest."""

    def finished(self, call: FinishedCall) -> None:
        """Remember it."""
        self.calls.append(call)


@pytest.mark.parametrize("fault", CONCRETE_FAULTS, ids=lambda fault: str(fault.reason))
async def test_each_domain_error_arrives_whole(fault: type[errors.HokusaiError]) -> None:
    """Code, message, reason, metadata, violations and retry delay are those of the error."""
    error = sample_fault(fault)

    async def work() -> str:
        raise error

    async with fault_service(work) as channel:
        seen = await failure(channel)
    delay = None if error.retry_after is None else round(error.retry_after.total_seconds() * 1000)
    assert seen == WireFault(
        code=STATUS_CODES[fault],
        message=error.message,
        reason=fault.reason,
        metadata=error.metadata,
        violations=tuple((violation.field, violation.description) for violation in error.violations),
        retry_delay_ms=delay,
        pushback_ms=None if delay is None else str(delay),
    )


@pytest.mark.parametrize("shape", SHAPES)
async def test_domain_error_arrives_in_every_shape(shape: str) -> None:
    """Streams fail like unary calls."""

    async def work() -> str:
        raise errors.ModelNotFound("lead_scoring")

    async with fault_service(work) as channel:
        assert (await failure(channel, shape)).reason == "MODEL_NOT_FOUND"


@pytest.mark.parametrize("shape", SHAPES)
async def test_unforeseen_fault_shows_an_id_and_nothing_else(shape: str, caplog: pytest.LogCaptureFixture) -> None:
    """The caller gets INTERNAL and an id; text and trace are in the log under that id, once."""

    async def work() -> str:
        raise RuntimeError(SECRET)

    async with fault_service(work) as channel:
        seen = await failure(channel, shape)
    error_id = seen.metadata["error_id"]
    assert (seen.code, seen.reason) == (grpc.StatusCode.INTERNAL, "INTERNAL")
    assert SECRET not in seen.message
    records = [record for record in caplog.records if getattr(record, "error_id", None) == error_id]
    assert len(records) == 1
    assert records[0].levelno == logging.ERROR
    assert SECRET in (records[0].exc_text or str(records[0].exc_info))


async def test_fault_of_a_task_group_is_the_domain_error_inside() -> None:
    """Services may work in task groups."""

    async def fail() -> None:
        raise errors.RunNotFound("r1")

    async def work() -> str:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
        return "unreachable"

    async with fault_service(work) as channel:
        assert (await failure(channel)).reason == "RUN_NOT_FOUND"


async def test_status_with_a_thousand_violations_still_arrives() -> None:
    """Trailers are bounded, so as many violations as fit arrive, in their order."""
    violations = [errors.FieldViolation(f"rows[{row}].age", "ü" * 400) for row in range(1000)]

    async def work() -> str:
        raise errors.InvalidRequest(violations)

    async with fault_service(work) as channel:
        seen = await failure(channel)
    assert seen.reason == "INVALID_REQUEST"
    assert [field for field, _ in seen.violations] == [f"rows[{row}].age" for row in range(len(seen.violations))]
    assert 3 < len(seen.violations) < 1000


async def test_calls_beyond_the_limit_are_refused_before_any_work() -> None:
    """The call that finds no place gets RESOURCE_EXHAUSTED with a delay; those that run are not disturbed."""
    running, release = asyncio.Semaphore(0), asyncio.Event()

    async def work() -> str:
        running.release()
        await release.wait()
        return "done"

    async with fault_service(work, Wiring(in_flight=2)) as channel:
        admitted = [asyncio.ensure_future(call(channel, shape)) for shape in ("unary_unary", "stream_stream")]
        for _ in admitted:
            await running.acquire()
        seen = await failure(channel)
        release.set()
        assert await asyncio.gather(*admitted) == ["done", "done"]
        assert await call(channel) == "done"
    assert (seen.code, seen.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED")
    assert seen.retry_delay_ms is not None
    assert seen.retry_delay_ms > 0


async def test_refused_caller_never_reaches_the_method() -> None:
    """Authentication comes before the work; what it raises is the answer."""

    class Guard:
        async def authenticate(self, context: Context) -> Caller:
            raise errors.Unauthenticated("no key")

    async def work() -> str:
        raise AssertionError("ran")

    async with fault_service(work, Wiring(authenticator=Guard())) as channel:
        for shape in SHAPES:
            assert (await failure(channel, shape)).reason == "UNAUTHENTICATED"


async def test_method_knows_its_principal() -> None:
    """What the authenticator says is what the method sees, in every shape."""

    class Guard:
        async def authenticate(self, context: Context) -> Caller:
            return Caller("key:ci")

    async def work() -> str:
        return current_principal()

    async with fault_service(work, Wiring(authenticator=Guard())) as channel:
        assert [await call(channel, shape) for shape in SHAPES] == ["key:ci"] * 4


@pytest.mark.parametrize("shape", SHAPES)
async def test_observers_learn_how_each_call_ended(shape: str) -> None:
    """Success, a domain error, an unforeseen fault and a cancelled call are told apart."""
    recorder = Recorder()
    outcomes: Iterator[object] = iter(["fine", errors.ModelNotFound("m"), RuntimeError("x")])
    started, ended = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        outcome = next(outcomes, None)
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is None:
            started.set()
            with ExitStack() as stack:
                stack.callback(ended.set)
                await asyncio.Event().wait()
        return "fine"

    async with fault_service(work, Wiring(observers=[recorder])) as channel:
        assert await call(channel, shape) == "fine"
        assert (await failure(channel, shape)).reason == "MODEL_NOT_FOUND"
        assert (await failure(channel, shape)).reason == "INTERNAL"
        running = asyncio.ensure_future(call(channel, shape))
        await started.wait()
        running.cancel()
        await ended.wait()
    assert [(one.code.name, one.reason) for one in recorder.calls] == [
        ("OK", ""),
        ("NOT_FOUND", "MODEL_NOT_FOUND"),
        ("INTERNAL", "INTERNAL"),
        ("CANCELLED", ""),
    ]


async def test_deadline_of_the_caller_ends_the_work() -> None:
    """The method is cancelled when the caller's time is over; nothing goes on behind its back."""
    ended = asyncio.Event()

    async def work() -> str:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return "unreachable"

    async with fault_service(work) as channel:
        with pytest.raises(grpc.aio.AioRpcError) as raised:
            await call(channel, timeout=timedelta(milliseconds=50).total_seconds())
        assert raised.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
        await ended.wait()
