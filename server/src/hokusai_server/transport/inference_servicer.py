"""The inference service. What carries payloads is served through the opaque twin, which leaves them unread."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any, Final, TypeAlias, final

import grpc
from typing_extensions import override

from hokusai.inference.v1 import inference_service_pb2 as public
from hokusai.inference.v1 import inference_service_pb2_grpc as public_grpc
from hokusai.worker.v1 import opaque_inference_pb2 as opaque
from hokusai.worker.v1 import opaque_inference_pb2_grpc as opaque_grpc
from hokusai_server.services.prediction import Prediction
from hokusai_server.services.prediction_streams import PredictionStreams, StreamBatch
from hokusai_server.transport import prediction_messages as messages
from hokusai_server.transport.prediction_traces import PredictionTraces
from hokusai_server.transport.signature_messages import signature_to_proto

SERVICE_NAME: Final = public.DESCRIPTOR.services_by_name["InferenceService"].full_name

Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]


@final
class OpaqueInferenceServicer(opaque_grpc.OpaqueInferenceServiceServicer):
    """Predict and StreamPredict, with payloads as bytes."""

    def __init__(
        self, prediction: Prediction, streams: PredictionStreams, traces: PredictionTraces, max_message_bytes: int
    ) -> None:
        self._prediction = prediction
        self._streams = streams
        self._traces = traces
        self._max_message_bytes = max_message_bytes

    @override
    async def Predict(self, request: opaque.PredictRequest, context: Context) -> opaque.PredictResponse:
        """One prediction."""
        wanted = messages.request_from_proto(request, context.time_remaining(), self._traces.traceparent())
        selector = messages.optional_selector(request)
        answer, served_by = await self._prediction.predict(request.model, selector, wanted)
        self._traces.record(answer, served_by)
        return messages.response_to_proto(answer, served_by)

    @override
    async def StreamPredict(
        self, request_iterator: AsyncIterator[opaque.StreamPredictRequest], context: Context
    ) -> AsyncGenerator[opaque.StreamPredictResponse, None]:
        """Predictions for a sequence of batches."""
        frames = aiter(request_iterator)
        first = await anext(frames, None)
        opening = messages.opening_from_proto(first, context.time_remaining(), self._traces.traceparent())
        async with self._streams.open(opening) as stream:
            yield messages.ready_to_proto(stream, self._max_message_bytes)
            async with aclosing(stream.answers(_batches(frames))) as results:
                async for result in results:
                    yield messages.result_to_proto(result)
            yield messages.summary_to_proto(stream.summary)


@final
class InferenceServicer(public_grpc.InferenceServiceServicer):
    """The whole service on the public messages; the opaque twin answers what carries payloads."""

    def __init__(self, prediction: Prediction, twin: OpaqueInferenceServicer, max_message_bytes: int) -> None:
        self._prediction = prediction
        self._twin = twin
        self._max_message_bytes = max_message_bytes

    @override
    async def Predict(self, request: public.PredictRequest, context: Context) -> public.PredictResponse:
        """As the twin, whose messages look the same on the wire."""
        answer = await self._twin.Predict(opaque.PredictRequest.FromString(request.SerializeToString()), context)
        return public.PredictResponse.FromString(answer.SerializeToString())

    @override
    async def StreamPredict(
        self, request_iterator: AsyncIterator[public.StreamPredictRequest], context: Context
    ) -> AsyncIterator[public.StreamPredictResponse]:
        """As the twin."""
        frames = (opaque.StreamPredictRequest.FromString(frame.SerializeToString()) async for frame in request_iterator)
        async with aclosing(self._twin.StreamPredict(frames, context)) as answers:
            async for answer in answers:
                yield public.StreamPredictResponse.FromString(answer.SerializeToString())

    @override
    async def GetModelSignature(
        self, request: public.GetModelSignatureRequest, context: Context
    ) -> public.GetModelSignatureResponse:
        """What a version takes and gives."""
        route = await self._prediction.route(request.model, messages.optional_selector(request))
        return public.GetModelSignatureResponse(
            served_by=messages.served_by_to_proto(route.served_by),
            signature=None if route.signature is None else signature_to_proto(route.signature),
            max_message_bytes=self._max_message_bytes,
        )

    @override
    async def LoadModel(self, request: public.LoadModelRequest, context: Context) -> public.LoadModelResponse:
        """Bring a version to serve."""
        selector = messages.optional_selector(request)
        loaded = await self._prediction.load(request.model, selector, pinned=request.pinned)
        return public.LoadModelResponse(loaded_model=messages.loaded_model_to_proto(loaded))

    @override
    async def UnloadModel(self, request: public.UnloadModelRequest, context: Context) -> public.UnloadModelResponse:
        """End a version's process."""
        await self._prediction.unload(request.model, request.version)
        return public.UnloadModelResponse()

    @override
    async def ListLoadedModels(
        self, request: public.ListLoadedModelsRequest, context: Context
    ) -> public.ListLoadedModelsResponse:
        """What is in memory."""
        loaded = map(messages.loaded_model_to_proto, self._prediction.loaded_models())
        return public.ListLoadedModelsResponse(loaded_models=loaded)


async def _batches(frames: AsyncIterator[opaque.StreamPredictRequest]) -> AsyncIterator[StreamBatch]:
    async for frame in frames:
        yield messages.batch_from_proto(frame)


def add_inference_to_server(whole: InferenceServicer, twin: OpaqueInferenceServicer, server: grpc.aio.Server) -> None:
    """Serve the service under its public name, with the twin's methods in place of those that carry payloads."""
    unread: dict[str, grpc.RpcMethodHandler[Any, Any]] = {
        "Predict": grpc.unary_unary_rpc_method_handler(
            twin.Predict,
            request_deserializer=opaque.PredictRequest.FromString,
            response_serializer=opaque.PredictResponse.SerializeToString,
        ),
        "StreamPredict": grpc.stream_stream_rpc_method_handler(
            twin.StreamPredict,
            request_deserializer=opaque.StreamPredictRequest.FromString,
            response_serializer=opaque.StreamPredictResponse.SerializeToString,
        ),
    }
    public_grpc.add_InferenceServiceServicer_to_server(whole, server)
    # Of handlers that are registered for a method, gRPC takes the last.
    server.add_registered_method_handlers(SERVICE_NAME, unread)
