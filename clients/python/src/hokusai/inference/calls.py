"""The unary calls of InferenceService: requests built and replies parsed, nothing sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

import grpc

from hokusai.calls import PREDICT_TIMEOUT, Prepared, UnaryCall
from hokusai.inference.message_parts import WrittenRequests, field
from hokusai.inference.payload_encoding import Encoded, encode
from hokusai.inference.prediction import LoadedModel, Prediction, ServedBy, SignatureReport, Timings
from hokusai.inference.row_values import params_of
from hokusai.inference.v1 import inference_service_pb2 as pb
from hokusai.inference.v1.inference_service_pb2_grpc import InferenceServiceStub
from hokusai.versions.selector import parse_selector

_PREDICT = UnaryCall(
    lambda channel: InferenceServiceStub(cast("grpc.Channel", WrittenRequests(channel))).Predict, PREDICT_TIMEOUT
)
_SIGNATURE = UnaryCall(lambda channel: InferenceServiceStub(channel).GetModelSignature)
_LOAD = UnaryCall(lambda channel: InferenceServiceStub(channel).LoadModel, PREDICT_TIMEOUT)
_UNLOAD = UnaryCall(lambda channel: InferenceServiceStub(channel).UnloadModel, PREDICT_TIMEOUT, repeatable=False)
_LIST_LOADED = UnaryCall(lambda channel: InferenceServiceStub(channel).ListLoadedModels)


def predict(
    model: str,
    data: Any,
    *,
    version: str | None = None,
    params: Mapping[str, Any] | None = None,
    subject: str = "",
    as_of: datetime | None = None,
) -> Prepared[Prediction]:
    """Predict."""
    encoded = encode(data)
    request = pb.PredictRequest(
        model=model,
        selector=parse_selector(version, as_of=as_of),
        params=params_of(params),
        subject=subject,
    )

    def parse(reply: pb.PredictResponse) -> Prediction:
        return Prediction(
            values=encoded.restore(reply.payload),
            served_by=ServedBy.from_proto(reply.served_by),
            row_count=reply.row_count,
            timings=Timings.from_proto(reply.timings) if reply.HasField("timings") else None,
        )

    return _PREDICT.prepare(_with_payload(request, encoded), parse)


def _with_payload(request: pb.PredictRequest, encoded: Encoded) -> pb.PredictRequest:
    payload = field(pb.PredictRequest.PAYLOAD_FIELD_NUMBER, encoded.payload)
    return cast("pb.PredictRequest", b"".join([request.SerializeToString(), *payload]))


def get_model_signature(model: str, version: str | None = None) -> Prepared[SignatureReport]:
    """GetModelSignature."""
    request = pb.GetModelSignatureRequest(model=model, selector=parse_selector(version))
    return _SIGNATURE.prepare(request, SignatureReport.from_proto)


def load_model(model: str, version: str | None = None, *, pinned: bool = False) -> Prepared[LoadedModel]:
    """LoadModel."""
    request = pb.LoadModelRequest(model=model, selector=parse_selector(version), pinned=pinned)
    return _LOAD.prepare(request, lambda reply: LoadedModel.from_proto(reply.loaded_model))


def unload_model(model: str, version: str) -> Prepared[None]:
    """UnloadModel."""
    return _UNLOAD.prepare(pb.UnloadModelRequest(model=model, version=version), lambda _: None)


def list_loaded_models() -> Prepared[tuple[LoadedModel, ...]]:
    """ListLoadedModels."""
    return _LIST_LOADED.prepare(
        pb.ListLoadedModelsRequest(),
        lambda reply: tuple(LoadedModel.from_proto(each) for each in reply.loaded_models),
    )
