"""What the transport does to a call, and what the client makes of it, in both doors."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import grpc
import pytest

import hokusai
from hokusai import Client, RetryPolicy, aio, exceptions
from tests.client.conftest import QUICK
from tests.support.cutting_proxy import cutting_proxy
from tests.support.scripted_server import Fault, ScriptedServer

Door = Callable[[str, str], Awaitable[Any]]


@pytest.fixture(params=["threads", "event loop"])
def door(request: pytest.FixtureRequest, scripted: ScriptedServer) -> Door:
    """Calls a method of one of the two clients: `await door("get_model", "churn")`."""

    async def by_threads(method: str, *arguments: Any) -> Any:
        with Client(scripted.address, retry=QUICK) as client:
            return getattr(client, method)(*arguments)

    async def by_event_loop(method: str, *arguments: Any) -> Any:
        async with aio.Client(scripted.address, retry=QUICK) as client:
            return await getattr(client, method)(*arguments)

    return by_threads if request.param == "threads" else by_event_loop


async def test_a_call_is_repeated_when_the_server_says_when_to_come_again(scripted: ScriptedServer, door: Door) -> None:
    scripted.script.faults["GetModel"] += [
        Fault(grpc.StatusCode.UNAVAILABLE, "CATALOGUE_UNAVAILABLE", retry_after=0.01),
        Fault(grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED", retry_after=0.01),
    ]
    assert (await door("get_model", "churn")).name == "churn"
    assert len(scripted.script.calls["GetModel"]) == 3


async def test_a_write_keeps_its_request_id_through_retries(scripted: ScriptedServer, door: Door) -> None:
    scripted.script.faults["CreateModel"] += [Fault(grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN", retry_after=0.01)] * 2
    await door("create_model", "churn")
    ids = [each.request_id for each in scripted.script.calls["CreateModel"]]
    assert len(ids) == 3
    assert len(set(ids)) == 1
    assert ids[0]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(grpc.StatusCode.UNAVAILABLE, "MLFLOW_UNAVAILABLE"),
        Fault(grpc.StatusCode.RESOURCE_EXHAUSTED, "STORAGE_FULL"),
        Fault(grpc.StatusCode.INTERNAL, "INTERNAL"),
        Fault(grpc.StatusCode.UNKNOWN, "MODEL_RAISED"),
        Fault(grpc.StatusCode.ABORTED, "ETAG_MISMATCH"),
        Fault(grpc.StatusCode.FAILED_PRECONDITION, "MLFLOW_AUTHENTICATION"),
    ],
    ids=lambda fault: fault.reason,
)
async def test_a_call_is_not_repeated_without_the_servers_word(
    scripted: ScriptedServer, door: Door, fault: Fault
) -> None:
    scripted.script.faults["GetModel"].append(fault)
    with pytest.raises(exceptions.REASON_CLASSES[fault.reason]):
        await door("get_model", "churn")
    assert len(scripted.script.calls["GetModel"]) == 1


async def test_an_error_tells_reason_details_and_delay(scripted: ScriptedServer, door: Door) -> None:
    fault = Fault(grpc.StatusCode.NOT_FOUND, "MODEL_NOT_FOUND", metadata={"model": "churn"}, message="not registered")
    scripted.script.faults["GetModel"].append(fault)
    with pytest.raises(exceptions.ModelNotFound, match="not registered") as caught:
        await door("get_model", "churn")
    assert caught.value.reason == "MODEL_NOT_FOUND"
    assert caught.value.code == "NOT_FOUND"
    assert caught.value.details == {"model": "churn"}
    assert not caught.value.retryable


async def test_retries_end_before_the_callers_deadline(scripted: ScriptedServer) -> None:
    scripted.script.faults["GetModel"] += [Fault(grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN", retry_after=60.0)] * 3
    with Client(scripted.address) as client, pytest.raises(exceptions.ShuttingDown) as caught:
        client.get_model("churn", timeout=5)
    assert caught.value.retry_after == 60.0
    assert len(scripted.script.calls["GetModel"]) == 1


async def test_a_deadline_that_passes_is_an_error_of_its_own(scripted: ScriptedServer) -> None:
    scripted.script.held["GetModel"] = threading.Event()
    with Client(scripted.address) as client, pytest.raises(exceptions.HokusaiTimeoutError, match="timeout="):
        client.get_model("churn", timeout=0.2)


async def test_unload_is_never_sent_twice(scripted: ScriptedServer) -> None:
    """The server of these tests does not build it; what counts is that one answer ends it."""
    with Client(scripted.address, retry=QUICK) as client, pytest.raises(exceptions.UnimplementedError, match="doctor"):
        client.unload_model("churn", "1.0.0")


async def test_nobody_at_the_address_is_said_with_how_to_start_a_server() -> None:
    client = Client("127.0.0.1:1", retry=RetryPolicy(max_attempts=1))
    with (
        client,
        pytest.raises(exceptions.HokusaiConnectionError, match=r"hokusai serve --listen 127\.0\.0\.1:1") as caught,
    ):
        client.get_model("churn")
    assert isinstance(caught.value, ConnectionError)


async def test_a_connection_that_breaks_is_made_again(scripted: ScriptedServer) -> None:
    with cutting_proxy(scripted.address) as proxy, Client(proxy.address, retry=QUICK) as client:
        client.get_model("churn")
        for _ in range(3):
            proxy.cut()
            assert client.get_model("churn").name == "churn"


async def test_listings_are_walked_through_page_by_page(scripted: ScriptedServer) -> None:
    expected = [f"m{index}" for index in range(6)]
    with Client(scripted.address) as client:
        models = client.list_models()
        assert next(models).name == "m0"
        assert len(scripted.script.calls["ListModels"]) == 1
        assert [each.name for each in models] == expected[1:]
    async with aio.Client(scripted.address) as loop_client:
        assert [each.name async for each in loop_client.list_models()] == expected


async def test_the_token_is_sent_with_every_call(scripted: ScriptedServer) -> None:
    with Client(scripted.address, token="s3cret") as client:
        client.get_model("churn")
        assert "s3cret" not in repr(client)
        assert "s3cret" not in repr(client._sender.settings)
    assert scripted.script.metadata["GetModel"][0]["authorization"] == "Bearer s3cret"


async def test_a_closed_client_says_so(scripted: ScriptedServer) -> None:
    client = Client(scripted.address)
    client.close()
    client.close()
    with pytest.raises(exceptions.HokusaiConnectionError, match="closed"):
        client.get_model("churn")


async def test_many_threads_share_one_client(scripted: ScriptedServer, client: Client) -> None:
    names: list[str] = []
    threads = [
        threading.Thread(target=lambda index=index: names.append(client.get_model(f"m{index}").name))
        for index in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names) == sorted(f"m{index}" for index in range(16))


def _message_in_fork(client: Client, answer: Connection) -> None:
    try:
        client.get_model("churn")
    except hokusai.HokusaiError as error:
        answer.send(error.message)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform does not fork")
async def test_a_client_that_finds_itself_in_a_fork_says_so(client: Client) -> None:
    """It does so before it touches gRPC, which would hang."""
    context = multiprocessing.get_context("fork")
    # No queue: it would start a thread in the fork, which may hang for reasons of its own.
    told, answer = context.Pipe(duplex=False)
    child = context.Process(target=_message_in_fork, args=(client, answer))
    child.start()
    try:
        assert told.poll(30)
        assert "fork" in told.recv()
    finally:
        child.kill()
        child.join()


async def test_the_address_comes_from_the_environment(
    scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOKUSAI_ADDRESS", scripted.address)
    with Client() as client:
        assert client.address == scripted.address
        assert client.get_model("churn").name == "churn"
