package dev.hokusai.conformance;

import dev.hokusai.registry.v1.AdoptVersionRequest;
import dev.hokusai.registry.v1.AdoptVersionResponse;
import dev.hokusai.registry.v1.AppendUploadRequest;
import dev.hokusai.registry.v1.AppendUploadResponse;
import dev.hokusai.registry.v1.ArchiveModelRequest;
import dev.hokusai.registry.v1.ArchiveModelResponse;
import dev.hokusai.registry.v1.CreateModelRequest;
import dev.hokusai.registry.v1.CreateModelResponse;
import dev.hokusai.registry.v1.DownloadBundleRequest;
import dev.hokusai.registry.v1.DownloadBundleResponse;
import dev.hokusai.registry.v1.FinishUploadRequest;
import dev.hokusai.registry.v1.FinishUploadResponse;
import dev.hokusai.registry.v1.GetLineageRequest;
import dev.hokusai.registry.v1.GetLineageResponse;
import dev.hokusai.registry.v1.GetModelRequest;
import dev.hokusai.registry.v1.GetModelResponse;
import dev.hokusai.registry.v1.ListModelsRequest;
import dev.hokusai.registry.v1.ListModelsResponse;
import dev.hokusai.registry.v1.QueryUploadRequest;
import dev.hokusai.registry.v1.QueryUploadResponse;
import dev.hokusai.registry.v1.RegisterBaselineRequest;
import dev.hokusai.registry.v1.RegisterBaselineResponse;
import dev.hokusai.registry.v1.RegisterImprovedRequest;
import dev.hokusai.registry.v1.RegisterImprovedResponse;
import dev.hokusai.registry.v1.RegistryServiceGrpc;
import dev.hokusai.registry.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import dev.hokusai.registry.v1.RegistryServiceGrpc.RegistryServiceStub;
import dev.hokusai.registry.v1.RestoreModelRequest;
import dev.hokusai.registry.v1.RestoreModelResponse;
import dev.hokusai.registry.v1.StartUploadRequest;
import dev.hokusai.registry.v1.StartUploadResponse;
import dev.hokusai.registry.v1.UpdateModelRequest;
import dev.hokusai.registry.v1.UpdateModelResponse;
import java.util.Map;

/** The methods of RegistryService. */
final class RegistryMethods {

  private RegistryMethods() {}

  static Map<String, Rpc<?>> byPath() {
    return new Methods<>(
            RegistryServiceGrpc.SERVICE_NAME,
            RegistryServiceGrpc::newBlockingStub,
            RegistryServiceGrpc::newStub)
        .<CreateModelRequest, CreateModelResponse>unary(
            "CreateModel",
            CreateModelRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::createModel)
        .<GetModelRequest, GetModelResponse>unary(
            "GetModel", GetModelRequest.getDefaultInstance(), RegistryServiceBlockingStub::getModel)
        .<ListModelsRequest, ListModelsResponse>unary(
            "ListModels",
            ListModelsRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::listModels)
        .<UpdateModelRequest, UpdateModelResponse>unary(
            "UpdateModel",
            UpdateModelRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::updateModel)
        .<ArchiveModelRequest, ArchiveModelResponse>unary(
            "ArchiveModel",
            ArchiveModelRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::archiveModel)
        .<RestoreModelRequest, RestoreModelResponse>unary(
            "RestoreModel",
            RestoreModelRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::restoreModel)
        .<StartUploadRequest, StartUploadResponse>unary(
            "StartUpload",
            StartUploadRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::startUpload)
        .<AppendUploadRequest, AppendUploadResponse>clientStream(
            "AppendUpload",
            AppendUploadRequest.getDefaultInstance(),
            RegistryServiceStub::appendUpload)
        .<QueryUploadRequest, QueryUploadResponse>unary(
            "QueryUpload",
            QueryUploadRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::queryUpload)
        .<FinishUploadRequest, FinishUploadResponse>unary(
            "FinishUpload",
            FinishUploadRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::finishUpload)
        .<DownloadBundleRequest, DownloadBundleResponse>serverStream(
            "DownloadBundle",
            DownloadBundleRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::downloadBundle)
        .<RegisterBaselineRequest, RegisterBaselineResponse>unary(
            "RegisterBaseline",
            RegisterBaselineRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::registerBaseline)
        .<RegisterImprovedRequest, RegisterImprovedResponse>unary(
            "RegisterImproved",
            RegisterImprovedRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::registerImproved)
        .<AdoptVersionRequest, AdoptVersionResponse>unary(
            "AdoptVersion",
            AdoptVersionRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::adoptVersion)
        .<GetLineageRequest, GetLineageResponse>unary(
            "GetLineage",
            GetLineageRequest.getDefaultInstance(),
            RegistryServiceBlockingStub::getLineage)
        .byPath();
  }
}
