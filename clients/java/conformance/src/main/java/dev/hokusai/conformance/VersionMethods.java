package dev.hokusai.conformance;

import dev.hokusai.versions.v1.CompareVersionsRequest;
import dev.hokusai.versions.v1.CompareVersionsResponse;
import dev.hokusai.versions.v1.DeleteVersionRequest;
import dev.hokusai.versions.v1.DeleteVersionResponse;
import dev.hokusai.versions.v1.DeprecateVersionRequest;
import dev.hokusai.versions.v1.DeprecateVersionResponse;
import dev.hokusai.versions.v1.GetLatestVersionRequest;
import dev.hokusai.versions.v1.GetLatestVersionResponse;
import dev.hokusai.versions.v1.GetModelContractRequest;
import dev.hokusai.versions.v1.GetModelContractResponse;
import dev.hokusai.versions.v1.GetVersionRequest;
import dev.hokusai.versions.v1.GetVersionResponse;
import dev.hokusai.versions.v1.ListHistoryRequest;
import dev.hokusai.versions.v1.ListHistoryResponse;
import dev.hokusai.versions.v1.ListVersionsRequest;
import dev.hokusai.versions.v1.ListVersionsResponse;
import dev.hokusai.versions.v1.PromoteVersionRequest;
import dev.hokusai.versions.v1.PromoteVersionResponse;
import dev.hokusai.versions.v1.RemoveAliasRequest;
import dev.hokusai.versions.v1.RemoveAliasResponse;
import dev.hokusai.versions.v1.ResolveVersionRequest;
import dev.hokusai.versions.v1.ResolveVersionResponse;
import dev.hokusai.versions.v1.RestoreVersionRequest;
import dev.hokusai.versions.v1.RestoreVersionResponse;
import dev.hokusai.versions.v1.RollbackAliasRequest;
import dev.hokusai.versions.v1.RollbackAliasResponse;
import dev.hokusai.versions.v1.VersionServiceGrpc;
import dev.hokusai.versions.v1.VersionServiceGrpc.VersionServiceBlockingStub;
import dev.hokusai.versions.v1.WatchVersionsRequest;
import dev.hokusai.versions.v1.WatchVersionsResponse;
import java.util.Map;

/** The methods of VersionService. */
final class VersionMethods {

  private VersionMethods() {}

  static Map<String, Rpc<?>> byPath() {
    return new Methods<>(
            VersionServiceGrpc.SERVICE_NAME,
            VersionServiceGrpc::newBlockingStub,
            VersionServiceGrpc::newStub)
        .<GetVersionRequest, GetVersionResponse>unary(
            "GetVersion",
            GetVersionRequest.getDefaultInstance(),
            VersionServiceBlockingStub::getVersion)
        .<ListVersionsRequest, ListVersionsResponse>unary(
            "ListVersions",
            ListVersionsRequest.getDefaultInstance(),
            VersionServiceBlockingStub::listVersions)
        .<GetLatestVersionRequest, GetLatestVersionResponse>unary(
            "GetLatestVersion",
            GetLatestVersionRequest.getDefaultInstance(),
            VersionServiceBlockingStub::getLatestVersion)
        .<ResolveVersionRequest, ResolveVersionResponse>unary(
            "ResolveVersion",
            ResolveVersionRequest.getDefaultInstance(),
            VersionServiceBlockingStub::resolveVersion)
        .<CompareVersionsRequest, CompareVersionsResponse>unary(
            "CompareVersions",
            CompareVersionsRequest.getDefaultInstance(),
            VersionServiceBlockingStub::compareVersions)
        .<PromoteVersionRequest, PromoteVersionResponse>unary(
            "PromoteVersion",
            PromoteVersionRequest.getDefaultInstance(),
            VersionServiceBlockingStub::promoteVersion)
        .<RollbackAliasRequest, RollbackAliasResponse>unary(
            "RollbackAlias",
            RollbackAliasRequest.getDefaultInstance(),
            VersionServiceBlockingStub::rollbackAlias)
        .<RemoveAliasRequest, RemoveAliasResponse>unary(
            "RemoveAlias",
            RemoveAliasRequest.getDefaultInstance(),
            VersionServiceBlockingStub::removeAlias)
        .<DeprecateVersionRequest, DeprecateVersionResponse>unary(
            "DeprecateVersion",
            DeprecateVersionRequest.getDefaultInstance(),
            VersionServiceBlockingStub::deprecateVersion)
        .<DeleteVersionRequest, DeleteVersionResponse>unary(
            "DeleteVersion",
            DeleteVersionRequest.getDefaultInstance(),
            VersionServiceBlockingStub::deleteVersion)
        .<RestoreVersionRequest, RestoreVersionResponse>unary(
            "RestoreVersion",
            RestoreVersionRequest.getDefaultInstance(),
            VersionServiceBlockingStub::restoreVersion)
        .<ListHistoryRequest, ListHistoryResponse>unary(
            "ListHistory",
            ListHistoryRequest.getDefaultInstance(),
            VersionServiceBlockingStub::listHistory)
        .<WatchVersionsRequest, WatchVersionsResponse>serverStream(
            "WatchVersions",
            WatchVersionsRequest.getDefaultInstance(),
            VersionServiceBlockingStub::watchVersions)
        .<GetModelContractRequest, GetModelContractResponse>unary(
            "GetModelContract",
            GetModelContractRequest.getDefaultInstance(),
            VersionServiceBlockingStub::getModelContract)
        .byPath();
  }
}
