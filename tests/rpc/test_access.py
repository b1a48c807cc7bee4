"""Who may call, what, and how much: every refusal over a real socket, on both planes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from hokusai.inference.v1 import inference_service_pb2 as inference
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.system.v1 import system_service_pb2 as system
from hokusai.system.v1.system_service_pb2_grpc import SystemServiceStub
from hokusai.tracking.v1 import inference_event_pb2 as events_pb
from hokusai.tracking.v1 import tracking_service_pb2 as tracking
from hokusai.tracking.v1.tracking_service_pb2_grpc import TrackingServiceStub
from hokusai.versions.v1 import version_service_pb2 as versions
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from hokusai_server.services.access_keys import EXPIRED, MALFORMED, NOT_SHOWN, UNKNOWN
from tests.support.access_keys import ADMIN, Keyed, guarded, key_table, metadata_of, shown, until
from tests.support.inference_calls import StreamCall, asking, lengths, refused, retry_delay

pytestmark = [pytest.mark.usefixtures("plane"), pytest.mark.timeout(120)]

UNAUTHENTICATED, DENIED = grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED
Call = Callable[[grpc.aio.Channel, Any], Awaitable[Any]]


async def _stream(channel: grpc.aio.Channel, metadata: Any) -> None:
    stub = InferenceServiceStub(channel)
    call = stub.StreamPredict(metadata=metadata)
    await call.write(inference.StreamPredictRequest(open=inference.StreamOpen(model="odd")))
    assert await call.read() is not grpc.aio.EOF
    await call.done_writing()
    while await call.read() is not grpc.aio.EOF:
        pass


# What the native plane answers itself, and calls that it passes on: unary, and a stream of requests.
CALLS: dict[str, Call] = {
    "Predict": lambda channel, metadata: InferenceServiceStub(channel).Predict(asking("odd", "x"), metadata=metadata),
    "StreamPredict": _stream,
    "GetModelSignature": lambda channel, metadata: InferenceServiceStub(channel).GetModelSignature(
        inference.GetModelSignatureRequest(model="odd"), metadata=metadata
    ),
    "GetModel": lambda channel, metadata: RegistryServiceStub(channel).GetModel(
        registry.GetModelRequest(name="odd"), metadata=metadata
    ),
    "AppendUpload": lambda channel, metadata: RegistryServiceStub(channel).AppendUpload(
        iter([registry.AppendUploadRequest(upload_id="none", path="a")]), metadata=metadata
    ),
}


async def test_who_shows_no_good_key_is_told_which_fault_it_has(tmp_path: Path) -> None:
    expired = key_table("old", "hokusai_old", expires=until(datetime.now(UTC) - timedelta(seconds=1)))
    wrong: dict[str, list[tuple[tuple[str, str], ...]]] = {
        NOT_SHOWN: [(), (("token", ADMIN),)],
        MALFORMED: [
            (("authorization", ADMIN),),
            (("authorization", f"Basic {ADMIN}"),),
            (("authorization", f"Bearer {ADMIN} twice"),),
            (("authorization", "Bearer "),),
            shown(ADMIN) + shown(ADMIN),
        ],
        UNKNOWN: [shown("hokusai_invented"), shown(ADMIN[:-1])],
        EXPIRED: [shown("hokusai_old")],
    }
    async with guarded(tmp_path, expired) as server:
        for name, call in CALLS.items():
            for cause, shows in wrong.items():
                for metadata in shows:
                    with refused(UNAUTHENTICATED, "UNAUTHENTICATED") as caught:
                        await call(server.channel, metadata)
                    assert metadata_of(caught[0]) == {"cause": cause}, name
                    assert caught[0].details() == f"the call is not authenticated: {cause}"
                    assert ADMIN not in repr(caught[0])
        assert lengths((await CALLS["Predict"](server.channel, shown(ADMIN))).payload) == [1]
        assert lengths((await CALLS["Predict"](server.channel, (("authorization", f"bearer {ADMIN}"),))).payload) == [1]


async def test_health_and_reflection_are_open_to_all(tmp_path: Path) -> None:
    async with guarded(tmp_path, models=()) as server:
        channel: Any = server.channel  # the stubs' types lag behind their code
        health_stub: Any = health_pb2_grpc.HealthStub(channel)
        reflection_stub: Any = reflection_pb2_grpc.ServerReflectionStub(channel)
        health = await health_stub.Check(health_pb2.HealthCheckRequest())
        assert health.status == health_pb2.HealthCheckResponse.SERVING
        asked = reflection_pb2.ServerReflectionRequest(list_services="")
        call = reflection_stub.ServerReflectionInfo(iter([asked]))
        assert (await anext(aiter(call))).list_services_response.service


async def test_a_key_may_do_what_its_actions_say(tmp_path: Path) -> None:
    readers, predictors = key_table("reader", "r", '["read"]'), key_table("predictor", "p", '["predict"]')
    async with guarded(tmp_path, readers, predictors) as server:
        await CALLS["GetModel"](server.channel, shown("r"))
        for name in ("Predict", "StreamPredict", "GetModelSignature"):
            await CALLS[name](server.channel, shown("p"))
            with refused(DENIED, "PERMISSION_DENIED") as caught:
                await CALLS[name](server.channel, shown("r"))
            assert metadata_of(caught[0]) == {"principal": "key:reader", "action": "predict", "resource": "model odd"}
        with refused(DENIED, "PERMISSION_DENIED") as caught:
            await CALLS["GetModel"](server.channel, shown("p"))
        assert metadata_of(caught[0]) == {"principal": "key:predictor", "action": "read", "resource": "model odd"}
        with refused(DENIED, "PERMISSION_DENIED") as caught:
            await CALLS["AppendUpload"](server.channel, shown("r"))
        assert metadata_of(caught[0]) == {"principal": "key:reader", "action": "write", "resource": "*"}
        # What breaks the rules of the contract concerns no model yet.
        with refused(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST"):
            await InferenceServiceStub(server.channel).Predict(asking("", "x"), metadata=shown("r"))


async def test_a_key_of_some_models_is_for_these_alone(tmp_path: Path) -> None:
    bound = key_table("bound", "b", models='["odd", "lead_*"]')
    async with guarded(tmp_path, bound, models=("odd", "lead_scoring", "churn")) as server:
        inferences: Any = Keyed(InferenceServiceStub(server.channel), "b")
        for model in ("odd", "lead_scoring"):
            assert lengths((await inferences.Predict(asking(model, "xy"))).payload) == [2]
        denied: dict[str, list[Awaitable[Any]]] = {}
        registries: Any = Keyed(RegistryServiceStub(server.channel), "b")
        trackers: Any = Keyed(TrackingServiceStub(server.channel), "b")
        events = [events_pb.InferenceEvent(model=model, version="1.0.0", latency_ms=1) for model in ("odd", "churn")]
        denied["model churn"] = [
            inferences.Predict(asking("churn", "x")),
            inferences.GetModelSignature(inference.GetModelSignatureRequest(model="churn")),
            registries.GetModel(registry.GetModelRequest(name="churn")),
            trackers.TrackInference(tracking.TrackInferenceRequest(events=events)),
        ]
        denied["*"] = [
            registries.ListModels(registry.ListModelsRequest()),
            inferences.ListLoadedModels(inference.ListLoadedModelsRequest()),
            trackers.CreateExperiment(tracking.CreateExperimentRequest(name="e")),
        ]
        for resource, calls in denied.items():
            for call in calls:
                with refused(DENIED, "PERMISSION_DENIED") as caught:
                    await call
                assert metadata_of(caught[0])["resource"] == resource
        await registries.GetModel(registry.GetModelRequest(name="lead_scoring"))
        await Keyed(SystemServiceStub(server.channel), "b").GetSystemInfo(system.GetSystemInfoRequest())
        with refused(DENIED, "PERMISSION_DENIED"):
            stream = StreamCall(inferences)
            await stream.open("churn")


async def test_no_more_predictions_of_a_key_run_at_once_than_may(tmp_path: Path) -> None:
    async with guarded(tmp_path, key_table("narrow", "n", concurrent_calls="1")) as server:
        stub: Any = Keyed(InferenceServiceStub(server.channel), "n")
        stream = StreamCall(stub)
        await stream.open("odd")
        with refused(grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED") as caught:
            await stub.Predict(asking("odd", "x"))
        assert metadata_of(caught[0]) == {"what": "the number of calls of key:narrow", "limit": "1"}
        assert retry_delay(caught[0]) == 0.2
        # Others are not concerned, and neither are this key's calls that are no predictions.
        await CALLS["Predict"](server.channel, shown(ADMIN))
        await CALLS["GetModel"](server.channel, shown("n"))
        await stream.finish()
        assert lengths((await _until_let_in(lambda: stub.Predict(asking("odd", "x")))).payload) == [1]


async def test_a_call_that_was_given_up_leaves_its_place(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    async with guarded(tmp_path, key_table("narrow", "n", concurrent_calls="1")) as server:
        stub: Any = Keyed(InferenceServiceStub(server.channel), "n")
        await stub.Predict(asking("odd", "warm"))
        call = stub.Predict(asking("odd", f"waits_for {gate}"))
        # Calls of one connection arrive in their order.
        with refused(grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED"):
            await stub.Predict(asking("odd", "x"))
        call.cancel()
        gate.touch()
        await _until_let_in(lambda: stub.Predict(asking("odd", "x")))


async def test_nobody_becomes_somebody_by_headers_of_the_data_plane(tmp_path: Path) -> None:
    forged = (("x-hokusai-identity-bin", b"admin"), ("x-hokusai-peer", "ipv4:10.0.0.1:1"))
    async with guarded(tmp_path) as server:
        for call in CALLS.values():
            with refused(UNAUTHENTICATED, "UNAUTHENTICATED"):
                await call(server.channel, forged)
        stub = VersionServiceStub(server.channel)
        asked = versions.PromoteVersionRequest(model="odd", version="1.0.0")
        await stub.PromoteVersion(asked, metadata=(*shown(ADMIN), *forged))
        history = await stub.ListHistory(versions.ListHistoryRequest(model="odd"), metadata=shown(ADMIN))
        assert {entry.actor for entry in history.entries} == {"key:admin"}


async def _until_let_in(call: Callable[[], Awaitable[Any]]) -> Any:
    """The answer, once there is one; the test's own timeout bounds it."""
    while True:
        try:
            return await call()
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.RESOURCE_EXHAUSTED:
                raise
            await asyncio.sleep(0)
