package dev.hokusai.conformance;

import dev.hokusai.system.v1.GetDependencyRequest;
import dev.hokusai.system.v1.GetDependencyResponse;
import dev.hokusai.system.v1.GetSystemInfoRequest;
import dev.hokusai.system.v1.GetSystemInfoResponse;
import dev.hokusai.system.v1.ListDependenciesRequest;
import dev.hokusai.system.v1.ListDependenciesResponse;
import dev.hokusai.system.v1.ResetBreakerRequest;
import dev.hokusai.system.v1.ResetBreakerResponse;
import dev.hokusai.system.v1.SystemServiceGrpc;
import dev.hokusai.system.v1.SystemServiceGrpc.SystemServiceBlockingStub;
import java.util.Map;

/** The methods of SystemService. */
final class SystemMethods {

  private SystemMethods() {}

  static Map<String, Rpc<?>> byPath() {
    return new Methods<>(
            SystemServiceGrpc.SERVICE_NAME,
            SystemServiceGrpc::newBlockingStub,
            SystemServiceGrpc::newStub)
        .<GetSystemInfoRequest, GetSystemInfoResponse>unary(
            "GetSystemInfo",
            GetSystemInfoRequest.getDefaultInstance(),
            SystemServiceBlockingStub::getSystemInfo)
        .<ListDependenciesRequest, ListDependenciesResponse>unary(
            "ListDependencies",
            ListDependenciesRequest.getDefaultInstance(),
            SystemServiceBlockingStub::listDependencies)
        .<GetDependencyRequest, GetDependencyResponse>unary(
            "GetDependency",
            GetDependencyRequest.getDefaultInstance(),
            SystemServiceBlockingStub::getDependency)
        .<ResetBreakerRequest, ResetBreakerResponse>unary(
            "ResetBreaker",
            ResetBreakerRequest.getDefaultInstance(),
            SystemServiceBlockingStub::resetBreaker)
        .byPath();
  }
}
