package dev.hokusai.conformance;

import dev.hokusai.inference.v1.GetModelSignatureRequest;
import dev.hokusai.inference.v1.GetModelSignatureResponse;
import dev.hokusai.inference.v1.InferenceServiceGrpc;
import dev.hokusai.inference.v1.InferenceServiceGrpc.InferenceServiceBlockingStub;
import dev.hokusai.inference.v1.InferenceServiceGrpc.InferenceServiceStub;
import dev.hokusai.inference.v1.ListLoadedModelsRequest;
import dev.hokusai.inference.v1.ListLoadedModelsResponse;
import dev.hokusai.inference.v1.LoadModelRequest;
import dev.hokusai.inference.v1.LoadModelResponse;
import dev.hokusai.inference.v1.PredictRequest;
import dev.hokusai.inference.v1.PredictResponse;
import dev.hokusai.inference.v1.StreamPredictRequest;
import dev.hokusai.inference.v1.StreamPredictResponse;
import dev.hokusai.inference.v1.UnloadModelRequest;
import dev.hokusai.inference.v1.UnloadModelResponse;
import java.util.Map;

/** The methods of InferenceService. */
final class InferenceMethods {

  private InferenceMethods() {}

  static Map<String, Rpc<?>> byPath() {
    return new Methods<>(
            InferenceServiceGrpc.SERVICE_NAME,
            InferenceServiceGrpc::newBlockingStub,
            InferenceServiceGrpc::newStub)
        .<PredictRequest, PredictResponse>unary(
            "Predict", PredictRequest.getDefaultInstance(), InferenceServiceBlockingStub::predict)
        .<StreamPredictRequest, StreamPredictResponse>bothStream(
            "StreamPredict",
            StreamPredictRequest.getDefaultInstance(),
            InferenceServiceStub::streamPredict)
        .<GetModelSignatureRequest, GetModelSignatureResponse>unary(
            "GetModelSignature",
            GetModelSignatureRequest.getDefaultInstance(),
            InferenceServiceBlockingStub::getModelSignature)
        .<LoadModelRequest, LoadModelResponse>unary(
            "LoadModel",
            LoadModelRequest.getDefaultInstance(),
            InferenceServiceBlockingStub::loadModel)
        .<UnloadModelRequest, UnloadModelResponse>unary(
            "UnloadModel",
            UnloadModelRequest.getDefaultInstance(),
            InferenceServiceBlockingStub::unloadModel)
        .<ListLoadedModelsRequest, ListLoadedModelsResponse>unary(
            "ListLoadedModels",
            ListLoadedModelsRequest.getDefaultInstance(),
            InferenceServiceBlockingStub::listLoadedModels)
        .byPath();
  }
}
