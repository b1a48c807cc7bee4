"""Predicting with registered versions, over real sockets and with real models."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import grpc
import numpy as np
import pytest
import pytest_asyncio
from grpc_health.v1 import health_pb2, health_pb2_grpc

from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1 import payload_pb2
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.registry.v1 import registry_service_pb2 as registry_pb
from hokusai.registry.v1 import signature_pb2
from hokusai.registry.v1.registry_service_pb2_grpc import RegistryServiceStub
from hokusai.versions.v1 import selector_pb2
from hokusai.versions.v1 import version_service_pb2 as version_pb
from hokusai.versions.v1.version_service_pb2_grpc import VersionServiceStub
from tests.support.bundle_uploads import upload
from tests.support.inference_calls import StreamCall, asking, lengths, refused
from tests.support.mlflow_bundles import save_linear_model
from tests.support.odd_models import files_in, write_odd_model
from tests.support.running_server import ServerUnderTest, serving

if TYPE_CHECKING:
    from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceAsyncStub

Code = grpc.StatusCode
Rule: TypeAlias = "selector_pb2.SelectionRule.ValueType"

# One server for all: MLflow's client and the zygote take seconds to start.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory, plane: str) -> AsyncIterator[ServerUnderTest]:
    async with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def stub(server: ServerUnderTest) -> InferenceServiceAsyncStub:
    return InferenceServiceStub(server.channel)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def doubling(server: ServerUnderTest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model whose version 1.0.0 answers 2 · x and whose version 1.0.1 answers 3 · x."""
    name = f"doubling-{uuid.uuid4()}"
    for slope in (2.0, 3.0):
        await register(server, name, save_linear_model(tmp_path_factory.mktemp("model") / "bundle", slope))
    return name


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def odd(server: ServerUnderTest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The model that misbehaves on request."""
    name = f"odd-{uuid.uuid4()}"
    await register(server, name, write_odd_model(tmp_path_factory.mktemp("odd") / "bundle"))
    return name


async def register(server: ServerUnderTest, model: str, bundle: Path) -> str:
    """Register a bundle through the public RPCs; returns the number of the version."""
    registry = RegistryServiceStub(server.channel)
    draft = registry_pb.VersionDraft(bundle_digest=await upload(registry, files_in(bundle)))
    request = registry_pb.RegisterBaselineRequest(model=model, draft=draft)
    return (await registry.RegisterBaseline(request)).version.version


def column(*values: float) -> payload_pb2.Payload:
    """Rows for the linear model, as a tensor."""
    data = np.array(values, dtype="<f8").tobytes()
    tensor = payload_pb2.Tensor(name="x", data_type=payload_pb2.DATA_TYPE_FLOAT64, shape=[len(values)], data=data)
    return payload_pb2.Payload(tensors=payload_pb2.Tensors(tensors=[tensor]))


def answers(payload: payload_pb2.Payload) -> list[float]:
    """What the linear model answered, rounded against the noise of least squares."""
    (tensor,) = payload.tensors.tensors
    return [round(float(value), 6) for value in np.frombuffer(tensor.data, "<f8")]


async def test_a_registered_model_answers_with_the_latest_version_by_default(
    stub: InferenceServiceAsyncStub, doubling: str
) -> None:
    answer = await stub.Predict(pb.PredictRequest(model=doubling, payload=column(1, 2, 3)))
    assert answers(answer.payload) == [3, 6, 9]
    assert (answer.served_by.version, answer.served_by.rule) == ("1.0.1", selector_pb2.SELECTION_RULE_DEFAULT_LATEST)
    assert answer.row_count == 3


@pytest.mark.parametrize(
    ("selector", "version", "rule"),
    [
        (selector_pb2.VersionSelector(exact="1.0.0"), "1.0.0", selector_pb2.SELECTION_RULE_EXACT),
        (selector_pb2.VersionSelector(range="<1.0.1"), "1.0.0", selector_pb2.SELECTION_RULE_RANGE),
        (
            selector_pb2.VersionSelector(latest=selector_pb2.LatestVersion()),
            "1.0.1",
            selector_pb2.SELECTION_RULE_LATEST,
        ),
    ],
    ids=["exact", "range", "latest"],
)
async def test_a_selector_names_the_version_that_answers(
    stub: InferenceServiceAsyncStub, doubling: str, selector: selector_pb2.VersionSelector, version: str, rule: Rule
) -> None:
    answer = await stub.Predict(pb.PredictRequest(model=doubling, selector=selector, payload=column(1)))
    assert (answer.served_by.version, answer.served_by.rule) == (version, rule)
    assert answers(answer.payload) == [2.0 if version == "1.0.0" else 3.0]


async def test_a_promotion_is_seen_by_every_prediction_after_it(
    server: ServerUnderTest, stub: InferenceServiceAsyncStub, tmp_path: Path
) -> None:
    model = f"promoted-{uuid.uuid4()}"
    bundle = write_odd_model(tmp_path / "bundle")
    for _ in range(2):
        await register(server, model, bundle)
    versions = VersionServiceStub(server.channel)
    for target in ("1.0.0", "1.0.1") * 20:
        await versions.PromoteVersion(version_pb.PromoteVersionRequest(model=model, version=target))
        answer = await stub.Predict(asking(model, "fine"))
        assert (answer.served_by.version, answer.served_by.rule) == (
            target,
            selector_pb2.SELECTION_RULE_DEFAULT_PRODUCTION,
        )


async def test_what_does_not_exist_is_not_found(stub: InferenceServiceAsyncStub, doubling: str) -> None:
    with refused(Code.NOT_FOUND, "MODEL_NOT_FOUND"):
        await stub.Predict(pb.PredictRequest(model="unknown", payload=column(1)))
    with refused(Code.NOT_FOUND, "VERSION_NOT_FOUND"):
        selector = selector_pb2.VersionSelector(exact="9.9.9")
        await stub.Predict(pb.PredictRequest(model=doubling, selector=selector, payload=column(1)))
    with refused(Code.NOT_FOUND, "ALIAS_NOT_SET"):
        selector = selector_pb2.VersionSelector(alias="staging")
        await stub.Predict(pb.PredictRequest(model=doubling, selector=selector, payload=column(1)))


async def test_a_deleted_version_predicts_no_more_although_it_was_loaded(
    server: ServerUnderTest, stub: InferenceServiceAsyncStub, tmp_path: Path
) -> None:
    model = f"deleted-{uuid.uuid4()}"
    bundle = write_odd_model(tmp_path / "bundle")
    for _ in range(2):
        await register(server, model, bundle)
    await stub.Predict(asking(model, "fine", version="1.0.0"))
    versions = VersionServiceStub(server.channel)
    await versions.DeleteVersion(version_pb.DeleteVersionRequest(model=model, version="1.0.0"))
    with refused(Code.FAILED_PRECONDITION, "VERSION_DELETED"):
        await stub.Predict(asking(model, "fine", version="1.0.0"))


async def test_a_request_that_breaks_the_contract_names_the_field(
    stub: InferenceServiceAsyncStub, doubling: str
) -> None:
    for request, field in (
        (pb.PredictRequest(model="not a name", payload=column(1)), "model"),
        (pb.PredictRequest(model=doubling), "payload"),
        (pb.PredictRequest(model=doubling, payload=column(1), subject="s" * 257), "subject"),
        (
            pb.PredictRequest(model=doubling, payload=column(1), selector=selector_pb2.VersionSelector(range="?")),
            "selector.range",
        ),
    ):
        with refused(Code.INVALID_ARGUMENT, "INVALID_REQUEST") as caught:
            await stub.Predict(request)
        assert field in (caught[0].details() or "")


async def test_payloads_that_cannot_be_read_or_do_not_fit_the_signature_are_refused(
    stub: InferenceServiceAsyncStub, doubling: str
) -> None:
    with refused(Code.INVALID_ARGUMENT, "PAYLOAD_INVALID"):
        await stub.Predict(pb.PredictRequest(model=doubling, payload=payload_pb2.Payload(arrow_stream=b"no arrow")))
    with refused(Code.INVALID_ARGUMENT, "PAYLOAD_INVALID"):  # by the worker: the dispatcher does not look into it
        await stub.Predict(pb.PredictRequest(model=doubling, payload=payload_pb2.Payload()))
    wrong = payload_pb2.Payload()
    wrong.rows.rows.add().values["x"].text = "one"
    with refused(Code.INVALID_ARGUMENT, "MODEL_INPUT_INVALID") as caught:
        await stub.Predict(pb.PredictRequest(model=doubling, payload=wrong))
    assert "x" in (caught[0].details() or "")


async def test_concurrent_requests_share_calls_of_the_model_and_each_gets_its_own_answer(
    stub: InferenceServiceAsyncStub, doubling: str
) -> None:
    replies = await asyncio.gather(
        *(stub.Predict(pb.PredictRequest(model=doubling, payload=column(number))) for number in range(200))
    )
    assert [answers(reply.payload) for reply in replies] == [[3.0 * number] for number in range(200)]
    assert max(reply.timings.batch_requests for reply in replies) > 1


async def test_the_signature_is_told_without_loading_the_version(
    server: ServerUnderTest, stub: InferenceServiceAsyncStub, tmp_path: Path
) -> None:
    model = f"unloaded-{uuid.uuid4()}"
    await register(server, model, write_odd_model(tmp_path / "bundle"))
    told = await stub.GetModelSignature(pb.GetModelSignatureRequest(model=model))
    (act,), (length,) = told.signature.inputs.columns, told.signature.outputs.columns
    assert (act.name, act.type, act.required) == ("act", signature_pb2.COLUMN_TYPE_STRING, True)
    assert (length.name, length.type) == ("length", signature_pb2.COLUMN_TYPE_LONG)
    assert (told.served_by.version, told.max_message_bytes) == ("1.0.0", 16 * 2**20)
    listed = await stub.ListLoadedModels(pb.ListLoadedModelsRequest())
    assert model not in {loaded.model for loaded in listed.loaded_models}


async def test_a_version_is_loaded_listed_and_unloaded_on_request_and_its_health_follows(
    server: ServerUnderTest, stub: InferenceServiceAsyncStub, tmp_path: Path
) -> None:
    odd = f"loaded-{uuid.uuid4()}"
    await register(server, odd, write_odd_model(tmp_path / "bundle"))
    health: Any = health_pb2_grpc.HealthStub(server.channel)  # its stubs name no methods
    asked = health_pb2.HealthCheckRequest(service=f"model:{odd}/1.0.0")
    loaded = (await stub.LoadModel(pb.LoadModelRequest(model=odd, pinned=True))).loaded_model
    assert (loaded.state, loaded.pinned, loaded.restart_count) == (pb.LOAD_STATE_READY, True, 0)
    assert loaded.private_memory_bytes > 0
    assert loaded.load_duration.ToNanoseconds() > 0
    assert not loaded.HasField("last_used_time")
    assert (await health.Check(asked)).status == health_pb2.HealthCheckResponse.SERVING
    again = (await stub.LoadModel(pb.LoadModelRequest(model=odd))).loaded_model
    assert (again.pinned, again.ready_time) == (False, loaded.ready_time)
    listed = (await stub.ListLoadedModels(pb.ListLoadedModelsRequest())).loaded_models
    assert (odd, "1.0.0") in {(each.model, each.version) for each in listed}
    await stub.UnloadModel(pb.UnloadModelRequest(model=odd, version="1.0.0"))
    with pytest.raises(grpc.aio.AioRpcError) as unknown:
        await health.Check(asked)
    assert unknown.value.code() is Code.NOT_FOUND
    with refused(Code.NOT_FOUND, "MODEL_NOT_LOADED"):
        await stub.UnloadModel(pb.UnloadModelRequest(model=odd, version="1.0.0"))
    assert lengths((await stub.Predict(asking(odd, "fine"))).payload) == [4]


async def test_a_stream_of_a_registered_model_is_pinned_to_the_version_of_its_opening(
    server: ServerUnderTest, stub: InferenceServiceAsyncStub, tmp_path: Path
) -> None:
    model = f"streamed-{uuid.uuid4()}"
    bundle = write_odd_model(tmp_path / "bundle")
    await register(server, model, bundle)
    stream = StreamCall(stub)
    assert (await stream.open(model)).served_by.version == "1.0.0"
    await register(server, model, bundle)
    await stream.send(0, "fine")
    assert lengths((await stream.result()).payload) == [4]
    await stream.finish()
    listed = (await stub.ListLoadedModels(pb.ListLoadedModelsRequest())).loaded_models
    assert [each.version for each in listed if each.model == model] == ["1.0.0"]


async def test_metrics_tell_queue_batches_phases_and_memory_by_version(
    server: ServerUnderTest, stub: InferenceServiceAsyncStub, odd: str
) -> None:
    await stub.Predict(asking(odd, "fine", "well"))
    await server.server.catch_up()
    shown = server.server.metrics.expose().body.decode()
    labels = f'model="{odd}",version="1.0.0"'
    for series in (
        f"hokusai_inference_queue_seconds_count{{{labels}}}",
        f"hokusai_inference_batch_requests_count{{{labels}}}",
        f'hokusai_inference_phase_seconds_count{{model="{odd}",phase="predict",version="1.0.0"}}',
        f"hokusai_inference_rows_total{{{labels}}}",
        f"hokusai_worker_private_memory_bytes{{{labels}}}",
    ):
        assert series in shown
