package dev.hokusai.conformance;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import java.util.Map;

/** The methods of gRPC's health service. */
final class HealthMethods {

  private HealthMethods() {}

  static Map<String, Rpc<?>> byPath() {
    return new Methods<>(HealthGrpc.SERVICE_NAME, HealthGrpc::newBlockingStub, HealthGrpc::newStub)
        .<HealthCheckRequest, HealthCheckResponse>unary(
            "Check", HealthCheckRequest.getDefaultInstance(), HealthBlockingStub::check)
        .<HealthCheckRequest, HealthCheckResponse>serverStream(
            "Watch", HealthCheckRequest.getDefaultInstance(), HealthBlockingStub::watch)
        .byPath();
  }
}
